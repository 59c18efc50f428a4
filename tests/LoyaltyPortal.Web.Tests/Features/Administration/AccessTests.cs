using LoyaltyPortal.Web.Tests.Staff;
using LoyaltyPortal.Web.Tests.StoreApi;
using LoyaltyPortal.Web.Tests.StoreApi.Rows;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Features.Administration;

/// <summary>Who may see and do what operators do.</summary>
public sealed class AccessTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    private static readonly string[] Pages =
    [
        "/staff/admin",
        "/staff/admin/keys",
        "/staff/admin/keys/new",
        "/staff/admin/staff",
        "/staff/admin/staff/new",
        "/staff/admin/suspension",
        "/staff/admin/suspension/new",
        "/staff/admin/programme",
        "/staff/admin/messages",
        "/staff/admin/jobs",
        "/staff/admin/audit",
        "/staff/admin/audit.csv",
    ];

    /// <summary>Forms, with an address at which each would do something.</summary>
    private static readonly (string Path, string Form, (string, string)[] Fields)[] Forms =
    [
        ("/staff/admin/keys/new", "admin-key", [("Typed.Client", "thief"), ("scope", "members:read")]),
        (
            "/staff/admin/staff/new",
            "admin-staff-new",
            [("Typed.Email", "a@b.example"), ("Typed.Name", "A"), ("role", "Operator")]
        ),
        ("/staff/admin/suspension/new?stop=Earning&to=2027-06-01T00:00", "admin-suspension", []),
        ("/staff/admin/jobs", "admin-job", [("Typed.Job", "housekeeping")]),
    ];

    [Fact]
    public async Task An_operator_sees_every_page()
    {
        using var operating = await Operating.BeginAsync(portal);

        foreach (var page in Pages)
        {
            Assert.Equal((page, 200), (page, (await operating.Browser.GoAsync(page)).Status));
        }
        Assert.Contains(
            "href=\"/staff/admin\"",
            (await operating.Browser.GoAsync("/staff")).Text,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("Clerk")]
    [InlineData("Agent")]
    public async Task Others_of_the_staff_see_and_do_nothing(string role)
    {
        using var operating = await Operating.BeginAsync(portal, role);
        var own = await operating.Browser.GoAsync("/staff");
        Assert.DoesNotContain("/staff/admin", own.Text, StringComparison.Ordinal);
        var before = await portal.Books.RowsAsync();

        foreach (var page in Pages)
        {
            Assert.Equal((page, 403), (page, (await operating.Browser.GoAsync(page)).Status));
        }
        foreach (var (path, form, fields) in Forms)
        {
            Assert.Equal((path, 403), (path, (await operating.Browser.PostAsync(path, own, form, fields)).Status));
        }

        var after = await portal.Books.RowsAsync();
        Assert.Equal(before["ApiKeys"], after["ApiKeys"]);
        Assert.Equal(before["Suspensions"], after["Suspensions"]);
        Assert.Equal(before["AuditRecords"], after["AuditRecords"]);
    }

    [Fact]
    public async Task Nobody_and_a_member_are_asked_to_sign_in_as_staff()
    {
        using var browser = new StaffDesk(portal).Browser();
        foreach (var page in Pages)
        {
            var seen = await browser.GoAsync(page);
            Assert.Equal((page, 302), (page, seen.Status));
            Assert.StartsWith(StaffDesk.SignIn, seen.To, StringComparison.Ordinal);
        }
        var shopper = await portal.Till.NewShopper();
        await browser.SendAsync("/sign-in", "phone", ("Asked.Phone", shopper.Phone));
        var code = await portal.Till.CodeFor(shopper);
        Assert.Equal("/cabinet", (await browser.SendAsync("/sign-in/code", "code", ("Typed.Code", code))).To);
        foreach (var page in Pages)
        {
            Assert.StartsWith(StaffDesk.SignIn, (await browser.GoAsync(page)).To, StringComparison.Ordinal);
        }
        var own = await browser.GoAsync("/profile");
        foreach (var (path, form, fields) in Forms)
        {
            Assert.Equal(StaffDesk.SignIn, (await browser.PostAsync(path, own, form, fields)).To);
        }
    }

    [Fact]
    public async Task A_form_without_its_token_does_nothing()
    {
        using var operating = await Operating.BeginAsync(portal);
        var before = (await portal.Books.RowsAsync())["AuditRecords"];

        foreach (var (path, form, fields) in Forms)
        {
            var refused = await operating.Browser.PostAsync(path, new Seen(200, null, ""), form, fields);
            Assert.Equal((path, 400), (path, refused.Status));
        }

        Assert.Equal(before, (await portal.Books.RowsAsync())["AuditRecords"]);
    }
}
