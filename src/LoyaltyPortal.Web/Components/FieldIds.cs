namespace LoyaltyPortal.Web.Components;

/// <summary>What ties an input to its label, hint and message.</summary>
/// <param name="Id">The input's id.</param>
/// <param name="DescribedBy">Ids of what explains it, for <c>aria-describedby</c>; none when nothing does.</param>
public sealed record FieldIds(string Id, string? DescribedBy);
