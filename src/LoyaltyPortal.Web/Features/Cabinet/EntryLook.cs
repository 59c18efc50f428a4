using LoyaltyPortal.Domain.Ledger;

namespace LoyaltyPortal.Web.Features.Cabinet;

/// <summary>How kinds of entries look and which of them a filter of the history shows.</summary>
internal static class EntryLook
{
    /// <summary>The filters by the word in the address.</summary>
    public static readonly IReadOnlyList<(string Word, IReadOnlyList<EntryType> Types)> Filters =
    [
        ("earned", [EntryType.Earned, EntryType.Bonus]),
        ("spent", [EntryType.Redeemed]),
        ("returned", [EntryType.Restored, EntryType.Annulled]),
        ("expired", [EntryType.Expired]),
        ("other", [EntryType.Adjusted, EntryType.DebtSettled]),
    ];

    public static string Icon(EntryType type) =>
        type switch
        {
            EntryType.Earned => "bag",
            EntryType.Bonus => "gift",
            EntryType.Redeemed => "minus",
            EntryType.Restored or EntryType.Annulled => "return",
            EntryType.Expired => "hourglass",
            EntryType.DebtSettled => "check",
            _ => "receipt",
        };

    public static string Mark(EntryType type) =>
        type switch
        {
            EntryType.Earned or EntryType.Bonus or EntryType.Restored => "row-mark row-mark-in",
            EntryType.Annulled or EntryType.Expired => "row-mark row-mark-out",
            _ => "row-mark",
        };
}
