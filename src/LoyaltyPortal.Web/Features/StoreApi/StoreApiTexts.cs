namespace LoyaltyPortal.Web.Features.StoreApi;

/// <summary>Names the texts of messages that a till causes: <c>StoreApiTexts.resx</c> and its pair.</summary>
public sealed class StoreApiTexts;
