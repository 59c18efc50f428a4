using System.Net;
using LoyaltyPortal.Data;
using LoyaltyPortal.Data.Limits;
using LoyaltyPortal.Data.Postings;

namespace LoyaltyPortal.Web.Platform.Limits;

/// <summary>Keeps an address from trying passwords and codes of the staff without end, whosever they are.</summary>
public sealed class StaffLimits(LimitBook book, PortalMeters meters, TimeProvider time)
{
    /// <summary>Tries from one address in an hour, right ones included.</summary>
    public const int TriesHour = 60;

    /// <summary>Counts a try.</summary>
    /// <returns>Whether it may be looked at.</returns>
    public async Task<bool> TakeTryAsync(IPAddress? address, CancellationToken cancellation)
    {
        var limits = SendingLimits.OfAddress(address, "staff-tries-hour", TimeSpan.FromHours(1), TriesHour).ToList();
        if (
            limits.Count == 0
            || await book.TakeAsync(limits, Clock.Now(time), cancellation) is not Taking.Refused refused
        )
        {
            return true;
        }
        meters.LimitReached(refused.Limit.Rule);
        return false;
    }
}
