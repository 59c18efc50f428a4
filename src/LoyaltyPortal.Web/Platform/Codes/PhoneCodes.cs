using System.Globalization;
using System.Security.Cryptography;
using LoyaltyPortal.Data;
using LoyaltyPortal.Data.Keys;
using LoyaltyPortal.Data.Limits;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Platform.Limits;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace LoyaltyPortal.Web.Platform.Codes;

/// <summary>Six-digit codes: random, stored hashed, good for five minutes and one use, five tries, bound to the browser
/// that asked.</summary>
internal sealed class PhoneCodes(
    PortalDb db,
    WriteGate gate,
    SequentialKeys keys,
    SendingLimits limits,
    Programme programme,
    PublicAddress address,
    TimeProvider time,
    IStringLocalizer<CodeTexts> texts
) : IPhoneCodes
{
    private const int MostTries = 5;
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(5);

    public async Task<CodeSending> SendAsync(CodeRequest request, CancellationToken cancellation)
    {
        var now = Clock.Now(time);
        // Whoever the phone belongs to, what is asked of the database is the same.
        if (await limits.TakeCodeAsync(request, now, cancellation) is { } retryAt)
        {
            return new CodeSending.Limited(retryAt);
        }
        var code = OneTimeCodes.New();
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var id = keys.New();
        using var turn = await gate.EnterAsync(cancellation);
        db.PhoneCodes.Add(
            new PhoneCode
            {
                Id = id,
                Purpose = request.Purpose,
                Phone = request.Phone,
                CodeHash = OneTimeCodes.HashOf(id, code),
                BrowserHash = OneTimeCodes.HashOf(id, secret),
                CreatedAt = now,
                ExpiresAt = now + Lasts,
            }
        );
        db.Outbox.Add(
            OutboxMessage.SecretSms(
                keys.New(),
                now,
                $"code-{request.Purpose.ToString().ToLowerInvariant()}",
                request.Phone,
                TextOf(request.Purpose, code),
                request.AccountId,
                now + Lasts
            )
        );
        // Earlier codes stay good for the browsers that asked for them: whoever else asks for this phone's codes must not
        // be able to take them away.
        await db.SaveChangesAsync(cancellation);
        return new CodeSending.Sent(id, secret, now + limits.ResendAfter);
    }

    public async Task<CodeCheck> CheckAsync(CodeAnswer answer, CancellationToken cancellation)
    {
        var now = Clock.Now(time);
        if (!await TakeTryAsync(answer, now, cancellation))
        {
            return new CodeCheck.Ended();
        }
        // Only a try of a code that is good counts for the address: others behind it must not pay for dead ones.
        if (await limits.TakeTryAsync(answer.Address, now, cancellation) is { } retryAt)
        {
            return new CodeCheck.Limited(retryAt);
        }
        var id = answer.Id;
        using var turn = await gate.EnterAsync(cancellation);
        if (
            await db.PhoneCodes.AsNoTracking().FirstOrDefaultAsync(each => each.Id == id, cancellation) is not { } asked
        )
        {
            return new CodeCheck.Ended();
        }
        var isRight =
            OneTimeCodes.IsRight(asked.CodeHash, id, answer.Code)
            & OneTimeCodes.IsRight(asked.BrowserHash, id, answer.Secret);
        if (isRight)
        {
            var used = await db
                .PhoneCodes.Where(each => each.Id == id && each.ClosedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(each => each.ClosedAt, now), cancellation);
            return used == 1 ? new CodeCheck.Right() : new CodeCheck.Ended();
        }
        return asked.Tries < MostTries ? new CodeCheck.Wrong(MostTries - asked.Tries) : new CodeCheck.Ended();
    }

    /// <summary>Takes one of the code's tries before it is looked at, so that many at once get no more than five; false for
    /// a code that is not good.</summary>
    private async Task<bool> TakeTryAsync(CodeAnswer answer, DateTimeOffset now, CancellationToken cancellation)
    {
        var (id, purpose) = (answer.Id, answer.Purpose);
        using var turn = await gate.EnterAsync(cancellation);
        return await db
                .PhoneCodes.Where(each =>
                    each.Id == id
                    && each.Purpose == purpose
                    && each.ClosedAt == null
                    && each.ExpiresAt > now
                    && each.Tries < MostTries
                )
                .ExecuteUpdateAsync(set => set.SetProperty(each => each.Tries, each => each.Tries + 1), cancellation)
            == 1;
    }

    /// <summary>The message. Its last line, the host and the code, lets a phone offer the code to the page of that host
    /// and to no other (WebOTP, "origin-bound one-time codes").</summary>
    private string TextOf(CodePurpose purpose, string code) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{texts[$"Code{purpose}", code, programme.Name.In(Languages.Current)]}\n\n@{address.Host} #{code}"
        );
}
