using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Providers;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Cards;

/// <summary>A rotating code on show.</summary>
/// <param name="Text">What the picture says.</param>
/// <param name="NextAt">When another one is to be shown (UTC).</param>
public sealed record ShownCode(string Text, DateTimeOffset NextAt);

/// <summary>Rotating codes of cards: opaque, signed, each good for one scan.</summary>
public sealed class CardCodes(IPortalDbs databases, WriteGate gate, CardSignature signature, TimeProvider time)
{
    /// <summary>How long a code is on show.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromSeconds(30);

    /// <summary>How long it is taken after that, since a scan takes its time and clocks differ: one step more.</summary>
    public static readonly TimeSpan Skew = Step;

    /// <summary>A new code for the picture on a card.</summary>
    /// <param name="accountId">Whose card.</param>
    /// <param name="sessionId">The session whose page shows it: the card counts as open then; null for no page.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<ShownCode> NewAsync(Guid accountId, Guid? sessionId, CancellationToken cancellation)
    {
        var now = Clock.Now(time);
        var code = new CardCode
        {
            Code = CardSignature.NewName(),
            AccountId = accountId,
            SessionId = sessionId,
            ExpiresAt = now + Step + Skew,
        };
        var text = await signature.WriteAsync(code.Code, cancellation);
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = databases.Create();
        db.CardCodes.Add(code);
        await db.SaveChangesAsync(cancellation);
        return new ShownCode(text, now + Step);
    }

    /// <summary>The page of a session that showed the card is closed: its codes end, and points are confirmed by a code to
    /// the phone again. A page that has only fetched itself again goes on, with the code that it has got, and the one before
    /// is still good for a scan at that moment.</summary>
    /// <param name="accountId">Whose card.</param>
    /// <param name="sessionId">The session.</param>
    /// <param name="nextAt">When the last code of the page that is closed was to be followed by another one (UTC).</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task CloseAsync(Guid accountId, Guid sessionId, DateTimeOffset nextAt, CancellationToken cancellation)
    {
        var now = Clock.Now(time);
        var last = nextAt + Skew;
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = databases.Create();
        var own = db.CardCodes.Where(each => each.AccountId == accountId && each.SessionId == sessionId);
        if (!await own.AnyAsync(each => each.ExpiresAt > last, cancellation))
        {
            await own.Where(each => each.ExpiresAt > now)
                .ExecuteUpdateAsync(set => set.SetProperty(each => each.ExpiresAt, now), cancellation);
        }
    }

    /// <summary>Uses a code up, within the transaction at hand if there is one: of twenty scans at once one gets true.</summary>
    /// <param name="db">The context.</param>
    /// <param name="code">The code's name.</param>
    /// <param name="now">The portal's time (UTC).</param>
    /// <param name="cancellation">Stops waiting.</param>
    public static async Task<bool> TryUseAsync(
        PortalDb db,
        string code,
        DateTimeOffset now,
        CancellationToken cancellation
    ) =>
        await db
            .CardCodes.Where(each => each.Code == code && each.UsedAt == null && each.ExpiresAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(each => each.UsedAt, now), cancellation) == 1;

    /// <summary>Whether a member has the page with the card open.</summary>
    public static Task<bool> IsCardOpenAsync(
        PortalDb db,
        Guid accountId,
        DateTimeOffset now,
        CancellationToken cancellation
    ) =>
        db.CardCodes.AnyAsync(
            each =>
                each.AccountId == accountId
                && each.ExpiresAt > now
                && db.Sessions.Any(session => session.Id == each.SessionId && session.EndedAt == null),
            cancellation
        );
}
