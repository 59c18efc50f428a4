using LoyaltyPortal.Data.Reading;
using LoyaltyPortal.Data.Tests.Support;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Orders;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoyaltyPortal.Data.Tests.Reading;

/// <summary>One order of a member, read from the database.</summary>
public abstract class OrderPointsReadingTests(TestDatabase database) : PortalTest(database)
{
    [Fact]
    public async Task A_member_reads_an_own_order_with_what_became_of_its_points()
    {
        var member = await Shop.EnrolsAsync();
        var order = await Shop.SellsAndHandsOverAsync(member, 10_000);

        var waiting = await FindAsync(member, order);
        Clock.AdvanceDays(7);
        var usable = await FindAsync(member, order);

        Assert.Equal((OrderOutcome.Pending, Points.Whole(300)), (waiting!.Points.Outcome, waiting.Points.Pending));
        Assert.Equal(ReasonCodes.Purchase, Assert.Single(waiting.Entries).Reason.Code);
        Assert.Equal((OrderOutcome.Active, Points.Whole(300)), (usable!.Points.Outcome, usable.Points.Active));
    }

    [Fact]
    public async Task Closed_lots_count_and_what_is_due_is_worked_out_without_a_job()
    {
        var member = await Shop.EnrolsAsync();
        var order = await Shop.SellsAndHandsOverAsync(member, 10_000);
        Clock.AdvanceDays(7);
        await Shop.SellsForPointsAsync(member, 300);
        var spent = await FindAsync(member, order);
        var back = await Shop.SellsAndHandsOverAsync(member, 10_000);
        Clock.AdvanceDays(7 + 91);

        var ended = await FindAsync(member, back);

        Assert.Equal((OrderOutcome.Spent, Points.Whole(300)), (spent!.Points.Outcome, spent.Points.Spent));
        Assert.Equal((OrderOutcome.Ended, Points.Whole(300)), (ended!.Points.Outcome, ended.Points.Ended));
    }

    [Fact]
    public async Task A_return_of_spent_points_is_told_as_a_debt()
    {
        var member = await Shop.EnrolsAsync();
        var order = await Shop.SellsAndHandsOverAsync(member, 10_000);
        Clock.AdvanceDays(7);
        await Shop.SellsForPointsAsync(member, 300);
        await Shop.TakesBackAsync(order);

        var answer = (await FindAsync(member, order))!.Points;

        Assert.Equal(OrderOutcome.Returned, answer.Outcome);
        Assert.Equal((Points.Whole(300), Points.Whole(300)), (answer.Annulled, answer.Owed));
    }

    [Fact]
    public async Task Somebody_elses_order_is_asked_for_like_one_that_does_not_exist_and_gets_the_same_answer()
    {
        var seen = new SeenCommands();
        await using var portal = new Portal(Database, Clock, seen);
        var member = await Shop.EnrolsAsync();
        await Shop.SellsAsync(member, 10_000);
        var theirs = await Shop.SellsAsync(await Shop.EnrolsAsync(), 10_000);
        await FindAsync(member, theirs, portal);

        var ofOther = await seen.DuringAsync(() => FindAsync(member, theirs, portal));
        var ofNobody = await seen.DuringAsync(() => FindAsync(member, Shop.NextOrderId(), portal));

        Assert.Null(ofOther.Answer);
        Assert.Null(ofNobody.Answer);
        Assert.NotEmpty(ofOther.Commands);
        Assert.Equal(ofNobody.Commands, ofOther.Commands);
    }

    [Fact]
    public async Task The_last_paid_orders_come_latest_first()
    {
        var member = await Shop.EnrolsAsync();
        var first = await Shop.SellsAsync(member, 1_000);
        Clock.AdvanceDays(1);
        var second = await Shop.SellsAsync(member, 1_000);
        Clock.AdvanceDays(1);
        var third = await Shop.SellsAsync(member, 1_000);
        await Shop.SellsAsync(await Shop.EnrolsAsync(), 1_000);

        Assert.Equal([third, second], await LatestAsync(member, 2));
        Assert.Equal([third, second, first], await LatestAsync(member, 5));
    }

    private Task<OrderPointsView?> FindAsync(Guid member, string order, Portal? portal = null) =>
        AskAsync(reading => reading.FindAsync(member, order, Stop), portal);

    private async Task<List<string>> LatestAsync(Guid member, int most) =>
        [.. (await AskAsync(reading => reading.LatestAsync(member, most, Stop))).Select(order => order.OrderId)];

    private async Task<T> AskAsync<T>(Func<OrderPointsReading, Task<T>> ask, Portal? portal = null)
    {
        await using var scope = (portal ?? Portal).Get<IServiceScopeFactory>().CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<OrderPointsReading>());
    }

    /// <summary>Takes down what the database is asked, without its figures.</summary>
    private sealed class SeenCommands : DbCommandInterceptor
    {
        private readonly List<string> commands = [];

        public async Task<(OrderPointsView? Answer, List<string> Commands)> DuringAsync(
            Func<Task<OrderPointsView?>> ask
        )
        {
            commands.Clear();
            var answer = await ask();
            return (answer, [.. commands]);
        }

        public override ValueTask<InterceptionResult<System.Data.Common.DbDataReader>> ReaderExecutingAsync(
            System.Data.Common.DbCommand command,
            CommandEventData eventData,
            InterceptionResult<System.Data.Common.DbDataReader> result,
            CancellationToken cancellationToken = default
        )
        {
            commands.Add(command.CommandText);
            return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
        }
    }
}

public sealed class OrderPointsReadingOnSqlite(SqliteDatabase database)
    : OrderPointsReadingTests(database),
        IClassFixture<SqliteDatabase>;

public sealed class OrderPointsReadingOnPostgreSql(PostgreSqlDatabase database)
    : OrderPointsReadingTests(database),
        IClassFixture<PostgreSqlDatabase>;
