using LoyaltyPortal.Data.Audit;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Support;
using LoyaltyPortal.Data.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LoyaltyPortal.Data.Tests.Desk;

/// <summary>Support works through claims: who looks after one, what is late and how long answers take.</summary>
public abstract class ClaimQueueTests(TestDatabase database) : PortalTest(database)
{
    private static readonly Guid Agent = Guid.CreateVersion7();
    private static readonly Guid Colleague = Guid.CreateVersion7();

    private ClaimQueue Queue => Portal.Get<ClaimQueue>();

    [Fact]
    public async Task A_claim_is_taken_once_and_given_back_and_the_audit_tells_it()
    {
        var (member, number) = await SentAsync();

        Assert.IsType<ClaimTaking.Done>(await Queue.AssignAsync(Agent, number, null, Agent, Stop));
        Assert.IsType<ClaimTaking.Done>(await Queue.AssignAsync(Agent, number, null, Agent, Stop));
        Assert.IsType<ClaimTaking.Moved>(await Queue.AssignAsync(Colleague, number, null, Colleague, Stop));
        Assert.Contains(number, await NumbersAsync(ClaimChoice.Mine, Agent));
        Assert.DoesNotContain(number, await NumbersAsync(ClaimChoice.Mine, Colleague));
        Assert.DoesNotContain(number, await NumbersAsync(ClaimChoice.Nobodys, Agent));
        Assert.IsType<ClaimTaking.Done>(await Queue.AssignAsync(Agent, number, Agent, null, Stop));

        Assert.Contains(number, await NumbersAsync(ClaimChoice.Nobodys, Agent));
        Assert.Equal([AuditActions.ClaimAssigned, AuditActions.ClaimAssigned], await ActionsAsync(member));
    }

    [Fact]
    public async Task Of_many_who_take_one_at_once_one_has_it()
    {
        var (member, number) = await SentAsync();
        var agents = Enumerable.Range(0, 8).Select(_ => Guid.CreateVersion7()).ToList();

        var came = await AllAtOnceAsync(
            agents.Count,
            each => Queue.AssignAsync(agents[each], number, null, agents[each], Stop)
        );

        Assert.Single(came.OfType<ClaimTaking.Done>());
        Assert.Equal(agents.Count - 1, came.OfType<ClaimTaking.Moved>().Count());
        Assert.Single(await ActionsAsync(member));
    }

    [Fact]
    public async Task An_answer_is_in_the_audit_and_ends_the_taking()
    {
        var (member, number) = await SentAsync();

        var both = await AllAtOnceAsync(2, _ => AnswerAsync(number));

        Assert.Single(both.OfType<ClaimClosing.Closed>());
        Assert.Single(both.OfType<ClaimClosing.Over>());
        Assert.Equal([AuditActions.ClaimAnswered], await ActionsAsync(member));
        var late = Assert.IsType<ClaimTaking.Over>(await Queue.AssignAsync(Agent, number, null, Agent, Stop));
        Assert.Equal(ClaimStatus.Answered, late.Status);
        Assert.IsType<ClaimTaking.Unknown>(await Queue.AssignAsync(Agent, "none", null, Agent, Stop));
        Assert.Contains(number, await NumbersAsync(ClaimChoice.Answered, Agent));
        Assert.DoesNotContain(number, await NumbersAsync(ClaimChoice.Open, Agent));
    }

    [Fact]
    public async Task Figures_tell_what_is_open_what_is_late_and_the_median_of_the_last_month()
    {
        await Portal.QueryAsync((db, stop) => db.MemberClaims.ExecuteDeleteAsync(stop));
        var (_, old) = await SentAsync();
        Clock.AdvanceDays(1);
        await AnswerAsync(old);
        Clock.AdvanceDays(40);
        Assert.Null((await Queue.FiguresAsync(Stop)).MedianAnswer);
        foreach (var hours in new[] { 1, 2, 30 })
        {
            var (_, number) = await SentAsync();
            Clock.Advance(TimeSpan.FromHours(hours));
            await AnswerAsync(number);
        }
        var (_, late) = await SentAsync();
        Clock.AdvanceDays(8);
        var (_, fresh) = await SentAsync();

        var figures = await Queue.FiguresAsync(Stop);

        Assert.Equal(new ClaimFigures(2, 1, TimeSpan.FromHours(2)), figures);
        Assert.Equal([late, fresh], await NumbersAsync(ClaimChoice.Open, Agent));
    }

    private async Task<(Guid Member, string Number)> SentAsync()
    {
        var member = await Shop.EnrolsAsync();
        var claim = new NewClaim(ClaimKind.Other, null, null, [], "Анна Иванова", "+79001234567", "Вопрос");
        var came = await Portal.Get<ClaimBook>().SubmitAsync(member, claim, Stop);
        return (member, Assert.IsType<Claiming.Taken>(came).Number);
    }

    private Task<ClaimClosing> AnswerAsync(string number) =>
        Portal.Get<ClaimBook>().AnswerAsync(Agent, number, "Ответ", _ => "answered", Stop);

    private async Task<IReadOnlyList<string>> NumbersAsync(ClaimChoice choice, Guid staff) =>
        [.. (await Queue.ListAsync(choice, staff, 100, Stop)).Select(each => each.Number)];

    private async Task<IEnumerable<string>> ActionsAsync(Guid member) =>
        (await Portal.Get<AuditBook>().ListAsync(new AuditQuery(AccountId: member), Stop)).Select(each => each.Action);
}

public sealed class ClaimQueueOnSqlite(SqliteDatabase database)
    : ClaimQueueTests(database),
        IClassFixture<SqliteDatabase>;

public sealed class ClaimQueueOnPostgreSql(PostgreSqlDatabase database)
    : ClaimQueueTests(database),
        IClassFixture<PostgreSqlDatabase>;
