using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using LoyaltyPortal.Data.Joining;
using LoyaltyPortal.Data.Providers;
using LoyaltyPortal.Web.Features.Joining;
using LoyaltyPortal.Web.Platform.Persons;
using LoyaltyPortal.Web.Tests.StoreApi;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Features.Joining;

/// <summary>Who may read and write a draft of a questionnaire, and what is written down of it.</summary>
public sealed partial class DraftProtectionTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private Drafts Drafts => portal.Services.GetRequiredService<Drafts>();

    [Fact]
    public async Task A_draft_comes_back_whole_but_for_the_consents()
    {
        var phone = Till.NewPhone();
        var answers = new Questionnaire
        {
            GivenName = "Анна",
            FamilyName = "Смирнова",
            Born = new TypedDay { Day = "31", Month = "2" },
            Sex = "female",
            City = "Тверь",
            Email = "anna@",
            Interests = ["therapy"],
            Children = [new TypedDay { Year = "2020" }],
            PersonalData = true,
            News = true,
            Sms = true,
            Calls = true,
        };

        Assert.True(await Drafts.KeepAsync(phone, new Draft(answers, 2), Stop));
        var (back, step, _) = await Drafts.FindAsync(phone, Stop);

        Assert.Equal(2, step);
        Assert.Equal(
            ("Анна", "Смирнова", "31", "2"),
            (back.GivenName, back.FamilyName, back.Born.Day, back.Born.Month)
        );
        Assert.Equal(("female", "Тверь", "anna@"), (back.Sex, back.City, back.Email));
        Assert.Equal(["therapy"], back.Interests);
        Assert.Equal("2020", Assert.Single(back.Children).Year);
        Assert.Empty(back.Consents);
    }

    [Fact]
    public async Task The_database_does_not_tell_what_a_draft_says_and_a_draft_under_another_phone_says_nothing()
    {
        var (phone, other) = (Till.NewPhone(), Till.NewPhone());
        await Drafts.KeepAsync(phone, new Draft(new Questionnaire { GivenName = "Anna" }, 1), Stop);
        var kept = await portal.Services.GetRequiredService<JoiningDrafts>().FindAsync(phone, Stop);
        Assert.DoesNotContain("Anna", kept!.Answers, StringComparison.Ordinal);

        await portal.Services.GetRequiredService<JoiningDrafts>().KeepAsync(other, kept.Answers, 1, Stop);

        Assert.Equal("Anna", (await Drafts.FindAsync(phone, Stop)).Answers.GivenName);
        Assert.Null((await Drafts.FindAsync(other, Stop)).Answers.GivenName);
    }

    [Fact]
    public async Task Interests_that_the_programme_no_longer_has_do_not_come_back()
    {
        var phone = Till.NewPhone();
        await Drafts.KeepAsync(phone, new Draft(new Questionnaire { Interests = ["therapy", "bags"] }, 3), Stop);
        Assert.Equal(["therapy"], (await Drafts.FindAsync(phone, Stop)).Answers.Interests);
    }

    [Fact]
    public async Task Whoever_proved_no_phone_writes_no_draft_and_a_form_of_another_site_neither()
    {
        using var visitor = portal.CreateClient();
        var page = await visitor.GetStringAsync(new Uri("/join", UriKind.Relative), Stop);
        var token = WebUtility.HtmlDecode(Token().Match(page).Groups["token"].Value);
        Assert.NotEmpty(token);
        var before = await portal.Books.CountAsync("JoiningDrafts");

        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(visitor, token));
        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(visitor, token: null));

        Assert.Equal(before, await portal.Books.CountAsync("JoiningDrafts"));
    }

    [Fact]
    public async Task The_link_in_the_message_is_not_what_the_database_keeps_and_goes_out_once()
    {
        var phone = Till.NewPhone();
        (await portal.Till.Enrol(phone)).Is(201);
        (await portal.Till.Enrol(phone)).Is(200);
        await using var db = portal.Services.GetRequiredService<IPortalDbs>().Create();
        var message = await db.Outbox.SingleAsync(each => each.Recipient == phone, Stop);
        var link = await db.JoiningLinks.SingleAsync(each => each.AccountId == message.AccountId, Stop);

        var token = Link().Match(message.Text).Groups["token"].Value;

        Assert.Equal(24, token.Length);
        Assert.True(message.IsSecret);
        Assert.Equal(link.ExpiresAt, message.ExpiresAt);
        Assert.Equal(TimeSpan.FromDays(7), link.ExpiresAt - link.CreatedAt);
        Assert.Equal(
            System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(token)),
            link.TokenHash
        );
    }

    [Fact]
    public void The_address_of_a_link_is_in_no_log_whatever_the_settings_say()
    {
        var rules = portal.Services.GetRequiredService<IOptions<LoggerFilterOptions>>().Value.Rules;
        var last = rules.Last(rule => rule.CategoryName == JoiningRoutes.RequestLog && rule.ProviderName is null);
        Assert.Equal(LogLevel.Warning, last.LogLevel);
    }

    [Fact]
    public async Task Links_that_open_nothing_get_one_and_the_same_page()
    {
        var phone = Till.NewPhone();
        (await portal.Till.Enrol(phone)).Is(201);
        await using var db = portal.Services.GetRequiredService<IPortalDbs>().Create();
        var message = await db.Outbox.SingleAsync(each => each.Recipient == phone, Stop);
        var path = Link().Match(message.Text).Value;
        var good = await PageAsync(path);
        Assert.Contains("***-**-" + phone[^2..], good, StringComparison.Ordinal);
        var token = Link().Match(path).Groups["token"].Value;
        Assert.NotNull(await portal.Services.GetRequiredService<JoiningLinks>().UseAsync(token, Stop));

        var used = await PageAsync(path);
        var never = await PageAsync("/join/link/" + new string('A', 24));
        var odd = await PageAsync("/join/link/x");

        Assert.Equal(Words(never), Words(used));
        Assert.Equal(Words(never), Words(odd));
        Assert.NotEqual(Words(never), Words(good));
    }

    [Fact]
    public async Task What_a_consent_means_is_told_to_everybody_in_both_languages()
    {
        using var visitor = portal.CreateClient();
        var russian = await visitor.GetStringAsync(new Uri("/consents", UriKind.Relative), Stop);
        visitor.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        var english = await visitor.GetStringAsync(new Uri("/consents", UriKind.Relative), Stop);
        Assert.Contains("Как передумать", russian, StringComparison.Ordinal);
        Assert.Contains("How to change your mind", english, StringComparison.Ordinal);
        Assert.Contains("I agree to be called with offers", english, StringComparison.Ordinal);
    }

    private async Task<string> PageAsync(string path)
    {
        using var visitor = portal.CreateClient();
        return await visitor.GetStringAsync(new Uri(path, UriKind.Relative), Stop);
    }

    /// <summary>What a reader sees of a page: the text of its main part.</summary>
    private static string Words(string page) =>
        Tags()
            .Replace(
                page[page.IndexOf("<main", StringComparison.Ordinal)..page.IndexOf("</main", StringComparison.Ordinal)],
                " "
            );

    private static async Task<HttpStatusCode> SendAsync(HttpClient visitor, string? token)
    {
        var fields = new Dictionary<string, string>
        {
            ["Step"] = 1.ToString(CultureInfo.InvariantCulture),
            ["Typed.GivenName"] = "Анна",
        };
        if (token is not null)
        {
            fields["_token"] = token;
        }
        using var form = new FormUrlEncodedContent(fields);
        using var answer = await visitor.PostAsync(new Uri(JoiningRoutes.DraftPath, UriKind.Relative), form, Stop);
        return answer.StatusCode;
    }

    [GeneratedRegex("name=\"_token\" value=\"(?<token>[^\"]+)\"", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();

    [GeneratedRegex("/join/link/(?<token>[A-Za-z0-9_-]+)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();

    [GeneratedRegex("<[^>]*>", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tags();
}
