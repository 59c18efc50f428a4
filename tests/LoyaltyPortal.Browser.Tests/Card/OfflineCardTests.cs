using LoyaltyPortal.Browser.Tests.Looks;
using LoyaltyPortal.Browser.Tests.Pages;
using LoyaltyPortal.Browser.Tests.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LoyaltyPortal.Browser.Tests.Card;

/// <summary>The card with the network cut.</summary>
public sealed class OfflineCardTests(Chromium chromium) : CardTest(chromium)
{
    private const string OnlyEarning = "Этот код только для начисления";
    private const string NotKept = "карта ещё не сохранена";

    [Fact]
    public async Task A_card_that_was_opened_before_is_there_with_its_number_and_comes_back_to_life_with_the_signal()
    {
        var (visitor, _) = await NewMemberAsync();
        var card = await CardPage.OpenAndKeepAsync(visitor);
        var number = await card.Number.TextContentAsync();

        await visitor.HasSignalAsync(false);
        await visitor.GoAsync(CardPage.Path);
        await Expect(card.Shell.Locator("[data-number]")).ToHaveTextAsync(number!);
        await Expect(card.Shell.Locator(".pass-note")).ToHaveTextAsync(OnlyEarning);
        await Expect(card.Shell).ToContainTextAsync("Карта сохранена");
        await Expect(card.Shell.Locator("[data-no-copy]")).ToBeHiddenAsync();

        await visitor.HasSignalAsync(true);
        await Expect(visitor.Page.Locator(".pass-live")).ToBeVisibleAsync();
        await Expect(card.Shell).Not.ToBeAttachedAsync();
    }

    [Fact]
    public async Task Another_page_shows_the_card_in_its_place_and_opens_when_the_signal_is_back()
    {
        var (visitor, _) = await NewMemberAsync();
        var card = await CardPage.OpenAndKeepAsync(visitor);
        await visitor.HasSignalAsync(false);

        await visitor.GoAsync(Cabinet.Points);
        await Expect(card.Shell.Locator("[data-for='other']")).ToBeVisibleAsync();
        await Expect(card.Shell.Locator(".pass-paper").First).ToBeVisibleAsync();

        await visitor.HasSignalAsync(true);
        await Expect(new Cabinet(visitor).Usable.Or(visitor.Page.Locator("main .empty")).First).ToBeVisibleAsync();
        await Expect(card.Shell).Not.ToBeAttachedAsync();
        Assert.Equal(Cabinet.Points, visitor.Path);
    }

    [Fact]
    public async Task The_phone_keeps_neither_name_nor_phone_nor_points_nor_any_page_of_a_member()
    {
        var phone = NewPhone();
        var visitor = await VisitorAsync();
        await (await PhonePage.ProveAsync(visitor, phone)).JoinAsync("Мария", "Кузнецова");
        await visitor.GoAsync(Cabinet.Home);
        var card = await CardPage.OpenAndKeepAsync(visitor);

        var copy = (await card.CopyAsync())!;
        var cached = await visitor.Page.EvaluateAsync<string[]>(
            """
            async () => {
                const texts = [];
                for (const name of await caches.keys()) {
                    const cache = await caches.open(name);
                    for (const request of await cache.keys()) {
                        texts.push(new URL(request.url).pathname + ' ' + await (await cache.match(request)).text());
                    }
                }
                return texts;
            }
            """
        );

        Assert.DoesNotContain("Мария", copy, StringComparison.Ordinal);
        Assert.DoesNotContain(phone[1..], copy, StringComparison.Ordinal);
        Assert.Contains(cached, text => text.StartsWith("/card/offline ", StringComparison.Ordinal));
        Assert.DoesNotContain(cached, text => text.Contains("Мария", StringComparison.Ordinal));
        Assert.DoesNotContain(cached, text => text.Contains("_token", StringComparison.Ordinal));
        Assert.All(
            cached.Select(text => text.Split(' ')[0]).Where(path => path != "/card/offline"),
            path => Assert.Matches(@"\.(css|js|svg|png)$", path)
        );
    }

    [Fact]
    public async Task A_phone_on_which_the_card_was_never_opened_says_what_to_do()
    {
        var (visitor, _) = await NewMemberAsync();
        var card = await CardPage.OpenAndKeepAsync(visitor);
        await visitor.Page.EvaluateAsync("localStorage.clear()");

        await visitor.HasSignalAsync(false);
        await visitor.GoAsync(CardPage.Path);

        await Expect(card.Shell.Locator("[data-no-copy]")).ToContainTextAsync(NotKept);
        await Expect(card.Shell.Locator("[data-no-copy]")).ToBeVisibleAsync();
        await Expect(card.Shell.Locator(".pass")).ToBeHiddenAsync();
        await visitor.Page.ExpectNoFindingsAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_signing_out_with_or_without_signal_nothing_is_left(bool hasSignal)
    {
        var (visitor, _) = await NewMemberAsync();
        var card = await CardPage.OpenAndKeepAsync(visitor);
        if (hasSignal)
        {
            await new Cabinet(visitor).SignOutAsync();
            await visitor.HasSignalAsync(false);
        }
        else
        {
            await visitor.HasSignalAsync(false);
            await visitor.Page.Locator("[action='/sign-out'] button").ClickAsync();
            await visitor.Page.WaitForURLAsync(url => !url.EndsWith(CardPage.Path, StringComparison.Ordinal));
        }

        await visitor.GoAsync(CardPage.Path);

        await Expect(card.Shell.Locator("[data-no-copy]")).ToContainTextAsync(NotKept);
        await Expect(card.Shell.Locator("[data-no-copy]")).ToBeVisibleAsync();
        Assert.Null(await card.CopyAsync());
    }

    [Fact]
    public async Task A_page_made_for_nobody_drops_what_is_left_of_a_member()
    {
        var (visitor, _) = await NewMemberAsync();
        var card = await CardPage.OpenAndKeepAsync(visitor);
        await visitor.Page.Context.ClearCookiesAsync();

        await visitor.GoAsync("/rules");
        await visitor.Page.WaitForFunctionAsync("() => localStorage.getItem('card-copy') === null");
    }

    [Fact]
    public async Task A_copy_is_dropped_as_soon_as_there_is_signal_when_the_session_was_ended_elsewhere()
    {
        var (lost, here, _) = await TwoPhonesAsync();
        await (await DevicesPage.OpenAsync(here)).EndOther.ClickAsync();
        await Expect(here.Page.Locator("main .notice")).ToContainTextAsync("Сеанс завершён");

        await lost.HasSignalAsync(true);

        await lost.ArriveAsync(PhonePage.SignIn);
        Assert.Null(await new CardPage(lost).CopyAsync());
    }

    [Fact]
    public async Task A_copy_is_dropped_as_soon_as_there_is_signal_when_the_account_was_deleted_elsewhere()
    {
        var (lost, here, phone) = await TwoPhonesAsync();
        await here.Shop.MoveClockAsync(TimeSpan.FromSeconds(61));
        var leaving = await new ProfilePages(here).AskToLeaveAsync();
        await leaving.EnterAsync(await here.Shop.CodeAsync(phone));
        await here.ArriveAsync(ProfilePages.Delete);
        await here.Shop.MoveClockAsync(TimeSpan.FromDays(14));

        await lost.HasSignalAsync(true);

        await lost.ArriveAsync(PhonePage.SignIn);
        Assert.Null(await new CardPage(lost).CopyAsync());
    }

    [Fact]
    public async Task The_next_member_at_the_same_phone_finds_nothing_of_the_one_before()
    {
        var (visitor, _) = await NewMemberAsync();
        var card = await CardPage.OpenAndKeepAsync(visitor);
        var first = await card.Number.TextContentAsync();
        await new Cabinet(visitor).SignOutAsync();
        var phone = NewPhone();
        await Shared.Shop.EnrolAsync(phone);

        await PhonePage.SignInAsync(visitor, phone);
        Assert.Null(await card.CopyAsync());
        await CardPage.OpenAndKeepAsync(visitor);

        var number = await card.Number.TextContentAsync();
        Assert.NotEqual(first, number);
        await visitor.HasSignalAsync(false);
        await visitor.GoAsync(CardPage.Path);
        await Expect(card.Shell.Locator("[data-number]")).ToHaveTextAsync(number!);
    }

    [Fact]
    public async Task An_open_card_that_loses_the_signal_shows_the_spare_code_and_the_usual_one_again_later()
    {
        var (visitor, phone) = await NewMemberAsync();
        await visitor.Page.Clock.InstallAsync();
        var card = await CardPage.OpenAndKeepAsync(visitor);
        await visitor.HasSignalAsync(false);
        await Expect(visitor.Page.Locator(".pass .pass-live")).ToBeVisibleAsync();

        await visitor.Page.Clock.FastForwardAsync(35_000);

        await Expect(visitor.Page.Locator(".pass svg.pass-paper")).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator(".pass .pass-live")).ToBeHiddenAsync();
        await Expect(visitor.Page.Locator(".pass .pass-note")).ToHaveTextAsync(OnlyEarning);
        await Expect(visitor.Page.Locator("[data-lost]")).ToBeVisibleAsync();
        await ExpectFindsAsync(await card.ScanAsync(), phone, "offline");

        await visitor.HasSignalAsync(true);
        await visitor.Page.Clock.FastForwardAsync(5_000);
        await Expect(visitor.Page.Locator(".pass .pass-live")).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator("[data-lost]")).ToBeHiddenAsync();
        await ExpectFindsAsync(await card.ScanAsync(), phone, "live");
    }

    [Theory]
    [InlineData(Look.Russian, false, "Нет связи")]
    [InlineData(Look.English, true, "No signal")]
    public async Task Everybody_can_read_the_card_without_signal_in_their_language_and_light(
        string language,
        bool isDark,
        string says
    )
    {
        var (visitor, _) = await NewMemberAsync(new Look(IsDark: isDark, Language: language));
        var card = await CardPage.OpenAndKeepAsync(visitor);
        await visitor.HasSignalAsync(false);
        await visitor.GoAsync(CardPage.Path);

        await Expect(card.Shell.Locator("h1:visible")).ToHaveTextAsync(says);
        foreach (var width in new[] { 320, 360, 768, 1280 })
        {
            await visitor.Page.SetViewportSizeAsync(width, 740);
            Assert.True(
                await visitor.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth")
            );
        }
        await visitor.Page.ExpectNoFindingsAsync();
    }

    [Fact]
    public async Task A_link_that_is_followed_without_signal_leads_to_the_card_as_well()
    {
        var (visitor, _) = await NewMemberAsync();
        var card = await CardPage.OpenAndKeepAsync(visitor);
        await visitor.Page.WaitForFunctionAsync("() => navigator.serviceWorker.controller !== null");
        await visitor.HasSignalAsync(false);

        await visitor.Page.Locator($".nav-main a[href='{Cabinet.Points}']").ClickAsync();

        await Expect(card.Shell.Locator("[data-for='other']")).ToBeVisibleAsync();
    }

    /// <summary>A member with two phones: one shows the card without signal, the other one has signal.</summary>
    private async Task<(Visitor Lost, Visitor Here, string Phone)> TwoPhonesAsync()
    {
        var portal = Alone();
        var phone = NewPhone();
        await portal.Shop.EnrolAsync(phone);
        var lost = await VisitorAsync(portal: portal);
        await PhonePage.SignInAsync(lost, phone);
        var card = await CardPage.OpenAndKeepAsync(lost);
        await lost.HasSignalAsync(false);
        await lost.GoAsync(CardPage.Path);
        await Expect(card.Shell.Locator(".pass")).ToBeVisibleAsync();
        await portal.Shop.MoveClockAsync(TimeSpan.FromSeconds(61));
        var here = await VisitorAsync(portal: portal);
        await PhonePage.SignInAsync(here, phone);
        return (lost, here, phone);
    }
}
