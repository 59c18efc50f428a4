namespace LoyaltyPortal.Domain.Programmes.Checking;

/// <summary>A claim that may be answered when the points it is about would have ended.</summary>
internal static class LifeEndsBeforeClaims
{
    public static IEnumerable<Finding> Find(Programme programme)
    {
        if (programme.Earning.Life is { } life && life.FewestDays() <= programme.ClaimDays)
        {
            yield return new(
                "/claimDays",
                $"A claim is answered within {programme.ClaimDays} days, and points live {life.InWords()}: the answer may come when the points in question would have ended."
            );
        }
    }
}
