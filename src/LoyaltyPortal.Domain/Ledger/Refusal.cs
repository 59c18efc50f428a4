namespace LoyaltyPortal.Domain.Ledger;

/// <summary>Why something asked for is not done; nothing was changed.</summary>
/// <param name="Code">A stable code of the contract (store-api.md).</param>
/// <param name="Max">The most points that would have been allowed, where points were asked for.</param>
/// <param name="Reasons">What stood in the way.</param>
public sealed record Refusal(string Code, Points? Max = null, IReadOnlyList<Reason>? Reasons = null)
{
    /// <summary>The hold is not confirmed, closed or used.</summary>
    public static readonly Refusal RedemptionClosed = new("redemption-closed");

    /// <summary>The hold belongs to another member, order or wallet.</summary>
    public static readonly Refusal RedemptionMismatch = new("redemption-mismatch");

    /// <summary>A promo code and points exclude each other.</summary>
    public static readonly Refusal PromoAndPoints = new("promo-and-points");

    /// <summary>The order was cancelled before.</summary>
    public static readonly Refusal OrderCancelled = new("order-cancelled");

    /// <summary>An unpaid order is cancelled, not returned.</summary>
    public static readonly Refusal OrderUnpaid = new("order-unpaid");

    /// <summary>More would come back than was bought.</summary>
    public static readonly Refusal ReturnExceedsPurchase = new("return-exceeds-purchase");

    /// <summary>The event lies before what it follows.</summary>
    public static readonly Refusal TimeOrder = new("time-order");

    /// <summary>The points cannot be spent as asked.</summary>
    public static Refusal NotAllowed(Points max, IReadOnlyList<Reason> reasons) =>
        new("redemption-not-allowed", max, reasons);
}

/// <summary>What a decision came to: a value, or a refusal that the caller must handle.</summary>
public sealed class Outcome<T>
{
    private readonly T? value;

    private Outcome(T? value, Refusal? refusal)
    {
        this.value = value;
        Refusal = refusal;
    }

    /// <summary>Why not; null when it was done.</summary>
    public Refusal? Refusal { get; }

    /// <summary>What was decided.</summary>
    /// <exception cref="InvalidOperationException">It was refused.</exception>
    public T Value => Refusal is null ? value! : throw new InvalidOperationException($"Refused: {Refusal.Code}.");

    /// <summary>Done.</summary>
    public static implicit operator Outcome<T>(T value) => new(value, null);

    /// <summary>Not done.</summary>
    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);
}
