using LoyaltyPortal.Data;
using LoyaltyPortal.Data.Cards;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Platform.Phones;
using LoyaltyPortal.Web.Platform.StoreContract;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Web.Features.StoreApi;

/// <summary>How far a scanned code can be trusted.</summary>
internal enum QrTrust
{
    /// <summary>No code was scanned.</summary>
    None,

    /// <summary>A rotating code, used up by this request.</summary>
    Live,

    /// <summary>The static code: earning only.</summary>
    Offline,
}

/// <summary>A member that a request names.</summary>
/// <param name="AccountId">The account; null when nobody was named.</param>
/// <param name="Trust">How it was named.</param>
/// <param name="LiveCode">The rotating code that is still to be used up by the posting at hand.</param>
internal sealed record FoundMember(Guid? AccountId, QrTrust Trust, string? LiveCode = null);

/// <summary>Finds the member that a request names by exactly one of id, phone, card number or scanned code.</summary>
internal sealed class MemberLookup(
    PortalDb db,
    PhoneNumbers phones,
    Programme programme,
    CardSignature signature,
    TimeProvider time
)
{
    /// <summary>404: nobody is named so.</summary>
    public static PostingAnswer Unknown => ApiAnswers.Problem(404, "member-unknown", Details.Of("member-unknown"));

    /// <summary>The member, or 400 with the path of what is wrong, or 404. A rotating code is used up by it.</summary>
    public async Task<(FoundMember? Found, PostingAnswer? Refusal)> FindAsync(
        MemberName? name,
        string path,
        CancellationToken cancellation
    )
    {
        var (found, refusal) = await FindForPostingAsync(name, path, cancellation);
        return found is null || await TryUseCodeAsync(db, found, cancellation) ? (found, refusal) : (null, Unknown);
    }

    /// <summary>The same for a posting, which uses a rotating code up in its own transaction
    /// (<see cref="TryUseAsync"/>): a posting that fails leaves it good for the next try.</summary>
    public async Task<(FoundMember? Found, PostingAnswer? Refusal)> FindForPostingAsync(
        MemberName? name,
        string path,
        CancellationToken cancellation
    )
    {
        if (Fault(name, path) is { } fault)
        {
            return (null, fault);
        }
        if (PhoneOf(name!) is { } phone)
        {
            return Answer(await ByPhoneAsync(phone, cancellation), QrTrust.None);
        }
        if (name!.MemberId is not null)
        {
            return Answer(await ByIdAsync(name.MemberId, cancellation), QrTrust.None);
        }
        if (name.CardNumber is not null)
        {
            var card = CardText.Digits(name.CardNumber);
            return Answer(
                await CardLinking.HolderOf(db, card).Select(each => (Guid?)each).FirstOrDefaultAsync(cancellation),
                QrTrust.None
            );
        }
        return await ByQrAsync(name.Qr!, cancellation);
    }

    /// <summary>What is wrong with a name, whoever has it; also for imports. The path is <c>query</c> where the name stands
    /// in the address, whose fields have no path.</summary>
    public PostingAnswer? Fault(MemberName? name, string path) => Fault(name, path, phones, programme);

    /// <summary>The same where there is no portal around: in a backtest.</summary>
    public static PostingAnswer? Fault(MemberName? name, string path, PhoneNumbers phones, Programme programme)
    {
        string?[] given = [name?.MemberId, name?.Phone, name?.CardNumber, name?.Qr];
        if (given.Count(each => each is not null) != 1)
        {
            return ApiAnswers.Malformed(path, "must name a member by exactly one of memberId, phone, cardNumber, qr");
        }
        var within = path == "query" ? string.Empty : path + ".";
        if (name!.Phone is not null && phones.Parse(name.Phone, programme.Countries) is not PhoneParse.Accepted)
        {
            return ApiAnswers.Malformed($"{within}phone", "is not a phone number of a country the programme serves");
        }
        var faults = new Faults();
        BasketReader.Optional(faults, $"{within}cardNumber", name.CardNumber, 100);
        BasketReader.Optional(faults, $"{within}qr", name.Qr, 100);
        return faults.Any ? ApiAnswers.Malformed(faults) : null;
    }

    private string? PhoneOf(MemberName name) =>
        phones.Parse(name.Phone, programme.Countries) is PhoneParse.Accepted parsed ? parsed.Phone.E164 : null;

    private async Task<Guid?> ByIdAsync(string id, CancellationToken cancellation) =>
        Guid.TryParse(id, out var accountId)
            ? await db
                .Members.Where(each => each.AccountId == accountId)
                .Select(each => each.AccountId)
                // Shops keep ids: that of an account that was joined to another one names the person still.
                .Concat(MergedAccounts.IntoOf(db, accountId))
                .Select(each => (Guid?)each)
                .FirstOrDefaultAsync(cancellation)
            : null;

    private Task<Guid?> ByPhoneAsync(string phone, CancellationToken cancellation) =>
        ApiQueries.Of(db).AccountOfPhone(db, phone, cancellation);

    /// <summary>For a posting at work: whether the member who was found is still there, and the rotating code, if any, is
    /// used up by it.</summary>
    public async Task<bool> TryUseAsync(PostingScope scope, FoundMember found, CancellationToken cancellation) =>
        scope.Journal!.Account.Status != AccountStatus.Closed && await TryUseCodeAsync(scope.Db, found, cancellation);

    /// <summary>Uses up the rotating code by which a member was found, if any: of twenty scans one gets true.</summary>
    private Task<bool> TryUseCodeAsync(PortalDb context, FoundMember found, CancellationToken cancellation) =>
        found.LiveCode is { } code
            ? CardCodes.TryUseAsync(context, code, Clock.Now(time), cancellation)
            : Task.FromResult(true);

    private async Task<(FoundMember?, PostingAnswer?)> ByQrAsync(string qr, CancellationToken cancellation)
    {
        var offline = await db
            .Members.Where(each => each.OfflineCode == qr)
            .Select(each => each.AccountId)
            .Concat(MergedAccounts.OfCode(db, qr))
            .Select(each => (Guid?)each)
            .FirstOrDefaultAsync(cancellation);
        // Every text is looked up both ways: a guessed, used, ended or foreign one takes as long as a good one.
        var code = await signature.ReadAsync(qr, cancellation);
        var now = Clock.Now(time);
        var live = await db
            .CardCodes.Where(each => each.Code == code && each.UsedAt == null && each.ExpiresAt > now)
            .Where(each => db.Members.Any(member => member.AccountId == each.AccountId))
            // What a browser shows that was signed out from elsewhere is no longer its member's.
            .Where(each =>
                each.SessionId == null || db.Sessions.Any(own => own.Id == each.SessionId && own.EndedAt == null)
            )
            .Select(each => (Guid?)each.AccountId)
            .FirstOrDefaultAsync(cancellation);
        return offline is not null ? Answer(offline, QrTrust.Offline)
            : live is null ? (null, Unknown)
            : (new FoundMember(live, QrTrust.Live, code), null);
    }

    private static (FoundMember?, PostingAnswer?) Answer(Guid? accountId, QrTrust trust) =>
        accountId is null ? (null, Unknown) : (new FoundMember(accountId, trust), null);
}

/// <summary>Card numbers as people read them out.</summary>
internal static class CardText
{
    /// <summary>The number without the gaps between its groups.</summary>
    public static string Digits(string typed) => typed.Replace(" ", string.Empty, StringComparison.Ordinal);
}
