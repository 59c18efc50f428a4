namespace LoyaltyPortal.Benchmarks.Figures;

internal static class FirstVisit
{
    public static Task<int> RunAsync(Options options) => throw new NotSupportedException(options.ToString());
}
