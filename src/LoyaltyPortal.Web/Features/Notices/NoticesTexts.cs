namespace LoyaltyPortal.Web.Features.Notices;

/// <summary>Names the texts of notices: <c>NoticesTexts.resx</c> and its English pair.</summary>
public sealed class NoticesTexts;
