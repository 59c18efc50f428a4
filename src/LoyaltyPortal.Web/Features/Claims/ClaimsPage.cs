using System.Globalization;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Reading;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Components;
using LoyaltyPortal.Web.Platform;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace LoyaltyPortal.Web.Features.Claims;

/// <summary>A page of what a member asks support and what support did: whose it is comes from the session and from nowhere
/// else.</summary>
public abstract class ClaimsPage : ComponentBase
{
    [CascadingParameter]
    protected HttpContext Http { get; set; } = default!;

    [Inject]
    protected OrderPointsReading Orders { get; set; } = default!;

    [Inject]
    protected Programme Programme { get; set; } = default!;

    [Inject]
    protected TimeProvider Time { get; set; } = default!;

    [Inject]
    protected NavigationManager Navigation { get; set; } = default!;

    [Inject]
    protected IStringLocalizer<ClaimsTexts> T { get; set; } = default!;

    [Inject]
    protected IStringLocalizer<ComponentTexts> Shared { get; set; } = default!;

    protected static CultureInfo Culture => CultureInfo.CurrentCulture;

    /// <summary>Today where the programme runs.</summary>
    protected DateOnly Today => Programme.Zone.DayOf(Time.GetUtcNow());

    /// <summary>The account of the member who is signed in.</summary>
    protected Guid AccountId => Http.User.AccountId() ?? Guid.Empty;

    /// <summary>The member's order of a number as it was typed; null where there is none.</summary>
    private protected async Task<OrderPointsView?> FindOrderAsync(string? typed)
    {
        foreach (var number in OrderNumbers.Readings(typed))
        {
            if (await Orders.FindAsync(AccountId, number, Http.RequestAborted) is { } order)
            {
                return order;
            }
        }
        return null;
    }

    /// <summary>A day as people say it, inside a sentence.</summary>
    protected string Say(DateOnly day) => DayWords.Say(day, Today, Shared, Culture);

    /// <summary>A day as a date.</summary>
    protected string Date(DateOnly day) => DayWords.Date(day, Today, Culture);

    /// <summary>The day of a time where the programme runs, as a date.</summary>
    protected string Date(DateTimeOffset time) => Date(Programme.Zone.DayOf(time));

    /// <summary>A time of the day where the programme runs.</summary>
    protected string Hour(DateTimeOffset time) =>
        Programme.Zone.ToLocal(time).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Whether support is late with an answer.</summary>
    protected bool IsLate(MemberClaim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return claim.Status == ClaimStatus.Open && claim.DueOn < Today;
    }

    /// <summary>The promised time, or what came of it, in one sentence.</summary>
    protected string Promise(MemberClaim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return claim switch
        {
            { Status: ClaimStatus.Answered, ClosedAt: { } at } => T["AnsweredOn", Date(at)],
            { Status: ClaimStatus.Withdrawn, ClosedAt: { } at } => T["WithdrawnOn", Date(at)],
            _ when IsLate(claim) => T["LateSince", Date(claim.DueOn)],
            _ => T["DueOn", Say(claim.DueOn)],
        };
    }
}
