using System.Globalization;
using LoyaltyPortal.Browser.Tests.Pages;
using LoyaltyPortal.Browser.Tests.Support;
using LoyaltyPortal.Data.Figures;
using LoyaltyPortal.Data.Keys;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Programmes;
using LoyaltyPortal.Data.Providers;
using LoyaltyPortal.Data.Staff;
using LoyaltyPortal.Data.Webhooks;
using LoyaltyPortal.Domain.Programmes;
using Microsoft.Extensions.DependencyInjection;
using EntryType = LoyaltyPortal.Domain.Ledger.EntryType;
using MonthSum = LoyaltyPortal.Domain.Ledger.MonthSum;

namespace LoyaltyPortal.Browser.Tests.Looks;

/// <summary>The operator's pages in the states worth looking at.</summary>
internal static class AdminScenes
{
    private const string Home = "/staff/admin";

    public static readonly IReadOnlyList<Scene> All =
    [
        Made("admin", Home),
        Made("admin-keys", $"{Home}/keys", KeysAsync),
        Made("admin-keys-new", $"{Home}/keys/new"),
        Made("admin-keys-refused", $"{Home}/keys/new", after: SendAsync),
        Made("admin-keys-made", $"{Home}/keys/new", after: MakeAsync),
        Made("admin-staff", $"{Home}/staff"),
        Made("admin-staff-new", $"{Home}/staff/new"),
        Made("admin-staff-person", $"{Home}/staff", after: PersonAsync),
        Alone("admin-suspension", $"{Home}/suspension", SuspendAsync),
        new("admin-suspension-new", PreviewAsync),
        Made("admin-suspension-refused", $"{Home}/suspension/new?from=2020-01-01T00:00&to="),
        Made("admin-programme", $"{Home}/programme"),
        Made("admin-version-new", $"{Home}/programme/new"),
        Made("admin-version-refused", $"{Home}/programme/new", after: WrongVersionAsync),
        Made("admin-version", $"{Home}/programme", after: VersionAsync),
        Made("admin-version-barred", $"{Home}/programme", after: BarredVersionAsync),
        Made("admin-announcement-new", $"{Home}/announcements/new", after: PreviewAnnouncementAsync),
        Alone("admin-announcements", $"{Home}/announcements", AnnounceAsync),
        Made("admin-messages", $"{Home}/messages", DeadAsync),
        Made("admin-messages-retry", $"{Home}/messages/retry", DeadAsync),
        Made("admin-webhooks", $"{Home}/webhooks", WebhooksAsync),
        Made("admin-webhook", $"{Home}/webhooks", WebhooksAsync, WebhookAsync),
        Made("admin-webhook-new", $"{Home}/webhooks/edit"),
        Made("admin-webhook-refused", $"{Home}/webhooks/edit", after: SendAsync),
        Made("admin-jobs", $"{Home}/jobs"),
        new("admin-figures", LargeAsync),
        Alone("admin-figures-none", $"{Home}/figures", _ => Task.CompletedTask),
        Made("admin-audit", $"{Home}/audit", KeysAsync),
    ];

    private static Scene Made(
        string name,
        string path,
        Func<Portal, Task>? before = null,
        Func<Visitor, Task>? after = null
    ) => new(name, (test, look) => ComeAsync(test, look, test.Shared, path, before, after));

    /// <summary>A scene that would be seen in others.</summary>
    private static Scene Alone(string name, string path, Func<Portal, Task> before) =>
        new(name, (test, look) => ComeAsync(test, look, test.Alone(new Portal.Beginning()), path, before, after: null));

    private static Task<Visitor> LargeAsync(BrowserTest test, Look look) =>
        ComeAsync(
            test,
            look,
            test.Alone(new Portal.Beginning(HasDemoMembers: true)),
            $"{Home}/figures?span=24",
            FiguresAsync,
            UnfoldAsync
        );

    private static Task<Visitor> PreviewAsync(BrowserTest test, Look look)
    {
        var until = test.Shared.Now.AddDays(200).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var path = $"{Home}/suspension/new?stop=Earning&stop=ExpiryClock&from=&to={until}T00:00";
        return ComeAsync(test, look, test.Shared, path, before: null, after: null);
    }

    private static async Task<Visitor> ComeAsync(
        BrowserTest test,
        Look look,
        Portal portal,
        string path,
        Func<Portal, Task>? before,
        Func<Visitor, Task>? after
    )
    {
        var visitor = await test.VisitorAsync(look, portal);
        await new StaffPages(visitor, portal).ComeAsync(StaffPages.NewEmail());
        if (before is not null)
        {
            await before(portal);
        }
        await visitor.GoAsync(path);
        if (after is not null)
        {
            await after(visitor);
        }
        return visitor;
    }

    private static async Task KeysAsync(Portal portal)
    {
        var keys = portal.Services.GetRequiredService<ApiKeyBook>();
        var stop = CancellationToken.None;
        await keys.CreateAsync(
            new NewApiKey("Касса № 1, Комсомольский проспект", ApiScopes.All, ["store"], "Комсомольский проспект, 28"),
            null,
            stop
        );
        await keys.CreateAsync(new NewApiKey("web", [ApiScopes.PurchasesWrite], ["web", "app"], null), null, stop);
        await keys.CreateAsync(new NewApiKey("tv", [ApiScopes.MembersRead], ["tv"], null), null, stop);
        var withdrawn = (await keys.ListAsync(stop)).First(each => each.Client == "tv");
        await keys.RevokeAsync(withdrawn.Id, Guid.Empty, stop);
    }

    private static async Task SuspendAsync(Portal portal)
    {
        var suspending = portal.Services.GetRequiredService<Suspending>();
        var now = portal.Now;
        var stop = CancellationToken.None;
        await suspending.SetAsync(new Suspension(true, true, true, now, now.AddDays(3)), Switches.All, stop);
        await suspending.SetAsync(
            new Suspension(false, true, false, now.AddDays(30), now.AddDays(31)),
            Switches.Spending,
            stop
        );
    }

    private static async Task DeadAsync(Portal portal)
    {
        var databases = portal.Services.GetRequiredService<IPortalDbs>();
        await using var db = databases.Create();
        foreach (var kind in new[] { "claim-answered", "points-expiring" })
        {
            db.Outbox.Add(
                new OutboxMessage
                {
                    Id = new SequentialKeys(databases.Provider).New(),
                    Kind = kind,
                    Recipient = "somebody@shop.example",
                    Medium = OutboxMessage.MailMedium,
                    Text = "—",
                    CreatedAt = portal.Now.AddDays(-2),
                    NextTryAt = portal.Now.AddDays(-1),
                    FailedTries = 9,
                    LastFault = "smtp-421-service-not-available",
                    GivenUpAt = portal.Now.AddDays(-1),
                }
            );
        }
        await db.SaveChangesAsync();
    }

    /// <summary>Two webhooks, one of which was told something in every state; nothing of it is ever sent.</summary>
    private static async Task WebhooksAsync(Portal portal)
    {
        var stop = CancellationToken.None;
        var book = portal.Services.GetRequiredService<WebhookBook>();
        if ((await book.ListAsync(stop)).Count > 0)
        {
            return;
        }
        var by = Guid.CreateVersion7();
        var first = await book.CreateAsync(
            "https://crm.shop.example/integrations/loyalty/incoming?source=portal",
            WebhookEvents.All,
            by,
            stop
        );
        var second = await book.CreateAsync(
            "https://warehouse.example:8443/",
            [WebhookEvents.PurchasePosted],
            by,
            stop
        );
        await book.RotateAsync(first!.Value.Id, by, stop);
        await book.PauseAsync(first.Value.Id, by, stop);
        await book.PauseAsync(second!.Value.Id, by, stop);
        var databases = portal.Services.GetRequiredService<IPortalDbs>();
        var keys = portal.Services.GetRequiredService<SequentialKeys>();
        await using var db = databases.Create();
        foreach (var state in Enum.GetValues<DeliveryState>())
        {
            db.WebhookDeliveries.Add(
                new WebhookDelivery
                {
                    Id = keys.New(),
                    WebhookId = first.Value.Id,
                    Event = WebhookEvents.All[(int)state],
                    Body = "{}",
                    CreatedAt = portal.Now.AddHours(-1),
                    State = state,
                    NextTryAt = portal.Now.AddHours(3),
                    FailedTries = state == DeliveryState.Sent ? 0 : 5,
                    LastFault = state == DeliveryState.Sent ? null : "http-503",
                    EndedAt = state == DeliveryState.Waiting ? null : portal.Now.AddMinutes(-5),
                }
            );
        }
        await db.SaveChangesAsync(stop);
    }

    private static async Task WebhookAsync(Visitor visitor)
    {
        var webhook = visitor.Page.Locator("main a.row-line").First;
        await visitor.GoAsync((await webhook.GetAttributeAsync("href"))!);
    }

    /// <summary>Two years of a large shop beside those of the demo.</summary>
    private static async Task FiguresAsync(Portal portal)
    {
        var stop = CancellationToken.None;
        await portal.Services.GetRequiredService<FigureCheck>().RunAsync(stop);
        await using var db = portal.Services.GetRequiredService<IPortalDbs>().Create();
        var keys = portal.Services.GetRequiredService<SequentialKeys>();
        var month = MonthSum.MonthOf(DateOnly.FromDateTime(portal.Now.UtcDateTime));
        for (var i = 0; i < 24; i++)
        {
            var grown = 1 + (24 - i) / 24m + i % 3 / 4m;
            var (earned, spent) = ((long)(98_765_432_112m * grown), (long)(61_234_567_890m * grown));
            db.FigureDeltas.AddRange(
                DeltaOf(EntryType.Earned, earned, 0),
                DeltaOf(EntryType.Redeemed, 0, spent),
                DeltaOf(EntryType.Expired, 0, spent / 4)
            );
            month = month.AddMonths(-1);
        }
        await db.SaveChangesAsync(stop);
        await portal.Services.GetRequiredService<MemberCount>().RunAsync(stop);

        FigureDelta DeltaOf(EntryType type, long added, long taken) =>
            new()
            {
                Id = keys.New(),
                Month = month,
                Wallet = "main",
                Type = type,
                Added = added,
                Taken = taken,
                Entries = 1_000,
            };
    }

    private static async Task UnfoldAsync(Visitor visitor)
    {
        var folded = visitor.Page.Locator("main details:not([open]) > summary");
        while (await folded.CountAsync() > 0)
        {
            await folded.First.ClickAsync();
        }
    }

    private static async Task SendAsync(Visitor visitor)
    {
        await visitor.Page.Locator("main .btn-primary").ClickAsync();
        await Refusal.Messages(visitor).First.WaitForAsync();
    }

    private static async Task MakeAsync(Visitor visitor)
    {
        await visitor.Page.Locator("#client").FillAsync("till");
        await visitor.Page.Locator("input[name=scope]").First.CheckAsync();
        await visitor.Page.Locator("main .btn-primary").ClickAsync();
        await visitor.Page.Locator("#api-key").WaitForAsync();
    }

    private static async Task WrongVersionAsync(Visitor visitor)
    {
        await visitor.Page.Locator("#text").FillAsync("""{ "id": "stomatorg", "rounding": "sideways" }""");
        await visitor.Page.Locator("main .btn-primary").ClickAsync();
        await visitor.Page.Locator("#faults").WaitForAsync();
    }

    private static Task VersionAsync(Visitor visitor) =>
        TriedVersionAsync(visitor, text => text.Replace("\"rate\": 3", "\"rate\": 4", StringComparison.Ordinal));

    private static Task BarredVersionAsync(Visitor visitor) =>
        LaidInAsync(visitor, text => text.Replace("Europe/Moscow", "Asia/Omsk", StringComparison.Ordinal));

    private static async Task LaidInAsync(Visitor visitor, Func<string, string> change)
    {
        await visitor.GoAsync($"{Home}/programme/new");
        var text = visitor.Page.Locator("#text");
        await text.FillAsync(change(await text.InputValueAsync()));
        await visitor.Page.Locator("main .btn-primary").ClickAsync();
        await visitor.Page.Locator("#differences").WaitForAsync();
    }

    private static async Task TriedVersionAsync(Visitor visitor, Func<string, string> change)
    {
        await LaidInAsync(visitor, change);
        await visitor.Page.Locator("#trial .btn-primary").ClickAsync();
        await visitor.Page.Locator("#trial-figures").WaitForAsync();
    }

    private static async Task PreviewAnnouncementAsync(Visitor visitor)
    {
        var page = visitor.Page;
        await page.Locator("#title-ru").FillAsync("Скоро новые правила");
        await page.Locator("#text-ru").FillAsync("С 1 апреля за покупки начисляется больше.\nСписание не меняется.");
        await page.Locator("#title-en").FillAsync("New rules are coming");
        await page.Locator("#text-en").FillAsync("From 1 April on purchases earn more.\nSpending stays as it is.");
        var until = TimeProvider
            .System.GetUtcNow()
            .AddDays(30)
            .ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
        await page.Locator("#to").FillAsync(until);
        await page.Locator("main .btn-primary").ClickAsync();
        await page.Locator("#preview").WaitForAsync();
    }

    private static async Task AnnounceAsync(Portal portal)
    {
        var announced = portal.Services.GetRequiredService<AnnouncementBook>();
        var words = new AnnouncedWords(
            "Скоро новые правила",
            "New rules are coming",
            "С 1 апреля за покупки начисляется больше.",
            "From 1 April on purchases earn more."
        );
        var now = portal.Now;
        await announced.MakeAsync(words, now, now.AddDays(7), Guid.Empty, CancellationToken.None);
        await announced.MakeAsync(words, now.AddDays(30), now.AddDays(31), Guid.Empty, CancellationToken.None);
    }

    private static async Task PersonAsync(Visitor visitor)
    {
        var staff = visitor.Page.Locator("main a.row-line").First;
        await visitor.GoAsync($"{await staff.GetAttributeAsync("href")}&ask=remove");
    }
}
