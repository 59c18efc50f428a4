using System.Collections.Concurrent;
using LoyaltyPortal.Data.Audit;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Support;
using LoyaltyPortal.Web.Platform.Support;
using LoyaltyPortal.Web.Tests.Features.Support;
using LoyaltyPortal.Web.Tests.Staff;
using LoyaltyPortal.Web.Tests.StoreApi;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Features.Counters;

/// <summary>The support desk over the wire and without scripts.</summary>
public sealed class DeskPagesTests(DeskPagesTests.Listening portal) : IClassFixture<DeskPagesTests.Listening>
{
    private const string Home = "/staff/desk";
    private const string Claims = "/staff/desk/claims";
    private const StringComparison Whole = StringComparison.Ordinal;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private StaffDesk Desk => new(portal);

    [Fact]
    public async Task Only_an_agent_gets_in()
    {
        using var member = await SignedInMember.NewAsync(portal);
        var number = await SentAsync(member, "Вопрос");
        using var nobody = Desk.Browser();
        using var clerk = await InsideAsync("Clerk");
        using var runner = await InsideAsync("Operator");
        using var agent = await InsideAsync("Agent");
        var account = $"{Home}/members/{member.AccountId}";
        string[] paths =
        [
            Home,
            account,
            account + "/history",
            account + "/history/1",
            account + "/orders",
            account + "/orders/A-1",
            Claims,
            $"{Claims}/{number}",
        ];

        foreach (var path in paths)
        {
            Assert.StartsWith("/staff/sign-in", (await nobody.GoAsync(path)).To, Whole);
            Assert.StartsWith("/staff/sign-in", (await member.GoAsync(path)).To, Whole);
            Assert.Equal(403, (await clerk.GoAsync(path)).Status);
            Assert.Equal(403, (await runner.GoAsync(path)).Status);
            Assert.Contains((await agent.GoAsync(path)).Status, new[] { 200, 404 });
        }
        Assert.Equal(200, (await agent.GoAsync(account)).Status);
        Assert.Contains($"href=\"{Home}\"", (await agent.GoAsync("/staff")).Text, Whole);
        Assert.DoesNotContain($"href=\"{Home}\"", (await clerk.GoAsync("/staff")).Text, Whole);
    }

    [Fact]
    public async Task A_member_is_found_by_any_number_and_what_was_typed_is_in_no_log_and_no_address()
    {
        using var agent = await InsideAsync("Agent");
        var shopper = await portal.Till.NewShopper();
        var order = Order.Of(5_000).By(shopper).Paid(await portal.Till.Now());
        (await portal.Till.Buy(order)).Is(201);
        var local = $"8 ({shopper.Phone[2..5]}) {shopper.Phone[5..8]}-{shopper.Phone[8..10]}-{shopper.Phone[10..]}";

        foreach (var typed in new[] { shopper.Phone, local, shopper.CardNumber, order.Id, $"№ {order.Id}" })
        {
            var seen = await FindAsync(agent, typed);

            Assert.Equal((200, null), (seen.Status, seen.To));
            Assert.Contains($"href=\"{Home}/members/{shopper.MemberId}\"", seen.Text, Whole);
            Assert.Contains($"{shopper.Phone[^4..^2]}-{shopper.Phone[^2..]}", seen.Text, Whole);
        }
        var mail = await FindAsync(agent, "nobody.at.all@shop.example");
        var name = await FindAsync(agent, "Несуществующая");

        Assert.Contains("Никого не нашлось", mail.Text, Whole);
        Assert.Contains("Никого не нашлось", name.Text, Whole);
        var log = string.Join('\n', portal.Logged);
        Assert.Contains("members by Exact", log, Whole);
        foreach (
            var secret in new[] { shopper.Phone[2..], local, shopper.CardNumber, "nobody.at.all", "Несуществующая" }
        )
        {
            Assert.DoesNotContain(secret, log, Whole);
        }
        Assert.DoesNotContain(portal.Logged, line => line.Contains("Agent ", Whole) && line.Contains(order.Id, Whole));
    }

    [Fact]
    public async Task A_list_tells_no_more_of_a_phone_than_its_end()
    {
        using var agent = await InsideAsync("Agent");
        var shopper = await portal.Till.NewShopper();

        var seen = await FindAsync(agent, shopper.CardNumber);

        Assert.DoesNotContain(shopper.Phone[2..8], seen.Text.Replace(" ", "", Whole).Replace("-", "", Whole), Whole);
    }

    [Fact]
    public async Task Searching_has_a_limit()
    {
        using var agent = await InsideAsync("Agent");
        var page = await agent.GoAsync(Home);
        for (var each = 0; each < DeskLookup.MostInTenMinutes; each++)
        {
            await agent.PostAsync(Home, page, "desk-find", ("Typed.Text", "щы"));
        }

        var seen = await agent.PostAsync(Home, page, "desk-find", ("Typed.Text", "щы"));

        Assert.Contains("Слишком много поисков подряд", seen.Text, Whole);
    }

    [Fact]
    public async Task A_members_page_has_all_its_parts_hides_codes_and_is_noted_in_the_audit()
    {
        using var agent = await InsideAsync("Agent");
        using var member = await SignedInMember.NewAsync(portal);
        var order = Order.Of(10_000).By(member.Shopper).Paid(await portal.Till.Now());
        (await portal.Till.Buy(order)).Is(201);
        var number = await SentAsync(member, "Где начисление?");
        await AddSecretAsync(member, "Ваш код 987654");

        var seen = await agent.GoAsync($"{Home}/members/{member.AccountId}");

        string[] parts =
        [
            "history",
            "orders",
            "claims",
            "person",
            "messages",
            "sessions",
            "consents",
            "visits",
            "audit",
        ];
        Assert.All(parts, part => Assert.Contains($"<section id=\"{part}\"", seen.Text, Whole));
        Assert.Contains(order.Id, seen.Text, Whole);
        Assert.Contains(number, seen.Text, Whole);
        Assert.Contains(member.Shopper.CardNumber, seen.Text, Whole);
        Assert.Contains("Текст скрыт", seen.Text, Whole);
        Assert.DoesNotContain("987654", seen.Text, Whole);
        foreach (var page in new[] { "visit", "adjust", "block", "kind" })
        {
            Assert.Contains($"href=\"{Home}/members/{member.AccountId}/{page}\"", seen.Text, Whole);
        }
        Assert.Contains("Открыты данные участника", seen.Text, Whole);
        var line = Assert.Single(await AuditAsync(member));
        Assert.Equal((AuditActions.MemberOpened, true), (line.Action, line.ActorId is not null));
        // The lot has the number before it.
        var entry = await agent.GoAsync($"{Home}/members/{member.AccountId}/history/2");
        Assert.Contains("id=\"why\"", entry.Text, Whole);
        var opened = await agent.GoAsync($"{Home}/members/{member.AccountId}/orders/{order.Id}");
        Assert.Contains("id=\"goods\"", opened.Text, Whole);
        Assert.Equal(3, (await AuditAsync(member)).Count);
    }

    [Fact]
    public async Task Whoever_is_no_member_has_no_page_and_somebody_elses_order_is_not_there()
    {
        using var agent = await InsideAsync("Agent");
        var (one, other) = (await portal.Till.NewShopper(), await portal.Till.NewShopper());
        var order = Order.Of(1_000).By(other).Paid(await portal.Till.Now());
        (await portal.Till.Buy(order)).Is(201);

        Assert.Equal(404, (await agent.GoAsync($"{Home}/members/{Guid.CreateVersion7()}")).Status);
        Assert.Equal(404, (await agent.GoAsync($"{Home}/members/{one.MemberId}/orders/{order.Id}")).Status);
        Assert.Equal(404, (await agent.GoAsync($"{Claims}/00000000")).Status);
    }

    [Fact]
    public async Task A_claim_is_taken_answered_from_a_ready_text_and_read_by_the_member()
    {
        using var agent = await InsideAsync("Agent");
        using var member = await SignedInMember.NewAsync(portal);
        var number = await SentAsync(member, "Где начисление?");
        var path = $"{Claims}/{number}";
        Assert.Contains(number, (await agent.GoAsync($"{Claims}?of=nobodys")).Text, Whole);

        var page = await agent.GoAsync(path);
        var taken = await agent.PostAsync(path, page, "desk-take", ("Taking.From", ""), ("Taking.Wish", "mine"));
        Assert.Equal($"{path}?told=taken", taken.To);
        Assert.Contains(number, (await agent.GoAsync($"{Claims}?of=mine")).Text, Whole);
        Assert.DoesNotContain(number, (await agent.GoAsync($"{Claims}?of=nobodys")).Text, Whole);
        var added = await agent.PostAsync(
            path,
            page,
            "desk-answer",
            ("Typed.Text", "Уважаемая Анна!"),
            ("Typed.Add", "waits")
        );
        Assert.Contains("Уважаемая Анна!\n\nЗдравствуйте! Начисление за заказ есть", added.Text, Whole);
        Assert.Contains("Здравствуйте! Заказа с таким", (await agent.GoAsync($"{path}?text=unknown")).Text, Whole);
        var empty = await agent.PostAsync(path, page, "desk-answer", ("Typed.Text", " \u200B "));
        Assert.Contains("Напишите ответ.", empty.Text, Whole);

        var sent = await agent.PostAsync(path, page, "desk-answer", ("Typed.Text", "Всё начислено.\r\nСпасибо!"));

        Assert.Equal($"{path}?told=answered", sent.To);
        Assert.Contains("Всё начислено.\nСпасибо!", (await member.GoAsync($"/cabinet/claims/{number}")).Text, Whole);
        Assert.Contains(number, await SignedInMember.NewestMessageAsync(portal, member.Shopper.Phone), Whole);
        Assert.Contains(number, (await agent.GoAsync($"{Claims}?of=answered")).Text, Whole);
        var actions = (await AuditAsync(member)).Select(each => each.Action).ToList();
        Assert.Single(actions, AuditActions.ClaimAssigned);
        Assert.Single(actions, AuditActions.ClaimAnswered);
    }

    [Fact]
    public async Task Of_two_agents_who_answer_at_once_one_does_and_the_other_keeps_the_text()
    {
        using var one = await InsideAsync("Agent");
        using var other = await InsideAsync("Agent");
        using var member = await SignedInMember.NewAsync(portal);
        var number = await SentAsync(member, "Вопрос");
        var path = $"{Claims}/{number}";
        var (first, second) = (await one.GoAsync(path), await other.GoAsync(path));

        var both = await Task.WhenAll(
            one.PostAsync(path, first, "desk-answer", ("Typed.Text", "Ответ первого")),
            other.PostAsync(path, second, "desk-answer", ("Typed.Text", "Ответ второго"))
        );

        Assert.Single(both, each => each.To == $"{path}?told=answered");
        var late = Assert.Single(both, each => each.Status == 200);
        Assert.Contains("Коллега ответил раньше", late.Text, Whole);
        Assert.Contains("Ответ первого", late.Text, Whole);
        Assert.Contains("Ответ второго", late.Text, Whole);
        Assert.Single(await AuditAsync(member), each => each.Action == AuditActions.ClaimAnswered);
        var taken = await one.PostAsync(path, first, "desk-take", ("Taking.From", ""), ("Taking.Wish", "mine"));
        Assert.Equal($"{path}?told=over", taken.To);
    }

    [Fact]
    public async Task A_claim_that_was_withdrawn_meanwhile_is_not_answered_and_a_taken_one_is_not_taken_again()
    {
        using var one = await InsideAsync("Agent");
        using var other = await InsideAsync("Agent");
        using var member = await SignedInMember.NewAsync(portal);
        var number = await SentAsync(member, "Вопрос");
        var path = $"{Claims}/{number}";
        var (first, second) = (await one.GoAsync(path), await other.GoAsync(path));

        var taken = await one.PostAsync(path, first, "desk-take", ("Taking.From", ""), ("Taking.Wish", "mine"));
        var slow = await other.PostAsync(path, second, "desk-take", ("Taking.From", ""), ("Taking.Wish", "mine"));
        await portal.Services.GetRequiredService<ClaimBook>().WithdrawAsync(member.AccountId, number, Stop);
        var late = await other.PostAsync(path, second, "desk-answer", ("Typed.Text", "Мой труд"));

        Assert.Equal(($"{path}?told=taken", $"{path}?told=moved"), (taken.To, slow.To));
        Assert.Contains("Участник отозвал обращение", late.Text, Whole);
        Assert.Contains("Мой труд", late.Text, Whole);
    }

    private async Task<StaffBrowser> InsideAsync(string role)
    {
        var browser = Desk.Browser();
        await Desk.NewColleagueAsync(browser, role);
        return browser;
    }

    private static Task<Seen> FindAsync(StaffBrowser agent, string typed) =>
        agent.SendAsync(Home, "desk-find", ("Typed.Text", typed));

    private async Task<string> SentAsync(SignedInMember member, string text)
    {
        var claim = new NewClaim(ClaimKind.Other, null, null, [], "Анна Иванова", member.Shopper.Phone, text);
        var book = portal.Services.GetRequiredService<ClaimBook>();
        return Assert.IsType<Claiming.Taken>(await book.SubmitAsync(member.AccountId, claim, Stop)).Number;
    }

    private Task<IReadOnlyList<AuditRecord>> AuditAsync(SignedInMember member) =>
        portal.Services.GetRequiredService<AuditBook>().ListAsync(new AuditQuery(AccountId: member.AccountId), Stop);

    /// <summary>A message with a code that was not sent yet, so that its text is still there.</summary>
    private async Task AddSecretAsync(SignedInMember member, string text)
    {
        await using var db = portal.Services.GetRequiredService<Data.Providers.IPortalDbs>().Create();
        var now = Desk.Now;
        db.Outbox.Add(
            OutboxMessage.SecretSms(
                Guid.CreateVersion7(),
                now,
                "code-test",
                member.Shopper.Phone,
                text,
                member.AccountId,
                now.AddHours(1)
            )
        );
        await db.SaveChangesAsync(Stop);
    }

    /// <summary>A portal whose log can be read.</summary>
    public sealed class Listening : DemoPortal
    {
        private readonly Notes notes = new();

        public IEnumerable<string> Logged => notes.All;

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureLogging(logging =>
                logging
                    .SetMinimumLevel(LogLevel.Information)
                    .ClearProviders()
                    .AddProvider(notes)
                    // As appsettings.json says: the host's own lines hold addresses.
                    .AddFilter<Notes>("Microsoft.AspNetCore", LogLevel.Warning)
            );
        }
    }

    private sealed class Notes : ILoggerProvider
    {
        public ConcurrentQueue<string> All { get; } = new();

        public ILogger CreateLogger(string categoryName) => new Writer(All);

        public void Dispose() { }

        private sealed class Writer(ConcurrentQueue<string> all) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(
                LogLevel logLevel,
                EventId eventId,
                TState state,
                Exception? exception,
                Func<TState, Exception?, string> formatter
            ) => all.Enqueue($"{formatter(state, exception)} {exception}");
        }
    }
}
