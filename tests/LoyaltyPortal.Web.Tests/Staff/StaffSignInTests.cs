using LoyaltyPortal.Data.Staff;
using LoyaltyPortal.Web.Tests.StoreApi;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Staff;

/// <summary>How staff come in, and how others do not.</summary>
public sealed class StaffSignInTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    private const int Many = 20;

    private readonly StaffDesk desk = new(portal);

    [Fact]
    public async Task By_the_link_come_a_password_an_app_recovery_codes_and_the_first_session()
    {
        using var browser = desk.Browser();

        var colleague = await desk.NewColleagueAsync(browser);

        var home = await browser.GoAsync(StaffDesk.Home);
        Assert.Equal(200, home.Status);
        Assert.Contains("Ольга Орлова", home.Text, StringComparison.Ordinal);
        Assert.Contains(colleague.Email, home.Text, StringComparison.Ordinal);
        Assert.Contains("Оператор", home.Text, StringComparison.Ordinal);
        Assert.Equal(10, colleague.RecoveryCodes.Distinct().Count());
        // The codes are shown once: the page of the app is over.
        Assert.Equal(StaffDesk.SignIn, (await browser.GoAsync(StaffDesk.Authenticator)).To);
    }

    [Fact]
    public async Task A_password_alone_opens_the_second_step_and_no_page()
    {
        var colleague = await desk.AbsentColleagueAsync();
        using var browser = desk.Browser();

        var told = await StaffDesk.TellPasswordAsync(browser, colleague.Email, colleague.Password);

        Assert.Equal((302, StaffDesk.Second), (told.Status, told.To));
        foreach (var path in new[] { StaffDesk.Home, "/staff/password", "/staff/recovery-codes" })
        {
            var answer = await browser.GoAsync(path);
            Assert.Equal(302, answer.Status);
            Assert.StartsWith(StaffDesk.SignIn, answer.To, StringComparison.Ordinal);
        }
        // Nor another app in place of the one that is set up.
        Assert.Equal(StaffDesk.SignIn, (await browser.GoAsync(StaffDesk.Authenticator)).To);
        Assert.Equal(0, await desk.CountSessionsAsync(colleague.Email));
    }

    [Fact]
    public async Task Until_an_app_is_set_up_the_password_opens_its_set_up_alone()
    {
        var email = StaffDesk.NewEmail();
        var (_, said) = await desk.CreateAsync(email, "--roles=Agent");
        using (var first = desk.Browser())
        {
            Assert.Equal(
                StaffDesk.Authenticator,
                (
                    await first.SendAsync(StaffDesk.PathIn(said), "staff-welcome", StaffDesk.Choice(StaffDesk.Password))
                ).To
            );
        }
        using var browser = desk.Browser();

        var told = await StaffDesk.TellPasswordAsync(browser, email, StaffDesk.Password);

        Assert.Equal(StaffDesk.Authenticator, told.To);
        Assert.StartsWith(StaffDesk.SignIn, (await browser.GoAsync(StaffDesk.Home)).To, StringComparison.Ordinal);
        Assert.Equal(StaffDesk.SignIn, (await browser.GoAsync(StaffDesk.Second)).To);
        Assert.Equal(200, (await browser.GoAsync(StaffDesk.Authenticator)).Status);
    }

    [Fact]
    public async Task After_the_password_and_a_code_of_the_app_they_are_where_they_wanted_to_go()
    {
        var colleague = await desk.AbsentColleagueAsync();
        using var browser = desk.Browser();
        var asked = await browser.GoAsync("/staff/password");
        Assert.Equal($"{StaffDesk.SignIn}?returnUrl=%2Fstaff%2Fpassword", asked.To);

        await browser.SendAsync(
            asked.To!,
            "staff-sign-in",
            ("Typed.Email", colleague.Email.ToUpperInvariant()),
            ("Typed.Password", colleague.Password)
        );
        var entered = await StaffDesk.TellCodeAsync(browser, desk.NextCodeOf(colleague.Key));

        Assert.Equal("/staff/password", entered.To);
        Assert.Equal(200, (await browser.GoAsync("/staff/password")).Status);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    public async Task Nobody_is_sent_to_another_host_after_signing_in(string address)
    {
        var colleague = await desk.AbsentColleagueAsync();
        using var browser = desk.Browser();

        await browser.SendAsync(
            $"{StaffDesk.SignIn}?returnUrl={Uri.EscapeDataString(address)}",
            "staff-sign-in",
            ("Typed.Email", colleague.Email),
            ("Typed.Password", colleague.Password)
        );

        Assert.Equal(StaffDesk.Home, (await StaffDesk.TellCodeAsync(browser, desk.NextCodeOf(colleague.Key))).To);
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_also_for_the_right_one_for_a_quarter_of_an_hour()
    {
        var colleague = await desk.AbsentColleagueAsync();
        using var browser = desk.Browser();
        var answers = new List<Seen>();
        for (var tries = 0; tries < StaffTries.Most; tries++)
        {
            answers.Add(await StaffDesk.TellPasswordAsync(browser, colleague.Email, "wrong horse battery"));
        }

        answers.Add(await StaffDesk.TellPasswordAsync(browser, colleague.Email, colleague.Password));

        Assert.All(answers, answer => Assert.Equal((200, null), (answer.Status, answer.To)));
        // Nobody is told whether the password was the right one.
        Assert.Single(answers.Select(answer => answer.Lasting).Distinct());
        desk.Wait(StaffTries.Lock - TimeSpan.FromSeconds(1));
        Assert.Null((await StaffDesk.TellPasswordAsync(browser, colleague.Email, colleague.Password)).To);
        desk.Wait(TimeSpan.FromSeconds(1));
        await desk.SignInAsync(browser, colleague);
    }

    [Fact]
    public async Task Known_and_unknown_addresses_get_the_same_answer()
    {
        var known = (await desk.AbsentColleagueAsync()).Email;
        // As long as the known one, so that the page is as long.
        var unknown = known.Replace("colleague", "neighbour", StringComparison.Ordinal);
        using var browser = desk.Browser();

        var first = await StaffDesk.TellPasswordAsync(browser, known, "wrong horse battery");
        var second = await StaffDesk.TellPasswordAsync(browser, unknown, "wrong horse battery");

        Assert.Equal((first.Status, first.To), (second.Status, second.To));
        Assert.Equal(first.Lasting, second.Lasting.Replace(unknown, known, StringComparison.Ordinal));
        Assert.Contains("Почта или пароль не подходят", first.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong horse battery", first.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_codes_lock_as_wrong_passwords_do_and_the_password_between_them_does_not_help()
    {
        var colleague = await desk.AbsentColleagueAsync();
        using var browser = desk.Browser();
        for (var tries = 0; tries < StaffTries.Most; tries++)
        {
            Assert.Equal(
                StaffDesk.Second,
                (await StaffDesk.TellPasswordAsync(browser, colleague.Email, colleague.Password)).To
            );
            Assert.Equal(200, (await StaffDesk.TellCodeAsync(browser, WrongFor(colleague.Key))).Status);
        }

        Assert.Equal(200, (await StaffDesk.TellCodeAsync(browser, desk.NextCodeOf(colleague.Key))).Status);
        Assert.Null((await StaffDesk.TellPasswordAsync(browser, colleague.Email, colleague.Password)).To);
        Assert.Equal(0, await desk.CountSessionsAsync(colleague.Email));
    }

    [Fact]
    public async Task A_code_of_the_app_that_was_used_is_refused()
    {
        var colleague = await desk.AbsentColleagueAsync();
        using var hers = desk.Browser();
        await desk.SignInAsync(hers, colleague);
        var seen = desk.CodeOf(colleague.Key);
        using var theirs = desk.Browser();

        await StaffDesk.TellPasswordAsync(theirs, colleague.Email, colleague.Password);

        Assert.Equal(200, (await StaffDesk.TellCodeAsync(theirs, seen)).Status);
        Assert.Equal(1, await desk.CountSessionsAsync(colleague.Email));
    }

    [Fact]
    public async Task A_code_of_the_app_sent_twenty_times_at_once_begins_one_session()
    {
        var colleague = await desk.AbsentColleagueAsync();
        using var browser = desk.Browser();
        await StaffDesk.TellPasswordAsync(browser, colleague.Email, colleague.Password);
        var page = await browser.GoAsync(StaffDesk.Second);
        var code = desk.NextCodeOf(colleague.Key);

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, Many)
                .Select(_ => browser.PostAsync(StaffDesk.Second, page, "staff-second", ("Typed.Code", code)))
        );

        Assert.Single(answers, answer => answer.To == StaffDesk.Home);
        Assert.Equal(1, await desk.CountSessionsAsync(colleague.Email));
    }

    [Fact]
    public async Task A_recovery_code_stands_in_for_the_app_once()
    {
        var colleague = await desk.AbsentColleagueAsync();
        using var browser = desk.Browser();
        await StaffDesk.TellPasswordAsync(browser, colleague.Email, colleague.Password);
        var way = $"{StaffDesk.Second}?way=recovery";
        var page = await browser.GoAsync(way);

        // Those that come after the right one count as wrong: few enough that one more does not lock.
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, StaffTries.Most - 2)
                .Select(_ => browser.PostAsync(way, page, "staff-second", ("Typed.Code", colleague.RecoveryCodes[3])))
        );

        Assert.Single(answers, answer => answer.To == StaffDesk.Home);
        Assert.Contains(
            "<dd class=\"figures\">9</dd>",
            (await browser.GoAsync(StaffDesk.Home)).Text,
            StringComparison.Ordinal
        );
        using var later = desk.Browser();
        desk.Wait(StaffTries.Lock);
        await StaffDesk.TellPasswordAsync(later, colleague.Email, colleague.Password);
        Assert.Equal(200, (await StaffDesk.TellCodeAsync(later, colleague.RecoveryCodes[3])).Status);
        Assert.Equal(
            StaffDesk.Home,
            (await StaffDesk.TellCodeAsync(later, colleague.RecoveryCodes[4].Replace('-', ' ').ToLowerInvariant())).To
        );
    }

    [Fact]
    public async Task The_second_step_does_not_outlive_the_password_it_followed()
    {
        using var present = desk.Browser();
        var colleague = await desk.NewColleagueAsync(present);
        using var browser = desk.Browser();
        await StaffDesk.TellPasswordAsync(browser, colleague.Email, colleague.Password);

        var changed = await present.SendAsync(
            "/staff/password",
            "staff-password",
            [("Typed.Present", colleague.Password), .. StaffDesk.Choice("another horse battery")]
        );

        Assert.Equal("/staff?changed=password", changed.To);
        Assert.Equal(StaffDesk.SignIn, (await StaffDesk.TellCodeAsync(browser, desk.NextCodeOf(colleague.Key))).To);
        Assert.Equal(200, (await present.GoAsync(StaffDesk.Home)).Status);
    }

    [Theory]
    [InlineData("too short", "Нужно не меньше 12 знаков")]
    [InlineData("aaaaaaaaaaaaaaaaa", "Слишком мало разных знаков")]
    [InlineData("Password123456!", "угадают")]
    [InlineData("qwertyuiop2027", "угадают")]
    [InlineData("123456789012", "угадают")]
    public async Task A_password_that_is_guessed_first_is_refused_and_the_link_stays_good(string password, string said)
    {
        var (_, printed) = await desk.CreateAsync(StaffDesk.NewEmail(), "--roles=Clerk");
        var link = StaffDesk.PathIn(printed);
        using var browser = desk.Browser();

        var refused = await browser.SendAsync(link, "staff-welcome", StaffDesk.Choice(password));
        var differ = await browser.SendAsync(
            link,
            "staff-welcome",
            StaffDesk.Choice(StaffDesk.Password, "another horse battery")
        );

        Assert.Equal((200, 200), (refused.Status, differ.Status));
        Assert.Contains(said, refused.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(password, refused.Text, StringComparison.Ordinal);
        Assert.Contains("Пароли не совпали", differ.Text, StringComparison.Ordinal);
        Assert.Equal(
            StaffDesk.Authenticator,
            (await browser.SendAsync(link, "staff-welcome", StaffDesk.Choice(StaffDesk.Password))).To
        );
    }

    [Fact]
    public async Task A_link_works_once_and_for_a_day_and_for_nobody_else()
    {
        var email = StaffDesk.NewEmail();
        var first = StaffDesk.PathIn((await desk.CreateAsync(email, "--roles=Agent")).Said);
        using var browser = desk.Browser();
        Assert.Contains("Придумайте пароль", (await browser.GoAsync(first)).Text, StringComparison.Ordinal);
        var page = await browser.GoAsync(first);
        await desk.ComeByLinkAsync(browser, email, first);

        await ExpectOverAsync(browser, page, first);
        var second = StaffDesk.PathIn((await desk.LinkAsync(email)).Said);
        var third = StaffDesk.PathIn((await desk.LinkAsync(email)).Said);
        await ExpectOverAsync(browser, page, second);
        var stranger = StaffDesk.PathIn((await desk.CreateAsync(StaffDesk.NewEmail(), "--roles=Agent")).Said);
        await ExpectOverAsync(browser, page, third.Split("token=")[0] + "token=" + stranger.Split("token=")[1]);
        await ExpectOverAsync(browser, page, "/staff/welcome");
        await ExpectOverAsync(browser, page, "/staff/welcome?user=nobody&token=nothing");
        desk.Wait(StaffLinks.Lasts);
        await ExpectOverAsync(browser, page, third);
    }

    [Fact]
    public async Task A_new_link_ends_sessions_and_the_app_when_it_is_used_and_not_before()
    {
        using var before = desk.Browser();
        var colleague = await desk.NewColleagueAsync(before);
        var link = StaffDesk.PathIn((await desk.LinkAsync(colleague.Email)).Said);
        using var browser = desk.Browser();
        await browser.GoAsync(link);
        Assert.Equal(200, (await before.GoAsync(StaffDesk.Home)).Status);

        var again = await desk.ComeByLinkAsync(browser, colleague.Email, link);

        Assert.StartsWith(StaffDesk.SignIn, (await before.GoAsync(StaffDesk.Home)).To, StringComparison.Ordinal);
        Assert.NotEqual(colleague.Key, again.Key);
        using var later = desk.Browser();
        await StaffDesk.TellPasswordAsync(later, again.Email, again.Password);
        Assert.Equal(200, (await StaffDesk.TellCodeAsync(later, colleague.RecoveryCodes[0])).Status);
        Assert.Equal(200, (await StaffDesk.TellCodeAsync(later, desk.NextCodeOf(colleague.Key))).Status);
        Assert.Equal(StaffDesk.Home, (await StaffDesk.TellCodeAsync(later, desk.CodeOf(again.Key))).To);
    }

    private string WrongFor(string key) => desk.CodeOf(key) == "000000" ? "111111" : "000000";

    private static async Task ExpectOverAsync(StaffBrowser browser, Seen page, string link)
    {
        var seen = await browser.GoAsync(link);
        Assert.Contains("Ссылка больше не работает", seen.Text, StringComparison.Ordinal);
        var sent = await browser.PostAsync(link, page, "staff-welcome", StaffDesk.Choice(StaffDesk.Password));
        Assert.NotEqual(StaffDesk.Authenticator, sent.To);
    }
}
