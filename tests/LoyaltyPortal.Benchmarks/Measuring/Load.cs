using System.Diagnostics;

namespace LoyaltyPortal.Benchmarks.Measuring;

/// <summary>What a load did.</summary>
/// <param name="Count">Operations, all of which went well.</param>
/// <param name="Elapsed">From the first start to the last end.</param>
internal sealed record Loaded(int Count, TimeSpan Elapsed)
{
    public double PerSecond => Count / Elapsed.TotalSeconds;
}

/// <summary>Clients that each wait for their answer before they ask again, until so many operations are done.</summary>
internal static class Load
{
    /// <summary>Runs operations numbered from 0; one that fails ends the run.</summary>
    /// <param name="clients">How many clients at once.</param>
    /// <param name="count">How many operations in all.</param>
    /// <param name="operation">The client and the number of the operation.</param>
    public static async Task<Loaded> RunAsync(int clients, int count, Func<int, int, Task> operation)
    {
        var next = -1;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(() => ClientAsync(client))));
        return new Loaded(count, watch.Elapsed);

        async Task ClientAsync(int client)
        {
            for (var i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
            {
                await operation(client, i);
            }
        }
    }
}
