namespace LoyaltyPortal.Web.Features.Devices;

/// <summary>Names the texts of passkeys and sessions: <c>DevicesTexts.resx</c> and its English pair.</summary>
public sealed class DevicesTexts;
