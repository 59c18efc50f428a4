namespace LoyaltyPortal.Domain.Programmes.Checking;

/// <summary>Points that wait at least as long as they live. The life counts from the day they become usable; a member who
/// counts from the purchase believes them gone before they ever worked.</summary>
internal static class LifeWithinTheWait
{
    public static IEnumerable<Finding> Find(Programme programme)
    {
        var wait = programme.Earning.ShortestWait();
        return PointLife
            .Of(programme)
            .Where(life => life.Waits && life.Length.FewestDays() <= wait)
            .Select(life => new Finding(
                life.At,
                $"{life.Whose} wait {wait} days and live {life.Length.InWords()}: whoever counts from the purchase sees them end before they start. The life counts from the day they become usable."
            ));
    }
}
