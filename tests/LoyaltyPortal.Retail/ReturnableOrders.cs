namespace LoyaltyPortal.Retail;

/// <summary>A quantity taken back from one line of an order.</summary>
internal readonly record struct TakenBack(string OrderId, string LineId, int Quantity);

/// <summary>What each customer bought of each stock code and has not brought back.</summary>
internal sealed class ReturnableOrders
{
    private readonly Dictionary<(string Customer, string StockCode), List<Order>> bought = [];

    public void Add(string customer, string stockCode, string orderId, string lineId, int quantity)
    {
        if (!bought.TryGetValue((customer, stockCode), out var orders))
        {
            orders = [];
            bought.Add((customer, stockCode), orders);
        }
        if (orders.Count == 0 || !string.Equals(orders[^1].OrderId, orderId, StringComparison.Ordinal))
        {
            orders.Add(new(orderId, []));
        }
        orders[^1].Lines.Add(new(lineId, quantity));
    }

    /// <summary>
    /// Takes from the newest order that has enough left; where no single one has, from the newest on until it is all
    /// taken. Within an order, from its lines as they stand. What comes back may be less than was asked.
    /// </summary>
    public IEnumerable<TakenBack> Take(string customer, string stockCode, int quantity)
    {
        if (!bought.TryGetValue((customer, stockCode), out var orders))
        {
            yield break;
        }
        var single = orders.FindLastIndex(order => order.Left >= quantity);
        for (var at = single < 0 ? orders.Count - 1 : single; at >= 0 && quantity > 0; at--)
        {
            foreach (var line in orders[at].Lines.Where(line => line.Left > 0))
            {
                var taken = Math.Min(line.Left, quantity);
                if (taken == 0)
                {
                    break;
                }
                line.Left -= taken;
                quantity -= taken;
                yield return new(orders[at].OrderId, line.LineId, taken);
            }
        }
    }

    private sealed record Order(string OrderId, List<Line> Lines)
    {
        public int Left => Lines.Sum(line => line.Left);
    }

    private sealed class Line(string lineId, int quantity)
    {
        public string LineId { get; } = lineId;

        public int Left { get; set; } = quantity;
    }
}
