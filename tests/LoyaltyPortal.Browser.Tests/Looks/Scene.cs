using LoyaltyPortal.Browser.Tests.Pages;
using LoyaltyPortal.Browser.Tests.Support;
using LoyaltyPortal.Data.Privacy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace LoyaltyPortal.Browser.Tests.Looks;

/// <summary>A page in a state worth looking at.</summary>
/// <param name="Name">Names it in tests and pictures.</param>
/// <param name="ArrangeAsync">Brings a visitor there.</param>
public sealed record Scene(string Name, Func<BrowserTest, Look, Task<Visitor>> ArrangeAsync)
{
    /// <summary>Pages of everybody, and of members as they look around.</summary>
    public static readonly IReadOnlyList<Scene> OfVisitors =
    [
        Public("welcome", "/"),
        Public("rules", "/rules"),
        Public("questions", "/faq"),
        Public("consents", "/consents"),
        Public("link-ended", "/join/link/abcdefghijklmnopqrstuvwx"),
        Public("join", PhonePage.Join),
        Public("sign-in", PhonePage.SignIn),
        new("sign-in-refused", SignInRefusedAsync),
        new("code", async (test, look) => (await AskedAsync(test, look)).Visitor),
        new("code-wrong", CodeWrongAsync),
        new("questionnaire", async (test, look) => (await ProvedAsync(test, look)).Visitor),
        new("questionnaire-refused", QuestionnaireRefusedAsync),
        new("questionnaire-more", MoreAsync),
        new("questionnaire-more-refused", MoreRefusedAsync),
        new("questionnaire-consents", ConsentsAsync),
        new("questionnaire-consents-refused", ConsentsRefusedAsync),
        new("questionnaire-of-everything", LusioAsync),
        new("questionnaire-of-everything-more", LusioMoreAsync),
        new("link-from-the-till", LinkAsync),
        new("card-of-a-newcomer", JoinedAsync),
        Own("card", Portal.Buyer, CardPage.Path),
        Own("home-empty", Portal.Newcomer, Cabinet.Home),
        Own("home-rich", Portal.Buyer, Cabinet.Home),
        Own("home-with-returns", Portal.Returner, Cabinet.Home),
        Own("home-in-debt", Chromium.Debtor, Cabinet.Home),
        Own("level", Portal.Buyer, Cabinet.Level),
        Own("level-empty", Portal.Newcomer, Cabinet.Level),
        Own("history-narrow", Portal.Buyer, Cabinet.History + "?from=2026-01-01&to=2027-12-31&channel=web"),
        Own("points-empty", Portal.Newcomer, Cabinet.Points),
        Own("points-rich", Portal.Buyer, Cabinet.Points),
        Own("home-regular", Chromium.Regular, Cabinet.Home),
        Own("level-regular", Chromium.Regular, Cabinet.Level),
        Own("points-regular", Chromium.Regular, Cabinet.Points),
        Own("history-regular", Chromium.Regular, Cabinet.History),
        Suspended("home-suspended", Cabinet.Home),
        Suspended("points-suspended", Cabinet.Points),
        Own("points-in-debt", Chromium.Debtor, Cabinet.Points),
        Own("history-empty", Portal.Newcomer, Cabinet.History),
        Own("history-rich", Portal.Buyer, Cabinet.History),
        Own("history-in-debt", Chromium.Debtor, Cabinet.History),
        Own("history-nothing-of-kind", Portal.Buyer, Cabinet.History + "?kind=other"),
        Entry("entry-earned", Portal.Buyer, "earned"),
        Entry("entry-spent", Chromium.Debtor, "spent"),
        Entry("entry-returned", Chromium.Debtor, "returned"),
        Entry("entry-expired", Portal.Buyer, "expired"),
        Own("devices", Portal.Buyer, DevicesPage.Path),
        Own("profile", Portal.Buyer, ProfilePages.Home),
        Own("profile-data", Portal.Newcomer, ProfilePages.Data),
        Own("profile-consents", Portal.Buyer, ProfilePages.Consents),
        Own("profile-phone", Portal.Buyer, ProfilePages.Phone),
        Own("profile-phone-taken", Portal.Buyer, ProfilePages.Phone + "?taken=1"),
        Own("profile-export", Portal.Buyer, ProfilePages.Export),
        Own("profile-export-empty", Portal.Newcomer, ProfilePages.Export),
        Own("profile-delete", Portal.Buyer, ProfilePages.Delete),
        Own("profile-delete-in-debt", Chromium.Debtor, ProfilePages.Delete),
        new("profile-leaving", LeavingAsync),
        Public("missing", "/no-such-page", 404),
        Own("missing-for-a-member", Portal.Newcomer, EntryPage.PathOf(999_999), 404),
        Public("stale-form", "/error/400"),
        Public("broken", "/error/500"),
        Public("messages", "/demo"),
    ];

    /// <summary>What members do: the card, claims, orders, notices.</summary>
    public static readonly IReadOnlyList<Scene> OfMembers =
    [
        .. CardScenes.All,
        .. ClaimScenes.All,
        .. OrderScenes.All,
        .. NoticeScenes.All,
    ];

    /// <summary>What staff do: at the till, at the desk, as operators.</summary>
    public static readonly IReadOnlyList<Scene> OfStaff =
    [
        .. StaffScenes.All,
        .. AdminScenes.All,
        .. DeskScenes.All,
        .. SupportScenes.All,
        .. TillScenes.All,
    ];

    /// <summary>All of them.</summary>
    public static IEnumerable<Scene> All => [.. OfVisitors, .. OfMembers, .. OfStaff];

    public override string ToString() => Name;

    private static Scene Public(string name, string path, int status = 200) =>
        new(name, async (test, look) => await GoneAsync(await test.VisitorAsync(look), path, status));

    private static Scene Own(string name, string member, string path, int status = 200) =>
        new(name, async (test, look) => await GoneAsync(await test.MemberAsync(member, look), path, status));

    /// <summary>delimano with its two wallets, in a time in which earning and spending are stopped.</summary>
    private static Scene Suspended(string name, string path) =>
        new(
            name,
            async (test, look) =>
            {
                var portal = test.Alone(new Portal.Beginning(HasDemoMembers: true, Programme: "delimano"));
                await portal.Shop.SuspendAsync();
                var visitor = await test.VisitorAsync(look, portal);
                await PhonePage.SignInAsync(visitor, Portal.Buyer);
                return await GoneAsync(visitor, path, 200);
            }
        );

    private static Scene Entry(string name, string member, string kind) =>
        new(
            name,
            async (test, look) =>
            {
                var visitor = await test.MemberAsync(member, look);
                var cabinet = await new Cabinet(visitor).GoAsync($"{Cabinet.History}?kind={kind}");
                await cabinet.OpenAsync(cabinet.Entries.First);
                await visitor.Page.ReloadAsync();
                return visitor;
            }
        );

    private static async Task<Visitor> GoneAsync(Visitor visitor, string path, int status)
    {
        visitor.Expects(status);
        await visitor.GoAsync(path);
        return visitor;
    }

    private static async Task<Visitor> SignInRefusedAsync(BrowserTest test, Look look)
    {
        var visitor = await test.VisitorAsync(look);
        await (await PhonePage.OpenAsync(visitor)).SubmitAsync("+7 900 123");
        await Refusal.Messages(visitor).WaitForAsync();
        return visitor;
    }

    private static async Task<(Visitor Visitor, CodePage Page, string Phone)> AskedAsync(BrowserTest test, Look look)
    {
        var visitor = await test.VisitorAsync(look);
        var phone = test.NewPhone();
        return (visitor, await (await PhonePage.OpenAsync(visitor, PhonePage.Join)).AskForCodeAsync(phone), phone);
    }

    private static async Task<Visitor> CodeWrongAsync(BrowserTest test, Look look)
    {
        var (visitor, page, phone) = await AskedAsync(test, look);
        await page.TryAsync(CodePage.WrongFor(await visitor.Shop.CodeAsync(phone)));
        await Refusal.Messages(visitor).WaitForAsync();
        return visitor;
    }

    private static async Task<(Visitor Visitor, QuestionnairePage Page)> ProvedAsync(BrowserTest test, Look look)
    {
        var visitor = await test.VisitorAsync(look);
        return (visitor, await PhonePage.ProveAsync(visitor, test.NewPhone()));
    }

    private static async Task<Visitor> QuestionnaireRefusedAsync(BrowserTest test, Look look)
    {
        var (visitor, page) = await ProvedAsync(test, look);
        await page.BornAsync("31", "2", "1990");
        await page.Send.ClickAsync();
        await Assertions.Expect(Refusal.Messages(visitor)).ToHaveCountAsync(3);
        return visitor;
    }

    private static async Task<Visitor> MoreAsync(BrowserTest test, Look look)
    {
        var (visitor, page) = await ProvedAsync(test, look);
        await page.NameAsync("Александра", "Константинопольская");
        await page.GoOnAsync();
        return visitor;
    }

    private static async Task<Visitor> MoreRefusedAsync(BrowserTest test, Look look)
    {
        var visitor = await MoreAsync(test, look);
        var page = new QuestionnairePage(visitor);
        await page.Email.FillAsync("anna@example");
        await page.Send.ClickAsync();
        await Refusal.Messages(visitor).WaitForAsync();
        return visitor;
    }

    private static async Task<Visitor> ConsentsAsync(BrowserTest test, Look look)
    {
        var (visitor, page) = await ProvedAsync(test, look);
        await page.ToConsentsAsync();
        return visitor;
    }

    private static async Task<Visitor> ConsentsRefusedAsync(BrowserTest test, Look look)
    {
        var visitor = await ConsentsAsync(test, look);
        await new QuestionnairePage(visitor).Send.ClickAsync();
        await Refusal.Messages(visitor).WaitForAsync();
        return visitor;
    }

    /// <summary>lusio asks all there is to ask.</summary>
    private static async Task<Visitor> LusioAsync(BrowserTest test, Look look)
    {
        var visitor = await test.VisitorAsync(look, test.Alone(new Portal.Beginning(Programme: "lusio")));
        var page = await PhonePage.ProveAsync(visitor, test.NewPhone());
        await page.NameAsync("Александра", "Константинопольская");
        await page.BornAsync("5", "7", "1990");
        await page.Sex("female").CheckAsync();
        return visitor;
    }

    private static async Task<Visitor> LusioMoreAsync(BrowserTest test, Look look)
    {
        var visitor = await LusioAsync(test, look);
        var page = new QuestionnairePage(visitor);
        await page.GoOnAsync();
        await page.City.FillAsync("Комсомольск-на-Амуре");
        await page.Interest("bags").CheckAsync();
        await page.AddChild.ClickAsync();
        await page.ChildAsync(1, "31", "2", "2020");
        await page.AddChild.ClickAsync();
        await page.ChildDay(2).WaitForAsync();
        await page.Send.ClickAsync();
        await Refusal.Messages(visitor).WaitForAsync();
        return visitor;
    }

    private static async Task<Visitor> LinkAsync(BrowserTest test, Look look)
    {
        var phone = test.NewPhone();
        var visitor = await test.VisitorAsync(look);
        await visitor.Shop.EnrolAsync(phone);
        await visitor.GoAsync(await visitor.Shop.LinkAsync(phone));
        return visitor;
    }

    private static async Task<Visitor> JoinedAsync(BrowserTest test, Look look)
    {
        var (visitor, page) = await ProvedAsync(test, look);
        await page.JoinAsync("Александра", "Константинопольская");
        return visitor;
    }

    private static async Task<Visitor> LeavingAsync(BrowserTest test, Look look)
    {
        var visitor = await test.VisitorAsync(look);
        var phone = test.NewPhone();
        await (await PhonePage.ProveAsync(visitor, phone)).JoinAsync();
        var member = await visitor.Shop.GetAsync("/api/v1/members?phone=" + Uri.EscapeDataString(phone));
        await test
            .Shared.Services.GetRequiredService<Leaving>()
            .AskAsync(
                member.GetProperty("memberId").GetGuid(),
                phone,
                TimeSpan.FromDays(14),
                (_, _) => "leaving",
                CancellationToken.None
            );
        await visitor.GoAsync(Cabinet.Home);
        return visitor;
    }
}
