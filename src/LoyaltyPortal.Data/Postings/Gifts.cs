using LoyaltyPortal.Domain.Earning;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Postings;

/// <summary>Gives birthday points that are due (programmes.md, "Extra points", perfone): once a calendar year, each dated
/// its own day, however late, often or in how many places this runs.</summary>
internal static class Gifts
{
    /// <summary>Members whose next birthday has come, also where it gives nothing: a gift that is introduced later is not
    /// given for years before.</summary>
    public static IQueryable<Guid> Due(PortalDb db, DateOnly today) =>
        db.Members.Where(member => member.NextBirthday <= today).Select(member => member.AccountId);

    /// <summary>Gives what is due to the account of a posting. To be called before it is brought to now.</summary>
    public static async Task GiveAsync(PostingScope scope, CancellationToken cancellation)
    {
        var journal = scope.Journal!;
        var gift = journal.Programme.Birthday;
        var member = await scope.Db.Members.FirstOrDefaultAsync(
            each => each.AccountId == journal.Account.Id && each.NextBirthday <= journal.Today,
            cancellation
        );
        while (member?.NextBirthday is { } day && day <= journal.Today)
        {
            member.PassBirthday(wasGiven: gift is not null && BirthdayPosting.Post(journal, gift, day));
        }
    }
}
