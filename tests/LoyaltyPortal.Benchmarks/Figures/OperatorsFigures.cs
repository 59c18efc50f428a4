using System.Diagnostics;
using LoyaltyPortal.Benchmarks.Measuring;
using LoyaltyPortal.Benchmarks.Rows;
using LoyaltyPortal.Benchmarks.Running;
using LoyaltyPortal.Data;
using LoyaltyPortal.Data.Figures;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Programmes;
using LoyaltyPortal.Data.Providers;
using LoyaltyPortal.Domain.Programmes;
using Microsoft.Extensions.DependencyInjection;

namespace LoyaltyPortal.Benchmarks.Figures;

/// <summary>What the operator's page of figures reads, in a shop with very many entries against one with few. Told beside it:
/// how long the check against the ledger takes, which reads all of it.</summary>
internal static class OperatorsFigures
{
    private const int Few = 1_000;
    private const int Pairs = 50;

    public static async Task<int> RunAsync(Options options)
    {
        var rounds = options.Rounds ?? 5;
        await using var large = await OpenAsync(options, options.Count ?? 1_000_000);
        await using var small = await OpenAsync(options, Few);
        var (ours, theirs) = (new List<double>(), new List<double>());
        // One round warms up and is not told.
        for (var round = -1; round < rounds; round++)
        {
            var (a, b) = (new List<double>(), new List<double>());
            for (var pair = 0; pair < Pairs; pair++)
            {
                a.Add(await TimeAsync(large.ReadAsync));
                b.Add(await TimeAsync(small.ReadAsync));
            }
            if (round >= 0)
            {
                ours.Add(Figure.Median(a));
                theirs.Add(Figure.Median(b));
            }
        }
        Console.WriteLine("what the page of figures reads");
        Figure.Tell("many entries", ours, "few", theirs, "ms", "<= 1.2, below 1,000 ms");
        return 0;
    }

    private static async Task<Read> OpenAsync(Options options, int entries)
    {
        var shop = await Shop.OpenAsync(options, 1, 1);
        var now = TimeProvider.System.GetUtcNow();
        await shop.Client.ImportAsync([Goods.PurchaseLine(0, 0, now.AddDays(-30), now)]);
        Console.WriteLine($"writing {entries} entries ...");
        await LongHistory.WriteAsync(shop.Connection, (await shop.AccountsAsync(1))[0], entries);
        var all = new ServiceCollection();
        var programme = (ProgrammeRead.Accepted)Presets.Read("stomatorg");
        all.AddSingleton(
            new ConfiguredProgramme(programme.Programme, Presets.Text("stomatorg"), ProgrammeOrigin.Preset, "stomatorg")
        );
        all.AddSingleton(TimeProvider.System);
        all.AddPortalData(DatabaseProvider.PostgreSql, shop.Connection);
        var read = new Read(shop, all.BuildServiceProvider());
        // The rows were written behind the portal's back: the check fills the months.
        Figure.Say($"check against the ledger: {await TimeAsync(read.CheckAsync), 10:F0} ms");
        Figure.Say($"counting of members: {await TimeAsync(read.CountAsync), 10:F0} ms");
        return read;
    }

    private static async Task<double> TimeAsync(Func<Task> ask)
    {
        var start = Stopwatch.GetTimestamp();
        await ask();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>A shop and what reads its figures.</summary>
    private sealed class Read(Shop shop, ServiceProvider services) : IAsyncDisposable
    {
        public Task<FigureVerdict> CheckAsync() =>
            services.GetRequiredService<FigureCheck>().RunAsync(CancellationToken.None);

        public Task<MemberFigures> CountAsync() =>
            services.GetRequiredService<MemberCount>().RunAsync(CancellationToken.None);

        public async Task ReadAsync()
        {
            await services.GetRequiredService<FigureBook>().ReadAsync(CancellationToken.None);
            await services.GetRequiredService<MemberCount>().LastAsync(CancellationToken.None);
            await services.GetRequiredService<FigureCheck>().LastAsync(CancellationToken.None);
        }

        public async ValueTask DisposeAsync()
        {
            await services.DisposeAsync();
            await shop.DisposeAsync();
        }
    }
}
