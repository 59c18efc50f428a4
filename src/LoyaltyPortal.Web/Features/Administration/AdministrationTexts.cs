namespace LoyaltyPortal.Web.Features.Administration;

/// <summary>Names the texts of the operator's pages: <c>AdministrationTexts.resx</c> and its English pair.</summary>
public sealed class AdministrationTexts;
