using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Staff;
using LoyaltyPortal.Data.Support;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Web.Platform.Support;
using LoyaltyPortal.Web.Tests.Features.Support;
using LoyaltyPortal.Web.Tests.Staff;
using LoyaltyPortal.Web.Tests.StoreApi;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Features;

/// <summary>What a member asks and how support's traces are shown, over the wire and without scripts.</summary>
public sealed class ClaimPagesTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    private const string New = "/cabinet/claims/new";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private ClaimBook Book => portal.Services.GetRequiredService<ClaimBook>();

    [Theory]
    [InlineData("/cabinet/why")]
    [InlineData("/cabinet/why?order=A-1")]
    [InlineData("/cabinet/claims")]
    [InlineData("/cabinet/claims/new")]
    [InlineData("/cabinet/claims/12345678")]
    [InlineData("/cabinet/visits")]
    public async Task Whoever_is_not_signed_in_is_led_to_the_sign_in(string path)
    {
        using var nobody = new StaffBrowser(portal.ClientOptions.BaseAddress);

        var seen = await nobody.GoAsync(path);

        Assert.Equal(302, seen.Status);
        Assert.StartsWith("/sign-in?returnUrl=", seen.To, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_elses_order_is_answered_word_for_word_like_one_that_does_not_exist()
    {
        using var member = await SignedInMember.NewAsync(portal);
        var theirs = await BoughtAsync(await portal.Till.NewShopper());
        var nobodys = Till.NewName("A");

        var seen = await member.GoAsync($"/cabinet/why?order={theirs}");

        Assert.Equal(200, seen.Status);
        Assert.Contains("Такого заказа среди ваших нет", seen.Text, StringComparison.Ordinal);
        Assert.Equal(
            (await member.GoAsync($"/cabinet/why?order={nobodys}")).Lasting.Replace(nobodys, theirs, Whole),
            seen.Lasting
        );
    }

    [Fact]
    public async Task A_claim_and_visits_of_somebody_else_are_not_there()
    {
        using var member = await SignedInMember.NewAsync(portal);
        using var other = await SignedInMember.NewAsync(portal);
        var number = await SentAsync(other, ("Typed.Kind", "Other"), ("Typed.Text", "Чужая тайна"));
        await portal
            .Services.GetRequiredService<VisitBook>()
            .BeginAsync(
                new NewVisit(other.AccountId, Guid.Empty, StaffRoles.Agent, "Чужая тайна", TimeSpan.FromHours(1)),
                Stop
            );

        Assert.Equal(404, (await member.GoAsync($"/cabinet/claims/{number}")).Status);
        Assert.Equal(404, (await member.GoAsync($"/cabinet/claims/{number}?withdraw=1")).Status);
        foreach (var path in new[] { "/cabinet/claims", "/cabinet/visits", "/profile/export" })
        {
            Assert.DoesNotContain("Чужая тайна", (await member.GoAsync(path)).Text, StringComparison.Ordinal);
            Assert.DoesNotContain(number, (await member.GoAsync(path)).Text, StringComparison.Ordinal);
        }
        Assert.Contains(
            "Чужая тайна",
            (await other.GoAsync($"/cabinet/claims/{number}")).Text,
            StringComparison.Ordinal
        );
        Assert.Contains("Чужая тайна", (await other.GoAsync("/cabinet/visits")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_for_somebody_elses_claim_withdraws_nothing()
    {
        using var member = await SignedInMember.NewAsync(portal);
        using var other = await SignedInMember.NewAsync(portal);
        var theirs = await SentAsync(other, ("Typed.Kind", "Other"), ("Typed.Text", "Помогите"));
        var mine = await SentAsync(member, ("Typed.Kind", "Other"), ("Typed.Text", "Помогите"));
        var page = await member.GoAsync($"/cabinet/claims/{mine}?withdraw=1");

        var seen = await member.PostAsync(
            $"/cabinet/claims/{theirs}?withdraw=1",
            page,
            "withdraw",
            ("Asked.Sure", "yes")
        );

        Assert.NotEqual(302, seen.Status);
        Assert.Equal(ClaimStatus.Open, (await Book.FindAsync(other.AccountId, theirs, Stop))!.Status);
    }

    [Fact]
    public async Task An_order_that_has_its_answer_is_answered_first_and_then_sent_all_the_same()
    {
        using var member = await SignedInMember.NewAsync(portal);
        var order = await BoughtAsync(member.Shopper);
        (string, string)[] claim = [("Typed.Kind", "NothingCredited"), ("Typed.Order", $" № {order} ")];

        var first = await SendAsync(member, claim);
        var unread = await SendAsync(member, [.. claim, ("Typed.Anyway", "true")]);
        var untold = await Book.ListAsync(member.AccountId, 10, Stop);
        var ticked = await SendAsync(member, [.. claim, ("Typed.Anyway", "true"), ("Typed.Shown", order)]);

        Assert.Equal((200, 200, 302), (first.Status, unread.Status, ticked.Status));
        Assert.Contains("id=\"known\"", first.Text, StringComparison.Ordinal);
        Assert.Contains(
            "Начисление есть, но тратить его ещё рано: 300 бонусов",
            Plain(first),
            StringComparison.Ordinal
        );
        Assert.Empty(untold);
        var sent = Assert.Single(await Book.ListAsync(member.AccountId, 10, Stop));
        Assert.Equal($"/cabinet/claims/{sent.Number}?told=sent", ticked.To);
        Assert.Equal(order, sent.OrderId);
        Assert.Contains(sent.Finding, reason => reason.Code == ReasonCodes.WaitsForReceived);
    }

    [Fact]
    public async Task A_form_sent_twice_is_one_claim_and_both_lead_to_it()
    {
        using var member = await SignedInMember.NewAsync(portal);
        var page = await member.GoAsync(New);
        (string, string)[] claim = Filled(("Typed.Kind", "LevelUnchanged"));

        var both = await Task.WhenAll(
            member.PostAsync(New, page, "claim", claim),
            member.PostAsync(New, page, "claim", claim)
        );

        var sent = Assert.Single(await Book.ListAsync(member.AccountId, 10, Stop));
        Assert.All(
            both,
            seen => Assert.StartsWith($"/cabinet/claims/{sent.Number}?", seen.To, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task An_order_that_nobody_knows_is_taken_and_said_to_be_unknown()
    {
        using var member = await SignedInMember.NewAsync(portal);
        var order = Till.NewName("lost");

        var number = await SentAsync(member, ("Typed.Kind", "CreditedLess"), ("Typed.Order", "#" + order));

        var seen = await member.GoAsync($"/cabinet/claims/{number}");
        Assert.Contains($"Заказа {order} среди ваших мы не нашли", seen.Text, StringComparison.Ordinal);
        Assert.Contains("8 марта", Plain(seen), StringComparison.Ordinal);
        Assert.DoesNotContain("/cabinet/why?order", seen.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Typed.Kind", "")]
    [InlineData("Typed.Kind", "99")]
    [InlineData("Typed.Kind", "0")]
    [InlineData("Typed.Name", " \u200B ")]
    [InlineData("Typed.Phone", "12345")]
    [InlineData("Typed.Phone", "")]
    [InlineData("Typed.Text", "")]
    [InlineData("Typed.Text", "\u0007")]
    [InlineData("Typed.Order", "№ #")]
    public async Task What_is_wrong_is_said_and_nothing_is_taken(string field, string value)
    {
        using var member = await SignedInMember.NewAsync(portal);

        var seen = await SendAsync(member, ("Typed.Kind", "Other"), ("Typed.Text", "Вопрос"), (field, value));

        Assert.Equal(200, seen.Status);
        Assert.Contains("field-message", seen.Text, StringComparison.Ordinal);
        Assert.Contains("aria-invalid=\"true\"", seen.Text, StringComparison.Ordinal);
        Assert.Empty(await Book.ListAsync(member.AccountId, 10, Stop));
    }

    [Fact]
    public async Task What_no_browser_would_send_is_kept_harmless_or_refused()
    {
        using var member = await SignedInMember.NewAsync(portal);

        var number = await SentAsync(
            member,
            ("Typed.Kind", "Other"),
            ("Typed.Order", "A\u0007-\u202E1"),
            ("Typed.Name", "Анна\r\nИванова"),
            ("Typed.Text", "<script>alert(1)</script>\r\nвторая\u0007 строка")
        );
        var tooLong = await SendAsync(member, ("Typed.Kind", "Other"), ("Typed.Text", new string('я', 2_001)));

        var claim = (await Book.FindAsync(member.AccountId, number, Stop))!;
        Assert.Equal(("A-1", "Анна  Иванова"), (claim.OrderId, claim.Name));
        Assert.Equal("<script>alert(1)</script>\nвторая  строка", claim.Text);
        Assert.Equal(200, tooLong.Status);
        Assert.Single(await Book.ListAsync(member.AccountId, 10, Stop));
    }

    [Theory]
    [InlineData("%00")]
    [InlineData("%00A-1%00")]
    [InlineData("%FF%FE")]
    [InlineData("%23%23%23")]
    [InlineData("' or 1=1 --")]
    [InlineData("A&order=B")]
    public async Task Whatever_is_asked_for_as_an_order_gets_a_page(string order)
    {
        using var member = await SignedInMember.NewAsync(portal);

        Assert.Equal(200, (await member.GoAsync($"/cabinet/why?order={order}")).Status);
        Assert.Equal(200, (await member.GoAsync($"{New}?kind=NothingCredited&order={order}")).Status);
        Assert.Equal(200, (await member.GoAsync("/cabinet/why?order=" + new string('9', 5_000))).Status);
    }

    [Fact]
    public async Task Too_many_open_claims_are_refused_with_a_word_on_what_to_do()
    {
        using var member = await SignedInMember.NewAsync(portal);
        for (var sent = 0; sent < ClaimBook.MostOpen; sent++)
        {
            await SentAsync(member, ("Typed.Kind", "Other"), ("Typed.Text", $"Вопрос {sent}"));
        }

        var seen = await SendAsync(member, ("Typed.Kind", "Other"), ("Typed.Text", "Ещё один"));

        Assert.Equal(200, seen.Status);
        Assert.Contains("У вас уже 5 открытых обращений", seen.Text, StringComparison.Ordinal);
        Assert.Contains("Ещё один", seen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_claim_is_taken_back_only_after_a_second_word()
    {
        using var member = await SignedInMember.NewAsync(portal);
        var path = $"/cabinet/claims/{await SentAsync(member, ("Typed.Kind", "Other"), ("Typed.Text", "Вопрос"))}";

        var before = await member.GoAsync(path);
        var sure = await member.SendAsync($"{path}?withdraw=1", "withdraw", ("Asked.Sure", "yes"));
        var after = await member.GoAsync(path);

        Assert.DoesNotContain("_handler", before.Text[before.Text.IndexOf("<main", Whole)..], StringComparison.Ordinal);
        Assert.Equal($"{path}?told=withdrawn", sure.To);
        Assert.Contains("Отозвано", after.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("withdraw=1", after.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_comes_by_a_message_and_is_there_to_read_also_for_who_was_about_to_withdraw()
    {
        using var member = await SignedInMember.NewAsync(portal);
        var number = await SentAsync(member, ("Typed.Kind", "Other"), ("Typed.Text", "Вопрос"));
        var path = ClaimMessages.PathOf(number);
        var page = await member.GoAsync($"{path}?withdraw=1");
        var messages = portal.Services.GetRequiredService<ClaimMessages>();

        await Book.AnswerAsync(
            Guid.CreateVersion7(),
            number,
            "Мы всё проверили.\nНачислили.",
            language => messages.Answered(language, number),
            Stop
        );
        var late = await member.PostAsync($"{path}?withdraw=1", page, "withdraw", ("Asked.Sure", "yes"));

        var message = await SignedInMember.NewestMessageAsync(portal, member.Shopper.Phone);
        Assert.EndsWith($"есть ответ на ваше обращение {number}. http://localhost:5000{path}", message, Whole);
        Assert.DoesNotContain("проверили", message, StringComparison.Ordinal);
        Assert.Equal($"{path}?told=late", late.To);
        var seen = await member.GoAsync(late.To!);
        Assert.Contains("Мы всё проверили.", seen.Text, StringComparison.Ordinal);
        Assert.Contains("Поддержка успела ответить раньше", seen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_late_answer_is_called_late()
    {
        await using var own = new DemoPortal();
        await own.InitializeAsync();
        using var member = await SignedInMember.NewAsync(own);
        var number = await SentAsync(member, ("Typed.Kind", "Other"), ("Typed.Text", "Вопрос"));

        await own.Till.Wait(TimeSpan.FromDays(7));
        var last = await member.GoAsync("/cabinet/claims");
        await own.Till.Wait(TimeSpan.FromDays(1));
        var late = await member.GoAsync($"/cabinet/claims/{number}");

        Assert.Contains("Последний день для ответа: сегодня", last.Text, StringComparison.Ordinal);
        Assert.Contains("Мы обещали ответить до 8 марта и не успели", Plain(late), StringComparison.Ordinal);
        Assert.Contains("Ответ задерживается", late.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Claims_and_visits_are_in_the_page_and_the_file_of_everything()
    {
        using var member = await SignedInMember.NewAsync(portal);
        var number = await SentAsync(member, ("Typed.Kind", "Other"), ("Typed.Text", "Вопрос"));
        var visits = portal.Services.GetRequiredService<VisitBook>();
        var visit = await visits.BeginAsync(
            new NewVisit(
                member.AccountId,
                Guid.CreateVersion7(),
                StaffRoles.Agent,
                $"Обращение {number}",
                TimeSpan.FromMinutes(15)
            ),
            Stop
        );
        await visits.NoteAsync(
            visit!.Id,
            Reason.Of(ReasonCodes.SupportAnsweredClaim).WithText("claim", number),
            entryNumber: null,
            Stop
        );

        var page = await member.GoAsync("/profile/export");
        var file = await member.GoAsync("/profile/export.json");

        Assert.Contains("id=\"claims\"", page.Text, StringComparison.Ordinal);
        Assert.Contains("id=\"visits\"", page.Text, StringComparison.Ordinal);
        Assert.Contains("\"supportVisits\"", file.Text, StringComparison.Ordinal);
        Assert.Contains(ReasonCodes.SupportAnsweredClaim, file.Text, StringComparison.Ordinal);
        Assert.Contains(number, file.Text, StringComparison.Ordinal);
    }

    private const StringComparison Whole = StringComparison.Ordinal;

    /// <summary>An order of 10,000 that is paid and not received: 300 points wait.</summary>
    private async Task<string> BoughtAsync(Shopper shopper)
    {
        var order = Order.Of(10_000).By(shopper).Paid(await portal.Till.Now());
        (await portal.Till.Buy(order)).Is(201);
        return order.Id;
    }

    /// <summary>The number of a claim that is taken.</summary>
    private static async Task<string> SentAsync(SignedInMember member, params (string Name, string Value)[] fields)
    {
        var seen = await SendAsync(member, fields);
        Assert.True(seen.Status == 302, seen.Text);
        return seen.To!.Split('/', '?')[3];
    }

    private static Task<Seen> SendAsync(SignedInMember member, params (string Name, string Value)[] fields) =>
        member.SendAsync(New, "claim", Filled(fields));

    /// <summary>The form with its name and phone, where the fields do not say otherwise; of two the later counts.</summary>
    private static (string, string)[] Filled(params (string Name, string Value)[] fields)
    {
        var all = new Dictionary<string, string>
        {
            ["Typed.Name"] = "Анна Иванова",
            ["Typed.Phone"] = "+7 916 123-45-67",
        };
        foreach (var (name, value) in fields)
        {
            all[name] = value;
        }
        return [.. all.Select(field => (field.Key, field.Value))];
    }

    private static string Plain(Seen seen) => seen.Text.Replace('\u00A0', ' ');
}
