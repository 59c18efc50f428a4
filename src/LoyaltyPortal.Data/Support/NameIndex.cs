using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Providers;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Support;

/// <summary>Gives members that were there before support could search for names what it searches by: no database makes small
/// letters of all alphabets by itself.</summary>
public sealed class NameIndex(IPortalDbs databases, WriteGate gate)
{
    private const int Batch = 500;

    /// <summary>Fills in what is missing; safe to run twice, at once and interrupted.</summary>
    public async Task FillAsync(CancellationToken cancellation)
    {
        var last = Guid.Empty;
        while (true)
        {
            using var turn = await gate.EnterAsync(cancellation);
            await using var db = databases.Create();
            var members = await db
                .Members.Where(each =>
                    each.AccountId.CompareTo(last) > 0
                    && (
                        (each.GivenName != null && each.GivenNameKey == null)
                        || (each.FamilyName != null && each.FamilyNameKey == null)
                    )
                )
                .OrderBy(each => each.AccountId)
                .Take(Batch)
                .ToListAsync(cancellation);
            if (members.Count == 0)
            {
                return;
            }
            foreach (var member in members)
            {
                member.TellNames(member.GivenName, member.FamilyName);
            }
            await db.SaveChangesAsync(cancellation);
            last = members[^1].AccountId;
        }
    }
}
