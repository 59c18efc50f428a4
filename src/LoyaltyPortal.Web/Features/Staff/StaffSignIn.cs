using System.Net;
using LoyaltyPortal.Data.Identity;
using LoyaltyPortal.Data.Keys;
using LoyaltyPortal.Data.Staff;
using LoyaltyPortal.Web.Platform;
using LoyaltyPortal.Web.Platform.Limits;
using Microsoft.AspNetCore.Identity;

namespace LoyaltyPortal.Web.Features.Staff;

/// <summary>What came of an address and a password.</summary>
public abstract record PasswordCheck
{
    private PasswordCheck() { }

    /// <summary>They are right; this is who.</summary>
    public sealed record Right(StaffPerson Person) : PasswordCheck;

    /// <summary>They are wrong, or nobody has that address, or the account is locked: nobody is told which.</summary>
    public sealed record Wrong : PasswordCheck;

    /// <summary>Too much was tried from this network address.</summary>
    public sealed record Limited : PasswordCheck;
}

/// <summary>What came of the second factor.</summary>
public enum SecondCheck
{
    Right,
    Wrong,
    Limited,

    /// <summary>The first step does not count any more.</summary>
    Ended,
}

/// <summary>Looks at passwords and second factors of the staff. Each look is counted for the account and for the network
/// address. Logs tell ids alone.</summary>
public sealed class StaffSignIn(
    StaffBook staff,
    StaffTries tries,
    SecondFactors factors,
    StaffLimits limits,
    IPasswordHasher<PortalUser> hasher,
    IHostEnvironment environment,
    ILogger<StaffSignIn> log
)
{
    // Identity's hasher makes nothing of whose password it is.
    private static readonly PortalUser Nobody = new();

    /// <summary>Of a password that nobody has: an unknown address takes as long as a known one.</summary>
    private static string? hashOfNobody;

    /// <summary>What is kept of a password.</summary>
    public string HashOf(string password) => hasher.HashPassword(Nobody, password);

    /// <summary>Looks at an address and a password.</summary>
    public async Task<PasswordCheck> CheckPasswordAsync(
        string email,
        string password,
        IPAddress? address,
        CancellationToken cancellation
    )
    {
        if (!await limits.TakeTryAsync(address, cancellation))
        {
            return new PasswordCheck.Limited();
        }
        var person = await staff.FindAsync(email, cancellation);
        var isTaken = await tries.TakeAsync(person?.Id ?? Guid.Empty, cancellation);
        hashOfNobody ??= HashOf(TimeCodes.NewKey());
        // Beyond the longest password that can be chosen, hashing would be somebody else's load.
        var typed = password.Length > PasswordRules.Longest ? string.Empty : password;
        var verdict = hasher.VerifyHashedPassword(Nobody, person?.PasswordHash ?? hashOfNobody, typed);
        var isRight =
            person is { IsRemoved: false, PasswordHash: not null }
            && isTaken
            && verdict != PasswordVerificationResult.Failed
            && DemoStaff.MayEnter(person.Email, environment);
        if (!isRight)
        {
            await NoteAsync("password", person?.Id, isTaken, cancellation);
            return new PasswordCheck.Wrong();
        }
        await tries.GiveBackAsync(person!.Id, cancellation);
        return new PasswordCheck.Right(person);
    }

    /// <summary>Looks at a code of the authenticator app or a recovery code, and uses it up.</summary>
    public async Task<SecondCheck> CheckSecondAsync(
        StaffTicket ticket,
        string typed,
        IPAddress? address,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(ticket);
        if (!await limits.TakeTryAsync(address, cancellation))
        {
            return SecondCheck.Limited;
        }
        var person = await PersonOfAsync(ticket, cancellation);
        if (person is not { HasSecondFactor: true })
        {
            return SecondCheck.Ended;
        }
        var isTaken = await tries.TakeAsync(person.Id, cancellation);
        if (!isTaken || !await UseAsync(person.Id, typed, cancellation))
        {
            await NoteAsync("second factor", person.Id, isTaken, cancellation);
            return SecondCheck.Wrong;
        }
        await tries.ForgetAsync(person.Id, cancellation);
        log.LogInformation("Staff {UserId} signed in", person.Id);
        return SecondCheck.Right;
    }

    /// <summary>Whether the owner of a passkey that answered is of the staff and may come in. Wrong tries of others do not
    /// lock a passkey: it cannot be guessed.</summary>
    public async Task<bool> MayEnterByPasskeyAsync(Guid userId, CancellationToken cancellation)
    {
        var person = await staff.FindAsync(userId, cancellation);
        var isWelcome =
            person is { IsRemoved: false, HasSecondFactor: true } && DemoStaff.MayEnter(person.Email, environment);
        if (isWelcome)
        {
            log.LogInformation("Staff {UserId} signed in by a passkey", userId);
        }
        else
        {
            log.LogWarning("Staff sign-in failed: a passkey of nobody who may enter");
        }
        return isWelcome;
    }

    /// <summary>Who a ticket is of, if it still counts; null when it does not.</summary>
    public async Task<StaffPerson?> PersonOfAsync(StaffTicket? ticket, CancellationToken cancellation) =>
        ticket is not null
        && await staff.FindAsync(ticket.UserId, cancellation) is { IsRemoved: false } person
        && person.Stamp == ticket.Stamp
            ? person
            : null;

    private async Task<bool> UseAsync(Guid userId, string typed, CancellationToken cancellation)
    {
        var digits = new string([.. typed.Where(each => !char.IsWhiteSpace(each))]);
        if (digits.Length == 6 && digits.All(char.IsAsciiDigit))
        {
            return await factors.UseCodeAsync(userId, digits, cancellation);
        }
        if (!await factors.UseRecoveryCodeAsync(userId, typed, cancellation))
        {
            return false;
        }
        log.LogWarning("Staff {UserId} used a recovery code", userId);
        return true;
    }

    private async Task NoteAsync(string what, Guid? userId, bool isTaken, CancellationToken cancellation)
    {
        // Asked for nobody as well: who has no account must not be told by an answer that comes sooner.
        var person = await staff.FindAsync(userId ?? Guid.Empty, cancellation);
        if (person is null)
        {
            log.LogWarning("Staff sign-in failed: nobody has that address");
            return;
        }
        log.LogWarning("Staff {UserId} failed to sign in: wrong {What}", person.Id, what);
        if (!isTaken || person.LockedUntil is not null)
        {
            log.LogWarning("Staff {UserId} is locked", person.Id);
        }
    }
}
