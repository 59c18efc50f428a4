namespace LoyaltyPortal.Web.Platform;

/// <summary>Where a member reads why an entry is as it is.</summary>
public static class EntryAddress
{
    /// <summary>The page of an entry, which may stand in the ledger of an account that was joined to the member's own.</summary>
    /// <param name="own">The member's account.</param>
    /// <param name="ledger">The account in whose ledger it stands.</param>
    /// <param name="number">Its number there.</param>
    public static string Of(Guid own, Guid ledger, long number) =>
        FormattableString.Invariant($"/cabinet/history/{number}") + (ledger == own ? string.Empty : $"?of={ledger}");
}
