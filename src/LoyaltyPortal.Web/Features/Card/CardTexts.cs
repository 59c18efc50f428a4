namespace LoyaltyPortal.Web.Features.Card;

/// <summary>Names the texts of the card: <c>CardTexts.resx</c> and its English pair.</summary>
public sealed class CardTexts;
