namespace LoyaltyPortal.Web.Features.Till;

/// <summary>Names the texts of the till: <c>TillTexts.resx</c> and its English pair.</summary>
public sealed class TillTexts;
