using LoyaltyPortal.Browser.Tests.Pages;
using LoyaltyPortal.Browser.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LoyaltyPortal.Browser.Tests.Devices;

/// <summary>Where a member is signed in, and how to get out from elsewhere.</summary>
public sealed class SessionTests(Chromium chromium) : BrowserTest(chromium)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_member_ends_a_session_of_another_browser_and_goes_on_in_this_one(bool hasScript)
    {
        var (portal, phone) = await PortalWithMemberAsync();
        var lost = await SignedInAsync(portal, phone, new Look());
        var here = await SignedInAsync(portal, phone, new Look(HasScript: hasScript));
        var devices = await DevicesPage.OpenAsync(here);
        await Expect(devices.Sessions).ToHaveCountAsync(2);

        await devices.EndOther.ClickAsync();

        await Expect(devices.Told).ToContainTextAsync("Сеанс завершён");
        await Expect(devices.Sessions).ToHaveCountAsync(1);
        await lost.GoAsync(Cabinet.Points);
        Assert.StartsWith(PhonePage.SignIn, lost.Path, StringComparison.Ordinal);
        await here.GoAsync(Cabinet.Points);
        Assert.Equal(Cabinet.Points, here.Path);
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_all_sessions_and_their_live_pages_within_a_minute()
    {
        var (portal, phone) = await PortalWithMemberAsync();
        var lost = await SignedInAsync(portal, phone, new Look());
        // A page of the same browser that nobody listens to: what it says when it is cut off is no fault.
        var live = await lost.Page.Context.NewPageAsync();
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        live.WebSocket += (_, socket) =>
        {
            opened.TrySetResult();
            socket.Close += (_, _) => closed.TrySetResult();
        };
        await live.GotoAsync("/demo");
        await opened.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        var here = await SignedInAsync(portal, phone, new Look());

        await (await DevicesPage.OpenAsync(here)).Everywhere.ClickAsync();
        await here.ArriveAsync("/");

        await closed.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        foreach (var visitor in new[] { lost, here })
        {
            await visitor.GoAsync(Cabinet.Points);
            Assert.StartsWith(PhonePage.SignIn, visitor.Path, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_cookie_that_was_copied_before_signing_out_opens_nothing()
    {
        var (portal, phone) = await PortalWithMemberAsync();
        var member = await SignedInAsync(portal, phone, new Look());
        var copied = await member.Page.Context.StorageStateAsync();
        await member.GoAsync(Cabinet.Home);
        await new Cabinet(member).SignOutAsync();

        var thief = await VisitorAsync(portal.Shop, copied);
        await thief.GoAsync(Cabinet.Points);

        Assert.StartsWith(PhonePage.SignIn, thief.Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_with_the_keyboard_alone_signs_out_everywhere()
    {
        var (portal, phone) = await PortalWithMemberAsync();
        var member = await SignedInAsync(portal, phone, new Look());
        var devices = await DevicesPage.OpenAsync(member);

        await new Keyboard(member).EnterAsync(devices.Everywhere);

        await member.ArriveAsync("/");
        await member.GoAsync(Cabinet.Points);
        Assert.StartsWith(PhonePage.SignIn, member.Path, StringComparison.Ordinal);
    }

    private async Task<(Portal Portal, string Phone)> PortalWithMemberAsync()
    {
        var portal = Alone();
        var phone = NewPhone();
        await portal.Shop.EnrolAsync(phone);
        return (portal, phone);
    }

    private async Task<Visitor> SignedInAsync(Portal portal, string phone, Look look)
    {
        await portal.Shop.MoveClockAsync(TimeSpan.FromSeconds(61));
        var visitor = await VisitorAsync(look, portal);
        await PhonePage.SignInAsync(visitor, phone);
        return visitor;
    }
}
