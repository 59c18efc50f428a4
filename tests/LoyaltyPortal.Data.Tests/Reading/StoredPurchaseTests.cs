using LoyaltyPortal.Data.Tests.Support;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Orders;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LoyaltyPortal.Data.Tests.Reading;

/// <summary>What is kept as JSON in a column comes back as it was written.</summary>
public abstract class StoredPurchaseTests(TestDatabase database) : PortalTest(database)
{
    [Fact]
    public async Task A_purchase_is_read_as_it_was_posted()
    {
        var member = await Shop.EnrolsWithPointsAsync(300);
        var order = Shop.Order(10_000) with
        {
            Store = "Москва, «Арбат»",
            DeliveryFee = Money.Of(299.90m),
            Lines =
            [
                new(
                    "1",
                    "A-1",
                    "Перчатки <L> & \"XL\"",
                    "gloves",
                    3,
                    Money.Of(3_333.33m),
                    Money.Of(0.99m),
                    LineMarks.None,
                    null
                ),
                new(
                    "2",
                    "A-2",
                    null,
                    null,
                    1,
                    Money.Of(0.01m),
                    Money.Zero,
                    LineMarks.OnOffer | LineMarks.GiftCard,
                    Points.Zero
                ),
                new("3", "A-3", null, null, 1, Money.Whole(500), Money.Zero, LineMarks.Service, Points.Of(2.5m)),
            ],
        };
        Purchase? posted = null;
        var hold = await Shop.HoldsAsync(member, 299, order);
        await Portal.Postings.RunAsync(
            member,
            earliest: null,
            claim: null,
            async (scope, stop) =>
            {
                var held = await scope.Db.Holds.FirstAsync(each => each.Id == hold, stop);
                posted = PurchasePosting.Post(scope.Journal!, order, held, Money.Zero).Value;
                scope.Db.Purchases.Add(posted);
                return new(201, string.Empty);
            },
            Stop
        );

        var read = await Portal.QueryAsync(
            (db, stop) => db.Purchases.AsNoTracking().FirstAsync(each => each.OrderId == order.OrderId, stop)
        );

        Assert.Equivalent(posted, read, strict: true);
        Assert.Equal(order.Lines, read.Lines.Select(line => line.Line));
    }
}

public sealed class StoredPurchasesOnSqlite(SqliteDatabase database)
    : StoredPurchaseTests(database),
        IClassFixture<SqliteDatabase>;

public sealed class StoredPurchasesOnPostgreSql(PostgreSqlDatabase database)
    : StoredPurchaseTests(database),
        IClassFixture<PostgreSqlDatabase>;
