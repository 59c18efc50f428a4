namespace LoyaltyPortal.Web.Features.Visits;

/// <summary>Names the texts of looking through a member's eyes: <c>VisitTexts.resx</c> and its English pair.</summary>
public sealed class VisitTexts;
