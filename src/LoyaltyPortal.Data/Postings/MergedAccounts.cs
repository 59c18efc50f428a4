using LoyaltyPortal.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Postings;

/// <summary>Which accounts were joined to which (docs/decisions/desk-acts.md).</summary>
public static class MergedAccounts
{
    /// <summary>The account that one was joined to; none or one.</summary>
    public static IQueryable<Guid> IntoOf(PortalDb db, Guid accountId) =>
        db
            .AccountMerges.Where(each => each.FromId == accountId && each.Status == PendingStatus.Approved)
            .Select(each => each.IntoId);

    /// <summary>What was joined to an account.</summary>
    public static IQueryable<AccountMerge> Of(PortalDb db, Guid accountId) =>
        db.AccountMerges.Where(each => each.IntoId == accountId && each.Status == PendingStatus.Approved);

    /// <summary>The account that a code for earning led to before it was joined to another one, which it leads to now; none
    /// or one.</summary>
    public static IQueryable<Guid> OfCode(PortalDb db, string code) =>
        db
            .AccountMerges.Where(each => each.OfflineCode == code && each.Status == PendingStatus.Approved)
            .Select(each => each.IntoId);
}
