namespace LoyaltyPortal.Domain.Programmes;

/// <summary>A wallet and how it is spent (programmes.md, "Spending" and "Separate wallet").</summary>
/// <param name="Id">Name in the contract: <c>main</c>, <c>web</c>, <c>club</c>.</param>
/// <param name="Name">Name for members.</param>
/// <param name="Channels">Channels that earn into it and spend from it.</param>
/// <param name="Cap">The most that points may pay of one order.</param>
/// <param name="Excludes">Goods that points cannot pay. Services never can.</param>
/// <param name="Minimum">The basket from which points may be used; null for any.</param>
/// <param name="KeepMoney">What must be paid with money per order, at least.</param>
/// <param name="PromoCodeOrPoints">A promo code and points exclude each other.</param>
public sealed record WalletRules(
    string Id,
    LocalText Name,
    IReadOnlyList<string> Channels,
    CapRules Cap,
    Exclusions Excludes,
    MinimumBasket? Minimum,
    Money KeepMoney,
    bool PromoCodeOrPoints
)
{
    /// <summary>Points are spent in multiples of this.</summary>
    public Points StepOr(Points precision) => Cap is CapRules.Steps steps ? steps.Points : precision;
}

/// <summary>The basket from which points may be used: all goods after discounts.</summary>
/// <param name="Sum">The threshold.</param>
/// <param name="Over">The basket must be over the threshold; otherwise reaching it is enough.</param>
public readonly record struct MinimumBasket(Money Sum, bool Over)
{
    /// <summary>Whether a basket is large enough.</summary>
    public bool IsMetBy(Money goods) => Over ? goods > Sum : goods >= Sum;
}

/// <summary>The most that points may pay of one order.</summary>
public abstract record CapRules
{
    private CapRules() { }

    /// <summary>The cap of the member's tier.</summary>
    public sealed record ByTier : CapRules;

    /// <summary>One share for all.</summary>
    /// <param name="Share">Of the lines that points may pay.</param>
    public sealed record Flat(Percent Share) : CapRules;

    /// <summary>So many points per full sum (programmes.md, "Spending", delimano tv, catalogue, phone).</summary>
    /// <param name="Per">The full sum.</param>
    /// <param name="Points">Points for each, spent in multiples of this.</param>
    public sealed record Steps(Money Per, Points Points) : CapRules;
}
