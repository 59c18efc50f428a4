using LoyaltyPortal.Data.Limits;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Web.Platform;
using LoyaltyPortal.Web.Platform.StoreContract;

namespace LoyaltyPortal.Web.Features.Till;

/// <summary>What came of looking for a member.</summary>
public abstract record TillFound
{
    private TillFound() { }

    /// <summary>Somebody.</summary>
    /// <param name="Ticket">Names them in addresses.</param>
    public sealed record Member(string Ticket) : TillFound;

    /// <summary>Nobody is named so; a code may be used up or over.</summary>
    /// <param name="WasCode">Whether a code was scanned.</param>
    public sealed record Nobody(bool WasCode) : TillFound;

    /// <summary>The text can name nobody.</summary>
    public sealed record Unreadable : TillFound;

    /// <summary>The clerk has looked for too many.</summary>
    /// <param name="RetryAt">From when on it goes on (UTC).</param>
    public sealed record TooOften(DateTimeOffset RetryAt) : TillFound;
}

/// <summary>Finds members for a clerk, as many as shop at one till and no more: nobody walks through phone numbers here.</summary>
public sealed class TillLookup(
    IStoreTill till,
    TillTickets tickets,
    LimitBook limits,
    IPhones phones,
    PortalMeters meters,
    TimeProvider time,
    ILogger<TillLookup> log
)
{
    /// <summary>Look-ups of a clerk in ten minutes.</summary>
    public const int MostInTenMinutes = 60;

    /// <summary>Look-ups of a clerk in a day.</summary>
    public const int MostInADay = 600;

    public async Task<TillFound> FindAsync(Guid clerk, string? typed, CancellationToken cancellation)
    {
        var names = ScannedText.Read(typed, phones);
        if (names.Count == 0)
        {
            return new TillFound.Unreadable();
        }
        if (await TakeAsync(clerk, cancellation) is { } retryAt)
        {
            return new TillFound.TooOften(retryAt);
        }
        foreach (var name in names)
        {
            var found = await till.FindAsync(name, cancellation);
            if (found.Value is { } member)
            {
                log.LogInformation(
                    "Clerk {StaffId} found member {MemberId} by {Way}",
                    clerk,
                    member.MemberId,
                    WayOf(name, member)
                );
                var offline = member.QrTrust == "offline" ? name.Qr : null;
                return new TillFound.Member(tickets.For(clerk, member.MemberId, offline));
            }
        }
        return new TillFound.Nobody(names[0].Qr is not null);
    }

    /// <summary>Counts a look-up; from when on another one may be made where it may not (UTC).</summary>
    public async Task<DateTimeOffset?> TakeAsync(Guid clerk, CancellationToken cancellation)
    {
        var subject = clerk.ToString("N");
        Limit[] both =
        [
            new("till-lookups-ten-minutes", subject, TimeSpan.FromMinutes(10), MostInTenMinutes),
            new("till-lookups-day", subject, TimeSpan.FromDays(1), MostInADay),
        ];
        if (await limits.TakeAsync(both, Clock.Now(time), cancellation) is not Taking.Refused refused)
        {
            return null;
        }
        log.LogWarning("Clerk {StaffId} has reached {Rule}", clerk, refused.Limit.Rule);
        meters.LimitReached(refused.Limit.Rule);
        return refused.RetryAt;
    }

    private static string WayOf(MemberName name, MemberAnswer member) =>
        name.Qr is not null ? $"{member.QrTrust} code"
        : name.Phone is not null ? "phone"
        : "card number";
}
