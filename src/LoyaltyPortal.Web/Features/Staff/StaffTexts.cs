namespace LoyaltyPortal.Web.Features.Staff;

/// <summary>Names the texts of the staff's own pages: <c>StaffTexts.resx</c> and its English pair.</summary>
public sealed class StaffTexts;
