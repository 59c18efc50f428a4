using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Orders;

namespace LoyaltyPortal.Domain.Programmes;

/// <summary>Whether a line falls under a rule's exclusions, and by which of them.</summary>
public static class ExclusionsOnLines
{
    /// <summary>The reason code that leaves the line out, or null when it stays in. Services are always out.</summary>
    public static string? Excluding(this Exclusions excludes, BasketLine line, string channel)
    {
        if (!line.IsGoods)
        {
            return ReasonCodes.LineService;
        }
        if (excludes.NoPoints && line.Has(LineMarks.NoPoints))
        {
            return ReasonCodes.LineNoPoints;
        }
        if (excludes.GiftCards && line.Has(LineMarks.GiftCard))
        {
            return ReasonCodes.LineGiftCard;
        }
        if (excludes.OnOffer && line.Has(LineMarks.OnOffer))
        {
            return ReasonCodes.LineOnOffer;
        }
        // programmes.md, "Exact arithmetic", 2: besides lines the shop marks, a discounted line sold in channel outlet.
        var outletDiscount = line.Has(LineMarks.Outlet) || (channel == "outlet" && line.Discount > Money.Zero);
        if (excludes.OutletDiscounts && outletDiscount)
        {
            return ReasonCodes.LineOutletDiscount;
        }
        return
            excludes.Skus.Contains(line.Sku)
            || (line.Category is { } category && excludes.Categories.Contains(category))
            ? ReasonCodes.LineExcluded
            : null;
    }
}
