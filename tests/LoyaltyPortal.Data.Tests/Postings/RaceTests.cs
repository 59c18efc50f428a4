using System.Globalization;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Tests.Support;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Ledger;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LoyaltyPortal.Data.Tests.Postings;

/// <summary>Many post at the same moment, on two nodes (design.md, "Ledger").</summary>
public abstract class RaceTests : PortalTest
{
    private const int Racers = 64;

    private readonly Portal otherNode;
    private readonly Shop[] shops;

    protected RaceTests(TestDatabase database)
        : base(database)
    {
        otherNode = new Portal(database, Clock);
        shops = [Shop, new Shop(otherNode, Clock)];
    }

    public override async ValueTask DisposeAsync()
    {
        await otherNode.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task A_balance_that_all_want_to_spend_is_spent_once()
    {
        var member = await Shop.EnrolsWithPointsAsync(300);

        var answers = await AllAtOnceAsync(Racers, racer => SpendAsync(racer, member, 300));

        Assert.Single(answers, answer => answer.Status == 201);
        Assert.Equal(Racers - 1, answers.Count(answer => answer.Body == "redemption-not-allowed"));
        Assert.Equal(Has(), await Portal.BalanceAsync(member));
        await IsSpentAsync(member, 300);
    }

    [Fact]
    public async Task A_balance_for_ten_is_spent_by_ten()
    {
        var member = await Shop.EnrolsWithPointsAsync(1_050);

        var answers = await AllAtOnceAsync(Racers, racer => SpendAsync(racer, member, 100));

        Assert.Equal(10, answers.Count(answer => answer.Status == 201));
        Assert.Equal(Has(active: 50), await Portal.BalanceAsync(member));
        await IsSpentAsync(member, 1_000);
    }

    [Fact]
    public async Task Equal_requests_with_one_key_are_posted_once_and_all_get_the_same_answer()
    {
        var member = await Shop.EnrolsAsync();
        var order = Shop.Order(10_000);
        var claim = Claims.New();

        var answers = await AllAtOnceAsync(Racers, racer => ShopOf(racer).TrySellAsync(member, order, claim: claim));

        Assert.Single(answers, answer => !answer.IsReplay);
        Assert.Equal((201, order.Id.ToString()), Assert.Single(answers.Select(Told).Distinct()));
        Assert.Equal(Has(pending: 300), await Portal.BalanceAsync(member));
        await Portal.AddsUpAsync(member);
    }

    [Fact]
    public async Task One_order_with_many_keys_is_posted_once_and_the_others_see_it()
    {
        var member = await Shop.EnrolsAsync();
        var order = Shop.Order(10_000);

        var answers = await AllAtOnceAsync(
            Racers,
            racer => ShopOf(racer).TrySellAsync(member, order with { Id = Guid.CreateVersion7() }, claim: Claims.New())
        );

        Assert.Single(answers, answer => answer.Status == 201);
        Assert.Equal(Racers - 1, answers.Count(answer => answer is { Status: 409, Body: "already-exists" }));
        Assert.Equal(Has(pending: 300), await Portal.BalanceAsync(member));
        await Portal.AddsUpAsync(member);
    }

    [Fact]
    public async Task One_order_claimed_by_many_members_belongs_to_one()
    {
        var members = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Shop.EnrolsAsync()));
        var order = Shop.Order(10_000);

        var answers = await AllAtOnceAsync(
            members.Length,
            racer => ShopOf(racer).TrySellAsync(members[racer], order with { Id = Guid.CreateVersion7() })
        );

        var winner = members[Array.FindIndex(answers, answer => answer.Status == 201)];
        Assert.Equal(members.Length - 1, answers.Count(answer => answer is { Status: 409, Body: "already-exists" }));
        foreach (var member in members)
        {
            Assert.Equal(member == winner ? Has(pending: 300) : Has(), await Portal.BalanceAsync(member));
        }
    }

    [Fact]
    public async Task Many_orders_of_one_member_are_all_posted_in_one_dense_row_of_numbers()
    {
        var member = await Shop.EnrolsAsync();

        var answers = await AllAtOnceAsync(
            Racers,
            racer => ShopOf(racer).TrySellAsync(member, Shop.Order(1_000), claim: Claims.New())
        );

        Assert.All(answers, answer => Assert.Equal(201, answer.Status));
        Assert.Equal(Has(pending: Racers * 30), await Portal.BalanceAsync(member));
        Assert.Equal(Racers, (await Portal.EntriesAsync(member)).Count);
        await Portal.AddsUpAsync(member);
        await Portal.EntriesEqualBalancesAsync(member);
    }

    [Fact]
    public async Task Goods_taken_back_at_two_tills_at_once_come_back_once()
    {
        var member = await Shop.EnrolsAsync();
        var orders = new List<string>();
        for (var i = 0; i < Racers / 2; i++)
        {
            orders.Add(await Shop.SellsAsync(member, 1_000));
        }

        var answers = await AllAtOnceAsync(Racers, racer => ShopOf(racer).TryTakeBackAsync(orders[racer / 2]));

        Assert.Equal(Racers / 2, answers.Count(each => each.Answer.Status == 201));
        Assert.Equal(Racers / 2, answers.Count(each => each.Answer.Body == "return-exceeds-purchase"));
        Assert.Equal(Has(), await Portal.BalanceAsync(member));
        await Portal.AddsUpAsync(member);
    }

    private Shop ShopOf(int racer) => shops[racer % shops.Length];

    private static (int Status, string Body) Told(PostingAnswer answer) => (answer.Status, answer.Body);

    /// <summary>Keeps points and spends them; the answer of the step that ended it.</summary>
    private async Task<PostingAnswer> SpendAsync(int racer, Guid member, long points)
    {
        var shop = ShopOf(racer);
        var order = shop.OrderFor(points);
        var held = await shop.TryHoldAsync(member, points, order);
        return held.Status == 201
            ? await shop.TrySellAsync(member, order, Guid.Parse(held.Body, CultureInfo.InvariantCulture))
            : held;
    }

    private async Task IsSpentAsync(Guid member, long points)
    {
        var entries = await Portal.EntriesAsync(member);
        Assert.Equal(
            -Points.Whole(points),
            entries.Where(entry => entry.Type == EntryType.Redeemed).Sum(entry => entry.Points)
        );
        Assert.Equal(
            Points.Whole(points),
            (
                await Portal.QueryAsync(
                    (db, stop) => db.Purchases.AsNoTracking().Where(each => each.AccountId == member).ToListAsync(stop)
                )
            ).Sum(purchase => purchase.Redeemed)
        );
        await Portal.AddsUpAsync(member);
        await Portal.EntriesEqualBalancesAsync(member);
    }
}

public sealed class RacesOnSqlite(SqliteDatabase database) : RaceTests(database), IClassFixture<SqliteDatabase>;

public sealed class RacesOnPostgreSql(PostgreSqlDatabase database)
    : RaceTests(database),
        IClassFixture<PostgreSqlDatabase>;
