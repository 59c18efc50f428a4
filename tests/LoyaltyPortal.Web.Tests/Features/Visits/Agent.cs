using System.Net;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Providers;
using LoyaltyPortal.Web.Tests.Staff;
using LoyaltyPortal.Web.Tests.StoreApi;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Features.Visits;

/// <summary>An agent at the desk, in a browser without scripts.</summary>
internal sealed class Agent : IDisposable
{
    public const string Why = "Участник просит объяснить начисление";
    public const string VisitCookie = "portal-visit";

    private readonly DemoPortal portal;

    private Agent(DemoPortal portal, StaffBrowser browser, Colleague self) =>
        (this.portal, Browser, Self) = (portal, browser, self);

    public StaffBrowser Browser { get; }

    public Colleague Self { get; }

    /// <summary>Somebody new with these roles.</summary>
    public static async Task<Agent> NewAsync(DemoPortal portal, string roles = "Agent")
    {
        var desk = new StaffDesk(portal);
        var browser = desk.Browser();
        return new Agent(portal, browser, await desk.NewColleagueAsync(browser, roles));
    }

    public static string PathOf(Guid account) => $"/staff/desk/members/{account}/visit";

    public Task<Seen> GoAsync(string path) => Browser.GoAsync(path);

    /// <summary>Asks to look through a member's eyes.</summary>
    public Task<Seen> AskAsync(Guid account, string reason = Why, string ticket = "SUP-17") =>
        Browser.SendAsync(PathOf(account), "visit", ("Typed.Reason", reason), ("Typed.Ticket", ticket));

    /// <summary>Looks through a member's eyes from now on.</summary>
    public async Task VisitAsync(Guid account)
    {
        var begun = await AskAsync(account);
        Assert.Equal((302, "/cabinet"), (begun.Status, begun.To));
    }

    /// <summary>Has one thing allowed.</summary>
    public Task<Seen> LiftAsync(string action, string reason = "Участник просит сделать это за него") =>
        Browser.SendAsync("/visit/lift", "lift", ("Typed.Action", action), ("Typed.Reason", reason));

    /// <summary>The cookie that names the visit; null for none.</summary>
    public Cookie? Cookie => Browser.Cookies.GetAllCookies().FirstOrDefault(each => each.Name == VisitCookie);

    /// <summary>The last visit to an account, with what was changed in it.</summary>
    public async Task<SupportVisit> LastVisitAsync(Guid account)
    {
        await using var db = portal.Services.GetRequiredService<IPortalDbs>().Create();
        return await db
            .SupportVisits.AsNoTracking()
            .Include(each => each.Acts)
            .Where(each => each.AccountId == account)
            .OrderByDescending(each => each.StartedAt)
            .ThenByDescending(each => each.Id)
            .FirstAsync();
    }

    /// <summary>What the audit holds of an account, oldest first.</summary>
    public async Task<IReadOnlyList<AuditRecord>> AuditAsync(Guid account)
    {
        await using var db = portal.Services.GetRequiredService<IPortalDbs>().Create();
        return await db
            .AuditRecords.AsNoTracking()
            .Where(each => each.AccountId == account)
            .OrderBy(each => each.Number)
            .ToListAsync();
    }

    public void Dispose() => Browser.Dispose();
}
