using System.Net;
using System.Text.RegularExpressions;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Notices;
using LoyaltyPortal.Data.Providers;
using LoyaltyPortal.Domain.Notices;
using LoyaltyPortal.Web.Features.Notices;
using LoyaltyPortal.Web.Tests.Staff;
using LoyaltyPortal.Web.Tests.StoreApi;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Notices;

/// <summary>How a member chooses notices, gets them and ends them, through the portal's own pages.</summary>
public sealed partial class NoticePagesTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    private const string Path = "/profile/notices";
    private const string Sms = "sms";
    private const string Mail = "mail";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private Till Till => portal.Till;

    [Fact]
    public async Task Nothing_is_ticked_for_the_member_and_nothing_is_sent_unasked()
    {
        var shopper = await Till.NewShopper();
        using var browser = await SignedInAsync(shopper);

        var page = await browser.GoAsync(Path);
        await BuyAsync(shopper);
        await Till.Wait(TimeSpan.FromDays(1));

        Assert.Equal(3, Regex.Count(page.Text, "type=\"checkbox\"", RegexOptions.None, TimeSpan.FromSeconds(1)));
        Assert.DoesNotContain(" checked", CheckBoxes().Match(page.Text).Value, StringComparison.Ordinal);
        Assert.Contains("UTC+3 · Москва, Санкт-Петербург", page.Text, StringComparison.Ordinal);
        Assert.Contains("UTC+10 · Владивосток, Хабаровск", page.Text, StringComparison.Ordinal);
        Assert.Empty(await NoticesAsync(shopper));
    }

    [Fact]
    public async Task A_choice_is_kept_and_one_message_comes_when_the_clock_says_so()
    {
        var shopper = await Till.NewShopper();
        using var browser = await SignedInAsync(shopper);

        var saved = await ChooseAsync(browser, Sms, zone: "Asia/Vladivostok", ("Typed.Credited", "true"));
        Assert.Equal($"{Path}?done=Saved", saved.To);
        var settings = await SettingsAsync(shopper);
        Assert.Equal(
            (NoticeKinds.Credited, NoticeMedium.Sms, "Asia/Vladivostok", new TimeOnly(22, 0), new TimeOnly(8, 0)),
            (settings.Kinds, settings.Medium, settings.Zone, settings.QuietFrom, settings.QuietTo)
        );
        await BuyAsync(shopper);
        await BuyAsync(shopper);
        await Till.Wait(TimeSpan.FromDays(1));
        await Till.Wait(TimeSpan.FromDays(1));

        var message = Assert.Single(await NoticesAsync(shopper));
        Assert.Contains("Начислено: 60 бонусов.", message.Text, StringComparison.Ordinal);
        Assert.Contains($"/notices/stop/{settings.StopToken}", message.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_choice_that_no_page_offers_is_taken_for_what_is_usual()
    {
        var shopper = await Till.NewShopper();
        using var browser = await SignedInAsync(shopper);

        await browser.SendAsync(
            Path,
            "notices",
            ("Typed.Level", "true"),
            ("Typed.Medium", "pigeon"),
            ("Typed.QuietFrom", "12:30"),
            ("Typed.QuietTo", "late"),
            ("Typed.Zone", "America/New_York")
        );

        var settings = await SettingsAsync(shopper);
        Assert.Equal((NoticeMedium.Sms, null), (settings.Medium, settings.Zone));
        Assert.Equal(
            (NoticeSettings.UsualQuietFrom, NoticeSettings.UsualQuietTo),
            (settings.QuietFrom, settings.QuietTo)
        );
    }

    [Fact]
    public async Task Who_is_not_signed_in_chooses_nothing()
    {
        using var browser = new StaffBrowser(portal.ClientOptions.BaseAddress);

        Assert.StartsWith("/sign-in", (await browser.GoAsync(Path)).To, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mail_needs_an_address_and_its_owners_press_of_a_button()
    {
        var shopper = await Till.NewShopper();
        using var browser = await SignedInAsync(shopper);
        var refused = await ChooseAsync(browser, Mail, zone: "", ("Typed.Credited", "true"));
        Assert.Contains("Сначала укажите адрес почты", refused.Text, StringComparison.Ordinal);
        Assert.Null(await FindSettingsAsync(shopper));

        await TellMailAsync(shopper, "anna.petrova@shop.test");
        await ChooseAsync(browser, Mail, zone: "", ("Typed.Credited", "true"));
        var page = await browser.GoAsync(Path);
        Assert.Contains("Пока ничего не отправляем", page.Text, StringComparison.Ordinal);
        Assert.Contains("a***@shop.test", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("anna.petrova", page.Text, StringComparison.Ordinal);
        Assert.Equal($"{Path}?done=LinkSent", (await browser.SendAsync(Path, "prove")).To);
        var link = await ProofLinkAsync(shopper);

        // A mail program that opens the link proves nothing, also signed in as nobody.
        using var elsewhere = new StaffBrowser(portal.ClientOptions.BaseAddress);
        Assert.Contains("Подтвердить адрес", (await elsewhere.GoAsync(link)).Text, StringComparison.Ordinal);
        Assert.Null((await SettingsAsync(shopper)).ProvedMail);
        Assert.Equal("/notices/proved", (await elsewhere.SendAsync(link, "prove")).To);

        Assert.Equal("anna.petrova@shop.test", (await SettingsAsync(shopper)).ProvedMail);
        Assert.Contains("Адрес подтверждён", (await browser.GoAsync(Path)).Text, StringComparison.Ordinal);
        await BuyAsync(shopper);
        await Till.Wait(TimeSpan.FromDays(1));
        var mail = Assert.Single(await NoticesAsync(shopper));
        Assert.Equal((OutboxMessage.MailMedium, "anna.petrova@shop.test"), (mail.Medium, mail.Recipient));
    }

    [Fact]
    public async Task A_link_is_good_for_seven_days_and_for_the_address_it_went_to()
    {
        var shopper = await Till.NewShopper();
        using var browser = await SignedInAsync(shopper);
        await TellMailAsync(shopper, "anna@shop.test");
        await browser.SendAsync(Path, "prove");
        var link = await ProofLinkAsync(shopper);
        await TellMailAsync(shopper, "boris@shop.test");

        var moved = await browser.SendAsync(link, "prove");
        Assert.Contains("Ссылка больше не действует", moved.Text, StringComparison.Ordinal);
        await TellMailAsync(shopper, "anna@shop.test");
        await Till.Wait(TimeSpan.FromDays(7));
        var old = await browser.GoAsync(link);
        Assert.Contains("Ссылка больше не действует", old.Text, StringComparison.Ordinal);
        var forged = await browser.GoAsync("/notices/mail/CfDJ8forged");
        Assert.Contains("Ссылка больше не действует", forged.Text, StringComparison.Ordinal);

        Assert.Null((await FindSettingsAsync(shopper))?.ProvedMail);
    }

    [Fact]
    public async Task Three_links_a_day_are_sent_and_no_fourth()
    {
        var shopper = await Till.NewShopper();
        using var browser = await SignedInAsync(shopper);
        await TellMailAsync(shopper, "vera@shop.test");

        var answers = new List<string?>();
        for (var i = 0; i < 4; i++)
        {
            answers.Add((await browser.SendAsync(Path, "prove")).To);
        }

        Assert.Equal(["LinkSent", "LinkSent", "LinkSent", "LinkTooMany"], answers.Select(to => to!.Split('=')[1]));
        Assert.Equal(3, (await MessagesAsync(shopper, "mail-proof")).Count);
    }

    [Fact]
    public async Task Opening_the_link_of_a_notice_changes_nothing_and_its_button_ends_them_all()
    {
        var shopper = await ChosenAsync();
        var link = StopLink(await SettingsAsync(shopper));
        using var browser = new StaffBrowser(portal.ClientOptions.BaseAddress);

        var page = await browser.GoAsync(link);
        Assert.Contains("Отключить уведомления?", page.Text, StringComparison.Ordinal);
        Assert.Equal(NoticeKinds.All, (await SettingsAsync(shopper)).Kinds);
        var action = Action().Match(page.Text).Groups["action"].Value;
        var pressed = await browser.PostAsync(action, page, "none");

        Assert.Equal((302, "/notices/stopped"), (pressed.Status, pressed.To));
        Assert.Contains("Уведомления отключены", (await browser.GoAsync(pressed.To!)).Text, StringComparison.Ordinal);
        Assert.Equal(NoticeKinds.None, (await SettingsAsync(shopper)).Kinds);
    }

    [Fact]
    public async Task A_mail_program_ends_them_by_one_request_of_its_own()
    {
        var shopper = await ChosenAsync();
        using var http = new HttpClient { BaseAddress = portal.ClientOptions.BaseAddress };
        using var body = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);

        using var answer = await http.PostAsync(
            new Uri(StopLink(await SettingsAsync(shopper)), UriKind.Relative),
            body,
            Stop
        );

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(NoticeKinds.None, (await SettingsAsync(shopper)).Kinds);
    }

    [Fact]
    public async Task A_token_of_nobody_is_answered_as_any_other()
    {
        var known = StopLink(await SettingsAsync(await ChosenAsync()));
        const string Unknown = "/notices/stop/nobodynobodynobodynobo";
        using var browser = new StaffBrowser(portal.ClientOptions.BaseAddress);

        var (page, other) = (await browser.GoAsync(known), await browser.GoAsync(Unknown));
        Assert.Equal(
            page.Lasting.Replace(known, string.Empty, StringComparison.Ordinal),
            other.Lasting.Replace(Unknown, string.Empty, StringComparison.Ordinal)
        );
        foreach (var query in new[] { "", "?button=1" })
        {
            var (one, two) = (
                await browser.PostAsync(known + query, page, "none"),
                await browser.PostAsync(Unknown + query, page, "none")
            );
            Assert.Equal(one, two);
        }
    }

    [Fact]
    public async Task Orders_that_are_imported_are_told_when_they_are_fresh_and_not_when_they_are_old()
    {
        var shopper = await ChosenAsync();
        await Till.Wait(TimeSpan.FromDays(1));
        await ImportAsync(Order.Of(1_000).By(shopper).Paid((await Till.Now()).AddDays(-30)));
        await Till.Wait(TimeSpan.FromDays(1));
        Assert.Empty(await NoticesAsync(shopper));

        await ImportAsync(Order.Of(1_000).By(shopper).Paid(await Till.Now()));
        await Till.Wait(TimeSpan.FromDays(1));

        Assert.Contains(
            "Начислено: 30 бонусов.",
            Assert.Single(await NoticesAsync(shopper)).Text,
            StringComparison.Ordinal
        );
    }

    private async Task ImportAsync(Order order)
    {
        var line = order.Body();
        line["kind"] = "purchase";
        var report = (await Till.Import(line.ToJsonString())).Is(200);
        Assert.Equal(1, report.Number("accepted"));
    }

    private async Task<Shopper> ChosenAsync()
    {
        var shopper = await Till.NewShopper();
        var choice = new NoticeChoice(NoticeKinds.All, NoticeMedium.Sms, null, new TimeOnly(21, 0), new TimeOnly(9, 0));
        Assert.True(
            await portal
                .Services.GetRequiredService<NoticeBook>()
                .ChooseAsync(Guid.Parse(shopper.MemberId), choice, Stop)
        );
        return shopper;
    }

    private static Task<Seen> ChooseAsync(
        StaffBrowser browser,
        string medium,
        string zone,
        params (string Name, string Value)[] kinds
    ) =>
        browser.SendAsync(
            Path,
            "notices",
            [
                .. kinds,
                ("Typed.Medium", medium),
                ("Typed.QuietFrom", "22:00"),
                ("Typed.QuietTo", "08:00"),
                ("Typed.Zone", zone),
            ]
        );

    private async Task<StaffBrowser> SignedInAsync(Shopper shopper)
    {
        var browser = new StaffBrowser(portal.ClientOptions.BaseAddress);
        await browser.SendAsync("/sign-in", "phone", ("Asked.Phone", shopper.Phone));
        var sent = (await Till.Get("/demo/messages?phone=" + Uri.EscapeDataString(shopper.Phone))).Is(200);
        var code = Code().Match(sent[0]!["text"]!.GetValue<string>()).Value;
        await browser.SendAsync("/sign-in/code", "code", ("Typed.Code", code));
        return browser;
    }

    private async Task BuyAsync(Shopper shopper)
    {
        var now = await Till.Now();
        (await Till.Buy(Order.Of(1_000).By(shopper).Paid(now))).Is(201);
    }

    private async Task TellMailAsync(Shopper shopper, string address)
    {
        var account = Guid.Parse(shopper.MemberId);
        await using var db = Db();
        await db
            .Members.Where(each => each.AccountId == account)
            .ExecuteUpdateAsync(set => set.SetProperty(each => each.Email, address), Stop);
    }

    private async Task<string> ProofLinkAsync(Shopper shopper)
    {
        var mail = (await MessagesAsync(shopper, "mail-proof"))[^1];
        return ProofLink().Match(mail.Text).Value;
    }

    private Task<List<OutboxMessage>> NoticesAsync(Shopper shopper) => MessagesAsync(shopper, NoticeBook.MessageKind);

    private async Task<List<OutboxMessage>> MessagesAsync(Shopper shopper, string kind)
    {
        var account = Guid.Parse(shopper.MemberId);
        await using var db = Db();
        return await db
            .Outbox.AsNoTracking()
            .Where(each => each.AccountId == account && each.Kind == kind)
            .OrderBy(each => each.CreatedAt)
            .ToListAsync(Stop);
    }

    private async Task<NoticeSettings> SettingsAsync(Shopper shopper)
    {
        var settings = await FindSettingsAsync(shopper);
        Assert.NotNull(settings);
        return settings;
    }

    private Task<NoticeSettings?> FindSettingsAsync(Shopper shopper) =>
        portal.Services.GetRequiredService<NoticeBook>().FindAsync(Guid.Parse(shopper.MemberId), Stop);

    private Data.PortalDb Db() => portal.Services.GetRequiredService<IPortalDbs>().Create();

    private static string StopLink(NoticeSettings settings) => NoticesSlice.StopPath(settings.StopToken);

    [GeneratedRegex("<input id=\"(ending|credited|level)\"[^>]*>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CheckBoxes();

    [GeneratedRegex("action=\"(?<action>/notices/stop/[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Action();

    [GeneratedRegex(@"\b\d{6}\b", RegexOptions.None, 1000)]
    private static partial Regex Code();

    [GeneratedRegex("/notices/mail/[A-Za-z0-9_-]+", RegexOptions.None, 1000)]
    private static partial Regex ProofLink();
}
