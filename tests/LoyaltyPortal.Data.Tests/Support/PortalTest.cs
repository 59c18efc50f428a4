using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Ledger;
using Xunit;

namespace LoyaltyPortal.Data.Tests.Support;

/// <summary>A test with a portal of its own on the database of its class: its own clock, its own members.</summary>
public abstract class PortalTest : IAsyncDisposable
{
    protected PortalTest(TestDatabase database)
    {
        if (database.Missing is { } reason)
        {
            Assert.Skip(reason);
        }
        Database = database;
        Clock = new TestClock(TestClock.Noon);
        Portal = new Portal(database, Clock);
        Shop = new Shop(Portal, Clock);
    }

    /// <summary>Ends waiting when the test run is stopped.</summary>
    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected TestDatabase Database { get; }

    protected TestClock Clock { get; }

    protected Portal Portal { get; }

    protected Shop Shop { get; }

    public virtual async ValueTask DisposeAsync()
    {
        // Whoever writes entries and forgets the figures is found by whatever test that is.
        await Portal.FiguresAddUpAsync();
        await Portal.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected static Balance Has(long active = 0, long pending = 0, long held = 0, long debt = 0) =>
        new(Points.Whole(active), Points.Whole(pending), Points.Whole(held), Points.Whole(debt));

    /// <summary>Lets so many act at the same moment and waits for all.</summary>
    protected static async Task<T[]> AllAtOnceAsync<T>(int count, Func<int, Task<T>> act)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var racers = Enumerable
            .Range(0, count)
            .Select(async racer =>
            {
                await start.Task;
                return await Task.Run(() => act(racer), Stop);
            })
            .ToList();
        start.SetResult();
        return await Task.WhenAll(racers);
    }
}
