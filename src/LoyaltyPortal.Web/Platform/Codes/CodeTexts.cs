namespace LoyaltyPortal.Web.Platform.Codes;

/// <summary>Names the texts of messages with codes: <c>CodeTexts.resx</c> and its English pair.</summary>
public sealed class CodeTexts;
