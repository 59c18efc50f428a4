using System.Globalization;
using LoyaltyPortal.Data.Audit;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Domain;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Support;

/// <summary>What one person moves on an account in a day, whichever way: a large sum does not go through in pieces, nor in other
/// words, nor by way of an account that is joined to it afterwards.</summary>
internal static class DayLimit
{
    private const string Hundredths = "hundredths";

    private static readonly string[] Moving =
    [
        AuditActions.Adjusted,
        AuditActions.LotExtended,
        AuditActions.ReturnOverridden,
        AuditActions.AccountsMerged,
    ];

    /// <summary>How a line of the audit tells the points that were moved.</summary>
    public static AuditFact FactOf(Points points) =>
        new(Hundredths, points.Hundredths.ToString(CultureInfo.InvariantCulture));

    /// <summary>What this person moved on the account of an act today, given and taken alike, by the audit; the account's lock is
    /// held.</summary>
    public static async Task<Points> MovedAsync(PostingScope scope, StaffAct act, CancellationToken cancellation)
    {
        var midnight = scope.Journal!.Programme.Zone.StartOf(scope.Journal.Today);
        var joined = MergedAccounts.Of(scope.Db, act.AccountId).Select(each => each.FromId);
        var lines = await scope
            .Db.AuditRecords.AsNoTracking()
            .Where(each => each.ActorId == act.StaffId && each.At >= midnight && Moving.Contains(each.Action))
            .Where(each =>
                each.AccountId == act.AccountId
                || (
                    each.AccountId != null
                    && each.Action != AuditActions.AccountsMerged
                    && joined.Contains(each.AccountId.Value)
                )
            )
            .ToListAsync(cancellation);
        return new Points(
            lines
                .SelectMany(line => line.Facts)
                .Where(fact => fact.Name == Hundredths)
                .Sum(fact => Math.Abs(long.Parse(fact.Value, CultureInfo.InvariantCulture)))
        );
    }
}
