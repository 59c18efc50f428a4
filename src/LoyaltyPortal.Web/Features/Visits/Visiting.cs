using LoyaltyPortal.Data.Limits;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Providers;
using LoyaltyPortal.Data.Staff;
using LoyaltyPortal.Data.Support;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Platform;
using LoyaltyPortal.Web.Platform.Support;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Web.Features.Visits;

/// <summary>What came of asking to look through a member's eyes.</summary>
public abstract record VisitBegin
{
    private VisitBegin() { }

    /// <summary>It begins.</summary>
    public sealed record Begun(SupportVisit Visit) : VisitBegin;

    /// <summary>The account is a colleague's.</summary>
    public sealed record OfStaff : VisitBegin;

    /// <summary>The agent has begun too many within an hour.</summary>
    public sealed record TooOften : VisitBegin;

    /// <summary>There is no such member.</summary>
    public sealed record Nobody : VisitBegin;
}

/// <summary>Begins visits: an agent looks at the cabinet as its member sees it, for a while, for a reason that the member
/// reads.</summary>
public sealed class Visiting(
    VisitBook visits,
    IPortalDbs databases,
    LimitBook limits,
    VisitMessages messages,
    TimeProvider time
)
{
    /// <summary>How long a visit lasts.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(15);

    /// <summary>Visits that an agent may begin in an hour.</summary>
    public const int MostInAnHour = 20;

    public async Task<VisitBegin> BeginAsync(
        Guid agent,
        Guid session,
        Guid account,
        string reason,
        string ticket,
        CancellationToken cancellation
    )
    {
        if (await IsOfStaffAsync(account, cancellation))
        {
            return new VisitBegin.OfStaff();
        }
        var limit = new Limit("visits-hour", agent.ToString("N"), TimeSpan.FromHours(1), MostInAnHour);
        if (await limits.TakeAsync([limit], Clock.Now(time), cancellation) is Taking.Refused)
        {
            return new VisitBegin.TooOften();
        }
        var wanted = new NewVisit(account, agent, StaffRoles.Agent, reason, Lasts, session, ticket, messages.Begun);
        if (await visits.BeginAsync(wanted, cancellation) is not { } visit)
        {
            return new VisitBegin.Nobody();
        }
        // Of two that begin at the same moment none goes on beside the other.
        await visits.EndAllAsync(session, except: visit.Id, Clock.Now(time), cancellation);
        return new VisitBegin.Begun(visit);
    }

    /// <summary>Whether the account is that of somebody of the staff, by the sign-in or by the mail address.</summary>
    private async Task<bool> IsOfStaffAsync(Guid account, CancellationToken cancellation)
    {
        await using var db = databases.Create();
        if (await db.Users.AnyAsync(user => user.Id == account && user.StaffName != null, cancellation))
        {
            return true;
        }
        var mail = await db
            .Members.Where(each => each.AccountId == account)
            .Select(each => each.Email)
            .FirstOrDefaultAsync(cancellation);
        var normalized = mail?.Trim().ToUpperInvariant();
        return !string.IsNullOrEmpty(normalized)
            && await db.Users.AnyAsync(
                user => user.StaffName != null && user.NormalizedEmail == normalized,
                cancellation
            );
    }
}

/// <summary>What the member is told of a visit at once.</summary>
public sealed class VisitMessages(
    Programme programme,
    PublicAddress address,
    Microsoft.Extensions.Localization.IStringLocalizer<SupportTexts> texts
)
{
    private const string Path = "/cabinet/visits";

    /// <summary>"Support opened your cabinet" in a member's language.</summary>
    public string Begun(string language) =>
        Languages.In(
            language,
            _ => texts["VisitBegun", programme.Name.In(language), Visiting.Lasts.TotalMinutes, address.Of(Path)]
        );
}
