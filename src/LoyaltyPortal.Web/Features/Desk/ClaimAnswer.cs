using LoyaltyPortal.Data.Support;
using LoyaltyPortal.Web.Platform.Persons;

namespace LoyaltyPortal.Web.Features.Desk;

/// <summary>An answer as it was typed.</summary>
public sealed class ClaimAnswer
{
    public string? Text { get; set; }

    /// <summary>The word of a ready text to be added; null when the answer is to be sent.</summary>
    public string? Add { get; set; }

    /// <summary>The text as it is kept: with its lines, without what nobody sees.</summary>
    public string CleanText => TypedText.CleanLines(Text);

    /// <summary>The key of what is wrong; null for nothing.</summary>
    public string? Fault =>
        CleanText.Length switch
        {
            0 => "AnswerMissing",
            > ClaimBook.LongestAnswer => "AnswerLong",
            _ => null,
        };

    /// <summary>Adds a ready text behind what was typed: nothing of that is lost.</summary>
    public void Put(string ready) => Text = CleanText.Length == 0 ? ready : $"{CleanText}\n\n{ready}";
}
