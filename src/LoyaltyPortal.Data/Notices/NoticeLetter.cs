using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Domain.Notices;

namespace LoyaltyPortal.Data.Notices;

/// <summary>What a notice is to say, and to whom.</summary>
/// <param name="Facts">All of them go into one message; never empty.</param>
/// <param name="Today">Today where the member is.</param>
/// <param name="Language">The member's language, two letters.</param>
/// <param name="Medium">By what it goes.</param>
/// <param name="StopToken">Ends all notices of the member.</param>
public sealed record NoticeLetter(
    IReadOnlyList<NoticeFact> Facts,
    DateOnly Today,
    string Language,
    NoticeMedium Medium,
    string StopToken
);

/// <summary>A notice in words.</summary>
/// <param name="Subject">The line above a mail; null for a text message.</param>
/// <param name="Text">The text.</param>
/// <param name="StopLink">The address that ends all notices at once.</param>
public sealed record NoticeText(string? Subject, string Text, string StopLink);
