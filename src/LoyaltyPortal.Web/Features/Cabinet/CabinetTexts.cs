namespace LoyaltyPortal.Web.Features.Cabinet;

/// <summary>Names the texts of the cabinet: <c>CabinetTexts.resx</c> and its English pair.</summary>
public sealed class CabinetTexts;
