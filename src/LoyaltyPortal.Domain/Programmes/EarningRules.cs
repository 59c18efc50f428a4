using LoyaltyPortal.Domain.Calendar;

namespace LoyaltyPortal.Domain.Programmes;

/// <summary>What a purchase earns (programmes.md, "Earning").</summary>
/// <param name="Rate">Where the rate comes from.</param>
/// <param name="Excludes">Goods that earn nothing. Services never earn, whatever stands here.</param>
/// <param name="Activation">When points become usable: the latest of these days; all must have happened.</param>
/// <param name="Life">How long points live from activation; null for ever.</param>
public sealed record EarningRules(
    RateRules Rate,
    Exclusions Excludes,
    IReadOnlyList<AfterEvent> Activation,
    Period? Life
)
{
    /// <summary>Whether the programme waits for an event of an order before points become usable.</summary>
    public bool Uses(OrderEvent kind) => kind == OrderEvent.Paid || Activation.Any(after => after.Event == kind);
}

/// <summary>What happens to an order.</summary>
public enum OrderEvent
{
    /// <summary>Money arrived.</summary>
    Paid,

    /// <summary>The goods are with the buyer.</summary>
    Received,

    /// <summary>The shop closed the order as done.</summary>
    Completed,
}

/// <summary>A calendar day counted from an event.</summary>
/// <param name="Event">What is waited for.</param>
/// <param name="Days">Calendar days after it; 0 is the same day.</param>
public readonly record struct AfterEvent(OrderEvent Event, int Days);

/// <summary>Where the rate of a purchase comes from.</summary>
public abstract record RateRules
{
    private RateRules() { }

    /// <summary>The rate of the member's tier.</summary>
    public sealed record ByTier : RateRules;

    /// <summary>A ladder by the total of earlier paid orders, times a factor of the payment form, kept within limits
    /// (programmes.md, "Earning", autostars).</summary>
    /// <param name="Steps">Lowest first; the first is from 0.</param>
    /// <param name="Factors">Factor per payment method; 100 % where none is given.</param>
    /// <param name="Lowest">The rate is never below this.</param>
    /// <param name="Highest">The rate is never above this.</param>
    public sealed record Ladder(
        IReadOnlyList<LadderStep> Steps,
        IReadOnlyDictionary<string, Percent> Factors,
        Percent Lowest,
        Percent Highest
    ) : RateRules;

    /// <summary>A fixed number of points per product, sent with the line or listed here (programmes.md, "Earning",
    /// delimano).</summary>
    public sealed record PerProduct : RateRules
    {
        /// <summary>Points per piece by article, for lines that come without their own figure.</summary>
        public IReadOnlyDictionary<string, Points> Products { get; init; } = new Dictionary<string, Points>();

        /// <summary>Points of a piece: what the line says, else what the list says of its article, else 0.</summary>
        public Points PerUnit(Orders.BasketLine line) =>
            line.PointsPerUnit ?? Products.GetValueOrDefault(line.Sku, Points.Zero);
    }
}

/// <summary>A step of a ladder.</summary>
/// <param name="From">The total of earlier paid orders from which the rate holds, itself included.</param>
/// <param name="Rate">The rate.</param>
public readonly record struct LadderStep(Money From, Percent Rate);

/// <summary>Goods that a rule leaves out.</summary>
/// <param name="GiftCards">Lines that are gift cards.</param>
/// <param name="NoPoints">Lines of a promotion without points.</param>
/// <param name="OnOffer">Lines under special offers or sales.</param>
/// <param name="OutletDiscounts">Discounted lines in outlets (programmes.md, "Exact arithmetic", 2).</param>
/// <param name="Skus">Products by their article.</param>
/// <param name="Categories">Products by their category.</param>
public sealed record Exclusions(
    bool GiftCards,
    bool NoPoints,
    bool OnOffer,
    bool OutletDiscounts,
    IReadOnlyList<string> Skus,
    IReadOnlyList<string> Categories
)
{
    /// <summary>Leaves nothing out.</summary>
    public static readonly Exclusions None = new(false, false, false, false, [], []);
}
