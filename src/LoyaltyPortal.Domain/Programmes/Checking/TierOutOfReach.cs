namespace LoyaltyPortal.Domain.Programmes.Checking;

/// <summary>Levels that a rolling window keeps out of reach: purchases that are forgotten before they count, or more orders
/// than the window has days.</summary>
internal static class TierOutOfReach
{
    public static IEnumerable<Finding> Find(Programme programme)
    {
        var rules = programme.Tiers;
        if (rules.RollingDays is not { } days || rules.List.Count < 2)
        {
            return [];
        }
        var counts = DaysThatCount(programme, days);
        if (counts <= 0)
        {
            return
            [
                new(
                    "/tiers/rollingDays",
                    $"A purchase counts the day after its points start, {programme.Earning.ShortestWait()} days after payment, and is forgotten after {days} days: no purchase ever counts and nobody leaves the first level."
                ),
            ];
        }
        return rules
            .List.Index()
            .Where(each => each.Item.Orders > counts)
            .Select(each => new Finding(
                $"/tiers/list/{each.Index}/orders",
                $"The level \"{each.Item.Id}\" asks for {each.Item.Orders} orders, and a purchase counts for {counts} days: more than one order a day, every day."
            ));
    }

    /// <summary>Days on which a purchase counts: from the day after its counting day to the window's end.</summary>
    private static int DaysThatCount(Programme programme, int days) =>
        days - (programme.Tiers.Counting == CountingDay.Accrual ? programme.Earning.ShortestWait() : 0);
}
