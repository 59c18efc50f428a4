namespace LoyaltyPortal.Web.Features.Desk;

/// <summary>Names the texts of the support desk: <c>DeskTexts.resx</c> and its English pair.</summary>
public sealed class DeskTexts;
