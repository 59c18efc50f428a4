using System.Globalization;
using LoyaltyPortal.Data;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Components;
using LoyaltyPortal.Web.Platform;
using LoyaltyPortal.Web.Platform.Codes;
using LoyaltyPortal.Web.Platform.Sessions;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace LoyaltyPortal.Web.Features.Profile;

/// <summary>A page of a member's own data: whose it is comes from the session and from nowhere else.</summary>
public abstract class ProfilePage : ComponentBase
{
    [CascadingParameter]
    protected HttpContext Http { get; set; } = default!;

    [Inject]
    protected PortalDb Db { get; set; } = default!;

    [Inject]
    protected Programme Programme { get; set; } = default!;

    [Inject]
    protected TimeProvider Time { get; set; } = default!;

    [Inject]
    protected NavigationManager Navigation { get; set; } = default!;

    [Inject]
    protected IPhones Phones { get; set; } = default!;

    [Inject]
    protected IStringLocalizer<ProfileTexts> T { get; set; } = default!;

    protected static CultureInfo Culture => CultureInfo.CurrentCulture;

    /// <summary>Today where the programme runs.</summary>
    protected DateOnly Today => Programme.Zone.DayOf(Time.GetUtcNow());

    /// <summary>The account of the member who is signed in.</summary>
    protected Guid AccountId => Http.User.AccountId() ?? Guid.Empty;

    /// <summary>The member as stored; null when there is none any more.</summary>
    protected Task<Member?> FindMemberAsync() =>
        Db.Members.AsNoTracking().FirstOrDefaultAsync(each => each.AccountId == AccountId, Http.RequestAborted);

    /// <summary>A day as a date.</summary>
    protected string Date(DateOnly day) => DayWords.Date(day, Today, Culture);

    /// <summary>The day of a time where the programme runs.</summary>
    protected string Date(DateTimeOffset time) => Date(Programme.Zone.DayOf(time));

    /// <summary>Asks for a code, and gives the ticket that goes with it; null when too many were asked for.</summary>
    private protected async Task<ProofTicket?> SendCodeAsync(
        IPhoneCodes codes,
        string phone,
        CodePurpose purpose,
        ProofTicket? proved
    )
    {
        var request = new CodeRequest(
            phone,
            purpose,
            Http.Connection.RemoteIpAddress,
            AccountId,
            // The member's own phone, in the member's own session.
            IsKnownBrowser: purpose != CodePurpose.NewPhone
        );
        return await codes.SendAsync(request, Http.RequestAborted) is CodeSending.Sent sent
            ? new ProofTicket(
                AccountId,
                SessionClaims.Id(Http.User) ?? Guid.Empty,
                purpose,
                phone,
                sent.Id,
                sent.Secret,
                sent.ResendAt,
                proved?.ProvedPhone,
                proved?.ProvedAt
            )
            : null;
    }
}
