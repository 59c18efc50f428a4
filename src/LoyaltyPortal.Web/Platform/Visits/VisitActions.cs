namespace LoyaltyPortal.Web.Platform.Visits;

/// <summary>Something of a member's that an agent may change in the member's stead, once, for a reason of its own.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Path">The page whose form does it.</param>
/// <param name="Done">The reason by which the member reads that it was done.</param>
public sealed record VisitAction(string Id, string Path, string Done);

/// <summary>What an agent may be let change. Spending, the phone, consents, passkeys and sessions, the export and the deletion
/// are not here and never will be (design.md, "Identity and safety").</summary>
public static class VisitActions
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<VisitAction> All { get; } =
    [
        new("claim", "/cabinet/claims/new", Domain.Ledger.ReasonCodes.SupportSentClaim),
        new("data", "/profile/data", Domain.Ledger.ReasonCodes.SupportChangedData),
    ];

    /// <summary>The action of a name; null for none.</summary>
    public static VisitAction? Find(string? id) => All.FirstOrDefault(each => each.Id == id);

    /// <summary>The action whose form a path takes; null for none.</summary>
    public static VisitAction? At(PathString path) =>
        All.FirstOrDefault(each => path.Equals(each.Path, StringComparison.OrdinalIgnoreCase));
}
