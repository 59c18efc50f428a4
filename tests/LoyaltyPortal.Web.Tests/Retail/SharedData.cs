using System.IO.Compression;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Retail;

/// <summary>The data set Online Retail, where it stands beside the repository.</summary>
internal static class SharedData
{
    private const string RetailFile = "online-retail-2010-12--2011-05.csv.gz";

    /// <summary>Opens the six months of invoices, or skips the test and says what is missing.</summary>
    public static StreamReader OpenRetail()
    {
        var file = Path.Combine(Folder(), "data", RetailFile);
        Assert.SkipUnless(
            File.Exists(file),
            $"{file} is missing; LOYALTY_SHARED names another folder that holds data/"
        );
        return new(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
    }

    private static string Folder()
    {
        if (Environment.GetEnvironmentVariable("LOYALTY_SHARED") is { Length: > 0 } named)
        {
            return named;
        }
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "LoyaltyPortal.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No LoyaltyPortal.sln above the tests.");
        }
        return Path.GetFullPath(Path.Combine(folder.FullName, "..", "shared"));
    }
}
