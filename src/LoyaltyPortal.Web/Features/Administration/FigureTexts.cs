namespace LoyaltyPortal.Web.Features.Administration;

/// <summary>Names the texts of the figures' page: <c>FigureTexts.resx</c> and its English pair.</summary>
public sealed class FigureTexts;
