using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Ledger;

namespace LoyaltyPortal.Data.Support;

/// <summary>How two accounts of one person are to be joined.</summary>
/// <param name="GoesId">The account that goes.</param>
/// <param name="Ticket">The number under which support keeps the matter.</param>
/// <param name="Proof">By what it is known that both are one person's.</param>
/// <param name="TakesPhone">Whether the phone of the account that goes is the one that the member keeps; the other one is
/// nobody's then.</param>
public sealed record MergeWish(Guid GoesId, string Ticket, MergeProof Proof, bool TakesPhone);

/// <summary>One of two accounts before they are joined.</summary>
/// <param name="CardNumber">The number on the card.</param>
/// <param name="Phone">E.164.</param>
/// <param name="TierId">The level today.</param>
/// <param name="Balances">What each wallet holds.</param>
/// <param name="Lots">Lots with something left.</param>
/// <param name="Orders">Orders.</param>
/// <param name="Cards">Cards that lead to it besides its own.</param>
/// <param name="Consents">What the member agrees to.</param>
public sealed record MergeSide(
    string CardNumber,
    string Phone,
    string TierId,
    IReadOnlyList<(string Wallet, Balance Balance)> Balances,
    int Lots,
    int Orders,
    int Cards,
    IReadOnlyList<ConsentKind> Consents
);

/// <summary>What came of joining two accounts.</summary>
public abstract record Merging
{
    private Merging() { }

    /// <summary>It is done, now or by the same press before.</summary>
    public sealed record Done : Merging;

    /// <summary>It would be done so; nothing was written.</summary>
    /// <param name="Stays">The account that stays, before.</param>
    /// <param name="Goes">The account that goes, before.</param>
    /// <param name="TierId">The level afterwards.</param>
    /// <param name="Balances">What each wallet would hold.</param>
    /// <param name="NeedsSecond">Whether a second person has to agree.</param>
    public sealed record Preview(
        MergeSide Stays,
        MergeSide Goes,
        string TierId,
        IReadOnlyList<(string Wallet, Balance Balance)> Balances,
        bool NeedsSecond
    ) : Merging;

    /// <summary>It cannot be done; nothing was written.</summary>
    /// <param name="Code">Why.</param>
    /// <param name="Max">The most points that one person brings over alone, where that is why.</param>
    public sealed record Refused(string Code, Points? Max = null) : Merging;
}
