namespace LoyaltyPortal.Web.Features.Orders;

/// <summary>Names the texts of orders: <c>OrdersTexts.resx</c> and its English pair.</summary>
public sealed class OrdersTexts;
