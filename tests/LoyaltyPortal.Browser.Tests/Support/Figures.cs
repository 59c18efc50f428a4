using Xunit;

namespace LoyaltyPortal.Browser.Tests.Support;

/// <summary>Figures that a run measured, told to whoever reads its log.</summary>
public static class Figures
{
    public static void Tell(string figure)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(figure);
        Console.WriteLine($"measured: {figure}");
    }
}
