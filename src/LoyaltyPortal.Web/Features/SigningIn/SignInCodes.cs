using System.Security.Cryptography;
using LoyaltyPortal.Data;
using LoyaltyPortal.Data.Keys;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace LoyaltyPortal.Web.Features.SigningIn;

/// <summary>Six-digit codes: random, stored hashed, good for five minutes and one use, five tries, bound to the browser
/// that asked.</summary>
internal sealed class SignInCodes(
    PortalDb db,
    SequentialKeys keys,
    TimeProvider time,
    IStringLocalizer<SigningInTexts> texts
) : ISignInCodes
{
    private const int MostTries = 5;
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ResendAfter = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LimitWindow = TimeSpan.FromHours(1);
    private const int MostInWindow = 6;

    public async Task<CodeSending> SendAsync(string phone, string? address, CancellationToken cancellation)
    {
        var now = Clock.Now(time);
        var since = now - LimitWindow;
        var recent = await db
            .SignInCodes.Where(each => each.Phone == phone && each.CreatedAt > since)
            .OrderByDescending(each => each.CreatedAt)
            .Select(each => each.CreatedAt)
            .ToListAsync(cancellation);
        if (recent.Count > 0 && recent[0] + ResendAfter > now)
        {
            return new CodeSending.Limited(recent[0] + ResendAfter);
        }
        if (recent.Count >= MostInWindow)
        {
            return new CodeSending.Limited(recent[MostInWindow - 1] + LimitWindow);
        }
        var code = OneTimeCodes.New();
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var id = keys.New();
        db.SignInCodes.Add(
            new SignInCode
            {
                Id = id,
                Phone = phone,
                CodeHash = OneTimeCodes.HashOf(id, code),
                BrowserHash = OneTimeCodes.HashOf(id, secret),
                CreatedAt = now,
                Minute = now.UtcTicks / TimeSpan.TicksPerMinute,
                ExpiresAt = now + Lasts,
            }
        );
        db.Outbox.Add(
            new OutboxMessage
            {
                Id = keys.New(),
                Recipient = phone,
                Medium = "sms",
                Text = texts["CodeSms", code],
                CreatedAt = now,
            }
        );
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException conflict) when (Conflicts.IsConflict(conflict))
        {
            // Another request of this minute was quicker; its code is the one that counts.
            db.ChangeTracker.Clear();
            return new CodeSending.Limited(now + ResendAfter);
        }
        await db
            .SignInCodes.Where(each => each.Phone == phone && each.ClosedAt == null && each.Id != id)
            .ExecuteUpdateAsync(set => set.SetProperty(each => each.ClosedAt, now), cancellation);
        return new CodeSending.Sent(id, secret, now + ResendAfter);
    }

    public async Task<CodeCheck> CheckAsync(Guid id, string secret, string code, CancellationToken cancellation)
    {
        var now = Clock.Now(time);
        // Each try is taken before it is looked at, so that many at once get no more than five.
        var counted = await db
            .SignInCodes.Where(each =>
                each.Id == id && each.ClosedAt == null && each.ExpiresAt > now && each.Tries < MostTries
            )
            .ExecuteUpdateAsync(set => set.SetProperty(each => each.Tries, each => each.Tries + 1), cancellation);
        var asked = await db.SignInCodes.AsNoTracking().FirstOrDefaultAsync(each => each.Id == id, cancellation);
        if (counted == 0 || asked is null)
        {
            return new CodeCheck.Ended();
        }
        var isRight =
            OneTimeCodes.IsRight(asked.CodeHash, id, code) & OneTimeCodes.IsRight(asked.BrowserHash, id, secret);
        if (isRight)
        {
            var used = await db
                .SignInCodes.Where(each => each.Id == id && each.ClosedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(each => each.ClosedAt, now), cancellation);
            return used == 1 ? new CodeCheck.Right() : new CodeCheck.Ended();
        }
        return asked.Tries < MostTries ? new CodeCheck.Wrong(MostTries - asked.Tries) : new CodeCheck.Ended();
    }
}
