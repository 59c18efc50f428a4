namespace LoyaltyPortal.Web.Features.Profile;

/// <summary>Names the texts of a member's own data: <c>ProfileTexts.resx</c> and its English pair.</summary>
public sealed class ProfileTexts;
