using LoyaltyPortal.Data.Tests.Support;
using LoyaltyPortal.Data.Webhooks;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LoyaltyPortal.Data.Tests.Webhooks;

/// <summary>What comes about by the calendar is told once, whatever members want to be told themselves.</summary>
public abstract class WebhookWatchingTests(TestDatabase database) : WebhookTest(database)
{
    private DateOnly Today => Portal.Programme.Zone.DayOf(Clock.GetUtcNow());

    [Fact]
    public async Task Points_that_end_are_told_thirty_seven_and_one_day_ahead_by_nodes_that_look_at_once()
    {
        var member = await Shop.EnrolsWithPointsAsync(300);
        var webhook = await AsksAsync(WebhookEvents.PointsExpiring);
        var end = (await Portal.LotsAsync(member))[0].EndsOn!.Value;

        for (; Today <= end; Clock.AdvanceDays(1))
        {
            // As after a posting: what was told is not told again on other days either.
            await LetsLookAsync(member);
            await AllAtOnceAsync(4, racer => LooksAsync(racer % 2 == 0 ? Portal : OtherNode, searches: racer < 2));
        }
        await LooksAsync(Portal);

        var told = (await ToldAsync(webhook))
            .Select(each => each.GetProperty("data"))
            .Where(each => each.GetProperty("memberId").GetGuid() == member)
            .ToList();
        Assert.Equal([30, 7, 1], told.Select(each => each.GetProperty("daysLeft").GetInt32()));
        Assert.All(told, each => Assert.Equal(300, each.GetProperty("points").GetDecimal()));
        Assert.All(told, each => Assert.Equal($"{end:yyyy-MM-dd}", each.GetProperty("endsOn").GetString()));
    }

    [Fact]
    public async Task Another_level_is_told_when_an_order_brings_it_and_when_a_day_takes_it()
    {
        var member = await Shop.EnrolsAsync();
        var webhook = await AsksAsync(WebhookEvents.TierChanged);
        await LooksAsync(Portal);
        await LooksAsync(Portal);
        Assert.Empty(await ToldAsync(webhook));
        var lowest = Portal.Programme.Tiers.List[0];

        for (var i = 0; i < 3; i++)
        {
            await Shop.SellsAndHandsOverAsync(member, 40_000);
        }
        await LooksAsync(Portal);
        Clock.AdvanceDays(8);
        await LooksAsync(OtherNode);
        Assert.Single(await ToldAsync(webhook));
        for (var day = 0; day < 400; day++)
        {
            await LooksAsync(day % 2 == 0 ? Portal : OtherNode);
            Clock.AdvanceDays(1);
        }

        var told = (await ToldAsync(webhook))
            .Select(each => each.GetProperty("data"))
            .Where(each => each.GetProperty("memberId").GetGuid() == member)
            .ToList();
        Assert.Equal(2, told.Count);
        Assert.Equal(lowest.Id, told[0].GetProperty("tierBefore").GetString());
        Assert.True(told[0].GetProperty("isHigher").GetBoolean());
        Assert.Equal(told[0].GetProperty("tier").GetString(), told[1].GetProperty("tierBefore").GetString());
        Assert.Equal(lowest.Id, told[1].GetProperty("tier").GetString());
    }

    [Fact]
    public async Task Nobody_is_watched_while_nobody_asks()
    {
        var member = await Shop.EnrolsWithPointsAsync(300);
        var webhook = await AsksAsync(WebhookEvents.PointsExpiring);
        await LooksAsync(Portal);
        Assert.True(await IsWatchedAsync(member));

        await Book.PauseAsync(webhook, Operator, Stop);
        Assert.False(await Portal.Get<WebhookWatching>().RunAsync(searches: true, Stop));
        // It asks again later, and is not to be told all of it anew.
        Assert.True(await IsWatchedAsync(member));
        await Book.RemoveAsync(webhook, Operator, Stop);
        Assert.False(await Portal.Get<WebhookWatching>().RunAsync(searches: true, Stop));

        Assert.False(await IsWatchedAsync(member));
    }

    [Fact]
    public async Task A_look_wakes_nobody_else_who_looks()
    {
        var member = await Shop.EnrolsWithPointsAsync(300);
        await AsksAsync(WebhookEvents.PointsExpiring);
        var later = Clock.GetUtcNow().AddDays(20);
        await Portal.QueryAsync(
            (db, stop) =>
                db
                    .Accounts.Where(each => each.Id == member)
                    .ExecuteUpdateAsync(set => set.SetProperty(each => each.NoticesDueAt, later), stop)
        );

        await LooksAsync(Portal);
        await LetsLookAsync(member);
        await LooksAsync(Portal);

        Assert.Equal(
            later,
            await Portal.QueryAsync(
                (db, stop) =>
                    db.Accounts.Where(each => each.Id == member).Select(each => each.NoticesDueAt).SingleAsync(stop)
            )
        );
    }

    private async Task LetsLookAsync(Guid member)
    {
        var now = Clock.GetUtcNow();
        await using var db = Portal.Databases.Create();
        await db
            .WebhookWatches.Where(each => each.AccountId == member)
            .ExecuteUpdateAsync(set => set.SetProperty(each => each.LookAt, now), Stop);
    }

    private static Task<bool> LooksAsync(Portal node, bool searches = true) =>
        node.Get<WebhookWatching>().RunAsync(searches, Stop);

    private Task<bool> IsWatchedAsync(Guid member) =>
        Portal.QueryAsync((db, stop) => db.WebhookWatches.AnyAsync(each => each.AccountId == member, stop));
}

public sealed class WebhookWatchingOnSqlite(SqliteDatabase database)
    : WebhookWatchingTests(database),
        IClassFixture<SqliteDatabase>;

public sealed class WebhookWatchingOnPostgreSql(PostgreSqlDatabase database)
    : WebhookWatchingTests(database),
        IClassFixture<PostgreSqlDatabase>;
