namespace LoyaltyPortal.Web.Features.Joining;

/// <summary>Names the texts of the questionnaire: <c>JoiningTexts.resx</c> and its English pair.</summary>
public sealed class JoiningTexts;
