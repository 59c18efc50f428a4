using LoyaltyPortal.Data;
using LoyaltyPortal.Data.Keys;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Sessions;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Platform;
using LoyaltyPortal.Web.Platform.Passkeys;
using LoyaltyPortal.Web.Platform.Sessions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace LoyaltyPortal.Web.Features.Devices;

/// <summary>By what a member gets in, and where the member is in.</summary>
/// <param name="Passkeys">The newest first.</param>
/// <param name="Sessions">The last used first.</param>
/// <param name="This">The session of this browser.</param>
/// <param name="MayAdd">Whether the member signed in just now: who finds a browser signed in may not give himself a key
/// to it.</param>
internal sealed record DevicesInUse(
    IReadOnlyList<UserPasskeyInfo> Passkeys,
    IReadOnlyList<Session> Sessions,
    Guid This,
    bool MayAdd
);

/// <summary>A member's own passkeys and sessions: whose they are comes from the session, never from a form.</summary>
internal sealed class OwnDevices(
    PasskeyBook passkeys,
    SessionBook sessions,
    PortalDb db,
    SequentialKeys keys,
    Programme programme,
    TimeProvider time,
    PasskeyOffer offer,
    IStringLocalizer<DevicesTexts> texts
)
{
    /// <summary>How long after signing in a passkey may be added.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(15);

    /// <summary>What there is; null for a visitor.</summary>
    public async Task<DevicesInUse?> ReadAsync(HttpContext context, CancellationToken cancellation)
    {
        if (context.User.AccountId() is not { } accountId || SessionClaims.Id(context.User) is not { } current)
        {
            return null;
        }
        var list = await sessions.ListAsync(accountId, cancellation);
        // A link lies in the messages for days; a code or a passkey was shown just now.
        var since = Clock.Now(time) - Fresh;
        var mayAdd = list.Any(each => each.Id == current && each.CreatedAt > since && each.By != SignedInBy.Link);
        return new DevicesInUse(await passkeys.ListAsync(accountId), list, current, mayAdd);
    }

    /// <summary>Adds the passkey that a device has made, and tells the member by a message.</summary>
    /// <returns>The key of the text that says what came of it.</returns>
    public async Task<string> AddAsync(HttpContext context, string? credential, CancellationToken cancellation)
    {
        if (await ReadAsync(context, cancellation) is not { MayAdd: true } devices)
        {
            return "PasskeyStale";
        }
        if (devices.Passkeys.Count >= PasskeyBook.Most)
        {
            return "PasskeyTooMany";
        }
        var accountId = context.User.AccountId()!.Value;
        var name = DeviceName.Of(context.Request.Headers.UserAgent);
        if (string.IsNullOrEmpty(credential) || !await passkeys.TryAddAsync(accountId, credential, name))
        {
            return "PasskeyFailed";
        }
        offer.Drop(context);
        // The passkey is there: its owner is told, also when whoever added it hangs up.
        await TellAsync(accountId, name, CancellationToken.None);
        return "PasskeyAdded";
    }

    /// <summary>Removes one of the member's own passkeys.</summary>
    public async Task RemoveAsync(HttpContext context, string? id)
    {
        if (context.User.AccountId() is { } accountId)
        {
            await passkeys.RemoveAsync(accountId, id);
        }
    }

    /// <summary>Ends one of the member's own sessions.</summary>
    public async Task EndAsync(HttpContext context, string? id, CancellationToken cancellation)
    {
        if (context.User.AccountId() is { } accountId && Guid.TryParse(id, out var session))
        {
            await sessions.EndAsync(session, accountId, cancellation);
        }
    }

    /// <summary>Ends all of the member's sessions, this one too.</summary>
    public async Task EndAllAsync(HttpContext context, CancellationToken cancellation)
    {
        if (context.User.AccountId() is { } accountId)
        {
            await sessions.EndAllAsync(accountId, except: null, cancellation);
            await context.SignOutMemberAsync();
        }
    }

    private async Task TellAsync(Guid accountId, string device, CancellationToken cancellation)
    {
        var member = await db
            .Members.Where(each => each.AccountId == accountId)
            .Select(each => new { each.Phone, each.Language })
            .FirstAsync(cancellation);
        var text = Languages.In(
            member.Language,
            _ => texts["PasskeySms", programme.Name.In(member.Language), device].Value
        );
        db.Outbox.Add(OutboxMessage.Sms(keys.New(), Clock.Now(time), "passkey-added", member.Phone, text, accountId));
        await db.SaveChangesAsync(cancellation);
    }
}
