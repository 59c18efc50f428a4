namespace LoyaltyPortal.Web.Features.Claims;

/// <summary>Names the texts of claims and visits by support: <c>ClaimsTexts.resx</c> and its English pair.</summary>
public sealed class ClaimsTexts;
