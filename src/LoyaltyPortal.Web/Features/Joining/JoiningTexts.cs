namespace LoyaltyPortal.Web.Features.Joining;

/// <summary>Names the texts of the questionnaire, its link and its consents: <c>JoiningTexts.resx</c> and its English pair.</summary>
public sealed class JoiningTexts;
