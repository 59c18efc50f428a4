using System.Text.RegularExpressions;
using LoyaltyPortal.Browser.Tests.Pages;
using LoyaltyPortal.Browser.Tests.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LoyaltyPortal.Browser.Tests.Forms;

/// <summary>Forms that were open for too long, come from elsewhere, or were changed by hand.</summary>
public sealed partial class TamperedFormTests(Chromium chromium) : BrowserTest(chromium)
{
    private const string Stale = "Форма устарела";

    [Theory]
    [InlineData(true, Look.Russian, Stale)]
    [InlineData(false, Look.Russian, Stale)]
    [InlineData(true, Look.English, "The form is out of date")]
    [InlineData(false, Look.English, "The form is out of date")]
    public async Task A_form_without_its_token_is_refused_in_the_readers_language(
        bool hasScript,
        string language,
        string heading
    )
    {
        var phone = NewPhone();
        var visitor = await VisitorAsync(new Look(HasScript: hasScript, Language: language));
        var page = await PhonePage.OpenAsync(visitor, PhonePage.Join);
        await ForgetAsync(visitor, "form:has(#phone) [name=_token]");

        var answer = await SendAsync(visitor, () => page.SubmitAsync(phone));

        Assert.Equal(400, answer.Status);
        await ErrorPage.ExpectAsync(visitor, heading);
        Assert.Equal(0, await Shared.Shop.CountMessagesAsync(phone));
    }

    [Theory]
    [InlineData("/sign-out", "Выйти")]
    [InlineData("/language", "English")]
    [InlineData("/theme", "Тёмное")]
    public async Task A_choice_without_its_token_changes_nothing(string action, string button)
    {
        var visitor = await MemberAsync(Portal.Newcomer, new Look(HasScript: false));
        await visitor.GoAsync(Cabinet.Home);
        await ForgetAsync(visitor, $"[action='{action}'] [name=_token]");

        var answer = await SendAsync(
            visitor,
            () =>
                visitor
                    .Page.Locator($"[action='{action}']")
                    .GetByRole(AriaRole.Button, new() { Name = button })
                    .ClickAsync()
        );

        Assert.Equal(400, answer.Status);
        await ErrorPage.ExpectAsync(visitor, Stale);
        await visitor.GoAsync(Cabinet.Home);
        Assert.Equal(Cabinet.Home, visitor.Path);
        Assert.Equal("ru", await visitor.Page.GetAttributeAsync("html", "lang"));
        Assert.DoesNotContain(
            "dark",
            await visitor.Page.GetAttributeAsync("html", "data-bs-theme") ?? "",
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_token_of_another_browser_is_refused()
    {
        var other = await VisitorAsync();
        await PhonePage.OpenAsync(other);
        var token = await other.Page.Locator("form:has(#phone) [name=_token]").InputValueAsync();
        var visitor = await VisitorAsync(new Look(HasScript: false));
        var page = await PhonePage.OpenAsync(visitor);
        await visitor
            .Page.Locator("form:has(#phone) [name=_token]")
            .EvaluateAsync("(field, text) => field.value = text", token);

        var answer = await SendAsync(visitor, () => page.SubmitAsync(NewPhone()));

        Assert.Equal(400, answer.Status);
        await ErrorPage.ExpectAsync(visitor, Stale);
    }

    /// <summary>In Development the framework tells a developer what is wrong with the form; others are told nothing.</summary>
    [Theory]
    [InlineData("no-such-form")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("")]
    [InlineData(null)]
    public async Task A_form_that_the_page_does_not_have_is_refused_and_tells_nothing(string? name)
    {
        var portal = Alone(new Portal.Beginning(Environment: "Production"));
        using var http = new HttpClient { BaseAddress = new Uri(portal.Shop.Address) };
        var page = await http.GetStringAsync(
            new Uri(PhonePage.SignIn, UriKind.Relative),
            TestContext.Current.CancellationToken
        );
        var token = Token().Match(page).Groups["token"].Value;
        Dictionary<string, string> fields = new() { ["_token"] = token, ["Asked.Phone"] = NewPhone() };
        if (name is not null)
        {
            fields["_handler"] = name;
        }

        foreach (var (language, heading) in new[] { (Look.Russian, Stale), (Look.English, "The form is out of date") })
        {
            using var form = new FormUrlEncodedContent(fields);
            http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
            var answer = await http.PostAsync(
                new Uri(PhonePage.SignIn, UriKind.Relative),
                form,
                TestContext.Current.CancellationToken
            );
            http.DefaultRequestHeaders.AcceptLanguage.Clear();

            Assert.Equal(400, (int)answer.StatusCode);
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
            var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.Contains($"<h1>{heading}</h1>", text, StringComparison.Ordinal);
            Assert.DoesNotContain("alert(1)", text, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("https://example.org/")]
    [InlineData("//example.org")]
    [InlineData("/\\example.org")]
    [InlineData("javascript:alert(1)")]
    public async Task A_way_back_leads_nowhere_else_than_to_this_portal(string address)
    {
        var visitor = await VisitorAsync(new Look(HasScript: false));
        await visitor.GoAsync(PhonePage.SignIn);
        await visitor
            .Page.Locator("[action='/language'] [name=returnUrl]")
            .EvaluateAsync("(field, text) => field.value = text", address);
        await visitor.Page.Locator("[action='/language'] [value=en]").ClickAsync();
        Assert.StartsWith(Shared.Shop.Address, visitor.Page.Url, StringComparison.Ordinal);

        var phone = NewPhone();
        await Shared.Shop.EnrolAsync(phone);
        await PhonePage.SignInAsync(visitor, phone, $"{PhonePage.SignIn}?returnUrl={Uri.EscapeDataString(address)}");
        Assert.Equal(Cabinet.Home, visitor.Path);
    }

    [Fact]
    public async Task A_form_with_far_more_in_it_than_it_asks_for_is_read_as_what_it_asks_for()
    {
        var phone = NewPhone();
        var visitor = await VisitorAsync(new Look(HasScript: false));
        var page = await PhonePage.ProveAsync(visitor, phone);
        await page.NameAsync("Олег", "Иванов");
        await visitor
            .Page.Locator("form:has(#given-name)")
            .EvaluateAsync(
                """
                form => {
                    for (const name of ['Typed.Phone', 'Typed.AccountId', 'Typed.GivenName.Length', 'ticket.Phone', 'Typed.GivenName', 'Typed[0].News']) {
                        const field = document.createElement('input');
                        field.type = 'hidden';
                        field.name = name;
                        field.value = '+79000000002';
                        form.append(field);
                    }
                }
                """
            );

        await page.GoOnAsync();
        await page.PassAsync();
        await page.PersonalData.CheckAsync();
        await page.Send.ClickAsync();
        await visitor.ArriveAsync(CardPage.Path);

        await Expect(new CardPage(visitor).Holder).ToHaveTextAsync("Олег Иванов");
        var member = await Shared.Shop.GetAsync("/api/v1/members?phone=" + Uri.EscapeDataString(phone));
        Assert.Equal("Олег И.", member.GetProperty("maskedName").GetString());
    }

    private static async Task ForgetAsync(Visitor visitor, string field) =>
        await visitor.Page.Locator(field).EvaluateAsync("field => field.remove()");

    private static Task<IResponse> SendAsync(Visitor visitor, Func<Task> send)
    {
        visitor.Expects(400);
        return visitor.Page.RunAndWaitForResponseAsync(send, answer => answer.Request.Method == "POST");
    }

    [GeneratedRegex("name=\"_token\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
