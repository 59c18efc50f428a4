using System.Text.RegularExpressions;
using LoyaltyPortal.Data.Audit;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Providers;
using LoyaltyPortal.Data.Staff;
using LoyaltyPortal.Web.Tests.Staff;
using LoyaltyPortal.Web.Tests.StoreApi;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Features.Administration;

/// <summary>An operator at the pages of administration, in a browser without scripts.</summary>
internal sealed class Operating : IDisposable
{
    public const string Home = "/staff/admin";

    private readonly DemoPortal portal;

    private Operating(DemoPortal portal, StaffDesk desk, StaffBrowser browser, StaffPerson person) =>
        (this.portal, Desk, Browser, Person) = (portal, desk, browser, person);

    public StaffDesk Desk { get; }

    public StaffBrowser Browser { get; }

    /// <summary>Who acts.</summary>
    public StaffPerson Person { get; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<Operating> BeginAsync(DemoPortal portal, string roles = "Operator")
    {
        var desk = new StaffDesk(portal);
        var browser = desk.Browser();
        var colleague = await desk.NewColleagueAsync(browser, roles);
        return new Operating(portal, desk, browser, await FindAsync(portal, colleague.Email));
    }

    public Task<StaffPerson> FindAsync(string email) => FindAsync(portal, email);

    /// <summary>What this operator did, by the audit, oldest first.</summary>
    public async Task<IReadOnlyList<AuditRecord>> ActsAsync(string action)
    {
        var lines = await portal
            .Services.GetRequiredService<AuditBook>()
            .ListAsync(new AuditQuery(Most: 1_000, ActorId: Person.Id, Action: action), Stop);
        return [.. lines.Reverse()];
    }

    public async Task<T> AskAsync<T>(Func<LoyaltyPortal.Data.PortalDb, Task<T>> question)
    {
        await using var db = portal.Services.GetRequiredService<IPortalDbs>().Create();
        return await question(db);
    }

    /// <summary>What stands in an element of a page.</summary>
    public static string TextOf(Seen page, string id)
    {
        var found = Regex.Match(
            page.Text,
            $"id=\"{Regex.Escape(id)}\"[^>]*>(?<text>[^<]*)<",
            RegexOptions.ExplicitCapture,
            TimeSpan.FromSeconds(1)
        );
        Assert.True(found.Success, $"The page has no {id}.");
        return found.Groups["text"].Value.Trim();
    }

    /// <summary>The first link of a page whose address begins so.</summary>
    public static string Link(Seen page, string beginning)
    {
        var found = Regex.Match(
            page.Text,
            $"href=\"(?<to>{Regex.Escape(beginning)}[^\"]*)\"",
            RegexOptions.ExplicitCapture,
            TimeSpan.FromSeconds(1)
        );
        Assert.True(found.Success, $"The page has no link to {beginning}.");
        return found.Groups["to"].Value;
    }

    public void Dispose() => Browser.Dispose();

    private static async Task<StaffPerson> FindAsync(DemoPortal portal, string email) =>
        (await portal.Services.GetRequiredService<StaffBook>().FindAsync(email, Stop))!;
}
