using System.Globalization;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Components;
using Microsoft.Extensions.Localization;

namespace LoyaltyPortal.Web.Features.Cabinet;

/// <summary>What a wallet's points can pay, in one sentence.</summary>
internal static class SpendingWords
{
    public static string Worth(WalletRules wallet, Tier tier, Programme programme, IStringLocalizer<CabinetTexts> texts)
    {
        var culture = CultureInfo.CurrentCulture;
        return wallet.Cap switch
        {
            CapRules.Flat flat => texts["WorthShare", Figures.Say(flat.Share, culture)],
            CapRules.Steps steps => texts[
                "WorthSteps",
                programme.Say(steps.Points, culture),
                programme.Say(steps.Per, culture)
            ],
            _ => texts["WorthShare", Figures.Say(tier.Cap, culture)],
        };
    }
}
