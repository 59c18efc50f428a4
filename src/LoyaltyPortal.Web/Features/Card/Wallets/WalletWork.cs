using LoyaltyPortal.Data.Cards;
using LoyaltyPortal.Data.Messages;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Web.Platform;
using LoyaltyPortal.Web.Platform.Jobs;

namespace LoyaltyPortal.Web.Features.Card.Wallets;

/// <summary>Notices when a card in a wallet shows something old, and tells the wallet. Any node may do it, late or twice.</summary>
internal sealed class WalletWork(
    WalletBook book,
    IServiceScopeFactory scopes,
    IEnumerable<IWalletTeller> tellers,
    TimeProvider time,
    ILogger<WalletWork> log
) : IMinuteWork
{
    private const int AtOnce = 100;
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    public async Task RunAsync(CancellationToken cancellation)
    {
        for (var after = Guid.Empty; await LookAsync(after, cancellation) is { } last; after = last) { }
        while (await TellAsync(cancellation) == AtOnce) { }
        await book.RemoveNobodysAsync(cancellation);
    }

    /// <summary>Looks at some passes whose accounts moved; the last of them, or null when there were no more. One that cannot
    /// be read is passed over until the next round and holds up nobody.</summary>
    private async Task<Guid?> LookAsync(Guid after, CancellationToken cancellation)
    {
        var moved = await book.MovedAsync(after, AtOnce, cancellation);
        foreach (var (pass, version) in moved)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var face = await scope
                    .ServiceProvider.GetRequiredService<PassFaces>()
                    .FindAsync(pass.AccountId, cancellation);
                await book.NoteAsync(pass.Id, version, face?.DigestOf() ?? WalletPass.Nobodys, cancellation);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                log.LogError(failure, "What pass {Pass} shows could not be read; it is tried again soon", pass.Id);
            }
        }
        return moved.Count == AtOnce ? moved[^1].Pass.Id : null;
    }

    private async Task<int> TellAsync(CancellationToken cancellation)
    {
        var due = await book.DueAsync(AtOnce, cancellation);
        foreach (var each in due)
        {
            if (tellers.FirstOrDefault(teller => teller.Kind == each.Pass.Kind) is { } teller)
            {
                await TellAsync(teller, each, cancellation);
            }
            else
            {
                // The operator no longer issues these.
                await book.DropAsync(each, cancellation);
            }
        }
        return due.Count;
    }

    private async Task TellAsync(IWalletTeller teller, DueWallet due, CancellationToken cancellation)
    {
        var wait = RetryPlan.WaitAfter(due.Tries + 1, Random.Shared.NextDouble());
        // Nobody else tries while this one waits for an answer.
        var until = Clock.Now(time) + Longer(wait ?? TimeSpan.Zero, Lease);
        if (!await book.ClaimAsync(due, until, cancellation))
        {
            return;
        }
        var told = await TryAsync(teller, due, cancellation);
        if (told == Told.NotYet && wait is not null)
        {
            return;
        }
        if (told == Told.Gone || due.Pass.Shown == WalletPass.Nobodys)
        {
            await book.DropAsync(due, cancellation);
        }
        else
        {
            // Told, or tried for a day: the wallet will see it with the next change or when it asks by itself.
            await book.ToldAsync(due, cancellation);
        }
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private async Task<Told> TryAsync(IWalletTeller teller, DueWallet due, CancellationToken cancellation)
    {
        try
        {
            return await teller.TellAsync(due, cancellation);
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            log.LogWarning("A wallet of {Kind} could not be told: {Fault}", teller.Kind, failure.GetType().Name);
            return Told.NotYet;
        }
    }
}

/// <summary>Goes round twice a minute, on every node.</summary>
internal sealed class WalletJob(IServiceProvider services, JobLog jobs, ILogger<WalletJob> log) : BackgroundService
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await jobs.RunAsync(
                    JobNames.Wallets,
                    stop => services.GetRequiredService<WalletWork>().RunAsync(stop),
                    stoppingToken
                );
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                log.LogError(failure, "Cards in wallets could not be looked after; it is tried again soon");
            }
        }
    }
}
