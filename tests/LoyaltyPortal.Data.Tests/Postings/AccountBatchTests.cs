using LoyaltyPortal.Data.Keys;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Tests.Support;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Orders;
using LoyaltyPortal.Domain.Programmes;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LoyaltyPortal.Data.Tests.Postings;

/// <summary>A batch, which goes past the tracking of EF, leaves the same behind as postings one by one.</summary>
public abstract class AccountBatchTests(TestDatabase database) : PortalTest(database)
{
    [Fact]
    public async Task Given_members_with_points_a_batch_adds_orders_with_lots_and_entries_that_add_up()
    {
        Guid[] members = [await Shop.EnrolsWithPointsAsync(300), await Shop.EnrolsAsync()];
        var purchases = await PostAsync(members, [Shop.Order(10_000), Shop.Order(20_000), Shop.Order(5_000)]);

        Assert.Equal(Has(active: 300, pending: 450), await Portal.BalanceAsync(members[0]));
        Assert.Equal(Has(pending: 600), await Portal.BalanceAsync(members[1]));
        foreach (var member in members)
        {
            await Portal.AddsUpAsync(member);
        }
        foreach (var posted in purchases)
        {
            var read = await Portal.QueryAsync(
                (db, stop) => db.Purchases.AsNoTracking().FirstAsync(each => each.Id == posted.Id, stop)
            );
            Assert.Equivalent(posted, read, strict: true);
        }
    }

    [Fact]
    public async Task Given_twenty_batches_on_the_same_accounts_at_once_each_order_is_posted_once()
    {
        Guid[] members = [await Shop.EnrolsAsync(), await Shop.EnrolsAsync()];
        await AllAtOnceAsync(20, _ => PostAsync(members, [Shop.Order(10_000), Shop.Order(10_000)]));

        foreach (var member in members)
        {
            Assert.Equal(Has(pending: 6_000), await Portal.BalanceAsync(member));
            await Portal.AddsUpAsync(member);
        }
    }

    [Fact]
    public async Task Given_a_lot_that_has_ended_a_batch_closes_it()
    {
        var member = await Shop.EnrolsWithPointsAsync(300);
        Clock.AdvanceDays(200);
        await PostAsync([member], [Shop.Order(10_000)]);

        Assert.Contains(await Portal.EntriesAsync(member), entry => entry.Type == EntryType.Expired);
        await Portal.AddsUpAsync(member);
    }

    /// <summary>Posts orders to members in turn, in one transaction.</summary>
    private async Task<List<Purchase>> PostAsync(Guid[] members, Order[] orders)
    {
        using var turn = await Portal.Get<WriteGate>().EnterAsync(Stop);
        await using var db = Portal.Databases.Create();
        await using var transaction = await db.Database.BeginTransactionAsync(Stop);
        var batch = new AccountBatch(db, Portal.Programme.Zone, Portal.Get<SequentialKeys>());
        await batch.LockAsync([.. members.Reverse()], Stop);
        await batch.LoadPartsAsync(Portal.Programme, new DateOnly(2020, 1, 1), [], Stop);
        var purchases = new List<Purchase>();
        for (var i = 0; i < orders.Length; i++)
        {
            var journal = new Journal(
                batch.Use(members[i % members.Length]),
                Portal.Programme,
                Clock.GetUtcNow(),
                Suspensions.None
            );
            purchases.Add(PurchasePosting.Post(journal, orders[i], null, Money.Zero).Value);
        }
        db.Purchases.AddRange(purchases);
        await batch.SaveAsync(Clock.GetUtcNow(), Stop);
        await transaction.CommitAsync(Stop);
        return purchases;
    }
}

public sealed class AccountBatchesOnSqlite(SqliteDatabase database)
    : AccountBatchTests(database),
        IClassFixture<SqliteDatabase>;

public sealed class AccountBatchesOnPostgreSql(PostgreSqlDatabase database)
    : AccountBatchTests(database),
        IClassFixture<PostgreSqlDatabase>;
