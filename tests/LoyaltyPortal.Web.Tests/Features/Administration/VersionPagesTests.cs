using System.Net.Http.Headers;
using System.Text;
using LoyaltyPortal.Data.Audit;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Tests.Staff;
using LoyaltyPortal.Web.Tests.StoreApi;
using LoyaltyPortal.Web.Tests.StoreApi.Rows;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Features.Administration;

/// <summary>Versions of the programme and announcements, as an operator lays them in and everybody sees them. The portal's
/// clock stands at noon of 1 March 2027 in Moscow.</summary>
public sealed class VersionPagesTests
{
    private const string New = "/staff/admin/programme/new";
    private const string Announce = "/staff/admin/announcements/new";

    private static readonly string Text = Presets.Text("stomatorg");
    private static readonly string Richer = Text.Replace("\"rate\": 3", "\"rate\": 4", StringComparison.Ordinal);

    [Fact]
    public async Task A_version_is_laid_in_tried_set_and_then_decides()
    {
        await using var portal = new DemoPortal();
        await portal.InitializeAsync();
        using var operating = await Operating.BeginAsync(portal);
        var shopper = await portal.Till.NewShopperWith(100);

        var laidIn = await operating.Browser.SendAsync(New, "admin-version", ("Typed.Text", Richer));

        Assert.Equal("/staff/admin/programme/version/2?done=kept", laidIn.To);
        var page = await operating.Browser.GoAsync(laidIn.To!);
        Assert.Contains("$.tiers.list[base].rate", page.Text, StringComparison.Ordinal);
        Assert.Contains("needs-trial", page.Text, StringComparison.Ordinal);
        await operating.Browser.PostAsync(laidIn.To!, page, "admin-version-try", ("spend", "25"));
        page = await TriedAsync(operating, "/staff/admin/programme/version/2");
        Assert.Contains("тратят 25\u00A0% от доступного", page.Text, StringComparison.Ordinal);
        Assert.Contains("trial-figures", page.Text, StringComparison.Ordinal);

        var set = await operating.Browser.PostAsync(
            "/staff/admin/programme/version/2",
            page,
            "admin-version-set",
            ("at", "2027-03-01T12:05")
        );

        Assert.Equal("/staff/admin/programme/version/2?done=set", set.To);
        Assert.Equal(300m, await EarnsAsync(portal, shopper));
        await portal.Till.MoveTo(DemoPortal.Start.AddMinutes(5));
        Assert.Equal(400m, await EarnsAsync(portal, shopper));
        var programme = (await portal.Till.Get("/api/v1/programme")).Is(200);
        Assert.Equal(4m, programme.Number("tiers[0].rate"));
        var list = await operating.Browser.GoAsync("/staff/admin/programme");
        Assert.Contains("Действует с", list.Text, StringComparison.Ordinal);
        Assert.Single(await operating.ActsAsync(AuditActions.ProgrammeSet));
        Assert.Equal(
            Richer,
            Encoding.UTF8.GetString(await operating.Browser.FileAsync("/staff/admin/programme/version/2.json"))
        );
    }

    [Fact]
    public async Task What_is_wrong_with_a_file_is_told_with_its_lines_and_the_text_stays()
    {
        await using var portal = new DemoPortal();
        await portal.InitializeAsync();
        using var operating = await Operating.BeginAsync(portal);
        var wrong = Richer.Replace("\"rounding\": \"down\"", "\"rounding\": \"sideways\"", StringComparison.Ordinal);

        var refused = await operating.Browser.SendAsync(New, "admin-version", ("Typed.Text", wrong));

        Assert.Equal(200, refused.Status);
        Assert.Contains("$.rounding", refused.Text, StringComparison.Ordinal);
        Assert.Contains("\"rounding\": \"sideways\"", refused.Text, StringComparison.Ordinal);
        Assert.Equal(1, await portal.Books.CountAsync("ProgrammeVersions"));
    }

    [Theory]
    [InlineData("", "Вставьте текст программы")]
    [InlineData("same", "Эта версия уже действует")]
    [InlineData("long", "Файл больше 256 КБ")]
    public async Task What_cannot_be_a_version_is_told(string text, string fault)
    {
        await using var portal = new DemoPortal();
        await portal.InitializeAsync();
        using var operating = await Operating.BeginAsync(portal);
        var typed = text switch
        {
            "same" => Text,
            "long" => Text + new string(' ', 256 * 1024),
            _ => text,
        };

        var refused = await operating.Browser.SendAsync(New, "admin-version", ("Typed.Text", typed));

        Assert.Contains(fault, refused.Text, StringComparison.Ordinal);
        Assert.Equal(1, await portal.Books.CountAsync("ProgrammeVersions"));
    }

    [Fact]
    public async Task A_file_takes_the_place_of_the_text()
    {
        await using var portal = new DemoPortal();
        await portal.InitializeAsync();
        using var operating = await Operating.BeginAsync(portal);
        var page = await operating.Browser.GoAsync(New);
        using var form = new MultipartFormDataContent();
        using var file = new ByteArrayContent(Encoding.UTF8.GetBytes(Richer));
        file.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        form.Add(file, "file", "richer.json");

        var laidIn = await operating.Browser.PostAsync(New, page, "admin-version", form, ("Typed.Text", Text));

        Assert.Equal("/staff/admin/programme/version/2?done=kept", laidIn.To);
    }

    [Fact]
    public async Task A_version_that_members_would_suffer_from_cannot_be_set_and_one_that_waits_can_be_given_up()
    {
        await using var portal = new DemoPortal();
        await portal.InitializeAsync();
        using var operating = await Operating.BeginAsync(portal);
        var otherZone = Text.Replace("Europe/Moscow", "Asia/Omsk", StringComparison.Ordinal);

        var laidIn = await operating.Browser.SendAsync(New, "admin-version", ("Typed.Text", otherZone));
        var page = await operating.Browser.GoAsync(laidIn.To!);

        Assert.Contains("Часовой пояс должен остаться Europe/Moscow", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("admin-version-set", page.Text, StringComparison.Ordinal);
        var forced = await operating.Browser.PostAsync(laidIn.To!, page, "admin-version-set", ("at", ""));
        Assert.NotEqual(302, forced.Status);

        var given = await operating.Browser.PostAsync(laidIn.To!, page, "admin-version-withdraw");
        Assert.Equal("/staff/admin/programme/version/2?done=withdrawn", given.To);
        var after = await operating.Browser.GoAsync(given.To!);
        Assert.Equal("Отозвана", Operating.TextOf(after, "state"));
        Assert.DoesNotContain("admin-version-withdraw", after.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_announcement_is_looked_at_first_then_seen_by_everybody_in_their_language_until_it_ends()
    {
        await using var portal = new DemoPortal();
        await portal.InitializeAsync();
        using var operating = await Operating.BeginAsync(portal);
        (string, string)[] typed =
        [
            ("Typed.TitleRu", "Скоро новые правила"),
            ("Typed.TitleEn", "New rules are coming"),
            ("Typed.TextRu", "С 1 апреля.\r\n<script>alert(1)</script>"),
            ("Typed.TextEn", "From 1 April."),
            ("Typed.To", "2027-04-01T00:00"),
        ];

        var preview = await operating.Browser.SendAsync(
            Announce,
            "admin-announcement",
            [.. typed, ("step", "preview")]
        );

        Assert.Contains("Так его увидят", preview.Text, StringComparison.Ordinal);
        Assert.Equal(0, await portal.Books.CountAsync("Announcements"));

        var made = await operating.Browser.SendAsync(Announce, "admin-announcement", [.. typed, ("step", "make")]);

        Assert.Equal("/staff/admin/announcements?done=made", made.To);
        using var visitor = new HttpClient { BaseAddress = portal.Till.Http.BaseAddress };
        var seen = await visitor.GetStringAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains("Скоро новые правила", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", seen, StringComparison.Ordinal);
        visitor.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        seen = await visitor.GetStringAsync(new Uri("/rules", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains("New rules are coming", seen, StringComparison.Ordinal);

        var list = await operating.Browser.GoAsync("/staff/admin/announcements");
        var ended = await operating.Browser.SendAsync(
            Operating.Link(list, "/staff/admin/announcements/end"),
            "admin-announcement-end"
        );
        Assert.Equal("/staff/admin/announcements?done=ended", ended.To);
        seen = await visitor.GetStringAsync(new Uri("/rules", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.DoesNotContain("New rules are coming", seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_with_an_announcement_is_told_and_what_was_typed_stays()
    {
        await using var portal = new DemoPortal();
        await portal.InitializeAsync();
        using var operating = await Operating.BeginAsync(portal);

        var refused = await operating.Browser.SendAsync(
            Announce,
            "admin-announcement",
            ("Typed.TitleRu", "Скоро новые правила"),
            ("Typed.TextRu", "С первого апреля"),
            ("Typed.From", "2027-02-01T00:00"),
            ("Typed.To", "2027-01-01T00:00"),
            ("step", "make")
        );

        foreach (
            var fault in new[]
            {
                "Напишите заголовок на обоих языках.",
                "Текст нужен на обоих языках или ни на одном.",
                "Это время уже прошло.",
                "Конец должен быть позже начала.",
            }
        )
        {
            Assert.Contains(fault, refused.Text, StringComparison.Ordinal);
        }
        Assert.Contains("С первого апреля", refused.Text, StringComparison.Ordinal);
        Assert.Equal(0, await portal.Books.CountAsync("Announcements"));
    }

    private static async Task<Seen> TriedAsync(Operating operating, string path)
    {
        for (var look = 0; look < 60; look++)
        {
            var page = await operating.Browser.GoAsync(path);
            if (!page.Text.Contains("data-progress", StringComparison.Ordinal))
            {
                return page;
            }
            await Task.Delay(TimeSpan.FromMilliseconds(250), TestContext.Current.CancellationToken);
        }
        throw new TimeoutException("The trial did not end.");
    }

    private static async Task<decimal> EarnsAsync(DemoPortal portal, Shopper shopper) =>
        (await portal.Till.Buy(Order.Of(10_000).By(shopper).Paid(await portal.Till.Now())))
            .Is(201)
            .Number("earned.points");
}
