using LoyaltyPortal.Web.Platform.StoreContract;
using Microsoft.Extensions.Localization;

namespace LoyaltyPortal.Web.Features.Till;

/// <summary>What the contract refuses, in words for whoever stands at the till.</summary>
internal static class TillWords
{
    /// <summary>A refusal by its code; one without words of its own is told by the code, which the log has as well.</summary>
    public static string Refusal(IStringLocalizer<TillTexts> texts, string? code)
    {
        var known = texts[$"No-{code}"];
        return known.ResourceNotFound ? texts["NoOther", code ?? string.Empty].Value : known.Value;
    }

    /// <summary>A refusal with its reasons, as far as it has any.</summary>
    public static string Refusal(IStringLocalizer<TillTexts> texts, Problem? problem) =>
        string.Join(
            ' ',
            (problem?.Reasons ?? [])
                .Select(reason => reason.Text.TrimEnd('.') + ".")
                .Prepend(Refusal(texts, problem?.Title))
        );
}
