using LoyaltyPortal.Domain.Calendar;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Programmes;

namespace LoyaltyPortal.Domain.Orders;

/// <summary>How an order stands, in the contract's words.</summary>
public enum PurchaseStatus
{
    /// <summary>Ordered, not paid.</summary>
    Placed,

    /// <summary>Paid.</summary>
    Paid,

    /// <summary>With the buyer, where the programme asks for it.</summary>
    Received,

    /// <summary>Closed by the shop, where the programme asks for it.</summary>
    Completed,

    /// <summary>Called off.</summary>
    Cancelled,

    /// <summary>All goods came back.</summary>
    Returned,
}

/// <summary>A lot that paid for an order and what of it came back.</summary>
/// <param name="Lot">The lot's number.</param>
/// <param name="Points">Points taken from it, in the order of spending.</param>
/// <param name="Restored">Points given back.</param>
public sealed record SpentLot(long Lot, Points Points, Points Restored);

/// <summary>What a promotion added to an order, as bought, and what returns took of it.</summary>
/// <param name="PromotionId">The promotion.</param>
/// <param name="LotNumber">The lot of its points.</param>
/// <param name="Points">Points it gave.</param>
/// <param name="Shares">Per line of the order its share, to 0.01.</param>
/// <param name="ReturnsAnnul">Whether returns take it back in proportion.</param>
/// <param name="Annulled">Points taken off by returns so far.</param>
public sealed record PromotionEarned(
    string PromotionId,
    long LotNumber,
    Points Points,
    IReadOnlyList<Points> Shares,
    bool ReturnsAnnul,
    Points Annulled
);

/// <summary>An order of a shop as the portal knows it.</summary>
public sealed class Purchase
{
    /// <summary>The portal's id.</summary>
    public Guid Id { get; init; }

    /// <summary>The buyer's account; null for a buyer without one.</summary>
    public Guid? AccountId { get; internal set; }

    /// <summary>The shop's order number, unique in the portal.</summary>
    public required string OrderId { get; init; }

    /// <summary>Where it was bought.</summary>
    public required string Channel { get; init; }

    /// <summary>The shop's own name of the store.</summary>
    public string? Store { get; init; }

    /// <summary>How it is paid.</summary>
    public required string PaymentMethod { get; init; }

    /// <summary>When it was placed (UTC).</summary>
    public DateTimeOffset PlacedAt { get; init; }

    /// <summary>When it was paid (UTC).</summary>
    public DateTimeOffset? PaidAt { get; internal set; }

    /// <summary>When the goods were received (UTC).</summary>
    public DateTimeOffset? ReceivedAt { get; internal set; }

    /// <summary>When the shop closed it (UTC).</summary>
    public DateTimeOffset? CompletedAt { get; internal set; }

    /// <summary>When it was cancelled (UTC).</summary>
    public DateTimeOffset? CancelledAt { get; internal set; }

    /// <summary>The promo code used.</summary>
    public string? PromoCode { get; init; }

    /// <summary>Delivery; no line, never earns, never counts.</summary>
    public Money DeliveryFee { get; init; }

    /// <summary>The lines with their shares.</summary>
    public IReadOnlyList<PurchaseLine> Lines { get; internal set; } = [];

    /// <summary>Points spent.</summary>
    public Points Redeemed { get; internal set; }

    /// <summary>The lots that paid, in the order of spending.</summary>
    public IReadOnlyList<SpentLot> SpentLots { get; internal set; } = [];

    /// <summary>Points earned, as bought.</summary>
    public Points Earned { get; internal set; }

    /// <summary>The wallet it earns into and spends from.</summary>
    public required string Wallet { get; init; }

    /// <summary>The lot it earned.</summary>
    public long? LotNumber { get; internal set; }

    /// <summary>The level it was rated at: that of the day of payment, or of the posting while it is unpaid.</summary>
    public string? TierId { get; internal set; }

    /// <summary>The rate applied.</summary>
    public Percent? Rate { get; internal set; }

    /// <summary>Why it earned what it earned.</summary>
    public IReadOnlyList<Reason> Explanation { get; internal set; } = [];

    /// <summary>What promotions added, each in a lot of its own.</summary>
    public IReadOnlyList<PromotionEarned> Promotions { get; internal set; } = [];

    /// <summary>Points that the purchase itself earned and returns took off so far.</summary>
    public Points Annulled { get; internal set; }

    /// <summary>Points given back by returns so far.</summary>
    public Points Restored { get; internal set; }

    /// <summary>Money for the level taken off by returns so far.</summary>
    public Money ReturnedMoney { get; internal set; }

    /// <summary>The day after which it counts for the level; null while it is not known.</summary>
    public DateOnly? CountingDay { get; internal set; }

    /// <summary>The rules that decided.</summary>
    public required string ProgrammeVersion { get; init; }

    /// <summary>Grows with each change; guards orders without an account, which have no account row to lock.</summary>
    public int Revision { get; set; }

    /// <summary>Paid with money: all lines less points, and delivery.</summary>
    public Money MoneyPaid => Lines.Sum(line => line.Paid) + DeliveryFee;

    /// <summary>What counts for the level as bought: money paid for goods (programmes.md, "Exact arithmetic", 6).</summary>
    public Money GoodsPaid => Goods.Sum(line => line.Paid);

    /// <summary>The lots it earned: its own and those of promotions.</summary>
    public IReadOnlyList<long> LotNumbers =>
        [.. LotNumber is { } own ? [own] : Array.Empty<long>(), .. Promotions.Select(each => each.LotNumber)];

    /// <summary>The order is another account's from now on, which has copies of the lots under numbers of its own.</summary>
    /// <param name="accountId">That account.</param>
    /// <param name="lots">The numbers there by the numbers here.</param>
    internal void MoveTo(Guid accountId, IReadOnlyDictionary<long, long> lots)
    {
        AccountId = accountId;
        LotNumber = LotNumber is { } own ? lots[own] : null;
        SpentLots = [.. SpentLots.Select(each => each with { Lot = lots[each.Lot] })];
        Promotions = [.. Promotions.Select(each => each with { LotNumber = lots[each.LotNumber] })];
        Revision++;
    }

    /// <summary>The lines that are goods.</summary>
    public IEnumerable<PurchaseLine> Goods => Lines.Where(line => line.Line.IsGoods);

    /// <summary>Whether it had goods and all of them came back.</summary>
    public bool IsReturnedInFull => Goods.Any() && Goods.All(line => line.Left == 0);

    /// <summary>The time of an event, or null.</summary>
    public DateTimeOffset? TimeOf(OrderEvent kind) =>
        kind switch
        {
            OrderEvent.Paid => PaidAt,
            OrderEvent.Received => ReceivedAt,
            _ => CompletedAt,
        };

    /// <summary>The day of an event in the programme's zone, or null.</summary>
    public DateOnly? DayOf(OrderEvent kind, ProgrammeZone zone) => TimeOf(kind) is { } time ? zone.DayOf(time) : null;

    /// <summary>How it stands: the furthest of received and completed that the programme uses and that happened, else
    /// paid, else placed (store-api.md, "Words").</summary>
    public PurchaseStatus StatusIn(Programme programme)
    {
        if (CancelledAt is not null)
        {
            return PurchaseStatus.Cancelled;
        }
        if (IsReturnedInFull)
        {
            return PurchaseStatus.Returned;
        }
        if (CompletedAt is not null && programme.Earning.Uses(OrderEvent.Completed))
        {
            return PurchaseStatus.Completed;
        }
        if (ReceivedAt is not null && programme.Earning.Uses(OrderEvent.Received))
        {
            return PurchaseStatus.Received;
        }
        return PaidAt is not null ? PurchaseStatus.Paid : PurchaseStatus.Placed;
    }
}
