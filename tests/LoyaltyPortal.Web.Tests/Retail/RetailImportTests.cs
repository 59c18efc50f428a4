using LoyaltyPortal.Data;
using LoyaltyPortal.Data.Reading;
using LoyaltyPortal.Retail;
using LoyaltyPortal.Web.Features.StoreApi;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Retail;

/// <summary>Six months of a real shop go through the import, and every member has what the rules alone give.</summary>
public sealed class RetailImportTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("loyalty-retail-").FullName;

    [Fact]
    public async Task Every_member_of_the_real_shop_has_what_was_worked_out_without_the_portal()
    {
        var now = TimeProvider.System.GetUtcNow();
        var lines = Lines(now);
        var file = Path.Combine(folder, "retail.ndjson");
        await File.WriteAllLinesAsync(file, lines, TestContext.Current.CancellationToken);
        await using var portal = Portal();

        var report = new StringWriter();
        await ImportCommand.RunAsync(portal.Services, [file], report, TestContext.Current.CancellationToken);
        Assert.Contains("11567 accepted, 0 repeated, 456 refused", report.ToString(), StringComparison.Ordinal);
        Assert.Contains("456 order-unknown", report.ToString(), StringComparison.Ordinal);

        var moscow = TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow");
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), moscow).DateTime);
        var expected = RetailOracle.Compute(lines, today);
        Assert.Equal(2718, expected.Count);
        Assert.True(expected.Values.Count(member => member.Active > 0) > 1000);
        Assert.True(expected.Values.Select(member => member.Tier).Distinct().Count() >= 3);
        foreach (var (phone, member) in expected)
        {
            await CheckAsync(portal, phone, member);
        }

        var again = new StringWriter();
        await ImportCommand.RunAsync(portal.Services, [file], again, TestContext.Current.CancellationToken);
        Assert.Contains("0 accepted, 11567 repeated, 456 refused", again.ToString(), StringComparison.Ordinal);
        foreach (var (phone, member) in expected.Take(20))
        {
            await CheckAsync(portal, phone, member);
        }
    }

    private static List<string> Lines(DateTimeOffset now)
    {
        using var first = SharedData.OpenRetail();
        var shift = Conversion.ShiftToEndYesterday(first, now);
        using var csv = SharedData.OpenRetail();
        return [.. new Conversion(new ConversionOptions("stomatorg", shift, now)).Lines(csv)];
    }

    private static async Task CheckAsync(WebApplicationFactory<Program> portal, string phone, OracleMember member)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>();
        var id = await db.Members.Where(each => each.Phone == phone).Select(each => each.AccountId).SingleAsync();
        var reading = scope.ServiceProvider.GetRequiredService<MemberReading>();
        var account = (await reading.AccountAsync(id, TestContext.Current.CancellationToken))!;
        var wallet = account.Wallets.Single();
        Assert.Equal(
            (phone, member.Active, member.Pending, member.TierSum, member.TierOrders, member.Tier),
            (
                phone,
                wallet.Balance.Active.Value,
                wallet.Balance.Pending.Value,
                account.Standing.Counted.Sum.Value,
                account.Standing.Counted.Orders,
                account.Standing.Tier.Name.Ru
            )
        );
        Assert.Equal(
            member
                .Lots.Where(lot => lot.Remaining > 0 && !(lot.EndsOn < account.Today))
                .Select(lot => (lot.OrderId, lot.StartsOn, lot.EndsOn, lot.Remaining))
                .Order(),
            wallet.Lots.Select(lot => (lot.OrderId!, lot.StartsOn, lot.EndsOn, lot.Remaining.Value)).Order()
        );
    }

    private WebApplicationFactory<Program> Portal() =>
        new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
        {
            host.UseEnvironment("Development");
            host.UseSetting("ConnectionStrings:Portal", $"Data Source={Path.Combine(folder, "portal.db")}");
            host.UseSetting("Demo:Members", "false");
            host.ConfigureLogging(logging => logging.ClearProviders());
        });

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}
