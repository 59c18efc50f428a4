using System.Globalization;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Components;
using LoyaltyPortal.Web.Platform;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace LoyaltyPortal.Web.Features.Administration;

/// <summary>A page of the operator: who acts comes from the session and from nowhere else.</summary>
public abstract class AdminPage : ComponentBase
{
    [CascadingParameter]
    protected HttpContext Http { get; set; } = default!;

    [Inject]
    protected Programme Programme { get; set; } = default!;

    [Inject]
    protected TimeProvider Time { get; set; } = default!;

    [Inject]
    protected NavigationManager Navigation { get; set; } = default!;

    [Inject]
    protected IStringLocalizer<AdministrationTexts> T { get; set; } = default!;

    [Inject]
    protected IStringLocalizer<ReasonTexts> Words { get; set; } = default!;

    protected static CultureInfo Culture => CultureInfo.CurrentCulture;

    protected CancellationToken Stop => Http.RequestAborted;

    protected Guid StaffId => Http.User.StaffId() ?? Guid.Empty;

    /// <summary>Today where the programme runs.</summary>
    protected DateOnly Today => Programme.Zone.DayOf(Time.GetUtcNow());

    /// <summary>A moment where the programme runs: day and time.</summary>
    protected string Say(DateTimeOffset at)
    {
        var local = Programme.Zone.ToLocal(at);
        var day = DayWords.Date(DateOnly.FromDateTime(local.DateTime), Today, Culture);
        return $"{day}, {local.ToString("HH:mm", CultureInfo.InvariantCulture)}";
    }

    /// <summary>A moment, or that there was none.</summary>
    protected string Say(DateTimeOffset? at) => at is { } known ? Say(known) : T["Never"];

    protected static string Number(long count) => Figures.Number(count, Culture);

    /// <summary>What of a suspension stands still, in words.</summary>
    protected string Say(Switches stops) =>
        string.Join(
            ", ",
            SuspensionChoice.Each.Where(each => stops.HasFlag(each)).Select(each => T[$"Switch-{each}"].Value)
        );
}
