using System.Globalization;
using System.Text.RegularExpressions;
using LoyaltyPortal.Web.Features.Till;
using LoyaltyPortal.Web.Tests.Staff;
using LoyaltyPortal.Web.Tests.StoreApi;
using LoyaltyPortal.Web.Tests.StoreApi.Rows;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Features.Counters;

/// <summary>The pages of the till without scripts (lusio: two kinds of stores, spending by SMS).</summary>
public sealed class TillPagesTests(LusioPortal portal) : IClassFixture<LusioPortal>
{
    private Till Till => portal.Till;

    [Fact]
    public async Task A_sale_spends_by_a_code_and_is_on_the_account()
    {
        using var counter = await Counter.OpenAsync(portal);
        var shopper = await Counter.NewMemberAsync(portal);
        var before = await Till.Active(shopper);
        var (path, page) = await counter.QuoteAsync(shopper.CardNumber, "2000");
        Assert.DoesNotContain(shopper.Phone[2..], page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(shopper.MemberId, page.Text, StringComparison.OrdinalIgnoreCase);
        path += $"&order={Counter.NumberIn(page)}";

        var asked = await counter.Browser.PostAsync(
            path,
            page,
            "till-spend",
            ("Typed.Points", "100"),
            ("Typed.Press", Counter.Value(page, "Typed.Press"))
        );
        Assert.Equal(302, asked.Status);
        var waiting = await counter.Browser.GoAsync(asked.To!);
        Assert.DoesNotContain("name=\"Pass\"", waiting.Text, StringComparison.Ordinal);
        var wrong = await counter.Browser.PostAsync(asked.To!, waiting, "till-confirm", ("Typed.Code", "000000"));
        Assert.Contains("Осталось попыток: 4", wrong.Text, StringComparison.Ordinal);
        var right = await counter.Browser.PostAsync(
            asked.To!,
            wrong,
            "till-confirm",
            ("Typed.Code", await Till.CodeFor(shopper))
        );
        Assert.Equal(302, right.Status);
        var held = await counter.Browser.GoAsync(right.To!);
        Assert.Contains("1\u00A0900\u00A0₽", held.Text, StringComparison.Ordinal);

        var posted = await counter.PressAsync(held);

        Assert.StartsWith("/staff/till/receipt?order=T-", posted.To, StringComparison.Ordinal);
        var receipt = await counter.Browser.GoAsync(posted.To!);
        Assert.Contains("id=\"balance\"", receipt.Text, StringComparison.Ordinal);
        var order = (await Till.Get($"/api/v1/purchases/{Counter.NumberIn(page)}")).Is(200);
        Assert.Equal((100m, 1_900m), (order.Number("redeemed"), order.Number("moneyPaid")));
        Assert.Equal("store", order.Text("channel"));
        // 3 % of 1,900 come back.
        Assert.Equal(before - 100 + 57, await Till.Active(shopper));
    }

    [Fact]
    public async Task A_kept_sale_whose_points_are_the_members_again_is_posted_without_them()
    {
        using var counter = await Counter.OpenAsync(portal);
        var shopper = await Counter.NewMemberAsync(portal);
        var before = await Till.Active(shopper);
        var (path, page) = await counter.QuoteAsync(shopper.CardNumber, "2000");
        var order = Counter.NumberIn(page);
        path += $"&order={order}";
        var asked = await counter.Browser.PostAsync(
            path,
            page,
            "till-spend",
            ("Typed.Points", "100"),
            ("Typed.Press", Counter.Value(page, "Typed.Press"))
        );
        var waiting = await counter.Browser.GoAsync(asked.To!);
        var right = await counter.Browser.PostAsync(
            asked.To!,
            waiting,
            "till-confirm",
            ("Typed.Code", await Till.CodeFor(shopper))
        );
        var kept = await counter.Browser.GoAsync(right.To!);
        var redemption = Regex.Match(
            right.To!,
            "[?&]r=(?<id>[0-9a-fA-F-]+)",
            RegexOptions.ExplicitCapture,
            TimeSpan.FromSeconds(1)
        );
        (await Till.Cancel(redemption.Groups["id"].Value)).Is(200);

        var refused = await counter.PressAsync(kept);
        Assert.Equal("/staff/till/refused?code=redemption-closed", refused.To);
        var posted = await counter.PressAsync(kept, noPoints: true);
        var again = await counter.PressAsync(kept, noPoints: true);

        Assert.StartsWith("/staff/till/receipt?order=T-", posted.To, StringComparison.Ordinal);
        Assert.StartsWith("/staff/till/receipt?order=T-", again.To, StringComparison.Ordinal);
        Assert.Equal("/staff/till/refused?code=number-taken", (await counter.PressAsync(kept)).To);
        var sale = (await Till.Get($"/api/v1/purchases/{order}")).Is(200);
        Assert.Equal((0m, 2_000m), (sale.Number("redeemed"), sale.Number("moneyPaid")));
        // 3 % of 2,000, once.
        Assert.Equal(before + 60, await Till.Active(shopper));
    }

    [Fact]
    public async Task The_last_press_sent_twenty_times_is_one_sale_and_each_gets_its_receipt()
    {
        using var counter = await Counter.OpenAsync(portal);
        var shopper = await Counter.NewMemberAsync(portal);
        var (_, page) = await counter.QuoteAsync(shopper.CardNumber, "500");
        var before = await counter.CountSalesAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => counter.PressAsync(page)));

        Assert.All(answers, each => Assert.StartsWith("/staff/till/receipt", each.To, StringComparison.Ordinal));
        Assert.Equal(before + 1, await counter.CountSalesAsync());
    }

    [Fact]
    public async Task A_kept_sale_may_be_sent_by_another_clerk_or_with_another_time_and_stays_one_sale()
    {
        using var counter = await Counter.OpenAsync(portal);
        using var relief = await Counter.OpenAsync(portal);
        var shopper = await Counter.NewMemberAsync(portal);
        var (_, page) = await counter.QuoteAsync(shopper.CardNumber, "500");
        var before = await counter.CountSalesAsync();
        var own = await relief.Browser.GoAsync(Counter.Home);
        (string, string)[] fields = [("Pass", Counter.Value(page, "Pass")), ("At", Counter.Value(page, "At"))];

        var byRelief = await relief.Browser.PostAsync(Counter.PostPath, own, "none", fields);
        var again = await counter.PressAsync(page);
        var later = await counter.PressAsync(
            page,
            at: (await Till.Now())
                .AddSeconds(-30)
                .UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
        );

        Assert.All(
            [byRelief, again, later],
            each =>
                Assert.StartsWith(
                    $"/staff/till/receipt?order={Counter.NumberIn(page)}",
                    each.To,
                    StringComparison.Ordinal
                )
        );
        Assert.Equal(before + 1, await counter.CountSalesAsync());
    }

    [Theory]
    [InlineData(-24 * 3600 - 1)]
    [InlineData(61)]
    [InlineData(null)]
    public async Task A_time_that_cannot_be_is_refused(int? secondsFromNow)
    {
        var at = secondsFromNow is { } seconds
            ? (await Till.Now())
                .AddSeconds(seconds)
                .UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            : "yesterday";
        using var counter = await Counter.OpenAsync(portal);
        var page = await counter.Browser.GoAsync($"{Counter.Sale}?price-1=500");
        var before = await counter.CountSalesAsync();

        Assert.Equal("/staff/till/refused?code=time-wrong", (await counter.PressAsync(page, at)).To);

        Assert.Equal(before, await counter.CountSalesAsync());
    }

    [Fact]
    public async Task A_sale_is_not_dated_before_it_was_reckoned()
    {
        using var counter = await Counter.OpenAsync(portal);
        var (_, page) = await counter.QuoteAsync((await Counter.NewMemberAsync(portal)).CardNumber, "500");
        var before = await counter.CountSalesAsync();

        var early = await counter.PressAsync(
            page,
            at: (await Till.Now())
                .AddHours(-2)
                .UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
        );

        Assert.EndsWith("code=time-wrong", early.To, StringComparison.Ordinal);
        Assert.Equal(before, await counter.CountSalesAsync());
    }

    [Fact]
    public async Task Another_basket_under_the_number_of_a_sale_that_is_done_is_not_taken_for_it()
    {
        using var counter = await Counter.OpenAsync(portal);
        var first = await counter.Browser.GoAsync($"{Counter.Sale}?price-1=500&payment=cash");
        var address = $"{Counter.Sale}?price-1=900&payment=cash&order={Counter.NumberIn(first)}";
        var second = await counter.Browser.GoAsync(address);
        Assert.Equal(302, (await counter.PressAsync(first)).Status);

        var other = await counter.PressAsync(second);

        Assert.EndsWith("code=number-taken", other.To, StringComparison.Ordinal);
        var order = (await Till.Get($"/api/v1/purchases/{Counter.NumberIn(first)}")).Is(200);
        Assert.Equal(500, order.Number("moneyPaid"));
        var again = await counter.Browser.GoAsync(address);
        Assert.Contains("Эта продажа уже проведена", again.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"Pass\"", again.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sale_may_be_without_a_member()
    {
        using var counter = await Counter.OpenAsync(portal);
        var page = await counter.Browser.GoAsync($"{Counter.Sale}?price-1=500&payment=cash");

        Assert.Equal(302, (await counter.PressAsync(page)).Status);

        var order = (await Till.Get($"/api/v1/purchases/{Counter.NumberIn(page)}")).Is(200);
        Assert.True(order.IsNull("memberId"));
    }

    [Fact]
    public async Task The_static_code_earns_and_neither_shows_nor_spends()
    {
        using var counter = await Counter.OpenAsync(portal);
        var shopper = await Counter.NewMemberAsync(portal);
        var codes = (await Till.Post($"/demo/members/{shopper.MemberId}/qr", null)).Is(200);
        var (path, page) = await counter.QuoteAsync(codes.Text("offline"), "2000");

        Assert.Contains("Только начисление", page.Text, StringComparison.Ordinal);
        Assert.Contains("Участник с картой", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Можно списать<", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("till-spend", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(codes.Text("offline"), page.Text, StringComparison.Ordinal);
        var forced = await counter.Browser.PostAsync(path, page, "till-spend", ("Typed.Points", "100"));
        Assert.NotEqual(302, forced.Status);
        var posted = await counter.PressAsync(page);
        var receipt = await counter.Browser.GoAsync(posted.To!);
        Assert.Contains("id=\"earned\"", receipt.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"balance\"", receipt.Text, StringComparison.Ordinal);
        Assert.Equal(0, (await Till.Wallet(shopper)).Number("held"));
    }

    [Fact]
    public async Task A_rotating_code_is_read_once_also_when_a_Russian_layout_typed_it()
    {
        using var counter = await Counter.OpenAsync(portal);
        var shopper = await Counter.NewMemberAsync(portal);
        var live = (await Till.Post($"/demo/members/{shopper.MemberId}/qr", null)).Is(200).Text("live");
        const string latin = "qwertyuiop[]asdfghjkl;'zxcvbnm,.";
        const string russian = "йцукенгшщзхъфывапролджэячсмитьбю";
        var typed = string.Concat(
            live.Select(each =>
                latin.Contains(each, StringComparison.Ordinal)
                    ? russian[latin.IndexOf(each, StringComparison.Ordinal)]
                    : each
            )
        );
        Assert.StartsWith("дздю", typed, StringComparison.Ordinal);

        Assert.StartsWith(Counter.Sale, (await counter.FindAsync(typed)).To, StringComparison.Ordinal);

        var again = await counter.FindAsync(live);
        Assert.Equal(200, again.Status);
        Assert.Contains("Код не действует", again.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(live, again.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ticket_is_good_for_its_clerk_and_for_a_quarter_of_an_hour()
    {
        using var counter = await Counter.OpenAsync(portal);
        using var other = await Counter.OpenAsync(portal);
        var shopper = await Counter.NewMemberAsync(portal);
        var (path, page) = await counter.QuoteAsync(shopper.Phone, "500");
        Assert.Contains("name=\"Pass\"", page.Text, StringComparison.Ordinal);

        Assert.Equal("/staff/till?over=1", (await other.Browser.GoAsync(path)).To);
        Assert.Equal(
            "/staff/till?over=1",
            (await counter.Browser.GoAsync(path.Replace("m=C", "m=D", StringComparison.Ordinal))).To
        );
        Assert.Equal("/staff/till?over=1", (await counter.Browser.GoAsync($"{Counter.Sale}?m={shopper.MemberId}")).To);
        await Till.Wait(TimeSpan.FromMinutes(16));
        Assert.Equal("/staff/till?over=1", (await counter.Browser.GoAsync(path)).To);
        // What was ready by then is still posted.
        Assert.StartsWith("/staff/till/receipt", (await counter.PressAsync(page)).To, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_walks_through_phone_numbers()
    {
        using var counter = await Counter.OpenAsync(portal);
        var shopper = await Counter.NewMemberAsync(portal);
        var page = await counter.Browser.GoAsync(Counter.Home);
        for (var each = 0; each < TillLookup.MostInTenMinutes; each++)
        {
            var answer = await counter.Browser.PostAsync(
                Counter.Home,
                page,
                "till-find",
                ("Typed.Text", $"+7911000{each:D4}")
            );
            Assert.Contains("Никого не нашли", answer.Text, StringComparison.Ordinal);
        }

        var refused = await counter.FindAsync(shopper.Phone);

        Assert.Contains("Слишком много поисков", refused.Text, StringComparison.Ordinal);
        await Till.Wait(TimeSpan.FromMinutes(10));
        Assert.Equal(302, (await counter.FindAsync(shopper.Phone)).Status);
    }

    [Fact]
    public async Task Somebody_is_enrolled_only_after_the_clerk_has_asked()
    {
        using var counter = await Counter.OpenAsync(portal);
        var phone = Till.NewPhone();
        var nobody = await counter.FindAsync(phone);
        Assert.Contains("С этим телефоном участника нет", nobody.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("type=\"checkbox\" checked", nobody.Text, StringComparison.Ordinal);
        const string path = "/staff/till/enrol";

        var unasked = await counter.Browser.PostAsync(path, nobody, "till-enrol", ("Typed.Phone", phone));
        Assert.Contains("Без согласия записать нельзя", unasked.Text, StringComparison.Ordinal);
        (await Till.Find("phone", phone)).IsRefused(404, "member-unknown");
        var enrolled = await counter.Browser.PostAsync(
            path,
            unasked,
            "till-enrol",
            ("Typed.Phone", phone),
            ("Typed.Consent", "true")
        );

        Assert.Contains("joined=1", enrolled.To, StringComparison.Ordinal);
        Assert.Contains(
            "Участник записан",
            (await counter.Browser.GoAsync(enrolled.To!)).Text,
            StringComparison.Ordinal
        );
        (await Till.Find("phone", phone)).Is(200);
    }

    [Fact]
    public async Task A_return_is_told_before_it_is_posted_and_posted_once()
    {
        using var counter = await Counter.OpenAsync(portal);
        var shopper = await Counter.NewMemberAsync(portal);
        var (_, sale) = await counter.QuoteAsync(shopper.CardNumber, "1000", "&pieces-1=3&lines=1");
        await counter.PressAsync(sale);
        var order = Counter.NumberIn(sale);
        var returns = await portal.Books.CountAsync("Returns");
        var path = $"/staff/till/return?order={order}";
        Assert.Contains("можно вернуть: 3", (await counter.Browser.GoAsync(path)).Text, StringComparison.Ordinal);
        Assert.Contains("не больше 3", (await counter.Browser.GoAsync(path + "&q-1=4")).Text, StringComparison.Ordinal);
        var preview = await counter.Browser.GoAsync(path + "&q-1=2");
        Assert.Contains("id=\"annulled\"", preview.Text, StringComparison.Ordinal);
        Assert.Equal(returns, await portal.Books.CountAsync("Returns"));

        var posted = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => counter.PressAsync(preview)));

        Assert.All(posted, each => Assert.StartsWith("/staff/till/returned", each.To, StringComparison.Ordinal));
        Assert.Equal(returns + 1, await portal.Books.CountAsync("Returns"));
        Assert.Equal(200, (await counter.Browser.GoAsync(posted[0].To!)).Status);
        Assert.Equal(2, (await Till.Get($"/api/v1/purchases/{order}")).Is(200).Number("lines[0].returned"));
    }

    [Fact]
    public async Task A_sale_belongs_to_the_place_where_it_was_made()
    {
        using var store = await Counter.OpenAsync(portal);
        using var outlet = await Counter.OpenAsync(portal, store: "outlet");
        var sale = await store.Browser.GoAsync($"{Counter.Sale}?price-1=500");
        await store.PressAsync(sale);

        var asked = await outlet.Browser.GoAsync($"/staff/till/return?order={Counter.NumberIn(sale)}");

        Assert.Contains("не в магазине такого рода", asked.Text, StringComparison.Ordinal);
        Assert.Equal(404, (await outlet.Browser.GoAsync($"/staff/till/receipt?order={Counter.NumberIn(sale)}")).Status);
    }

    [Theory]
    [InlineData("Agent")]
    [InlineData("Operator")]
    public async Task Only_clerks_work_at_a_till(string role)
    {
        using var colleague = await Counter.OpenAsync(portal, role, store: null);
        foreach (
            var path in new[]
            {
                "",
                "/store",
                "/enrol",
                "/sale",
                "/return",
                "/receipt",
                "/returned",
                "/refused",
                $"/asked/{Guid.Empty}",
            }
        )
        {
            Assert.Equal(403, (await colleague.Browser.GoAsync(Counter.Home + path)).Status);
        }
        var home = await colleague.Browser.GoAsync("/staff");
        Assert.DoesNotContain("href=\"/staff/till\"", home.Text, StringComparison.Ordinal);
        Assert.Equal(403, (await colleague.Browser.PostAsync(Counter.PostPath, home, "none", ("Pass", "x"))).Status);
        using var visitor = new StaffBrowser(portal.ClientOptions.BaseAddress);
        Assert.StartsWith("/staff/sign-in", (await visitor.GoAsync(Counter.Home)).To, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clerk_chooses_the_store_first_and_no_other_than_there_is()
    {
        using var counter = await Counter.OpenAsync(portal, store: null);
        Assert.Contains(
            "href=\"/staff/till\"",
            (await counter.Browser.GoAsync("/staff")).Text,
            StringComparison.Ordinal
        );
        Assert.Equal("/staff/till/store", (await counter.Browser.GoAsync(Counter.Home)).To);
        Assert.Equal(
            200,
            (await counter.Browser.SendAsync("/staff/till/store", "till-store", ("Chosen", "web"))).Status
        );
        Assert.Equal("/staff/till/store", (await counter.Browser.GoAsync(Counter.Home)).To);
    }
}
