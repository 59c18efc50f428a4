namespace LoyaltyPortal.Domain.Programmes.Checking;

/// <summary>A promotion whose last day has passed. It must stay while points of its orders still wait for an event, and
/// may go then.</summary>
internal static class PromotionIsOver
{
    public static IEnumerable<Finding> Find(Programme programme, DateOnly today) =>
        programme
            .Promotions.Index()
            .Where(each => each.Item.To < today)
            .Select(each => new Finding(
                $"/promotions/{each.Index}/to",
                $"The promotion \"{each.Item.Id}\" ended on {each.Item.To:yyyy-MM-dd}. It may be taken out once no order paid by then waits for its points."
            ));
}
