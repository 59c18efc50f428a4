using LoyaltyPortal.Browser.Tests.Pages;
using LoyaltyPortal.Browser.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LoyaltyPortal.Browser.Tests;

/// <summary>A clerk's day at the till (lusio: stores ask the member by SMS).</summary>
public sealed class TillTests(Chromium chromium) : BrowserTest(chromium)
{
    private readonly Chromium chromium = chromium;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task From_the_card_to_points_spent_by_a_code_to_a_return(bool hasScript)
    {
        var (visitor, till, phone, card) = await ComeAsync(new Look(HasScript: hasScript));
        await till.FindAsync(card);
        await Expect(till.Member).ToContainTextAsync("***-**-" + phone[^2..]);
        await till.ReckonAsync("2 000");
        await till.Points.FillAsync("300");
        await till.Spend.ClickAsync();
        await till.Code.WaitForAsync();
        await Expect(till.Press).ToHaveCountAsync(0);
        await till.Code.PressSequentiallyAsync(await visitor.Shop.CodeAsync(phone));
        if (!hasScript)
        {
            await visitor.Page.Locator("#spend .btn-primary").ClickAsync();
        }
        await Expect(visitor.Page.Locator(".till-due")).ToContainTextAsync(Said.Words("1 700 ₽"));

        await till.Press.ClickAsync();

        await visitor.ArriveAsync(TillPages.Receipt);
        await Expect(visitor.Page.Locator("#balance")).ToBeVisibleAsync();
        var number = await till.NumberAsync();
        var bought = await visitor.Shop.GetAsync($"/api/v1/purchases/{number}");
        Assert.Equal(300m, bought.GetProperty("redeemed").GetDecimal());

        await visitor.GoAsync($"{TillPages.Return}?order={number}");
        await visitor.Page.Locator("form[method=get] .btn-primary").ClickAsync();
        await Expect(visitor.Page.Locator("#restored")).ToContainTextAsync("300");
        await till.Press.ClickAsync();
        await visitor.ArriveAsync(TillPages.Returned);
        var returned = await visitor.Shop.GetAsync($"/api/v1/purchases/{number}");
        Assert.Equal(1, returned.GetProperty("returns").GetArrayLength());
    }

    [Fact]
    public async Task A_connection_lost_at_the_last_press_loses_no_sale_and_doubles_none()
    {
        var (visitor, till, _, card) = await ComeAsync(new Look());
        await till.FindAsync(card);
        await till.ReckonAsync("700");
        var number = await till.NumberAsync();
        visitor.LosesConnection();
        var arrived = 0;
        // The first press reaches the portal, but its answer does not come back; the second does not even get there.
        await visitor.Page.RouteAsync(
            "**" + TillPages.PostPath,
            async route =>
            {
                if (Interlocked.Increment(ref arrived) == 1)
                {
                    await route.FetchAsync();
                }
                await route.AbortAsync("internetdisconnected");
            }
        );

        await till.Press.ClickAsync();
        await Expect(till.Kept).ToContainTextAsync("Нет связи");
        await Expect(till.Press).ToBeDisabledAsync();
        await Expect(till.Kept).ToContainTextAsync("попытка 2");
        await visitor.GoAsync(TillPages.Home);
        await Expect(till.Kept).ToContainTextAsync("Нет связи");
        await visitor.Page.UnrouteAllAsync();
        await till.Kept.Locator("button").ClickAsync();

        await Expect(till.Kept).ToContainTextAsync("Отправлено");
        await till.Kept.Locator("a").ClickAsync();
        await visitor.ArriveAsync(TillPages.Receipt);
        await Expect(visitor.Page.Locator("#number")).ToHaveTextAsync(number);
        await visitor.GoAsync(TillPages.Home);
        await Expect(till.Scan).ToBeVisibleAsync();
        await Expect(till.Kept).ToBeHiddenAsync();
        Assert.True(arrived >= 3);
        var member = await visitor.Shop.GetAsync($"/api/v1/members?cardNumber={card}");
        var ledger = await visitor.Shop.GetAsync(
            $"/api/v1/members/{member.GetProperty("memberId").GetString()}/ledger"
        );
        Assert.Single(
            ledger.GetProperty("entries").EnumerateArray(),
            entry => entry.TryGetProperty("orderId", out var order) && order.GetString() == number
        );
    }

    [Fact]
    public async Task A_kept_sale_waits_for_the_next_clerk_of_this_browser_and_names_nobody()
    {
        var (visitor, till, phone, card) = await ComeAsync(new Look());
        await till.FindAsync(phone);
        await till.ReckonAsync("700");
        var number = await till.NumberAsync();
        visitor.LosesConnection();
        await visitor.Page.RouteAsync("**" + TillPages.PostPath, route => route.AbortAsync("internetdisconnected"));
        await till.Press.ClickAsync();
        await Expect(till.Kept).ToContainTextAsync("Нет связи");
        var kept = await visitor.Page.EvaluateAsync<string>($"localStorage.getItem('till-kept:{number}')");
        Assert.Contains(number, kept, StringComparison.Ordinal);
        Assert.DoesNotContain(phone[^7..], kept, StringComparison.Ordinal);
        Assert.DoesNotContain(card, kept, StringComparison.Ordinal);
        await visitor.Page.Context.ClearCookiesAsync();
        await visitor.Page.UnrouteAllAsync();

        await till.ComeAsync("store");

        await Expect(till.Kept).ToContainTextAsync("Отправлено");
        Assert.Equal(
            700m,
            (await visitor.Shop.GetAsync($"/api/v1/purchases/{number}")).GetProperty("moneyPaid").GetDecimal()
        );
    }

    [Fact]
    public async Task The_member_agrees_on_the_card_and_the_till_goes_on_by_itself()
    {
        var (visitor, till, phone, card) = await ComeAsync(new Look());
        var portal = portalOf!;
        await portal.Shop.MoveClockAsync(TimeSpan.FromMinutes(2));
        var member = await VisitorAsync(new Look(), portal);
        await PhonePage.SignInAsync(member, phone);
        await member.GoAsync(CardPage.Path);
        await till.FindAsync(card);
        await till.ReckonAsync("2 000");
        await till.Points.FillAsync("200");
        await till.Spend.ClickAsync();
        await Expect(visitor.Page.Locator(".till-asking")).ToBeVisibleAsync();

        await member.Page.Locator(".ask .btn-brand").ClickAsync();

        await Expect(visitor.Page.Locator(".till-due")).ToContainTextAsync(Said.Words("1 800 ₽"));
        await visitor.Page.Locator("#spend .btn-quiet").ClickAsync();
        await Expect(till.Sum).ToBeVisibleAsync();
    }

    [Fact]
    public async Task By_keyboard_alone()
    {
        var (visitor, till, _, card) = await ComeAsync(new Look());
        var keyboard = new Keyboard(visitor);
        // A scanner types where the focus lands, and presses Enter.
        await Expect(till.Scan).ToBeFocusedAsync();
        await visitor.Page.Keyboard.TypeAsync(card);
        await keyboard.PressAsync("Enter");
        await Expect(till.Sum).ToBeFocusedAsync();
        await visitor.Page.Keyboard.TypeAsync("450");
        await keyboard.PressAsync("Enter");
        await till.Press.WaitForAsync();
        await keyboard.EnterAsync(till.Press);
        await visitor.ArriveAsync(TillPages.Receipt);
        await Expect(till.Next).ToBeFocusedAsync();
        await keyboard.PressAsync("Enter");
        await Expect(till.Scan).ToBeFocusedAsync();
    }

    [Fact]
    public async Task The_camera_reads_a_card()
    {
        var portal = Alone(new Portal.Beginning(Programme: "lusio"));
        var phone = NewPhone();
        await TillPages.NewMemberAsync(portal.Shop, phone);
        var member = await portal.Shop.GetAsync("/api/v1/members?phone=" + Uri.EscapeDataString(phone));
        var id = member.GetProperty("memberId").GetString();
        var codes = await portal.Shop.PostAsync($"/demo/members/{id}/qr", new { });
        var film = Film.Of(codes.GetProperty("offline").GetString()!);
        var visitor = await chromium.OpenWithCameraAsync(portal.Shop, film);
        try
        {
            var till = new TillPages(visitor, portal);
            await till.ComeAsync("store");
            var fetched = new List<string>();
            visitor.Page.Request += (_, request) => fetched.Add(request.Url);
            await visitor.GoAsync(TillPages.Home);
            await Expect(visitor.Page.Locator("[data-camera]")).ToBeVisibleAsync();
            Assert.DoesNotContain(fetched, url => url.Contains("/lib/qr/", StringComparison.Ordinal));

            await visitor.Page.Locator("[data-camera]").ClickAsync();

            await Expect(till.Member).ToContainTextAsync("Только начисление");
            Assert.Contains(fetched, url => url.Contains("/lib/qr/decode", StringComparison.Ordinal));
            Assert.Empty(visitor.Complaints);
        }
        finally
        {
            await visitor.Page.Context.Browser!.CloseAsync();
            File.Delete(film);
        }
    }

    private Portal? portalOf;

    private async Task<(Visitor Visitor, TillPages Till, string Phone, string Card)> ComeAsync(Look look)
    {
        var portal = portalOf = Alone(new Portal.Beginning(Programme: "lusio"));
        var phone = NewPhone();
        var card = await TillPages.NewMemberAsync(portal.Shop, phone);
        var visitor = await VisitorAsync(look, portal);
        var till = new TillPages(visitor, portal);
        await till.ComeAsync("store");
        return (visitor, till, phone, card);
    }
}
