namespace LoyaltyPortal.Web.Features.Welcome;

/// <summary>Names the texts of the public pages: <c>WelcomeTexts.resx</c> and its English pair.</summary>
public sealed class WelcomeTexts;
