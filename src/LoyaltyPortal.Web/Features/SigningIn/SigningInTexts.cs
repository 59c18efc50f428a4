namespace LoyaltyPortal.Web.Features.SigningIn;

/// <summary>Names the texts of proving a phone: <c>SigningInTexts.resx</c> and its English pair.</summary>
public sealed class SigningInTexts;
