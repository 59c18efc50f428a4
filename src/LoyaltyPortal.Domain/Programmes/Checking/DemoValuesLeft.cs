namespace LoyaltyPortal.Domain.Programmes.Checking;

/// <summary>Values that the shop has not confirmed; one warning for all of them.</summary>
internal static class DemoValuesLeft
{
    public static IEnumerable<Finding> Find(Programme programme)
    {
        if (programme.DemoValues.Count > 0)
        {
            yield return new(
                "/demoValues",
                $"{programme.DemoValues.Count} values are not the shop's own yet: {string.Join(", ", programme.DemoValues)}."
            );
        }
    }
}
