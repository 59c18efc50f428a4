namespace LoyaltyPortal.Web.Components;

/// <summary>Names the sentences of reasons, one for each of <c>ReasonCodes</c>: <c>ReasonTexts.resx</c> and its pair.</summary>
public sealed class ReasonTexts;
