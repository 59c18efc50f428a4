using LoyaltyPortal.Data.Model;
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
                .Select(each => new
                {
                    each.AccountId,
                    each.GivenName,
                    each.FamilyName,
                })
                .Take(Batch)
                .ToListAsync(cancellation);
            if (members.Count == 0)
            {
                return;
            }
            foreach (var read in members)
            {
                var (given, family) = (NameKey.Of(read.GivenName), NameKey.Of(read.FamilyName));
                // A name that was changed meanwhile has its key already.
                await db
                    .Members.Where(each =>
                        each.AccountId == read.AccountId
                        && each.GivenName == read.GivenName
                        && each.FamilyName == read.FamilyName
                    )
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(each => each.GivenNameKey, given)
                                .SetProperty(each => each.FamilyNameKey, family),
                        cancellation
                    );
            }
            last = members[^1].AccountId;
        }
    }
}
