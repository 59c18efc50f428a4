namespace LoyaltyPortal.Web.Components;

/// <summary>Names the texts of the frame and of the shared pieces: <c>ComponentTexts.resx</c> and its English pair.</summary>
public sealed class ComponentTexts;
