namespace LoyaltyPortal.Domain.Programmes.Checking;

/// <summary>Restored points that end on the day they come back: a return gives back what cannot be used.</summary>
internal static class GraceOfNoDay
{
    public static IEnumerable<Finding> Find(Programme programme)
    {
        var returns = programme.Returns;
        if (returns.GraceDays <= returns.RestoreAfterDays)
        {
            yield return new(
                "/returns/graceDays",
                $"Points of an ended lot come back {returns.RestoreAfterDays} days after a return and live {returns.GraceDays} days from it: they end on the day they come back."
            );
        }
    }
}
