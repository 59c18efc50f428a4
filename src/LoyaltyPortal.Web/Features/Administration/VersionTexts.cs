namespace LoyaltyPortal.Web.Features.Administration;

/// <summary>Names the texts of the pages about versions of the programme and announcements.</summary>
public sealed class VersionTexts;
