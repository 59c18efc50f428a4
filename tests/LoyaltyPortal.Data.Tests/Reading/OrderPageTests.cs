using LoyaltyPortal.Data.Reading;
using LoyaltyPortal.Data.Tests.Support;
using LoyaltyPortal.Domain.Orders;
using Xunit;

namespace LoyaltyPortal.Data.Tests.Reading;

/// <summary>Paging through orders, paid and not: nothing twice, nothing left out.</summary>
public abstract class OrderPageTests(TestDatabase database) : PortalTest(database)
{
    private const int Orders = 14;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(200)]
    public async Task Pages_show_every_order_once_newest_first_there_and_back(int limit)
    {
        var member = await WithOrdersAsync();
        var all = Newest(await PagesAsync(member, 200));
        Assert.Equal(Orders, all.Distinct().Count());

        var there = await PagesAsync(member, limit);
        var back = new List<OrderPage> { there[^1] };
        while (back[0].Newer is { } newer)
        {
            back.Insert(0, await PageAsync(member, new OrderQuery(limit, Before: newer)));
            Assert.InRange(back.Count, 1, Orders);
        }

        Assert.Equal(all, Newest(there));
        Assert.Equal(all, Newest(back));
        Assert.Equal((null, null), (there[0].Newer, there[^1].Older));
        Assert.Equal((null, null), (back[0].Newer, back[^1].Older));
    }

    [Fact]
    public async Task They_come_by_the_moment_of_payment_or_of_placing_while_not_paid()
    {
        var member = await WithOrdersAsync();

        var orders = (await PageAsync(member, new OrderQuery(200))).Orders;

        var moments = orders.Select(order => order.PaidAt ?? order.PlacedAt).ToList();
        Assert.Equal(moments.OrderDescending(), moments);
        Assert.Contains(orders.Zip(orders.Skip(1)), pair => IsPaid(pair.First) && !IsPaid(pair.Second));
        Assert.Contains(orders.Zip(orders.Skip(1)), pair => !IsPaid(pair.First) && IsPaid(pair.Second));
    }

    [Fact]
    public async Task Orders_added_meanwhile_move_nothing_on_the_pages_that_follow()
    {
        var member = await WithOrdersAsync();
        var all = Newest(await PagesAsync(member, 200));
        var first = await PageAsync(member, new OrderQuery(5));
        Clock.AdvanceDays(1);
        await Shop.SellsAsync(member, 1_000);

        var rest = await PagesAsync(member, 5, first.Older);

        Assert.Equal(all, Newest([first, .. rest]));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("0-p-0")]
    [InlineData("ffffffffffffffff-p-00000000000000000000000000000000")]
    [InlineData("1-x-00000000000000000000000000000000")]
    public async Task A_mark_that_is_none_shows_the_newest(string mark)
    {
        var member = await WithOrdersAsync();
        var newest = Newest([await PageAsync(member, new OrderQuery(3))]);

        Assert.Equal(newest, Newest([await PageAsync(member, new OrderQuery(3, mark))]));
    }

    [Fact]
    public async Task An_order_is_told_with_its_entries_and_the_dates_of_its_lot()
    {
        var member = await Shop.EnrolsWithPointsAsync(300);
        var order = Shop.OrderFor(200) with { OrderId = "A/1 №2" };
        await Shop.SellsAsync(member, order, await Shop.HoldsAsync(member, 200, order));
        var earning = await Shop.SellsAndHandsOverAsync(member, 10_000);

        var paid = await FindAsync(member, "A/1 №2");
        var earned = await FindAsync(member, earning);

        Assert.NotNull(paid);
        Assert.Equal((0, 1), (paid.Lots.Count, paid.Entries.Count));
        Assert.NotNull(earned);
        var today = Portal.Programme.Zone.DayOf(Clock.GetUtcNow());
        Assert.Equal(today.AddDays(7), Assert.Single(earned.Lots).StartsOn);
    }

    [Fact]
    public async Task Orders_of_another_member_are_never_shown()
    {
        var (ours, theirs) = (await Shop.EnrolsAsync(), await WithOrdersAsync());
        var order = (await PageAsync(theirs, new OrderQuery(1))).Orders[0].OrderId;

        Assert.Empty((await PageAsync(ours, new OrderQuery(5))).Orders);
        Assert.Null(await FindAsync(ours, order));
        Assert.NotNull(await FindAsync(theirs, order));
    }

    /// <summary>Fourteen orders, several paid or placed at the same moment, some never paid.</summary>
    private async Task<Guid> WithOrdersAsync()
    {
        var member = await Shop.EnrolsAsync();
        for (var day = 0; day < 2; day++)
        {
            for (var order = 0; order < 3; order++)
            {
                await Shop.SellsAsync(member, 1_000 + order);
                await Shop.SellsAsync(member, Shop.Order(500) with { PaidAt = null });
            }
            Clock.AdvanceDays(1);
            await Shop.SellsAsync(member, 2_000);
            Clock.AdvanceDays(1);
        }
        return member;
    }

    private static bool IsPaid(Purchase order) => order.PaidAt is not null;

    private async Task<List<OrderPage>> PagesAsync(Guid member, int limit, string? after = null)
    {
        var pages = new List<OrderPage> { await PageAsync(member, new OrderQuery(limit, after)) };
        while (pages[^1].Older is { } older)
        {
            pages.Add(await PageAsync(member, new OrderQuery(limit, older)));
            Assert.InRange(pages.Count, 1, Orders);
        }
        return pages;
    }

    private Task<OrderPage> PageAsync(Guid member, OrderQuery query) =>
        Portal.ScopedAsync<OrderReading, OrderPage>((reading, stop) => reading.PageAsync(member, query, stop));

    private Task<OrderDetail?> FindAsync(Guid member, string order) =>
        Portal.ScopedAsync<OrderReading, OrderDetail?>((reading, stop) => reading.FindAsync(member, order, stop));

    private static IEnumerable<string> Newest(IEnumerable<OrderPage> pages) =>
        pages.SelectMany(page => page.Orders).Select(order => order.OrderId);
}

public sealed class OrderPagesOnSqlite(SqliteDatabase database)
    : OrderPageTests(database),
        IClassFixture<SqliteDatabase>;

public sealed class OrderPagesOnPostgreSql(PostgreSqlDatabase database)
    : OrderPageTests(database),
        IClassFixture<PostgreSqlDatabase>;
