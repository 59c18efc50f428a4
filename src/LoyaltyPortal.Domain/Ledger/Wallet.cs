namespace LoyaltyPortal.Domain.Ledger;

/// <summary>What an account keeps for a wallet besides its lots.</summary>
public sealed class Wallet
{
    /// <summary>The account.</summary>
    public Guid AccountId { get; init; }

    /// <summary>Name of the wallet in the programme.</summary>
    public required string Id { get; init; }

    /// <summary>Annulled points that had been spent, not yet settled; never negative.</summary>
    public Points Debt { get; internal set; }
}

/// <summary>The balances of a wallet at a moment (programmes.md, "Exact arithmetic", 8).</summary>
/// <param name="Active">What can be spent: active points less holds less debt, never below 0.</param>
/// <param name="Pending">Visible, not usable yet.</param>
/// <param name="Held">Kept for orders; never more than the active points.</param>
/// <param name="Debt">Annulled after it was spent, not settled.</param>
public readonly record struct Balance(Points Active, Points Pending, Points Held, Points Debt);
