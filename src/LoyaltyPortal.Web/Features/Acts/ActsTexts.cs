namespace LoyaltyPortal.Web.Features.Acts;

/// <summary>Names the texts of what agents put right: <c>ActsTexts.resx</c> and its English pair.</summary>
public sealed class ActsTexts;
