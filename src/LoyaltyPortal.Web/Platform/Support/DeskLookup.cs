using System.Globalization;
using LoyaltyPortal.Data.Audit;
using LoyaltyPortal.Data.Limits;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Support;
using LoyaltyPortal.Web.Platform.Persons;
using LoyaltyPortal.Web.Platform.Phones;

namespace LoyaltyPortal.Web.Platform.Support;

/// <summary>What came of a search at the desk.</summary>
public abstract record DeskLooking
{
    private DeskLooking() { }

    /// <summary>It was searched.</summary>
    /// <param name="Members">Whom it found; maybe nobody.</param>
    public sealed record Searched(DeskFound Members) : DeskLooking;

    /// <summary>Nothing was typed.</summary>
    public sealed record Nothing : DeskLooking;

    /// <summary>The agent has searched too often.</summary>
    /// <param name="RetryAt">From when on it goes on (UTC).</param>
    public sealed record TooOften(DateTimeOffset RetryAt) : DeskLooking;
}

/// <summary>Finds members for an agent, as many as ask for help and no more. What was typed is in no log: it says who
/// somebody is.</summary>
public sealed class DeskLookup(
    DeskSearch search,
    LimitBook limits,
    AuditBook audit,
    IPhones phones,
    PortalMeters meters,
    TimeProvider time,
    ILogger<DeskLookup> log
)
{
    /// <summary>Searches of an agent in ten minutes.</summary>
    public const int MostInTenMinutes = 60;

    /// <summary>Searches of an agent in a day.</summary>
    public const int MostInADay = 600;

    public async Task<DeskLooking> FindAsync(Guid agent, string? typed, CancellationToken cancellation)
    {
        var text = TypedText.Clean(typed);
        if (text.Length == 0)
        {
            return new DeskLooking.Nothing();
        }
        var subject = agent.ToString("N");
        Limit[] both =
        [
            new("desk-searches", subject, TimeSpan.FromMinutes(10), MostInTenMinutes),
            new("desk-searches-day", subject, TimeSpan.FromDays(1), MostInADay),
        ];
        if (await limits.TakeAsync(both, Clock.Now(time), cancellation) is Taking.Refused refused)
        {
            log.LogWarning("Agent {StaffId} has reached {Rule}", agent, refused.Limit.Rule);
            meters.LimitReached(refused.Limit.Rule);
            return new DeskLooking.TooOften(refused.RetryAt);
        }
        var phone = phones.Parse(text) is PhoneParse.Accepted accepted ? accepted.Phone.E164 : null;
        var found = await search.FindAsync(text, phone, cancellation);
        log.LogInformation("Agent {StaffId} found {Count} members by {Way}", agent, found.Members.Count, found.Way);
        var note = AuditNote.Of(
            agent,
            null,
            AuditActions.MembersSearched,
            new AuditFact("way", found.Way.ToString()),
            new AuditFact("found", found.Members.Count.ToString(CultureInfo.InvariantCulture))
        );
        await audit.AddAsync(note, cancellation);
        return new DeskLooking.Searched(found);
    }
}
