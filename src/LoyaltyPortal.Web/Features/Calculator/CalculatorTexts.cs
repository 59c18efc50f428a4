namespace LoyaltyPortal.Web.Features.Calculator;

/// <summary>Names the texts of the calculator: <c>CalculatorTexts.resx</c> and its English pair.</summary>
public sealed class CalculatorTexts;
