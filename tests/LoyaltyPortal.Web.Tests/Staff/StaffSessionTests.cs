using System.Text.RegularExpressions;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Providers;
using LoyaltyPortal.Data.Staff;
using LoyaltyPortal.Web.Platform;
using LoyaltyPortal.Web.Tests.StoreApi;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Staff;

/// <summary>What a session of staff opens, to whom, and until when.</summary>
public sealed partial class StaffSessionTests(StaffSessionTests.PortalWithDoors portal)
    : IClassFixture<StaffSessionTests.PortalWithDoors>
{
    private const string Cabinet = "/cabinet";

    private readonly StaffDesk desk = new(portal);

    [Fact]
    public async Task Every_address_under_staff_but_the_ways_in_asks_who_is_there()
    {
        string[] open = ["/staff/sign-in", "/staff/second", "/staff/welcome", "/staff/authenticator"];
        var routes = portal
            .Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(route =>
                $"/{route.RoutePattern.RawText!.TrimStart('/')}".StartsWith("/staff", StringComparison.Ordinal)
            )
            .ToList();

        Assert.True(routes.Count >= 10, $"{routes.Count} routes");
        Assert.All(
            routes,
            route =>
            {
                var path = $"/{route.RoutePattern.RawText!.TrimStart('/')}";
                Assert.Equal(
                    open.Contains(path) ? null
                        : path.StartsWith(StaffSession.TillPath, StringComparison.Ordinal) ? StaffPolicies.Clerk
                        : path.StartsWith(StaffSession.DeskPath, StringComparison.Ordinal) ? StaffPolicies.Agent
                        : path.StartsWith(StaffSession.HomePath + "/visit", StringComparison.Ordinal)
                            ? StaffPolicies.Agent
                        : path.StartsWith(StaffSession.AdminPath, StringComparison.Ordinal) ? StaffPolicies.Operator
                        : StaffPolicies.AnyStaff,
                    route.Metadata.GetMetadata<IAuthorizeData>()?.Policy
                );
            }
        );
        using var browser = desk.Browser();
        foreach (var path in new[] { "/staff", "/staff/password", "/staff/recovery-codes" })
        {
            Assert.Equal(
                $"{StaffDesk.SignIn}?returnUrl={Uri.EscapeDataString(path)}",
                (await browser.GoAsync(path)).To
            );
        }
    }

    [Fact]
    public async Task A_members_session_opens_nothing_of_the_staff_and_the_other_way_round()
    {
        using var browser = desk.Browser();
        await MemberSignsInAsync(browser);
        Assert.Equal(200, (await browser.GoAsync(Cabinet)).Status);
        Assert.StartsWith(StaffDesk.SignIn, (await browser.GoAsync(StaffDesk.Home)).To, StringComparison.Ordinal);
        Assert.Equal(401, (await browser.GoAsync(Door(StaffRoles.Operator))).Status);

        using var other = desk.Browser();
        await desk.NewColleagueAsync(other);
        Assert.Equal(200, (await other.GoAsync(StaffDesk.Home)).Status);
        Assert.StartsWith("/sign-in", (await other.GoAsync(Cabinet)).To, StringComparison.Ordinal);

        // Also where one cookie stands under the other's name.
        foreach (System.Net.Cookie cookie in other.Cookies.GetAllCookies())
        {
            if (cookie.Name == "portal-staff")
            {
                browser.Cookies.Add(
                    portal.ClientOptions.BaseAddress,
                    new System.Net.Cookie("portal-session", cookie.Value)
                );
            }
        }
        Assert.StartsWith("/sign-in", (await browser.GoAsync(Cabinet)).To, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_browser_holds_a_member_and_staff_and_each_page_sees_its_own()
    {
        using var browser = desk.Browser();
        await MemberSignsInAsync(browser);
        var colleague = await desk.NewColleagueAsync(browser);

        Assert.Contains(colleague.Email, (await browser.GoAsync(StaffDesk.Home)).Text, StringComparison.Ordinal);
        var cabinet = await browser.GoAsync(Cabinet);
        Assert.Equal(200, cabinet.Status);
        Assert.DoesNotContain("/staff/sign-out", cabinet.Text, StringComparison.Ordinal);

        var left = await browser.SendAsync(StaffDesk.Home, "staff-end-all");
        Assert.Equal(StaffDesk.SignIn, left.To);
        Assert.Equal(200, (await browser.GoAsync(Cabinet)).Status);
    }

    [Fact]
    public async Task A_role_opens_what_is_its_own_and_is_gone_at_once_when_it_is_taken_away()
    {
        using var browser = desk.Browser();
        var colleague = await desk.NewColleagueAsync(browser, "Operator,Clerk");
        Assert.Equal(200, (await browser.GoAsync(Door(StaffRoles.Operator))).Status);
        Assert.Equal(200, (await browser.GoAsync(Door(StaffRoles.Clerk))).Status);
        Assert.Equal(403, (await browser.GoAsync(Door(StaffRoles.Agent))).Status);

        await using (var db = portal.Services.GetRequiredService<IPortalDbs>().Create())
        {
            await db
                .UserRoles.Where(each =>
                    db.Users.Any(user => user.Id == each.UserId && user.Email == colleague.Email)
                    && db.Roles.Any(role => role.Id == each.RoleId && role.Name == StaffRoles.Operator)
                )
                .ExecuteDeleteAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(403, (await browser.GoAsync(Door(StaffRoles.Operator))).Status);
        Assert.Equal(200, (await browser.GoAsync(Door(StaffRoles.Clerk))).Status);
    }

    [Fact]
    public async Task Whoever_is_removed_is_out_at_once_and_does_not_come_in_again()
    {
        using var browser = desk.Browser();
        var colleague = await desk.NewColleagueAsync(browser);

        Assert.Equal(0, (await desk.RemoveAsync(colleague.Email)).Code);

        Assert.StartsWith(StaffDesk.SignIn, (await browser.GoAsync(StaffDesk.Home)).To, StringComparison.Ordinal);
        var told = await StaffDesk.TellPasswordAsync(browser, colleague.Email, colleague.Password);
        Assert.Equal((200, null), (told.Status, told.To));
        Assert.Equal(1, (await desk.LinkAsync(colleague.Email)).Code);
    }

    [Fact]
    public async Task A_role_of_the_past_opens_nothing_to_whoever_was_deleted()
    {
        using var browser = desk.Browser();
        var colleague = await desk.NewColleagueAsync(browser);
        await using (var db = portal.Services.GetRequiredService<IPortalDbs>().Create())
        {
            await db
                .Users.Where(user => user.Email == colleague.Email)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(user => user.StaffName, (string?)null),
                    TestContext.Current.CancellationToken
                );
        }

        Assert.StartsWith(StaffDesk.SignIn, (await browser.GoAsync(StaffDesk.Home)).To, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_the_sessions_elsewhere()
    {
        using var here = desk.Browser();
        using var there = desk.Browser();
        var colleague = await desk.NewColleagueAsync(here);
        await desk.SignInAsync(there, colleague);
        Assert.Equal(2, await desk.CountSessionsAsync(colleague.Email));

        Assert.Equal(StaffDesk.SignIn, (await here.SendAsync(StaffDesk.Home, "staff-end-all")).To);

        Assert.Equal(0, await desk.CountSessionsAsync(colleague.Email));
        Assert.StartsWith(StaffDesk.SignIn, (await there.GoAsync(StaffDesk.Home)).To, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_forms_of_every_staff_page_reach_their_addresses()
    {
        using var browser = desk.Browser();
        var colleague = await desk.NewColleagueAsync(browser);
        var home = await browser.GoAsync(StaffDesk.Home);
        Assert.All(
            Actions().Matches(home.Text).Select(each => each.Groups["path"].Value),
            path => Assert.StartsWith("/staff", path, StringComparison.Ordinal)
        );

        var english = await browser.PostAsync(
            "/staff/language",
            home,
            "",
            ("language", "en"),
            ("returnUrl", StaffDesk.Home)
        );
        Assert.Equal((302, StaffDesk.Home), (english.Status, english.To));
        Assert.Contains("Sign out everywhere", (await browser.GoAsync(StaffDesk.Home)).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await browser.PostAsync("/staff/theme", home, "", ("theme", "dark"))).Status);
        Assert.Equal(StaffDesk.SignIn, (await browser.PostAsync("/staff/sign-out", home, "")).To);
        Assert.Equal(0, await desk.CountSessionsAsync(colleague.Email));
        Assert.StartsWith(StaffDesk.SignIn, (await browser.GoAsync(StaffDesk.Home)).To, StringComparison.Ordinal);
        // Nobody is sent back to an address that takes forms only.
        Assert.Equal(StaffDesk.SignIn, (await browser.PostAsync("/staff/sign-out", home, "")).To);
    }

    [Fact]
    public async Task A_form_of_another_site_does_not_sign_out()
    {
        using var browser = desk.Browser();
        var colleague = await desk.NewColleagueAsync(browser);

        var refused = await browser.PostAsync("/staff/sign-out", new Seen(200, null, ""), "");

        Assert.Equal(400, refused.Status);
        Assert.Equal(1, await desk.CountSessionsAsync(colleague.Email));
    }

    [Fact]
    public async Task A_session_ends_after_half_an_hour_without_use()
    {
        using var browser = desk.Browser();
        await desk.NewColleagueAsync(browser);
        desk.Wait(StaffSession.Idle - TimeSpan.FromMinutes(1));
        Assert.Equal(200, (await browser.GoAsync(StaffDesk.Home)).Status);
        desk.Wait(StaffSession.Idle - TimeSpan.FromMinutes(1));
        Assert.Equal(200, (await browser.GoAsync(StaffDesk.Home)).Status);

        desk.Wait(StaffSession.Idle);

        Assert.StartsWith(StaffDesk.SignIn, (await browser.GoAsync(StaffDesk.Home)).To, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_ends_after_twelve_hours_however_much_it_is_used()
    {
        using var browser = desk.Browser();
        await desk.NewColleagueAsync(browser);
        var step = TimeSpan.FromMinutes(20);
        for (var used = step; used < StaffSession.Lasts; used += step)
        {
            desk.Wait(step);
            Assert.Equal(200, (await browser.GoAsync(StaffDesk.Home)).Status);
        }

        desk.Wait(step + TimeSpan.FromSeconds(1));

        Assert.StartsWith(StaffDesk.SignIn, (await browser.GoAsync(StaffDesk.Home)).To, StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_recovery_codes_want_the_password_and_end_the_old_ones()
    {
        using var browser = desk.Browser();
        var colleague = await desk.NewColleagueAsync(browser);

        var refused = await browser.SendAsync(
            "/staff/recovery-codes",
            "staff-recovery",
            ("Typed.Password", "wrong horse battery")
        );
        Assert.Contains("Пароль не подходит", refused.Text, StringComparison.Ordinal);
        var made = await browser.SendAsync(
            "/staff/recovery-codes",
            "staff-recovery",
            ("Typed.Password", colleague.Password)
        );

        Assert.Equal(10, RecoveryCode().Count(made.Text));
        Assert.All(colleague.RecoveryCodes, code => Assert.DoesNotContain(code, made.Text, StringComparison.Ordinal));
        using var later = desk.Browser();
        await StaffDesk.TellPasswordAsync(later, colleague.Email, colleague.Password);
        Assert.Equal(200, (await StaffDesk.TellCodeAsync(later, colleague.RecoveryCodes[0])).Status);
        Assert.Equal(
            StaffDesk.Home,
            (await StaffDesk.TellCodeAsync(later, RecoveryCode().Match(made.Text).Groups["code"].Value)).To
        );
    }

    [Fact]
    public async Task The_cookie_is_for_this_site_alone_and_dies_with_the_browser()
    {
        using var browser = desk.Browser();
        await desk.NewColleagueAsync(browser);

        var cookie = Assert.Single(browser.Cookies.GetAllCookies(), each => each.Name == "portal-staff");
        Assert.True(cookie.HttpOnly);
        Assert.Equal(default, cookie.Expires);
        Assert.Equal("/", cookie.Path);
    }

    private static string Door(string role) => $"{PortalWithDoors.Doors}/{role}";

    private async Task MemberSignsInAsync(StaffBrowser browser)
    {
        var shopper = await portal.Till.NewShopper();
        await browser.SendAsync("/sign-in", "phone", ("Asked.Phone", shopper.Phone));
        var messages = await portal.Till.Get($"/demo/messages?phone={Uri.EscapeDataString(shopper.Phone)}");
        var code = SixDigits().Match(messages.Is(200).AsArray()[0]!.Text("text")).Value;
        Assert.Equal(Cabinet, (await browser.SendAsync("/sign-in/code", "code", ("Typed.Code", code))).To);
    }

    /// <summary>A portal with one more door for each role. They stand before the portal's own pages and ask as
    /// those do: by the policy.</summary>
    public sealed class PortalWithDoors : DemoPortal
    {
        public const string Doors = "/doors";

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services => services.AddSingleton<IStartupFilter, DoorFilter>());
        }

        private sealed class DoorFilter : IStartupFilter
        {
            public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
                app =>
                {
                    app.Map(Doors, doors => doors.Run(AskAsync));
                    next(app);
                };

            private static async Task AskAsync(HttpContext context)
            {
                var all = context.RequestServices;
                var role = context.Request.Path.Value!.Trim('/');
                var policy = await all.GetRequiredService<IAuthorizationPolicyProvider>()
                    .GetPolicyAsync(StaffPolicies.Of(role));
                var evaluator = all.GetRequiredService<IPolicyEvaluator>();
                var known = await evaluator.AuthenticateAsync(policy!, context);
                var result = await evaluator.AuthorizeAsync(policy!, known, context, null);
                context.Response.StatusCode = result switch
                {
                    { Succeeded: true } => 200,
                    { Challenged: true } => 401,
                    _ => 403,
                };
            }
        }
    }

    [GeneratedRegex("<form[^>]*action=\"(?<path>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Actions();

    [GeneratedRegex("<code>(?<code>[A-Z2-7-]{19})</code>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RecoveryCode();

    [GeneratedRegex("[0-9]{6}", RegexOptions.None, 1000)]
    private static partial Regex SixDigits();
}
