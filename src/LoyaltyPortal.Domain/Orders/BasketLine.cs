namespace LoyaltyPortal.Domain.Orders;

/// <summary>What the shop says of a line besides its price (store-api.md, Line).</summary>
[Flags]
public enum LineMarks
{
    /// <summary>Plain goods.</summary>
    None = 0,

    /// <summary>Under a special offer or sale.</summary>
    OnOffer = 1,

    /// <summary>Sold as an outlet's goods.</summary>
    Outlet = 2,

    /// <summary>A gift card.</summary>
    GiftCard = 4,

    /// <summary>A service, such as delivery or installation: no goods.</summary>
    Service = 8,

    /// <summary>Under a promotion without points.</summary>
    NoPoints = 16,
}

/// <summary>A line of a basket (programmes.md, "Exact arithmetic", 1).</summary>
/// <param name="LineId">The shop's id of the line, unique within the order.</param>
/// <param name="Sku">The article.</param>
/// <param name="Name">The product's name.</param>
/// <param name="Category">The product's category.</param>
/// <param name="Quantity">Whole pieces, at least one.</param>
/// <param name="UnitPrice">Price of a piece.</param>
/// <param name="Discount">Off the whole line.</param>
/// <param name="Marks">What the shop says of it.</param>
/// <param name="PointsPerUnit">Points of a piece, where products have points of their own.</param>
public sealed record BasketLine(
    string LineId,
    string Sku,
    string? Name,
    string? Category,
    int Quantity,
    Money UnitPrice,
    Money Discount,
    LineMarks Marks,
    Points? PointsPerUnit
)
{
    /// <summary>quantity x unit price - discount.</summary>
    public Money Price => new(checked((Quantity * UnitPrice.Hundredths) - Discount.Hundredths));

    /// <summary>Whether it is goods: all but services.</summary>
    public bool IsGoods => !Has(LineMarks.Service);

    /// <summary>Whether the shop marked it so.</summary>
    public bool Has(LineMarks mark) => (Marks & mark) != LineMarks.None;
}

/// <summary>A line as it was bought, with its shares of what was spent and earned.</summary>
/// <param name="Line">The line.</param>
/// <param name="Redeemed">Its share of the points spent, to 0.01.</param>
/// <param name="Earned">Its share of the points earned, to 0.01.</param>
/// <param name="Returned">Pieces that came back.</param>
public sealed record PurchaseLine(BasketLine Line, Points Redeemed, Points Earned, int Returned)
{
    /// <summary>Paid with money: the price less the share of points; one point is worth one currency unit.</summary>
    public Money Paid => new(Line.Price.Hundredths - Redeemed.Hundredths);

    /// <summary>Pieces that can still come back.</summary>
    public int Left => Line.Quantity - Returned;
}
