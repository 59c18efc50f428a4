using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using LoyaltyPortal.Data;
using LoyaltyPortal.Data.Reading;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Components;
using LoyaltyPortal.Web.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace LoyaltyPortal.Web.Features.Card.Wallets;

/// <summary>What a card in a wallet shows, in the member's language.</summary>
/// <param name="Programme">The programme's name.</param>
/// <param name="Number">The card's number in groups.</param>
/// <param name="Code">The static code: a wallet shows it without signal, so it is for earning only.</param>
/// <param name="Level">The level.</param>
/// <param name="Balances">What there is, by wallet of the programme.</param>
/// <param name="Ending">What ends soonest and when; null for nothing.</param>
/// <param name="Note">What the code is good for.</param>
/// <param name="Language">Two letters.</param>
public sealed record PassFace(
    string Programme,
    string Number,
    string Code,
    PassFigure Level,
    IReadOnlyList<PassFigure> Balances,
    PassFigure? Ending,
    string Note,
    string Language
)
{
    /// <summary>Another one when anything shown is another.</summary>
    public string DigestOf() => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this)));
}

/// <summary>A figure with its heading.</summary>
/// <param name="Key">Its name within the pass.</param>
/// <param name="Label">The heading.</param>
/// <param name="Value">The figure in words.</param>
public sealed record PassFigure(string Key, string Label, string Value);

/// <summary>Reads what members' cards in wallets show.</summary>
public sealed class PassFaces(
    PortalDb db,
    MemberReading reading,
    Programme programme,
    IStringLocalizer<CardTexts> texts
)
{
    /// <summary>The card of a member; null for nobody.</summary>
    public async Task<PassFace?> FindAsync(Guid accountId, CancellationToken cancellation)
    {
        var account = await reading.AccountAsync(accountId, cancellation);
        var code = await db
            .Members.Where(each => each.AccountId == accountId)
            .Select(each => each.OfflineCode)
            .FirstOrDefaultAsync(cancellation);
        return account is null || code is null
            ? null
            : Languages.In(account.Member.Language, culture => Face(account, code, culture));
    }

    private PassFace Face(AccountView account, string code, CultureInfo culture)
    {
        var language = culture.TwoLetterISOLanguageName;
        var several = account.Wallets.Count > 1;
        var soonest = account.Wallets.SelectMany(wallet => wallet.Endings).OrderBy(each => each.On).FirstOrDefault();
        return new PassFace(
            programme.Name.In(language),
            string.Join(' ', account.CardNumber.Chunk(4).Select(group => new string(group))),
            code,
            new PassFigure("level", texts["WalletLevel"], account.Standing.Tier.Name.In(language)),
            [
                .. account.Wallets.Select(wallet => new PassFigure(
                    $"balance-{wallet.Id}",
                    several ? programme.Wallet(wallet.Id).Name.In(language) : texts["WalletBalance"],
                    programme.Say(wallet.Balance.Active, culture)
                )),
            ],
            soonest is null
                ? null
                : new PassFigure(
                    "ending",
                    texts["WalletEnding"],
                    texts[
                        "WalletEndingUntil",
                        programme.Say(soonest.Points, culture),
                        soonest.On.ToString("d", culture)
                    ]
                ),
            texts["EarningOnly"],
            language
        );
    }
}
