using LoyaltyPortal.Data.Limits;
using LoyaltyPortal.Data.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LoyaltyPortal.Data.Tests.Limits;

/// <summary>A limit holds whoever asks, at once, on two nodes, and after a restart.</summary>
public abstract class LimitBookTests : PortalTest
{
    private const int Racers = 64;

    private readonly Portal otherNode;

    protected LimitBookTests(TestDatabase database)
        : base(database)
    {
        otherNode = new Portal(database, Clock);
    }

    public override async ValueTask DisposeAsync()
    {
        await otherNode.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Of_many_at_once_on_two_nodes_exactly_as_many_get_through_as_may()
    {
        var hour = new Limit("hour", NewSubject(), TimeSpan.FromHours(1), 7);
        var day = new Limit("day", NewSubject(), TimeSpan.FromDays(1), 50);

        var ends = await AllAtOnceAsync(Racers, racer => TakeAsync(racer, hour, day));

        Assert.Equal(7, ends.Count(end => end is Taking.Taken));
        Assert.All(ends.OfType<Taking.Refused>(), refused => Assert.Equal("hour", refused.Limit.Rule));
        // Who was refused by one limit took nothing of the other.
        Assert.Equal(7, await CountAsync(day));
    }

    [Fact]
    public async Task The_first_of_a_window_come_at_once_and_none_is_taken_for_one_too_many()
    {
        for (var round = 0; round < 30; round++)
        {
            var limit = new Limit("first", NewSubject(), TimeSpan.FromHours(1), 8);

            var ends = await AllAtOnceAsync(8, racer => TakeAsync(racer, limit));

            Assert.All(ends, end => Assert.IsType<Taking.Taken>(end));
        }
    }

    [Fact]
    public async Task The_alarm_is_told_to_one_of_many()
    {
        var limit = new Limit("day", NewSubject(), TimeSpan.FromDays(1), 60) { AlarmAt = 48 };

        var ends = await AllAtOnceAsync(Racers, racer => TakeAsync(racer, limit));

        Assert.Equal(60, ends.Count(end => end is Taking.Taken));
        Assert.Equal(limit, Assert.Single(ends.OfType<Taking.Taken>().SelectMany(end => end.Alarms)));
    }

    [Fact]
    public async Task Two_are_kept_apart_by_the_gap_also_where_an_hour_begins_between_them()
    {
        Clock.MoveTo(TestClock.Moscow(3, 3, 12, 59).AddSeconds(59));
        var subject = NewSubject();
        Limit[] limits =
        [
            new("gap", subject, TimeSpan.Zero, int.MaxValue) { Gap = TimeSpan.FromSeconds(60) },
            new("hour", subject, TimeSpan.FromHours(1), 6),
        ];
        Assert.IsType<Taking.Taken>(await TakeAsync(0, limits));

        Clock.Advance(TimeSpan.FromSeconds(59));
        var refused = Assert.IsType<Taking.Refused>(await TakeAsync(1, limits));
        Clock.Advance(TimeSpan.FromSeconds(1));
        var taken = await TakeAsync(1, limits);

        Assert.Equal("gap", refused.Limit.Rule);
        Assert.Equal(TestClock.Moscow(3, 3, 13).AddSeconds(59), refused.RetryAt);
        Assert.IsType<Taking.Taken>(taken);
    }

    [Fact]
    public async Task A_new_window_begins_with_nothing_and_whoever_is_refused_learns_when()
    {
        Clock.MoveTo(TestClock.Moscow(3, 3, 12, 20));
        var limit = new Limit("hour", NewSubject(), TimeSpan.FromHours(1), 1);
        await TakeAsync(0, limit);

        var refused = Assert.IsType<Taking.Refused>(await TakeAsync(0, limit));
        Clock.MoveTo(refused.RetryAt);

        Assert.Equal(TestClock.Moscow(3, 3, 13), refused.RetryAt);
        Assert.IsType<Taking.Taken>(await TakeAsync(0, limit));
    }

    [Fact]
    public async Task Requests_that_come_in_another_order_than_their_clocks_say_are_all_counted()
    {
        var day = new Limit("day", NewSubject(), TimeSpan.FromDays(1), 3);
        var now = Clock.GetUtcNow();
        var book = Portal.Get<LimitBook>();

        Assert.IsType<Taking.Taken>(await book.TakeAsync([day], now, Stop));
        Assert.IsType<Taking.Taken>(await book.TakeAsync([day], now.AddSeconds(-2), Stop));
        Assert.IsType<Taking.Taken>(await book.TakeAsync([day], now.AddSeconds(-1), Stop));

        Assert.IsType<Taking.Refused>(await book.TakeAsync([day], now, Stop));
    }

    [Fact]
    public async Task One_persons_limit_is_not_anothers()
    {
        var limit = new Limit("hour", NewSubject(), TimeSpan.FromHours(1), 1);
        await TakeAsync(0, limit);

        Assert.IsType<Taking.Taken>(await TakeAsync(0, limit with { Subject = NewSubject() }));
        Assert.IsType<Taking.Refused>(await TakeAsync(0, limit));
    }

    private static string NewSubject() => Limit.Hidden(Shop.NextPhone());

    private Task<Taking> TakeAsync(int racer, params Limit[] limits) =>
        (racer % 2 == 0 ? Portal : otherNode).Get<LimitBook>().TakeAsync(limits, Clock.GetUtcNow(), Stop);

    private Task<int> CountAsync(Limit limit) =>
        Portal.QueryAsync(
            (db, stop) =>
                db
                    .LimitCounters.Where(each => each.Rule == limit.Rule && each.Subject == limit.Subject)
                    .SumAsync(each => each.Count, stop)
        );
}

public sealed class LimitsOnSqlite(SqliteDatabase database) : LimitBookTests(database), IClassFixture<SqliteDatabase>;

public sealed class LimitsOnPostgreSql(PostgreSqlDatabase database)
    : LimitBookTests(database),
        IClassFixture<PostgreSqlDatabase>;
