using LoyaltyPortal.Data.Audit;
using LoyaltyPortal.Data.Staff;
using LoyaltyPortal.Web.Tests.Staff;
using LoyaltyPortal.Web.Tests.StoreApi;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Features.Administration;

/// <summary>The staff as operators handle them.</summary>
public sealed class StaffPagesTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    private const string New = "/staff/admin/staff/new";

    [Fact]
    public async Task Somebody_new_comes_in_by_the_link_that_is_shown_once()
    {
        using var operating = await Operating.BeginAsync(portal);
        var email = StaffDesk.NewEmail();

        var shown = await operating.Browser.SendAsync(
            New,
            "admin-staff-new",
            ("Typed.Email", email),
            ("Typed.Name", "Анна"),
            ("role", "Clerk"),
            ("role", "Agent"),
            ("role", "Owner")
        );

        var link = Operating.TextOf(shown, "staff-link");
        using var browser = operating.Desk.Browser();
        await operating.Desk.ComeByLinkAsync(browser, email, new Uri(link).PathAndQuery);
        Assert.Equal(200, (await browser.GoAsync("/staff/till/store")).Status);
        Assert.Equal([StaffRoles.Agent, StaffRoles.Clerk], (await operating.FindAsync(email)).Roles);
        var list = await operating.Browser.GoAsync("/staff/admin/staff");
        Assert.Contains(email, list.Text, StringComparison.Ordinal);
        Assert.Single(await operating.ActsAsync(AuditActions.StaffAdded));
        Assert.Single(await operating.ActsAsync(AuditActions.StaffLinkMade));
        Assert.All(
            (await portal.Books.RowsAsync())["AuditRecords"],
            line => Assert.DoesNotContain(email, line, StringComparison.Ordinal)
        );
        var known = await operating.Browser.SendAsync(
            New,
            "admin-staff-new",
            ("Typed.Email", email),
            ("Typed.Name", "Анна"),
            ("role", "Clerk")
        );
        Assert.Contains("уже есть", known.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Roles_that_are_set_hold_from_the_next_request_on()
    {
        using var operating = await Operating.BeginAsync(portal);
        using var browser = operating.Desk.Browser();
        var colleague = await operating.Desk.NewColleagueAsync(browser, "Clerk");
        var person = await operating.FindAsync(colleague.Email);
        Assert.Equal(403, (await browser.GoAsync(Operating.Home)).Status);

        var set = await operating.Browser.SendAsync(PathOf(person), "admin-roles", ("role", "Operator"));

        Assert.Equal($"{PathOf(person)}&done=Done", set.To);
        Assert.Equal(200, (await browser.GoAsync(Operating.Home)).Status);
        Assert.Equal(403, (await browser.GoAsync("/staff/till")).Status);
        Assert.Single(await operating.ActsAsync(AuditActions.StaffRolesSet));
    }

    [Fact]
    public async Task Nobody_removes_themselves_makes_themselves_a_link_or_gives_up_being_an_operator()
    {
        using var operating = await Operating.BeginAsync(portal);
        var own = PathOf(operating.Person);
        var page = await operating.Browser.GoAsync(own);
        Assert.DoesNotContain("admin-remove", page.Text, StringComparison.Ordinal);

        foreach (var form in new[] { "admin-roles", "admin-remove", "admin-link" })
        {
            var refused = await operating.Browser.PostAsync(own, page, form, ("role", "Clerk"));
            Assert.Equal((form, $"{own}&done=Oneself"), (form, refused.To));
        }

        Assert.Equal(200, (await operating.Browser.GoAsync(Operating.Home)).Status);
        Assert.Empty(await operating.ActsAsync(AuditActions.StaffLinkMade));
        Assert.Contains(
            "попросите другого оператора",
            (await operating.Browser.GoAsync($"{own}&done=Oneself")).Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Whoever_is_removed_is_out_at_once()
    {
        using var operating = await Operating.BeginAsync(portal);
        using var browser = operating.Desk.Browser();
        var colleague = await operating.Desk.NewColleagueAsync(browser);
        var person = await operating.FindAsync(colleague.Email);
        Assert.DoesNotContain(
            "btn-danger",
            (await operating.Browser.GoAsync(PathOf(person))).Text,
            StringComparison.Ordinal
        );

        var removed = await operating.Browser.SendAsync($"{PathOf(person)}&ask=remove", "admin-remove");

        Assert.Equal("/staff/admin/staff?done=removed", removed.To);
        Assert.StartsWith(StaffDesk.SignIn, (await browser.GoAsync(StaffDesk.Home)).To, StringComparison.Ordinal);
        Assert.Equal(0, await operating.Desk.CountSessionsAsync(colleague.Email));
        Assert.Equal(404, (await operating.Browser.GoAsync(PathOf(person))).Status);
        Assert.Single(await operating.ActsAsync(AuditActions.StaffRemoved));
    }

    [Fact]
    public async Task A_lock_is_lifted_and_a_new_link_drops_the_second_factor_when_it_is_used()
    {
        using var operating = await Operating.BeginAsync(portal);
        var colleague = await operating.Desk.AbsentColleagueAsync("Clerk");
        using var browser = operating.Desk.Browser();
        for (var tries = 0; tries < StaffTries.Most; tries++)
        {
            await StaffDesk.TellPasswordAsync(browser, colleague.Email, "wrong horse battery");
        }
        var person = await operating.FindAsync(colleague.Email);
        Assert.NotNull(person.LockedUntil);

        Assert.Equal(302, (await operating.Browser.SendAsync(PathOf(person), "admin-unlock")).Status);

        await operating.Desk.SignInAsync(browser, colleague);
        var shown = await operating.Browser.SendAsync(PathOf(person), "admin-link");
        Assert.True((await operating.FindAsync(colleague.Email)).HasSecondFactor);
        var link = Operating.TextOf(shown, "staff-link");
        using var other = operating.Desk.Browser();
        await operating.Desk.ComeByLinkAsync(other, colleague.Email, new Uri(link).PathAndQuery);
        Assert.StartsWith(StaffDesk.SignIn, (await browser.GoAsync(StaffDesk.Home)).To, StringComparison.Ordinal);
    }

    private static string PathOf(StaffPerson person) => $"/staff/admin/staff/person?id={person.Id}";
}
