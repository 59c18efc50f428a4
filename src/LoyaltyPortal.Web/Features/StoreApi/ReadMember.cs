using System.Globalization;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Reading;
using LoyaltyPortal.Domain.Members;
using LoyaltyPortal.Web.Platform.StoreContract;

namespace LoyaltyPortal.Web.Features.StoreApi;

/// <summary>GET /api/v1/members and its ledger.</summary>
internal sealed class ReadMember(MemberLookup lookup, MemberReading reading, AnswerMaker answers)
{
    /// <summary>A member by phone, card number or scanned code, with balances and level.</summary>
    public async Task<PostingAnswer> AnswerAsync(MemberName name, CancellationToken cancellation)
    {
        var (found, refusal) = await lookup.FindAsync(name, "query", cancellation);
        if (refusal is not null)
        {
            // Nobody is looked up as long as somebody, so that a key cannot tell members by time.
            await reading.AccountAsync(Guid.Empty, cancellation);
            return refusal;
        }
        var view = await reading.AccountAsync(found!.AccountId!.Value, cancellation);
        return view is null ? MemberLookup.Unknown : ApiAnswers.Json(200, Answer(view, found.Trust));
    }

    /// <summary>A page of a member's ledger.</summary>
    public async Task<PostingAnswer> LedgerAsync(
        string memberId,
        string? after,
        string? limit,
        CancellationToken cancellation
    )
    {
        var count = 50;
        if (
            limit is not null
            && (
                !int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out count)
                || count is < 1 or > 200
            )
        )
        {
            return ApiAnswers.Malformed("limit", "must be a whole number from 1 to 200");
        }
        if (after is not null && !MemberReading.IsMark(after))
        {
            return ApiAnswers.Malformed("after", "must be the next of an earlier page");
        }
        var (found, refusal) = await lookup.FindAsync(new MemberName { MemberId = memberId }, "memberId", cancellation);
        if (refusal is not null)
        {
            return refusal;
        }
        var id = found!.AccountId!.Value;
        var page = await reading.EntriesAsync(id, new EntryQuery(count, after), cancellation);
        return ApiAnswers.Json(
            200,
            new LedgerAnswer([.. page.Entries.Select(entry => answers.Entry(id, entry))], page.Older)
        );
    }

    private static MemberAnswer Answer(AccountView view, QrTrust trust) =>
        new(
            view.AccountId,
            Words.Of(view.Status),
            Words.Of(view.Kind),
            MaskedName(view.Member),
            Phone.Of(view.Member.Phone).Masked,
            view.CardNumber,
            AnswerMaker.Tier(view.Standing.Tier),
            AnswerMaker.Next(view.Standing),
            [
                .. view.Wallets.Select(wallet => new WalletAnswer(
                    wallet.Id,
                    wallet.Balance.Active,
                    wallet.Balance.Pending,
                    wallet.Balance.Held,
                    wallet.Balance.Debt,
                    [.. wallet.Endings.Select(ending => new ExpiringAnswer(ending.Points, ending.On))]
                )),
            ],
            trust switch
            {
                QrTrust.Live => "live",
                QrTrust.Offline => "offline",
                _ => null,
            }
        );

    /// <summary>Given name and the first letter of the family name, as a cashier may say it.</summary>
    private static string? MaskedName(MemberView member) =>
        member.GivenName is null ? null
        : string.IsNullOrEmpty(member.FamilyName) ? member.GivenName
        : $"{member.GivenName} {member.FamilyName[..1]}.";
}
