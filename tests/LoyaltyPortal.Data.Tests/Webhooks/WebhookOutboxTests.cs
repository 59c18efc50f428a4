using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Privacy;
using LoyaltyPortal.Data.Tests.Privacy;
using LoyaltyPortal.Data.Tests.Support;
using LoyaltyPortal.Data.Webhooks;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LoyaltyPortal.Data.Tests.Webhooks;

/// <summary>What happens is told in the transaction in which it happens (docs/decisions/webhooks.md).</summary>
public abstract class WebhookOutboxTests(TestDatabase database) : WebhookTest(database)
{
    [Fact]
    public async Task An_order_is_told_once_to_each_webhook_that_asks_for_it()
    {
        var member = await Shop.EnrolsAsync();
        var first = await AsksAsync(WebhookEvents.PurchasePosted);
        var second = await AsksAsync(WebhookEvents.PurchasePosted, WebhookEvents.TierChanged);
        var other = await AsksAsync(WebhookEvents.PointsExpired);

        var order = await Shop.SellsAsync(member, 10_000);
        await Shop.HandsOverAsync(order);

        var told = Assert.Single(await ToldAsync(first));
        Assert.Equal(WebhookEvents.PurchasePosted, told.GetProperty("type").GetString());
        Assert.Equal(Clock.GetUtcNow(), told.GetProperty("timestamp").GetDateTimeOffset());
        var data = told.GetProperty("data");
        Assert.Equal(member, data.GetProperty("memberId").GetGuid());
        Assert.Equal((await Portal.AccountAsync(member)).CardNumber, data.GetProperty("cardNumber").GetString());
        Assert.Equal(order, data.GetProperty("orderId").GetString());
        var wallet = Assert.Single(data.GetProperty("wallets").EnumerateArray());
        Assert.Equal(300, wallet.GetProperty("earned").GetDecimal());
        Assert.Equal(0, wallet.GetProperty("redeemed").GetDecimal());
        Assert.Equal(300, wallet.GetProperty("balance").GetProperty("pending").GetDecimal());
        Assert.Single(await ToldAsync(second));
        Assert.Empty(await ToldAsync(other));
    }

    [Fact]
    public async Task Spending_returning_and_cancelling_are_told_with_their_points()
    {
        var member = await Shop.EnrolsWithPointsAsync(300);
        var webhook = await AsksAsync(
            WebhookEvents.PurchasePosted,
            WebhookEvents.PointsRedeemed,
            WebhookEvents.PurchaseReturned
        );

        var order = await Shop.SellsForPointsAsync(member, 100);
        await Shop.CancelsAsync(order);

        var told = await ToldAsync(webhook);
        Assert.Equal(
            [WebhookEvents.PurchasePosted, WebhookEvents.PointsRedeemed, WebhookEvents.PurchaseReturned],
            TypesOf(told)
        );
        var spent = told[1].GetProperty("data");
        Assert.Equal(-100, spent.GetProperty("points").GetDecimal());
        Assert.Equal(200, spent.GetProperty("balance").GetProperty("active").GetDecimal());
        Assert.Equal(order, spent.GetProperty("orderId").GetString());
        var back = Assert.Single(told[2].GetProperty("data").GetProperty("wallets").EnumerateArray());
        Assert.Equal(100, back.GetProperty("restored").GetDecimal());
        Assert.Equal(300, back.GetProperty("balance").GetProperty("active").GetDecimal());
    }

    [Fact]
    public async Task A_posting_that_fails_or_refuses_tells_nothing()
    {
        var member = await Shop.EnrolsAsync();
        var webhook = await AsksAsync([.. WebhookEvents.All]);
        var order = Shop.Order(10_000);
        await using (var breaking = new Portal(Database, Clock, new BreaksAtSaving()))
        {
            await breaking.Get<WebhookList>().RefreshAsync(Stop);
            var shop = new Shop(breaking, Clock);
            await Assert.ThrowsAsync<InvalidOperationException>(() => shop.TrySellAsync(member, order));
        }
        Assert.Empty(await ToldAsync(webhook));

        await Shop.SellsAsync(member, order);
        Assert.Equal(409, (await Shop.TrySellAsync(member, order)).Status);

        Assert.Equal([WebhookEvents.PurchasePosted], TypesOf(await ToldAsync(webhook)));
    }

    [Fact]
    public async Task A_request_that_is_repeated_by_many_at_once_is_told_once()
    {
        var member = await Shop.EnrolsAsync();
        var webhook = await AsksAsync(WebhookEvents.PurchasePosted);
        var order = Shop.Order(10_000);
        var claim = new IdempotencyClaim("till", order.OrderId, [1]);

        var answers = await AllAtOnceAsync(
            8,
            racer => new Shop(racer % 2 == 0 ? Portal : OtherNode, Clock).TrySellAsync(member, order, null, claim)
        );

        Assert.All(answers, answer => Assert.Equal(201, answer.Status));
        Assert.Single(await ToldAsync(webhook));
    }

    [Fact]
    public async Task Nobody_is_told_while_the_webhook_is_paused_or_after_it_was_removed()
    {
        var member = await Shop.EnrolsAsync();
        var webhook = await AsksAsync(WebhookEvents.PurchasePosted);

        await Book.PauseAsync(webhook, Operator, Stop);
        await Shop.SellsAsync(member, 10_000);
        Assert.Empty(await ToldAsync(webhook));
        await Book.ResumeAsync(webhook, Operator, Stop);
        await Shop.SellsAsync(member, 10_000);
        Assert.Single(await ToldAsync(webhook));
        await Book.RemoveAsync(webhook, Operator, Stop);
        await Shop.SellsAsync(member, 10_000);
        Assert.Empty(await ToldAsync(webhook));
        // The other node has not heard yet: it posts all the same, and the housekeeping sweeps up what it wrote.
        await new Shop(OtherNode, Clock).SellsAsync(member, 10_000);
        Assert.Single(await ToldAsync(webhook));
        await Portal.Get<Housekeeping>().RunAsync(Stop);
        Assert.Empty(await ToldAsync(webhook));
    }

    [Fact]
    public async Task A_member_is_told_to_have_joined_and_left_and_nothing_told_of_them_stays()
    {
        var webhook = await AsksAsync([.. WebhookEvents.All]);
        var member = await Shop.EnrolsAsync();
        await Shop.SellsAsync(member, 10_000);
        Assert.Equal([WebhookEvents.MemberJoined, WebhookEvents.PurchasePosted], TypesOf(await ToldAsync(webhook)));

        await using (var db = Portal.Databases.Create())
        {
            DateTimeOffset? now = Clock.GetUtcNow();
            await db
                .Members.Where(each => each.AccountId == member)
                .ExecuteUpdateAsync(set => set.SetProperty(each => each.LeavesAt, now), Stop);
        }
        await Portal.Get<Erasure>().RunAsync(Stop);

        var deliveries = await DeliveriesAsync(webhook);
        Assert.Equal(3, deliveries.Count);
        var left = Assert.Single(deliveries, each => each.Event == WebhookEvents.MemberLeft);
        Assert.Contains(member.ToString(), left.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("cardNumber", left.Body, StringComparison.Ordinal);
        Assert.Equal(DeliveryState.Waiting, left.State);
        Assert.All(
            deliveries.Where(each => each.Id != left.Id),
            each => Assert.Equal((string.Empty, DeliveryState.Dead), (each.Body, each.State))
        );
        Assert.Equal(
            Replaying.OfNoUse,
            await Book.ReplayAsync(webhook, deliveries.First(each => each.Id != left.Id).Id, Operator, Stop)
        );
    }

    [Fact]
    public async Task A_body_holds_neither_phone_nor_name()
    {
        var webhook = await AsksAsync([.. WebhookEvents.All]);
        var member = await Shop.EnrolsAsync();
        await Shop.SellsAsync(member, 10_000);
        var phone = await Portal.QueryAsync(
            (db, stop) => db.Members.Where(each => each.AccountId == member).Select(each => each.Phone).FirstAsync(stop)
        );

        var deliveries = await DeliveriesAsync(webhook);

        Assert.NotEmpty(deliveries);
        Assert.All(deliveries, each => Assert.DoesNotContain(phone[1..], each.Body, StringComparison.Ordinal));
    }
}

public sealed class WebhookOutboxOnSqlite(SqliteDatabase database)
    : WebhookOutboxTests(database),
        IClassFixture<SqliteDatabase>;

public sealed class WebhookOutboxOnPostgreSql(PostgreSqlDatabase database)
    : WebhookOutboxTests(database),
        IClassFixture<PostgreSqlDatabase>;
