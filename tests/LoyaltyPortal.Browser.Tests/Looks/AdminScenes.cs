using System.Globalization;
using LoyaltyPortal.Browser.Tests.Pages;
using LoyaltyPortal.Browser.Tests.Support;
using LoyaltyPortal.Data.Figures;
using LoyaltyPortal.Data.Keys;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Providers;
using LoyaltyPortal.Data.Staff;
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
        Made("admin-messages", $"{Home}/messages", DeadAsync),
        Made("admin-messages-retry", $"{Home}/messages/retry", DeadAsync),
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

    private static async Task PersonAsync(Visitor visitor)
    {
        var staff = visitor.Page.Locator("main a.row-line").First;
        await visitor.GoAsync($"{await staff.GetAttributeAsync("href")}&ask=remove");
    }
}
