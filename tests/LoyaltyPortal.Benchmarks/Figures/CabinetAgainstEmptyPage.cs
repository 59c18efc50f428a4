namespace LoyaltyPortal.Benchmarks.Figures;

internal static class CabinetAgainstEmptyPage
{
    public static Task<int> RunAsync(Options options) => throw new NotSupportedException(options.ToString());
}
