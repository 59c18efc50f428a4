using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Orders;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Domain.Returns;
using LoyaltyPortal.Domain.Tests.Programmes;

namespace LoyaltyPortal.Domain.Tests.Orders;

/// <summary>A member of one programme and one order: a shop tells what happens to it, and the member asks what became of its
/// points. It begins on Monday, 2 March 2026, at noon in Moscow and in Minsk.</summary>
internal sealed class OrderLife
{
    public static readonly DateOnly FirstDay = new(2026, 3, 2);

    private readonly Account account = new() { Id = Id(1), CardNumber = "2000000000000000" };
    private readonly List<Entry> entries = [];
    private Suspensions suspensions = Suspensions.None;
    private DateTimeOffset now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private int lastId = 1;
    private Purchase? order;

    public OrderLife(string programme) => Programme = Fixture.Programme(programme);

    public Programme Programme { get; set; }

    /// <summary>The order that was bought last.</summary>
    public Purchase Order => order!;

    public OrderLife AsLegalEntity()
    {
        account.Kind = AccountKind.LegalEntity;
        return this;
    }

    public OrderLife WithEarningStopped()
    {
        suspensions = new Suspensions([new Suspension(true, false, false, now.AddDays(-1), now.AddDays(1))]);
        return this;
    }

    /// <summary>One line of goods.</summary>
    public static BasketLine Line(
        decimal price,
        int quantity = 1,
        LineMarks marks = LineMarks.None,
        decimal? pointsPerUnit = null,
        string id = "1"
    ) =>
        new(
            id,
            $"sku-{id}",
            $"Goods {id}",
            null,
            quantity,
            Money.Of(price),
            Money.Zero,
            marks,
            pointsPerUnit is { } points ? Points.Of(points) : null
        );

    public OrderLife Buys(string channel, params BasketLine[] lines) => Buys(channel, "online", isPaid: true, lines);

    public OrderLife Buys(string channel, string method, bool isPaid, params BasketLine[] lines)
    {
        var id = ++lastId;
        Post(journal =>
            order = PurchasePosting
                .Post(
                    journal,
                    new Order(
                        Id(id),
                        $"A-{id}",
                        Programme.ChannelOf(channel)!,
                        null,
                        method,
                        now,
                        isPaid ? now : null,
                        null,
                        null,
                        Money.Zero,
                        lines
                    ),
                    hold: null,
                    Money.Zero
                )
                .Value
        );
        return this;
    }

    /// <summary>Spends so many points on another order, of which the one asked about stays the same.</summary>
    public OrderLife Spends(decimal points)
    {
        // Points leave their lots here as a redemption lets them; which order they pay plays no part.
        Post(journal =>
        {
            var moves = Journal.TakeFrom(account.SpendingOrder(Order.Wallet, journal.Today), Points.Of(points));
            journal.Write(
                EntryType.Redeemed,
                now,
                Order.Wallet,
                -Points.Of(points),
                Reason.Of(ReasonCodes.Redemption).WithText("order", "B-1"),
                moves,
                "B-1"
            );
        });
        return this;
    }

    public OrderLife Happens(OrderEvent kind)
    {
        Post(journal => Done(PurchasePosting.Post(journal, Order, kind, now, Programme, Money.Zero).Refusal));
        return this;
    }

    public OrderLife Returns(int pieces, string line = "1")
    {
        Post(journal =>
            Done(ReturnPosting.Post(journal, Order, [new ReturnedLine(line, pieces)], now, Programme).Refusal)
        );
        return this;
    }

    public OrderLife IsCancelled()
    {
        Post(journal => Done(ReturnPosting.Cancel(journal, Order, now, Programme).Refusal));
        return this;
    }

    public OrderLife Waits(int days)
    {
        now += TimeSpan.FromDays(days);
        return this;
    }

    /// <summary>What became of the order's points today.</summary>
    public PointsOfOrder Asks()
    {
        Post(_ => { });
        var about = entries.Where(entry => entry.OrderId == Order.OrderId).ToList();
        return PointsOfOrder.On(Programme.Zone.DayOf(now), Order, account.Lots, about, Programme.Zone);
    }

    private void Post(Action<Journal> act)
    {
        var journal = new Journal(account, Programme, now, suspensions);
        journal.BringToNow();
        act(journal);
        journal.BringToNow();
        entries.AddRange(account.NewEntries);
        account.NewEntries.Clear();
    }

    private static void Done(Refusal? refusal) => Assert.Null(refusal);

    private static Guid Id(int number) => new(number, 0, 0, new byte[8]);
}
