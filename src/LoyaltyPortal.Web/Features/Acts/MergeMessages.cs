using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Platform;
using Microsoft.Extensions.Localization;

namespace LoyaltyPortal.Web.Features.Acts;

/// <summary>What members are told when their accounts are joined.</summary>
public sealed class MergeMessages(Programme programme, IStringLocalizer<ActsTexts> texts)
{
    /// <summary>To both phones, in a member's language.</summary>
    public string Merged(string language) =>
        Languages.In(language, _ => texts["MergeSms", programme.Name.In(language)]);
}
