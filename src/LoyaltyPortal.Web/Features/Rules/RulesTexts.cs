namespace LoyaltyPortal.Web.Features.Rules;

/// <summary>Names the texts of the rules and of the questions: <c>RulesTexts.resx</c> and its English pair.</summary>
public sealed class RulesTexts;
