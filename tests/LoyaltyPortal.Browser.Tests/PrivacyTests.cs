using LoyaltyPortal.Browser.Tests.Pages;
using LoyaltyPortal.Browser.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LoyaltyPortal.Browser.Tests;

/// <summary>What is a member's own is seen by that member, while signed in, and by nobody else.</summary>
public sealed class PrivacyTests(Chromium chromium) : BrowserTest(chromium)
{
    private const string NoSuchPage = "Такой страницы нет";

    [Fact]
    public async Task An_entry_of_another_member_is_not_there()
    {
        var buyer = await MemberAsync(Portal.Buyer);
        var theirs = (await new Cabinet(buyer).OpenNewestAsync()).Number;
        var newcomer = await MemberAsync(Portal.Newcomer);
        newcomer.Expects(404);

        var answer = await newcomer.GoAsync(EntryPage.PathOf(theirs));

        Assert.Equal(404, answer.Status);
        await ErrorPage.ExpectAsync(newcomer, NoSuchPage);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Numbers_and_pages_that_are_not_there_say_so(bool hasScript)
    {
        var buyer = await MemberAsync(Portal.Buyer, new Look(HasScript: hasScript));
        buyer.Expects(404);
        foreach (
            var path in new[]
            {
                "/cabinet/history/999999",
                "/cabinet/history/0",
                "/cabinet/history/-1",
                "/cabinet/history/9223372036854775807",
                "/cabinet/history/99999999999999999999999",
                "/cabinet/history/abc",
                "/cabinet/history/1%20or%201=1",
                "/cabinet/nothing",
                "/no-such-page",
                "/<script>alert(1)</script>",
                "/%D0%BA%D0%B0%D1%80%D1%82%D0%B0",
                "/..%2f..%2fappsettings.json",
                "/appsettings.json",
                "/data/portal.db",
            }
        )
        {
            var answer = await buyer.GoAsync(path);
            Assert.True(answer.Status == 404, $"{path}: {answer.Status}");
            await ErrorPage.ExpectAsync(buyer, NoSuchPage);
        }
    }

    [Fact]
    public async Task Questions_in_the_address_that_make_no_sense_are_passed_over()
    {
        var buyer = await MemberAsync(Portal.Buyer);
        foreach (
            var query in new[]
            {
                "?kind=<script>alert(1)</script>",
                "?after=nonsense",
                "?before=nonsense",
                "?after=7fffffffffffffff-7fffffffffffffff",
                "?after=ffffffffffffffff-ffffffffffffffff",
                "?before=0-0",
                "?after=0-0&before=0-0",
                "?kind=earned&kind=spent",
                $"?after={new string('f', 2_000)}",
            }
        )
        {
            var answer = await buyer.GoAsync(Cabinet.History + query);
            Assert.True(answer.Status == 200, $"{query}: {answer.Status}");
            await Expect(new Cabinet(buyer).Heading).ToHaveTextAsync("История");
        }
    }

    [Theory]
    [InlineData("/cabinet")]
    [InlineData("/cabinet/points")]
    [InlineData("/cabinet/history")]
    [InlineData("/cabinet/history?kind=spent")]
    [InlineData("/cabinet/history/1")]
    [InlineData("/cabinet/why?order=A-1")]
    [InlineData("/cabinet/claims")]
    [InlineData("/cabinet/claims/new")]
    [InlineData("/cabinet/visits")]
    [InlineData("/cabinet/orders")]
    [InlineData("/cabinet/orders/A%2F1%20%E2%84%962/return?q-1=1")]
    [InlineData("/card")]
    [InlineData("/profile")]
    [InlineData("/profile/data")]
    [InlineData("/profile/consents")]
    [InlineData("/profile/devices")]
    [InlineData("/profile/export")]
    [InlineData("/profile/delete")]
    public async Task Whoever_is_not_signed_in_is_led_there_and_back(string path)
    {
        var phone = NewPhone();
        await Shared.Shop.EnrolAsync(phone);
        await Shared.Shop.BuyAsync(phone, $"BACK-{phone}", Shared.Now, null, Shop.Line("1", 10_000m));
        var visitor = await VisitorAsync();
        visitor.Expects(404);

        await PhonePage.SignInAsync(visitor, phone, path);

        Assert.Equal(path, visitor.Path);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_signing_out_the_back_button_shows_nothing_of_the_member(bool hasScript)
    {
        var phone = NewPhone();
        var visitor = await VisitorAsync(new Look(HasScript: hasScript));
        await (await PhonePage.ProveAsync(visitor, phone)).JoinAsync("Мария", "Кузнецова");
        var cabinet = new Cabinet(visitor);
        foreach (var path in Cabinet.Own)
        {
            var answer = await visitor.GoAsync(path);
            Assert.Contains("no-store", answer.Headers["cache-control"], StringComparison.Ordinal);
        }

        await cabinet.FollowAsync(Cabinet.Points);
        await cabinet.FollowAsync(Cabinet.Home);
        await cabinet.SignOutAsync();
        for (var steps = 0; steps < Cabinet.Own.Count; steps++)
        {
            await visitor.Page.GoBackAsync();
            await Expect(visitor.Page.Locator("h1")).ToHaveTextAsync("Вход");
            Assert.DoesNotContain("Мария", await visitor.Page.ContentAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_window_that_stayed_open_shows_nothing_more_once_another_one_signed_out()
    {
        var phone = NewPhone();
        var visitor = await VisitorAsync();
        await (await PhonePage.ProveAsync(visitor, phone)).JoinAsync();
        var left = await visitor.Page.Context.NewPageAsync();
        await left.GotoAsync(Cabinet.Home);
        await new Cabinet(visitor).SignOutAsync();

        await left.Locator($".nav-main a[href='{Cabinet.Points}']").ClickAsync();

        await Expect(left.Locator("h1")).ToHaveTextAsync("Вход");
    }

    [Fact]
    public async Task The_session_is_out_of_reach_of_scripts()
    {
        var buyer = await MemberAsync(Portal.Buyer);
        await buyer.GoAsync(Cabinet.Home);
        Assert.Equal("", await buyer.Page.EvaluateAsync<string>("document.cookie"));
        Assert.All(await buyer.Page.Context.CookiesAsync(), cookie => Assert.True(cookie.HttpOnly, cookie.Name));
    }
}
