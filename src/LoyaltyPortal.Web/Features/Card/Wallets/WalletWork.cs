using LoyaltyPortal.Data.Cards;
using LoyaltyPortal.Data.Messages;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Web.Platform;

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

    public async Task RunAsync(CancellationToken cancellation)
    {
        while (await LookAsync(cancellation) == AtOnce) { }
        while (await TellAsync(cancellation) == AtOnce) { }
    }

    /// <summary>Looks at passes whose accounts moved; how many there were.</summary>
    private async Task<int> LookAsync(CancellationToken cancellation)
    {
        var moved = await book.MovedAsync(AtOnce, cancellation);
        foreach (var (pass, version) in moved)
        {
            await using var scope = scopes.CreateAsyncScope();
            var face = await scope
                .ServiceProvider.GetRequiredService<PassFaces>()
                .FindAsync(pass.AccountId, cancellation);
            // Nobody's: what it showed stays, and it is not looked at again.
            await book.NoteAsync(pass.Id, version, face?.DigestOf() ?? pass.Shown, cancellation);
        }
        return moved.Count;
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
                await book.DropAsync(each.DeviceId, cancellation);
            }
        }
        return due.Count;
    }

    private async Task TellAsync(IWalletTeller teller, DueWallet due, CancellationToken cancellation)
    {
        var wait = RetryPlan.WaitAfter(due.Tries + 1, Random.Shared.NextDouble());
        var until = Clock.Now(time) + (wait ?? TimeSpan.FromDays(1));
        if (!await book.ClaimAsync(due, until, cancellation))
        {
            return;
        }
        switch (await TryAsync(teller, due, cancellation))
        {
            case Told.Gone:
                await book.DropAsync(due.DeviceId, cancellation);
                break;
            case Told.NotYet when wait is not null:
                break;
            default:
                // Told, or tried for a day: the wallet will see it with the next change or when it asks by itself.
                await book.ToldAsync(due, cancellation);
                break;
        }
    }

    private async Task<Told> TryAsync(IWalletTeller teller, DueWallet due, CancellationToken cancellation)
    {
        try
        {
            return await teller.TellAsync(due, cancellation);
        }
        catch (Exception failure)
            when (failure is HttpRequestException or InvalidOperationException or System.Text.Json.JsonException
                || (failure is OperationCanceledException && !cancellation.IsCancellationRequested)
            )
        {
            log.LogWarning("A wallet of {Kind} could not be told: {Fault}", teller.Kind, failure.GetType().Name);
            return Told.NotYet;
        }
    }
}

/// <summary>Goes round a few times a minute, on every node.</summary>
internal sealed class WalletJob(WalletWork work, ILogger<WalletJob> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await work.RunAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                log.LogError(failure, "Cards in wallets could not be looked after; it is tried again soon");
            }
        }
    }
}
