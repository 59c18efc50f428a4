using LoyaltyPortal.Domain;

namespace LoyaltyPortal.Web.Platform.StoreContract;

// Everything may be missing here: what must be there is checked by the readers, which name each fault with its path.

/// <summary>A member, named by exactly one of these.</summary>
public sealed record MemberName
{
    /// <summary>The portal's id.</summary>
    public string? MemberId { get; init; }

    /// <summary>Phone number, any national or E.164 spelling.</summary>
    public string? Phone { get; init; }

    /// <summary>Number of the card.</summary>
    public string? CardNumber { get; init; }

    /// <summary>What the card's picture says.</summary>
    public string? Qr { get; init; }
}

/// <summary>Consents told at a till.</summary>
public sealed record ConsentBody
{
    /// <summary>Processing of personal data; must be true.</summary>
    public bool? PersonalData { get; init; }

    /// <summary>News and offers.</summary>
    public bool? Marketing { get; init; }
}

/// <summary>Enrolment at a till.</summary>
public sealed record EnrolBody
{
    /// <summary>Phone number.</summary>
    public string? Phone { get; init; }

    /// <summary>Where the member joins.</summary>
    public string? Channel { get; init; }

    /// <summary>A plastic card of 8 to 19 digits.</summary>
    public string? CardNumber { get; init; }

    /// <summary>Consents.</summary>
    public ConsentBody? Consent { get; init; }
}

/// <summary>A line of a basket; its price is quantity x unitPrice - discount.</summary>
public sealed record LineBody
{
    /// <summary>The shop's id of the line, unique within the order.</summary>
    public string? LineId { get; init; }

    /// <summary>Article.</summary>
    public string? Sku { get; init; }

    /// <summary>Product name.</summary>
    public string? Name { get; init; }

    /// <summary>Product category.</summary>
    public string? Category { get; init; }

    /// <summary>Whole pieces, 1 to 1,000,000.</summary>
    public int? Quantity { get; init; }

    /// <summary>Price of a piece.</summary>
    public Money? UnitPrice { get; init; }

    /// <summary>Off the whole line.</summary>
    public Money? Discount { get; init; }

    /// <summary>Under a special offer or sale.</summary>
    public bool? OnOffer { get; init; }

    /// <summary>Sold as an outlet's goods.</summary>
    public bool? Outlet { get; init; }

    /// <summary>A gift card.</summary>
    public bool? GiftCard { get; init; }

    /// <summary>A service: no goods.</summary>
    public bool? Service { get; init; }

    /// <summary>Under a promotion without points.</summary>
    public bool? NoPoints { get; init; }

    /// <summary>Points of a piece, where products have points of their own.</summary>
    public Points? PointsPerUnit { get; init; }
}

/// <summary>A basket to be quoted.</summary>
public record QuoteBody
{
    /// <summary>The buyer, if known.</summary>
    public MemberName? Member { get; init; }

    /// <summary>Where it is bought.</summary>
    public string? Channel { get; init; }

    /// <summary>The shop's own name of the store.</summary>
    public string? Store { get; init; }

    /// <summary>online, cash, card, instalments or other.</summary>
    public string? PaymentMethod { get; init; }

    /// <summary>A promo code of the order.</summary>
    public string? PromoCode { get; init; }

    /// <summary>Delivery; never earns, never counts.</summary>
    public Money? DeliveryFee { get; init; }

    /// <summary>The lines, 1 to 1,000.</summary>
    public IReadOnlyList<LineBody?>? Lines { get; init; }
}

/// <summary>Points to be kept for an order.</summary>
public sealed record RedemptionBody : QuoteBody
{
    /// <summary>How many points.</summary>
    public Points? Points { get; init; }

    /// <summary>The shop's order number.</summary>
    public string? OrderId { get; init; }
}

/// <summary>Nothing: the route says all.</summary>
public sealed record EmptyBody;

/// <summary>A redemption confirmed by its code.</summary>
public sealed record ConfirmBody
{
    /// <summary>The code sent to the phone.</summary>
    public string? Code { get; init; }
}

/// <summary>An order.</summary>
public sealed record PurchaseBody : QuoteBody
{
    /// <summary>The shop's order number, unique in the portal.</summary>
    public string? OrderId { get; init; }

    /// <summary>When it was placed.</summary>
    public DateTimeOffset? PlacedAt { get; init; }

    /// <summary>When it was paid.</summary>
    public DateTimeOffset? PaidAt { get; init; }

    /// <summary>When the goods were received.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>The hold it uses.</summary>
    public string? RedemptionId { get; init; }
}

/// <summary>Something that happened to an order.</summary>
public sealed record EventBody
{
    /// <summary>paid, received, completed or cancelled.</summary>
    public string? Type { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The order; only in imports, where no route names it.</summary>
    public string? OrderId { get; init; }
}

/// <summary>Pieces of a line that come back.</summary>
public sealed record ReturnLineBody
{
    /// <summary>The line.</summary>
    public string? LineId { get; init; }

    /// <summary>Pieces, at least one.</summary>
    public int? Quantity { get; init; }
}

/// <summary>A return.</summary>
public sealed record ReturnBody
{
    /// <summary>The shop's number of the return, unique in the portal.</summary>
    public string? ReturnId { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>What comes back.</summary>
    public IReadOnlyList<ReturnLineBody?>? Lines { get; init; }

    /// <summary>Only tell what it would do.</summary>
    public bool? DryRun { get; init; }

    /// <summary>The order; only in imports, where no route names it.</summary>
    public string? OrderId { get; init; }
}

/// <summary>An activity that earns points.</summary>
public sealed record ActivityBody
{
    /// <summary>The member.</summary>
    public MemberName? Member { get; init; }

    /// <summary>A key of the programme's activities.</summary>
    public string? Type { get; init; }

    /// <summary>The shop's own name of the act, unique per type.</summary>
    public string? Reference { get; init; }

    /// <summary>The product it is about.</summary>
    public string? Sku { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset? At { get; init; }
}
