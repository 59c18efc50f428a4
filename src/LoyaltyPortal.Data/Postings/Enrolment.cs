using System.Globalization;
using System.Security.Cryptography;
using LoyaltyPortal.Data.Identity;
using LoyaltyPortal.Data.Joining;
using LoyaltyPortal.Data.Keys;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Providers;
using LoyaltyPortal.Data.Webhooks;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Programmes;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Postings;

/// <summary>What is needed to make somebody a member.</summary>
/// <param name="Phone">E.164, confirmed by a code or told at a till.</param>
/// <param name="Channel">Where the member joins.</param>
/// <param name="Language">Two letters.</param>
/// <param name="CardNumber">A plastic card to link; null for a new number.</param>
/// <param name="Consents">What the person agreed to.</param>
/// <param name="TextVersion">Version of the consent texts.</param>
/// <param name="Profile">What the questionnaire told; null at a till.</param>
public sealed record NewMember(
    string Phone,
    string Channel,
    string Language,
    string? CardNumber,
    IReadOnlyList<ConsentKind> Consents,
    string TextVersion,
    MemberProfile? Profile
);

/// <summary>What a questionnaire tells. What is not told is null.</summary>
/// <param name="GivenName">Given name.</param>
/// <param name="FamilyName">Family name.</param>
/// <param name="BirthDate">Birthday.</param>
public sealed record MemberProfile(string? GivenName, string? FamilyName, DateOnly? BirthDate)
{
    /// <summary>The sex.</summary>
    public Sex? Sex { get; init; }

    /// <summary>Where the member lives.</summary>
    public string? City { get; init; }

    /// <summary>Mail address.</summary>
    public string? Email { get; init; }

    /// <summary>Ids of interests that the programme has.</summary>
    public IReadOnlyList<string>? Interests { get; init; }

    /// <summary>The children's days of birth.</summary>
    public IReadOnlyList<DateOnly>? Children { get; init; }
}

/// <summary>How an enrolment ended.</summary>
public enum EnrolmentResult
{
    /// <summary>A new member.</summary>
    Joined,

    /// <summary>The phone was a member's already.</summary>
    WasMember,

    /// <summary>The card is linked to somebody else.</summary>
    CardTaken,
}

/// <summary>Makes members. One account per phone, also when two people race: the database's unique index decides.</summary>
public sealed class Enrolment(
    IPortalDbs databases,
    Programme programme,
    TimeProvider time,
    SequentialKeys keys,
    WebhookOutbox webhooks,
    WriteGate gate
)
{
    /// <summary>Makes a member, or finds the one with that phone. With the member comes the end of the draft of the
    /// questionnaire that was filled in.</summary>
    public async Task<(EnrolmentResult Result, Guid AccountId)> EnrolAsync(
        NewMember person,
        CancellationToken cancellation
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var turn = await gate.EnterAsync(cancellation);
                await using var db = databases.Create();
                if (await FindAsync(db, person, cancellation) is { } found)
                {
                    return found;
                }
                var account = Add(db, person);
                await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
                await webhooks.AddAsync(db, journal: null, account.JoinedAt, isLook: false, cancellation);
                await db.SaveChangesAsync(cancellation);
                if (person.Profile is not null)
                {
                    await JoiningDrafts.RemoveAsync(db, person.Phone, cancellation);
                }
                await transaction.CommitAsync(cancellation);
                return (EnrolmentResult.Joined, account.Id);
            }
            catch (Exception conflict) when (attempt < 4 && Conflicts.IsConflict(conflict))
            {
                // Somebody took the phone or the number in between; the next try sees it.
            }
        }
    }

    /// <summary>Takes the questionnaire of somebody who became a member at a till; who has filled one in already keeps
    /// what it says, also when two fill it in at once.</summary>
    /// <param name="accountId">The member, signed in.</param>
    /// <param name="profile">What the questionnaire tells.</param>
    /// <param name="consents">What the member agreed to with it.</param>
    /// <param name="textVersion">Version of the consent texts.</param>
    /// <param name="language">Two letters: in which the member read it, and gets messages from now on.</param>
    /// <param name="cancellation">Stops waiting; what is not saved is not done.</param>
    public async Task FillInAsync(
        Guid accountId,
        MemberProfile profile,
        IReadOnlyList<ConsentKind> consents,
        string textVersion,
        string language,
        CancellationToken cancellation
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await TryFillInAsync(accountId, profile, consents, textVersion, language, cancellation);
                return;
            }
            catch (Exception conflict) when (attempt < 4 && Conflicts.IsConflict(conflict))
            {
                // Something else changed the member at the same moment; the next try comes after it.
            }
        }
    }

    private async Task TryFillInAsync(
        Guid accountId,
        MemberProfile profile,
        IReadOnlyList<ConsentKind> consents,
        string textVersion,
        string language,
        CancellationToken cancellation
    )
    {
        var now = Clock.Now(time);
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = databases.Create();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        // First the account, as with every other change: whoever locks in another order waits in a ring.
        await AccountQueries.LockAsync(db, accountId, cancellation);
        // The row is taken before it is read: of two at once the second one finds the questionnaire filled in.
        var taken = await db
            .Members.Where(each => each.AccountId == accountId && each.QuestionnaireAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(each => each.QuestionnaireAt, now), cancellation);
        if (taken == 0)
        {
            return;
        }
        var member = await db.Members.FirstAsync(each => each.AccountId == accountId, cancellation);
        member.Language = language;
        Tell(member, profile, now);
        await db
            .Accounts.Where(each => each.Id == accountId && each.Status == AccountStatus.AwaitingQuestionnaire)
            .ExecuteUpdateAsync(set => set.SetProperty(each => each.Status, AccountStatus.Active), cancellation);
        AddConsents(db, accountId, consents, textVersion, language, "web", now);
        await db.SaveChangesAsync(cancellation);
        await JoiningDrafts.RemoveAsync(db, member.Phone, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Writes down what a questionnaire tells.</summary>
    /// <exception cref="ArgumentException">An interest that the programme does not have.</exception>
    private void Tell(Member member, MemberProfile profile, DateTimeOffset now)
    {
        if (profile.Interests?.Except(programme.Interests.Select(each => each.Id)).Any() == true)
        {
            throw new ArgumentException("An interest that the programme does not have.", nameof(profile));
        }
        member.TellNames(profile.GivenName, profile.FamilyName);
        (member.Sex, member.City, member.Email) = (profile.Sex, profile.City, profile.Email);
        (member.Interests, member.Children) = (profile.Interests, profile.Children);
        member.QuestionnaireAt = now;
        member.TellBirthDate(profile.BirthDate ?? member.BirthDate, programme.Zone.DayOf(now));
    }

    /// <summary>The member with that phone, or word that the card is taken.</summary>
    public static async Task<(EnrolmentResult Result, Guid AccountId)?> FindAsync(
        PortalDb db,
        NewMember person,
        CancellationToken cancellation
    )
    {
        var known = await db
            .Members.Where(each => each.Phone == person.Phone)
            .Select(each => (Guid?)each.AccountId)
            .FirstOrDefaultAsync(cancellation);
        if (known is { } accountId)
        {
            return (EnrolmentResult.WasMember, accountId);
        }
        return person.CardNumber is { } card && await CardLinking.HolderOf(db, card).AnyAsync(cancellation)
            ? (EnrolmentResult.CardTaken, Guid.Empty)
            : null;
    }

    /// <summary>Adds a member to the context; the caller saves.</summary>
    public Account Add(PortalDb db, NewMember person)
    {
        var now = Clock.Now(time);
        var account = new Account
        {
            Id = keys.New(),
            CardNumber = person.CardNumber ?? CardNumbers.New(),
            JoinedAt = now,
            Status =
                person.Profile is null && programme.Joining.QuestionnaireBeforeSpending
                    ? AccountStatus.AwaitingQuestionnaire
                    : AccountStatus.Active,
        };
        foreach (var wallet in programme.Wallets)
        {
            account.WalletOf(wallet.Id);
        }
        var name = account.Id.ToString("N", CultureInfo.InvariantCulture);
        db.Accounts.Add(account);
        db.Users.Add(
            new PortalUser
            {
                Id = account.Id,
                UserName = name,
                NormalizedUserName = name.ToUpperInvariant(),
                PhoneNumber = person.Phone,
                PhoneNumberConfirmed = person.Profile is not null,
                SecurityStamp = Convert.ToHexString(RandomNumberGenerator.GetBytes(20)),
            }
        );
        var member = new Member
        {
            AccountId = account.Id,
            Phone = person.Phone,
            Language = person.Language,
            JoinedThrough = person.Channel,
            OfflineCode = CardNumbers.NewOfflineCode(),
        };
        if (person.Profile is { } told)
        {
            Tell(member, told, now);
        }
        db.Members.Add(member);
        AddConsents(db, account.Id, person.Consents, person.TextVersion, person.Language, person.Channel, now);
        return account;
    }

    private void AddConsents(
        PortalDb db,
        Guid accountId,
        IReadOnlyList<ConsentKind> kinds,
        string textVersion,
        string language,
        string place,
        DateTimeOffset now
    ) =>
        db.Consents.AddRange(
            kinds.Select(kind => new Consent
            {
                Id = keys.New(),
                AccountId = accountId,
                Kind = kind,
                TextVersion = textVersion,
                Language = language,
                Place = place,
                GivenAt = now,
            })
        );
}

/// <summary>Numbers and codes of cards.</summary>
public static class CardNumbers
{
    /// <summary>A new number of 16 digits: 15 random ones after a leading 2, the last a check digit (ISO/IEC 7812).</summary>
    public static string New()
    {
        var digits = $"2{RandomNumberGenerator.GetInt32(10_000_000):D7}{RandomNumberGenerator.GetInt32(10_000_000):D7}";
        return digits + CheckDigit(digits);
    }

    /// <summary>Whether a text is the number of a card: 8 to 19 digits.</summary>
    public static bool IsCardNumber(string text) => text.Length is >= 8 and <= 19 && text.All(char.IsAsciiDigit);

    /// <summary>What stands in place of the number on an account that is nobody's: no number of a card, 72 random bits.</summary>
    public static string OfNobody() => "-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(9));

    /// <summary>A new static code: opaque, 128 random bits.</summary>
    public static string NewOfflineCode() => "lpo." + Token();

    private static string Token() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    private static char CheckDigit(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[digits.Length - 1 - i] - '0';
            digit = i % 2 == 0 ? digit * 2 : digit;
            sum += digit > 9 ? digit - 9 : digit;
        }
        return (char)('0' + ((10 - (sum % 10)) % 10));
    }
}
