namespace LoyaltyPortal.Web.Features.Demo;

/// <summary>Names the texts of the developer's pages: <c>DemoTexts.resx</c> and its pair.</summary>
public sealed class DemoTexts;
