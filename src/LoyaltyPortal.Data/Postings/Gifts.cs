using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Domain.Earning;
using LoyaltyPortal.Domain.Programmes;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Postings;

/// <summary>Gives birthday points that are due (programmes.md, "Extra points", perfone): once a calendar year, each dated
/// its own day, however late, often or in how many places this runs.</summary>
internal static class Gifts
{
    /// <summary>Members whose next birthday has come; none where the programme gives nothing.</summary>
    public static IQueryable<Guid> Due(PortalDb db, Programme programme, DateOnly today)
    {
        var isGiven = programme.Birthday is not null;
        return db.Members.Where(member => isGiven && member.NextBirthday <= today).Select(member => member.AccountId);
    }

    /// <summary>Gives what is due to the account of a posting. To be called before it is brought to now.</summary>
    public static async Task GiveAsync(PostingScope scope, CancellationToken cancellation)
    {
        var journal = scope.Journal!;
        if (journal.Programme.Birthday is not { } gift)
        {
            return;
        }
        var member = await scope.Db.Members.FirstOrDefaultAsync(
            each => each.AccountId == journal.Account.Id && each.NextBirthday <= journal.Today,
            cancellation
        );
        while (member?.NextBirthday is { } day && day <= journal.Today)
        {
            member.PassBirthday(wasGiven: BirthdayPosting.Post(journal, gift, day));
        }
    }
}
