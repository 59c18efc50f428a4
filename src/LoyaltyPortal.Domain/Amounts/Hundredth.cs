namespace LoyaltyPortal.Domain;

/// <summary>The one place where a decimal becomes a whole number of hundredths.</summary>
internal static class Hundredth
{
    public static long Of(decimal value)
    {
        var scaled = value * 100m;
        return decimal.Truncate(scaled) == scaled
            ? (long)scaled
            : throw new ArgumentException("An amount has at most two decimals.", nameof(value));
    }
}
