using LoyaltyPortal.Domain.Programmes;
using Microsoft.Extensions.Localization;

namespace LoyaltyPortal.Web.Platform.Support;

/// <summary>Text messages about claims, for whoever of the staff answers one.</summary>
public sealed class ClaimMessages(Programme programme, PublicAddress address, IStringLocalizer<SupportTexts> texts)
{
    /// <summary>Where a member reads a claim.</summary>
    public static string PathOf(string number) => $"/cabinet/claims/{number}";

    /// <summary>"Your claim is answered" in a member's language. The answer itself is behind the sign-in.</summary>
    public string Answered(string language, string number) =>
        Languages.In(language, _ => texts["Answered", programme.Name.In(language), number, address.Of(PathOf(number))]);
}
