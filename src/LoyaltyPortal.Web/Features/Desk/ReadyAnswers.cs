using LoyaltyPortal.Web.Platform;
using Microsoft.Extensions.Localization;

namespace LoyaltyPortal.Web.Features.Desk;

/// <summary>Answers that are ready, to be mended before they are sent.</summary>
internal static class ReadyAnswers
{
    /// <summary>The words by which they are chosen.</summary>
    public static IReadOnlyList<string> All { get; } = ["waits", "rules", "credited", "unknown", "level", "more"];

    /// <summary>One in a member's language; null when there is none of that word.</summary>
    public static string? Of(string? word, string language, IStringLocalizer<DeskTexts> texts) =>
        word is not null && All.Contains(word, StringComparer.Ordinal)
            ? Languages.In(language, _ => texts[$"Ready-{word}"].Value)
            : null;
}
