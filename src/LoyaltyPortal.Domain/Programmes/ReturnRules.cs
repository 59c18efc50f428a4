using LoyaltyPortal.Domain.Calendar;

namespace LoyaltyPortal.Domain.Programmes;

/// <summary>What a return does (programmes.md, "Returns").</summary>
/// <param name="RestoreAfterDays">Spent points come back so many days after the return; 0 at once.</param>
/// <param name="GraceDays">How long restored points live when their lot has ended, from the return.</param>
/// <param name="OnShortfall">What happens when annulled points were spent already.</param>
public sealed record ReturnRules(int RestoreAfterDays, int GraceDays, Shortfall OnShortfall);

/// <summary>What happens when annulled points were spent already.</summary>
public enum Shortfall
{
    /// <summary>The next active points settle a debt.</summary>
    Debt,

    /// <summary>The shop bears it.</summary>
    Clamp,
}

/// <summary>An action that earns points (programmes.md, "Extra points").</summary>
/// <param name="Type">Name in the contract.</param>
/// <param name="Name">Name for members.</param>
/// <param name="Points">What it gives, at once.</param>
/// <param name="Wallet">The wallet it goes to.</param>
/// <param name="Life">How long the points live; null for ever.</param>
/// <param name="Once">How often it counts.</param>
/// <param name="ReferencePrefix">What the reference must start with; null for anything.</param>
public sealed record ActivityRules(
    string Type,
    LocalText Name,
    Points Points,
    string Wallet,
    Period? Life,
    OncePer Once,
    string? ReferencePrefix
);

/// <summary>How often an activity counts, besides once per reference.</summary>
public enum OncePer
{
    /// <summary>Once for each reference.</summary>
    Reference,

    /// <summary>Once for each product and member; the product is named.</summary>
    Product,

    /// <summary>Once for each member.</summary>
    Member,
}
