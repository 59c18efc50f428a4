namespace LoyaltyPortal.Domain.Programmes.Checking;

/// <summary>Points that end a day or two after they start: a message about them comes too late.</summary>
internal static class LifeOfDays
{
    private const int Few = 2;

    public static IEnumerable<Finding> Find(Programme programme) =>
        PointLife
            .Of(programme)
            .Where(life => life.Length.FewestDays() <= Few)
            .Select(life => new Finding(
                life.At,
                $"{life.Whose} live {life.Length.InWords()}: what starts in the evening is gone before most members have read of it."
            ));
}
