namespace LoyaltyPortal.Web.Platform.Support;

/// <summary>Names the texts of support to members: <c>SupportTexts.resx</c> and its English pair.</summary>
public sealed class SupportTexts;
