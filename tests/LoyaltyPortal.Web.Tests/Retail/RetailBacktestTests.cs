using LoyaltyPortal.Data;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Domain.Tiers;
using LoyaltyPortal.Retail;
using LoyaltyPortal.Web.Features.StoreApi;
using LoyaltyPortal.Web.Features.StoreApi.Backtests;
using LoyaltyPortal.Web.Platform;
using LoyaltyPortal.Web.Platform.Phones;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Retail;

/// <summary>Six months of a real shop come to the same, replayed in memory and imported into a database.</summary>
public sealed class RetailBacktestTests : IDisposable
{
    /// <summary>The start of the day after the last receipt, in Moscow.</summary>
    private static readonly DateTimeOffset End = new(2011, 6, 4, 0, 0, 0, TimeSpan.FromHours(4));

    private readonly string folder = Directory.CreateTempSubdirectory("loyalty-backtest-").FullName;

    [Fact]
    public async Task A_backtest_comes_to_what_the_import_writes()
    {
        var stop = TestContext.Current.CancellationToken;
        var file = Path.Combine(folder, "retail.ndjson");
        using (var csv = SharedData.OpenRetail())
        {
            await File.WriteAllLinesAsync(file, new Conversion(new("stomatorg", 0, End)).Lines(csv), stop);
        }
        await using var portal = Portal();
        await ImportCommand.RunAsync(portal.Services, [file], new StringWriter(), stop);
        await using var scope = portal.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DueWork>().RunAsync(stop);
        var programme = scope.ServiceProvider.GetRequiredService<Programme>();

        var side = new BacktestSide(programme, Percent.Zero, PhoneNumbers.LoadBuiltIn(), new StandingClock());
        using (var reader = new StreamReader(file))
        {
            await new BacktestRun([side], new StandingClock()).RunAsync(reader, () => Task.CompletedTask, stop);
        }

        Assert.Equal((11_567, 0, 456), (side.Accepted, side.Repeated, side.Refused["order-unknown"]));
        await CompareAsync(scope.ServiceProvider.GetRequiredService<PortalDb>(), programme, side);
    }

    private static async Task CompareAsync(PortalDb db, Programme programme, BacktestSide side)
    {
        var stop = TestContext.Current.CancellationToken;
        var today = programme.Zone.DayOf(End);
        var entries = await db.Entries.Select(entry => new { entry.Type, entry.Points }).ToListAsync(stop);
        Points SumOf(params EntryType[] types) =>
            entries.Where(entry => types.Contains(entry.Type)).Sum(entry => entry.Points);
        var figures = side.Figures;
        Assert.Equal(
            (await db.Members.CountAsync(stop), await db.Purchases.CountAsync(stop)),
            (figures.Members, figures.Purchases)
        );
        Assert.True(figures.Earned > Points.Whole(1_000_000));
        Assert.Equal(SumOf(EntryType.Earned), figures.Earned);
        Assert.Equal(SumOf(EntryType.Bonus), figures.Bonus);
        // An import comes when all of it is past: what had ended by then ended before its goods came back.
        Assert.Equal(-SumOf(EntryType.Annulled, EntryType.Expired), figures.Annulled + figures.Expired);

        var lots = await db.Lots.AsNoTracking().Where(lot => lot.IsOpen).ToListAsync(stop);
        Assert.Equal(lots.Where(lot => lot.IsActiveOn(today)).Sum(lot => lot.Remaining), figures.Active);
        Assert.Equal(lots.Where(lot => lot.IsPendingOn(today)).Sum(lot => lot.Remaining), figures.Pending);
        Assert.Equal(Points.Zero, figures.Debt);
        Assert.Equal(entries.Sum(entry => entry.Points), figures.Outstanding);

        var days = (await db.QualifyingDays.AsNoTracking().ToListAsync(stop)).ToLookup(day => day.AccountId);
        var accounts = await db.Accounts.Select(account => account.Id).ToListAsync(stop);
        var tiers = accounts.CountBy(id => TierStanding.On(today, programme.Tiers, days[id]).Tier.Id).ToDictionary();
        Assert.Equal(programme.Tiers.List.Select(tier => (tier.Id, tiers.GetValueOrDefault(tier.Id))), figures.ByTier);
    }

    private WebApplicationFactory<Program> Portal() =>
        new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
        {
            host.UseEnvironment("Development");
            host.UseSetting("ConnectionStrings:Portal", $"Data Source={Path.Combine(folder, "portal.db")}");
            host.UseSetting("Demo:Members", "false");
            host.ConfigureLogging(logging => logging.ClearProviders());
            host.ConfigureTestServices(services =>
            {
                var clock = new PortalClock(new StandingClock());
                services.RemoveAll<PortalClock>().AddSingleton(clock);
                services.RemoveAll<TimeProvider>().AddSingleton<TimeProvider>(clock);
            });
        });

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => End;
    }
}
