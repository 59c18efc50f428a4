using LoyaltyPortal.Data.Audit;
using LoyaltyPortal.Data.Providers;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Web.Tests.Features.Support;
using LoyaltyPortal.Web.Tests.Staff;
using LoyaltyPortal.Web.Tests.StoreApi;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Features.Visits;

/// <summary>An agent looks through a member's eyes and cannot do anything else (design.md, "Identity and safety").</summary>
public sealed class VisitTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    [Fact]
    public async Task The_agent_sees_the_members_cabinet_and_on_every_page_that_it_is_a_visit()
    {
        using var member = await SignedInMember.NewAsync(portal);
        using var agent = await Agent.NewAsync(portal);

        await agent.VisitAsync(member.AccountId);

        foreach (
            var path in new[] { "/cabinet", "/cabinet/history", "/cabinet/points", "/profile/data", "/rules", "/" }
        )
        {
            var page = await agent.GoAsync(path);
            Assert.Equal(200, page.Status);
            Assert.Contains("Вы смотрите глазами участника", page.Text, StringComparison.Ordinal);
            Assert.Contains("ещё 15 мин", page.Text, StringComparison.Ordinal);
            Assert.Contains("<title>[15 мин] ", page.Text, StringComparison.Ordinal);
        }
        Assert.DoesNotContain("data-visit", (await member.GoAsync("/cabinet")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("data-visit", (await agent.GoAsync("/staff")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_member_is_told_at_once_and_reads_when_who_and_why()
    {
        using var member = await SignedInMember.NewAsync(portal);
        using var agent = await Agent.NewAsync(portal);

        await agent.VisitAsync(member.AccountId);

        var told = await SignedInMember.NewestMessageAsync(portal, member.Shopper.Phone);
        Assert.Contains("поддержка открыла ваш кабинет на 15 минут", told, StringComparison.Ordinal);
        Assert.Contains("/cabinet/visits", told, StringComparison.Ordinal);
        var visits = await member.GoAsync("/cabinet/visits");
        Assert.Contains(Agent.Why, visits.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ольга", visits.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_request_is_in_the_audit_with_who_and_whose()
    {
        using var member = await SignedInMember.NewAsync(portal);
        using var agent = await Agent.NewAsync(portal);
        await agent.VisitAsync(member.AccountId);
        await agent.GoAsync("/cabinet/history?period=all&q=secret");
        await agent.GoAsync("/card");

        var lines = await agent.AuditAsync(member.AccountId);

        Assert.Equal(
            [AuditActions.VisitBegun, AuditActions.VisitRequest, AuditActions.VisitRequest],
            lines.Select(line => line.Action)
        );
        Assert.All(lines, line => Assert.NotNull(line.ActorId));
        Assert.Contains(lines[0].Facts, fact => fact is { Name: "ticket", Value: "SUP-17" });
        Assert.Equal(
            ["/cabinet/history", "/card"],
            lines.Skip(1).Select(line => line.Facts.Single(fact => fact.Name == "path").Value)
        );
        Assert.DoesNotContain(Agent.Why, string.Concat(lines.SelectMany(line => line.Facts)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "SUP-1")]
    [InlineData("коротко", "SUP-1")]
    [InlineData(Agent.Why, " ")]
    [InlineData(Agent.Why, "Иванов")]
    [InlineData(Agent.Why, "+79161234567")]
    public async Task Without_a_reason_and_a_ticket_nothing_begins_and_nothing_typed_is_lost(
        string reason,
        string ticket
    )
    {
        using var member = await SignedInMember.NewAsync(portal);
        using var agent = await Agent.NewAsync(portal);

        var refused = await agent.AskAsync(member.AccountId, reason, ticket);

        Assert.Equal(200, refused.Status);
        Assert.Contains("aria-invalid=\"true\"", refused.Text, StringComparison.Ordinal);
        Assert.Contains(reason, refused.Text, StringComparison.Ordinal);
        Assert.Null(agent.Cookie);
        Assert.Empty(await agent.AuditAsync(member.AccountId));
    }

    [Theory]
    [InlineData("/card")]
    [InlineData("/CARD/")]
    [InlineData("/card/link")]
    [InlineData("/card/renew")]
    [InlineData("/profile/phone")]
    [InlineData("/profile/phone/new")]
    [InlineData("/profile/consents")]
    [InlineData("/profile/devices")]
    [InlineData("/profile/export")]
    [InlineData("/profile/export.json")]
    [InlineData("/profile/delete")]
    [InlineData("/profile/delete/confirm")]
    [InlineData("/cabinet/history.csv")]
    [InlineData("/join")]
    [InlineData("/sign-in")]
    [InlineData("/demo")]
    [InlineData("/sw.js")]
    [InlineData("/_blazor")]
    public async Task What_a_visit_may_not_see_is_closed(string path)
    {
        using var member = await SignedInMember.NewAsync(portal);
        using var agent = await Agent.NewAsync(portal);
        await agent.VisitAsync(member.AccountId);

        var seen = await agent.GoAsync(path);

        Assert.True(seen.Status is 403 or 404, $"{path} answers {seen.Status}");
        Assert.DoesNotContain(member.Shopper.CardNumber, seen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_is_not_shown_and_no_code_is_made_for_it()
    {
        using var member = await SignedInMember.NewAsync(portal);
        using var agent = await Agent.NewAsync(portal);
        await agent.VisitAsync(member.AccountId);

        var card = await agent.GoAsync("/card");

        Assert.Equal(403, card.Status);
        Assert.Contains("В просмотре это закрыто", card.Text, StringComparison.Ordinal);
        await using var db = portal.Services.GetRequiredService<IPortalDbs>().Create();
        Assert.False(await db.CardCodes.AnyAsync(code => code.AccountId == member.AccountId, Stop));
    }

    [Theory]
    [InlineData("/profile/data", "person", "Typed.City")]
    [InlineData("/cabinet/claims/new", "claim", "Typed.Text")]
    [InlineData("/profile/notices", "notices", "Typed.Ending")]
    public async Task No_form_of_the_member_is_taken(string path, string form, string field)
    {
        using var member = await SignedInMember.NewAsync(portal);
        using var agent = await Agent.NewAsync(portal);
        await agent.VisitAsync(member.AccountId);
        var page = await agent.GoAsync(path);
        Assert.Equal(200, page.Status);
        var before = await portal.Books.RowsAsync();

        var sent = await agent.Browser.PostAsync(path, page, form, (field, "x"));

        Assert.Equal(403, sent.Status);
        var after = await portal.Books.RowsAsync();
        foreach (var table in new[] { "Members", "MemberClaims", "NoticeSettings", "SupportActs" })
        {
            Assert.Equal(before[table], after[table]);
        }
    }

    [Fact]
    public async Task One_thing_is_changed_after_a_second_reason_and_once()
    {
        using var member = await SignedInMember.NewAsync(portal);
        using var agent = await Agent.NewAsync(portal);
        await agent.VisitAsync(member.AccountId);
        var lifted = await agent.LiftAsync("data");
        Assert.Equal((302, "/profile/data"), (lifted.Status, lifted.To));
        var page = await agent.GoAsync("/profile/data");
        Assert.Contains("Разрешено одно изменение", page.Text, StringComparison.Ordinal);
        (string, string)[] wrong = [("Typed.Email", "no mail"), ("Typed.Language", "ru")];
        (string, string)[] right = [.. Names, ("Typed.City", "Тверь"), ("Typed.Language", "ru")];

        // What is refused for what was typed may be sent again.
        Assert.Equal(200, (await agent.Browser.PostAsync("/profile/data", page, "person", wrong)).Status);
        var saved = await agent.Browser.PostAsync("/profile/data", page, "person", right);
        var again = await agent.Browser.PostAsync("/profile/data", page, "person", ("Typed.City", "Москва"));

        Assert.Equal((302, "/profile/data?saved=1"), (saved.Status, saved.To));
        Assert.Equal(403, again.Status);
        Assert.Contains("value=\"Тверь\"", (await member.GoAsync("/profile/data")).Text, StringComparison.Ordinal);
        var visit = await agent.LastVisitAsync(member.AccountId);
        Assert.Equal(ReasonCodes.SupportChangedData, Assert.Single(visit.Acts).What.Code);
        Assert.Contains("Участник просит сделать это за него", visit.Reason, StringComparison.Ordinal);
        var actions = (await agent.AuditAsync(member.AccountId)).Select(line => line.Action).ToList();
        Assert.Contains(AuditActions.VisitLifted, actions);
        Assert.Single(actions, each => each == AuditActions.VisitChanged);
        Assert.Equal(
            403,
            (await agent.Browser.PostAsync("/cabinet/claims/new", page, "claim", ("Typed.Kind", "Other"))).Status
        );
        Assert.Contains("уже разрешалось", (await agent.GoAsync("/visit/lift")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_lifted_for_one_thing_is_lifted_for_no_other()
    {
        using var member = await SignedInMember.NewAsync(portal);
        using var agent = await Agent.NewAsync(portal);
        await agent.VisitAsync(member.AccountId);
        await agent.LiftAsync("claim");
        var page = await agent.GoAsync("/profile/data");

        Assert.Equal(403, (await agent.Browser.PostAsync("/profile/data", page, "person", ("Typed.City", "x"))).Status);
        Assert.Equal(403, (await agent.Browser.PostAsync("/profile/consents", page, "consents", ("x", "y"))).Status);
    }

    [Theory]
    [InlineData("spend", Agent.Why)]
    [InlineData("", Agent.Why)]
    [InlineData("data", "мало")]
    public async Task Nothing_is_lifted_without_a_listed_action_and_a_reason(string action, string reason)
    {
        using var member = await SignedInMember.NewAsync(portal);
        using var agent = await Agent.NewAsync(portal);
        await agent.VisitAsync(member.AccountId);

        Assert.Equal(200, (await agent.LiftAsync(action, reason)).Status);

        Assert.Null((await agent.LastVisitAsync(member.AccountId)).Lifted);
    }

    [Fact]
    public async Task It_ends_by_its_button_and_shows_nothing_more()
    {
        using var member = await SignedInMember.NewAsync(portal);
        using var agent = await Agent.NewAsync(portal);
        await agent.VisitAsync(member.AccountId);
        var page = await agent.GoAsync("/cabinet");
        var kept = agent.Cookie!;

        var ended = await agent.Browser.PostAsync("/visit/end", page, "none");

        Assert.Equal((302, $"/staff/desk/members/{member.AccountId}"), (ended.Status, ended.To));
        Assert.Null(agent.Cookie);
        agent.Browser.Cookies.Add(new System.Net.Cookie(kept.Name, kept.Value, "/", kept.Domain));
        var seen = await agent.GoAsync("/cabinet");
        Assert.Equal((302, "/staff?visit=over"), (seen.Status, seen.To));
        Assert.Contains("закончился", (await agent.GoAsync("/staff?visit=over")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_ends_by_itself_after_fifteen_minutes()
    {
        using var member = await SignedInMember.NewAsync(portal);
        using var agent = await Agent.NewAsync(portal);
        await agent.VisitAsync(member.AccountId);
        var desk = new StaffDesk(portal);
        desk.Wait(TimeSpan.FromMinutes(14));
        Assert.Contains("ещё 1 мин", (await agent.GoAsync("/cabinet")).Text, StringComparison.Ordinal);
        desk.Wait(TimeSpan.FromMinutes(1));

        Assert.Equal("/staff?visit=over", (await agent.GoAsync("/cabinet")).To);
    }

    [Fact]
    public async Task It_ends_with_the_agents_own_session()
    {
        using var member = await SignedInMember.NewAsync(portal);
        using var agent = await Agent.NewAsync(portal);
        await agent.VisitAsync(member.AccountId);

        Assert.Equal(302, (await agent.Browser.SendAsync("/staff", "staff-end-all")).Status);

        Assert.Equal(302, (await agent.GoAsync("/cabinet")).Status);
        Assert.DoesNotContain("data-visit", (await agent.GoAsync("/")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_ends_when_the_agent_is_none_any_more()
    {
        using var member = await SignedInMember.NewAsync(portal);
        using var agent = await Agent.NewAsync(portal);
        await agent.VisitAsync(member.AccountId);

        await new StaffDesk(portal).RemoveAsync(agent.Self.Email);

        Assert.Equal(302, (await agent.GoAsync("/cabinet")).Status);
    }

    [Fact]
    public async Task The_cookie_alone_opens_nothing_also_not_for_another_agent()
    {
        using var member = await SignedInMember.NewAsync(portal);
        using var agent = await Agent.NewAsync(portal);
        using var other = await Agent.NewAsync(portal);
        await agent.VisitAsync(member.AccountId);
        var stolen = agent.Cookie!;
        using var nobody = new StaffDesk(portal).Browser();

        foreach (var thief in new[] { nobody, other.Browser })
        {
            thief.Cookies.Add(new System.Net.Cookie(stolen.Name, stolen.Value, "/", stolen.Domain));
            var seen = await thief.GoAsync("/cabinet");
            Assert.Equal((302, "/staff?visit=over"), (seen.Status, seen.To));
        }
        Assert.Equal(200, (await agent.GoAsync("/cabinet")).Status);
    }

    [Fact]
    public async Task Two_agents_with_one_member_do_not_mix()
    {
        using var member = await SignedInMember.NewAsync(portal);
        using var one = await Agent.NewAsync(portal);
        using var other = await Agent.NewAsync(portal);
        await one.VisitAsync(member.AccountId);
        var first = await one.LastVisitAsync(member.AccountId);
        await other.VisitAsync(member.AccountId);
        await other.LiftAsync("data");
        var page = await one.GoAsync("/profile/data");

        Assert.Equal(403, (await one.Browser.PostAsync("/profile/data", page, "person", ("Typed.City", "x"))).Status);
        await one.Browser.PostAsync("/visit/end", page, "none");
        Assert.Equal(200, (await other.GoAsync("/cabinet")).Status);
        Assert.StartsWith("/sign-in", (await one.GoAsync("/cabinet")).To, StringComparison.Ordinal);
        Assert.NotEqual(first.Id, (await other.LastVisitAsync(member.AccountId)).Id);
    }

    [Fact]
    public async Task A_visit_within_a_visit_is_refused_and_can_be_ended_from_there()
    {
        using var member = await SignedInMember.NewAsync(portal);
        using var another = await SignedInMember.NewAsync(portal);
        using var agent = await Agent.NewAsync(portal);
        var form = await agent.GoAsync(Agent.PathOf(another.AccountId));
        await agent.VisitAsync(member.AccountId);

        var nested = await agent.GoAsync(Agent.PathOf(another.AccountId));
        Assert.Contains("Сначала закончите этот просмотр", nested.Text, StringComparison.Ordinal);
        var forced = await agent.Browser.PostAsync(
            Agent.PathOf(another.AccountId),
            form,
            "visit",
            ("Typed.Reason", Agent.Why),
            ("Typed.Ticket", "SUP-18")
        );
        // The page has no such form now.
        Assert.Equal(400, forced.Status);
        Assert.Empty(await agent.AuditAsync(another.AccountId));
        var ended = await agent.Browser.PostAsync("/staff/visit/end", nested, "none");

        Assert.Equal($"/staff/desk/members/{member.AccountId}", ended.To);
        Assert.Equal("/cabinet", (await agent.AskAsync(another.AccountId)).To);
    }

    [Fact]
    public async Task Nobody_looks_through_the_eyes_of_staff()
    {
        using var colleague = await SignedInMember.NewAsync(portal);
        using var agent = await Agent.NewAsync(portal);
        using var other = await Agent.NewAsync(portal);
        (string, string)[] own =
        [
            .. Names,
            ("Typed.Email", other.Self.Email.ToUpperInvariant()),
            ("Typed.Language", "ru"),
        ];
        Assert.Equal(302, (await colleague.SendAsync("/profile/data", "person", own)).Status);

        var refused = await agent.AskAsync(colleague.AccountId);

        Assert.Equal(200, refused.Status);
        Assert.Contains("Это счёт коллеги", refused.Text, StringComparison.Ordinal);
        Assert.Null(agent.Cookie);
    }

    [Fact]
    public async Task Only_agents_begin_visits()
    {
        using var member = await SignedInMember.NewAsync(portal);
        using var clerk = await Agent.NewAsync(portal, "Clerk,Operator");
        using var nobody = new StaffDesk(portal).Browser();

        Assert.Equal(403, (await clerk.GoAsync(Agent.PathOf(member.AccountId))).Status);
        Assert.StartsWith(
            "/staff/sign-in",
            (await nobody.GoAsync(Agent.PathOf(member.AccountId))).To,
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "/staff/sign-in",
            (await member.GoAsync(Agent.PathOf(member.AccountId))).To,
            StringComparison.Ordinal
        );
        using var agent = await Agent.NewAsync(portal);
        Assert.Equal(404, (await agent.GoAsync(Agent.PathOf(Guid.CreateVersion7()))).Status);
    }

    [Fact]
    public async Task Without_a_visit_its_addresses_lead_nowhere()
    {
        using var member = await SignedInMember.NewAsync(portal);
        var page = await member.GoAsync("/cabinet");

        Assert.Equal(404, (await member.GoAsync("/visit/lift")).Status);
        Assert.Equal(404, (await member.PostAsync("/visit/end", page, "none")).Status);
    }

    [Fact]
    public async Task What_a_link_would_open_is_not_kept_in_the_audit()
    {
        using var member = await SignedInMember.NewAsync(portal);
        using var agent = await Agent.NewAsync(portal);
        await agent.VisitAsync(member.AccountId);

        await agent.GoAsync("/notices/stop/abcdefghijklmnopqrstuv");
        await agent.GoAsync("/ivanov-ivan-79161234567");

        var said = (await agent.AuditAsync(member.AccountId)).SelectMany(line => line.Facts).Select(fact => fact.Value);
        Assert.DoesNotContain(said, each => each.Contains("abcdef", StringComparison.Ordinal));
        Assert.DoesNotContain(said, each => each.Contains("ivanov", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Signing_out_ends_the_visit_for_the_member_too()
    {
        using var member = await SignedInMember.NewAsync(portal);
        using var agent = await Agent.NewAsync(portal);
        await agent.VisitAsync(member.AccountId);
        var home = await agent.GoAsync("/staff");

        Assert.Equal(302, (await agent.Browser.PostAsync("/staff/sign-out", home, "none")).Status);

        var visit = await agent.LastVisitAsync(member.AccountId);
        Assert.Equal(visit.StartedAt, visit.EndsAt);
    }

    [Fact]
    public async Task A_form_that_comes_after_the_visit_gets_a_page_that_says_so()
    {
        using var member = await SignedInMember.NewAsync(portal);
        using var agent = await Agent.NewAsync(portal);
        await agent.VisitAsync(member.AccountId);
        var page = await agent.GoAsync("/profile/data");
        new StaffDesk(portal).Wait(TimeSpan.FromMinutes(15));

        var sent = await agent.Browser.PostAsync("/profile/data", page, "person", ("Typed.City", "x"));

        Assert.Equal(403, sent.Status);
        Assert.Contains("</html>", sent.Text, StringComparison.Ordinal);
    }

    private static (string Name, string Value)[] Names =>
        [("Typed.GivenName", "Анна"), ("Typed.FamilyName", "Петрова")];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
}
