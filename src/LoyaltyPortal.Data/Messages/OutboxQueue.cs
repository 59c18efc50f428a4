using System.Linq.Expressions;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Providers;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Messages;

/// <summary>
/// Hands out messages that are due, each to one sender at a time, and writes down what came of them. Several nodes may
/// ask at once. A node that dies after a message left and before that was written lets it be sent again: at least once,
/// never lost. See docs/decisions/outbox.md.
/// </summary>
public sealed class OutboxQueue(IPortalDbs databases, WriteGate gate, TimeProvider time)
{
    /// <summary>How long a message belongs to whoever claimed it. Longer than any sender may take.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>The fault of a message that came too late to be of use.</summary>
    public const string Expired = "expired";

    /// <summary>The fault of a message written before messages were sent.</summary>
    public const string TooOld = "too-old";

    /// <summary>The fault of a message of a medium that the operator switched off.</summary>
    public const string SwitchedOff = "switched-off";

    /// <summary>Claims messages of one medium that are due, oldest first; those that are of no use any more are given up.</summary>
    /// <param name="ask">Which ones.</param>
    /// <param name="cancellation">Stops claiming; what was claimed comes back after the lease.</param>
    /// <returns>Each message is the claimer's until its <see cref="OutboxMessage.NextTryAt"/>.</returns>
    public async Task<Claimed> ClaimAsync(ClaimAsk ask, CancellationToken cancellation)
    {
        var now = Clock.Now(time);
        await using var db = databases.Create();
        var due = await DueAsync(db, ask, now, cancellation);
        if (due.Count == 0)
        {
            return new Claimed([], []);
        }
        using var turn = await gate.EnterAsync(cancellation);
        var (toSend, over) = (new List<OutboxMessage>(), new List<OutboxMessage>());
        foreach (var message in due)
        {
            // Only one of those who saw the message at this time moves it on.
            var seen = SameClaim(db, message);
            if (FaultOf(message, now) is { } fault)
            {
                if (await GiveUpAsync(seen, message.FailedTries, fault, now, ask.KeepsTexts, cancellation) == 1)
                {
                    message.LastFault = fault;
                    over.Add(message);
                }
                continue;
            }
            var until = now + Lease;
            if (await seen.ExecuteUpdateAsync(set => set.SetProperty(each => each.NextTryAt, until), cancellation) == 1)
            {
                message.NextTryAt = until;
                toSend.Add(message);
            }
        }
        return new Claimed(toSend, over);
    }

    /// <summary>The message has left. Also said when the lease ran out meanwhile, so that it is not sent once more.</summary>
    /// <param name="message">As it was claimed.</param>
    /// <param name="keepsText">Whether a secret stays readable: in Development only, where nothing left the machine.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task MarkSentAsync(OutboxMessage message, bool keepsText, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(message);
        var now = Clock.Now(time);
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = databases.Create();
        await Waiting(db)
            .Where(each => each.Id == message.Id)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(each => each.SentAt, now)
                        .SetProperty(each => each.Text, each => each.IsSecret && !keepsText ? string.Empty : each.Text),
                cancellation
            );
    }

    /// <summary>The message could not be sent: it is tried again later or given up.</summary>
    /// <param name="message">As it was claimed. Whoever lost the claim meanwhile changes nothing.</param>
    /// <param name="failure">What happened.</param>
    /// <param name="keepsText">Whether the secret of a message given up stays readable.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>When it is tried again (UTC); null when it was given up.</returns>
    public async Task<DateTimeOffset?> MarkFailedAsync(
        OutboxMessage message,
        SendFailure failure,
        bool keepsText,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(failure);
        var now = Clock.Now(time);
        var tries = message.FailedTries + 1;
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = databases.Create();
        var claimed = SameClaim(db, message);
        if (!failure.MayRetry || RetryPlan.WaitAfter(tries, Random.Shared.NextDouble()) is not { } wait)
        {
            await GiveUpAsync(claimed, tries, failure.Fault, now, keepsText, cancellation);
            return null;
        }
        var next = Clock.Cut(now + (failure.RetryAfter > wait ? failure.RetryAfter.Value : wait));
        await claimed.ExecuteUpdateAsync(
            set =>
                set.SetProperty(each => each.NextTryAt, next)
                    .SetProperty(each => each.FailedTries, tries)
                    .SetProperty(each => each.LastFault, failure.Fault),
            cancellation
        );
        return next;
    }

    /// <summary>Gives up what is of no use any more, of media that nobody claims messages of.</summary>
    /// <param name="media">The media.</param>
    /// <param name="areOff">Whether the operator wants none of theirs sent: then all of them are given up.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>How many were given up.</returns>
    public async Task<int> GiveUpUnclaimedAsync(
        IReadOnlyCollection<string> media,
        bool areOff,
        CancellationToken cancellation
    )
    {
        var now = Clock.Now(time);
        await using var db = databases.Create();
        var over = Waiting(db)
            .Where(each => media.Contains(each.Medium))
            .Where(each => areOff || each.Kind == string.Empty || each.ExpiresAt <= now);
        if (!await over.AnyAsync(cancellation))
        {
            return 0;
        }
        using var turn = await gate.EnterAsync(cancellation);
        return await over.ExecuteUpdateAsync(
            set =>
                set.SetProperty(each => each.GivenUpAt, now)
                    .SetProperty(
                        each => each.LastFault,
                        each =>
                            each.Kind == string.Empty ? TooOld
                            : each.ExpiresAt <= now ? Expired
                            : SwitchedOff
                    )
                    .SetProperty(each => each.Text, each => each.IsSecret ? string.Empty : each.Text),
            cancellation
        );
    }

    private static IQueryable<OutboxMessage> Waiting(PortalDb db) =>
        db.Outbox.Where(each => each.SentAt == null && each.GivenUpAt == null);

    private static IQueryable<OutboxMessage> SameClaim(PortalDb db, OutboxMessage message) =>
        Waiting(db).Where(each => each.Id == message.Id && each.NextTryAt == message.NextTryAt);

    private static string? FaultOf(OutboxMessage message, DateTimeOffset now) =>
        message.Kind.Length == 0 ? TooOld
        : message.ExpiresAt <= now ? Expired
        : null;

    private static Task<List<OutboxMessage>> DueAsync(
        PortalDb db,
        ClaimAsk ask,
        DateTimeOffset now,
        CancellationToken cancellation
    ) =>
        Waiting(db)
            .AsNoTracking()
            .Where(each => each.NextTryAt <= now && each.Medium == ask.Medium && !ask.Except.Contains(each.Id))
            .OrderBy(each => each.NextTryAt)
            .Take(ask.Most)
            .ToListAsync(cancellation);

    private static Task<int> GiveUpAsync(
        IQueryable<OutboxMessage> messages,
        int tries,
        string fault,
        DateTimeOffset now,
        bool keepsText,
        CancellationToken cancellation
    )
    {
        Expression<Func<OutboxMessage, string>> left = each => each.IsSecret && !keepsText ? string.Empty : each.Text;
        return messages.ExecuteUpdateAsync(
            set =>
                set.SetProperty(each => each.GivenUpAt, now)
                    .SetProperty(each => each.FailedTries, tries)
                    .SetProperty(each => each.LastFault, fault)
                    .SetProperty(each => each.Text, left),
            cancellation
        );
    }
}

/// <summary>Which messages somebody wants to send.</summary>
/// <param name="Medium">Of this medium.</param>
/// <param name="Most">So many at most.</param>
/// <param name="Except">None of these: they are being sent. A demo's clock may run ahead of their lease.</param>
/// <param name="KeepsTexts">Whether secrets of messages that are given up stay readable.</param>
public sealed record ClaimAsk(string Medium, int Most, IReadOnlyCollection<Guid> Except, bool KeepsTexts = false);

/// <summary>What came of claiming.</summary>
/// <param name="ToSend">Messages to send now.</param>
/// <param name="Over">Messages that were given up: nobody needs them any more.</param>
public sealed record Claimed(IReadOnlyList<OutboxMessage> ToSend, IReadOnlyList<OutboxMessage> Over);

/// <summary>A message that could not be sent.</summary>
/// <param name="Fault">What happened, as a code of at most 100 characters without anything personal.</param>
/// <param name="MayRetry">Whether another try may go better.</param>
/// <param name="RetryAfter">How long the other side wants to be left alone at least; null where it did not say.</param>
public sealed record SendFailure(string Fault, bool MayRetry, TimeSpan? RetryAfter = null);
