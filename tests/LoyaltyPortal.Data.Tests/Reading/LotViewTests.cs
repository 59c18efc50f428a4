using LoyaltyPortal.Data.Tests.Support;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Ledger;
using Xunit;
using static LoyaltyPortal.Data.Tests.Support.TestClock;

namespace LoyaltyPortal.Data.Tests.Reading;

/// <summary>What a member sees of a lot: why it is there and what it waits for.</summary>
public abstract class LotViewTests(TestDatabase database) : PortalTest(database)
{
    [Fact]
    public async Task A_lot_of_goods_not_received_waits_for_them_and_for_the_seventh_day()
    {
        var member = await Shop.EnrolsAsync();
        var order = await Shop.SellsAsync(member, 10_000);

        var lot = Assert.Single(await Portal.LotsAsync(member));

        Assert.True(lot.IsPending);
        Assert.Equal((null, null, order), (lot.StartsOn, lot.EndsOn, lot.OrderId));
        Assert.Equal(
            [ReasonCodes.UsableAfterPaid, ReasonCodes.WaitsForReceived],
            lot.Waits.Select(reason => reason.Code)
        );
        Assert.Equal("d:2026-03-09", lot.Waits[0].Args["day"]);
    }

    [Fact]
    public async Task A_lot_of_goods_received_waits_for_its_day_only()
    {
        var member = await Shop.EnrolsAsync();
        await Shop.SellsAndHandsOverAsync(member, 10_000);

        var lot = Assert.Single(await Portal.LotsAsync(member));

        Assert.Equal((true, new DateOnly(2026, 3, 9)), (lot.IsPending, lot.StartsOn!.Value));
        var waits = Assert.Single(lot.Waits);
        Assert.Equal((ReasonCodes.UsableAfterPaid, "d:2026-03-09"), (waits.Code, waits.Args["day"]));
    }

    [Fact]
    public async Task An_active_lot_waits_for_nothing()
    {
        var member = await Shop.EnrolsWithPointsAsync(300);

        var lot = Assert.Single(await Portal.LotsAsync(member));

        Assert.False(lot.IsPending);
        Assert.Empty(lot.Waits);
    }

    [Fact]
    public async Task A_lot_names_the_entry_that_made_it_whatever_happened_to_it_since()
    {
        var member = await Shop.EnrolsWithPointsAsync(300);
        await Shop.ThanksAsync(member, "questionnaire");
        var order = await Shop.SellsForPointsAsync(member, 310, pieces: 31);
        await Shop.TakesBackAsync(order, pieces: 2);
        var made = (await Portal.EntriesAsync(member)).ToDictionary(entry => entry.Number);

        var lots = await Portal.LotsAsync(member);

        Assert.Equal(
            [(EntryType.Earned, Points.Whole(10)), (EntryType.Bonus, Points.Whole(100))],
            lots.Select(lot => (made[lot.EntryNumber!.Value].Type, lot.Remaining))
        );
        Assert.All(lots, lot => Assert.Equal(lot.Number, made[lot.EntryNumber!.Value].LotNumber));
    }

    [Fact]
    public async Task A_lot_of_grace_names_the_return_that_made_it()
    {
        var member = await Shop.EnrolsWithPointsAsync(300);
        var order = await Shop.SellsForPointsAsync(member, 300);
        Clock.MoveTo(Moscow(6, 20, 12));
        await Shop.TakesBackAsync(order);

        var lot = Assert.Single(await Portal.LotsAsync(member));

        var entry = (await Portal.EntriesAsync(member)).Single(each => each.Number == lot.EntryNumber);
        Assert.Equal((EntryType.Restored, order), (entry.Type, entry.OrderId!));
    }

    [Fact]
    public async Task Lots_are_shown_in_the_order_of_spending_then_pending_ones_by_their_start()
    {
        var member = await Shop.EnrolsAsync();
        await Shop.ThanksAsync(member, "firstReview");
        await Shop.SellsAndHandsOverAsync(member, 1_000);
        await Shop.SellsAndHandsOverAsync(member, 2_000);
        Clock.AdvanceDays(7);
        await Shop.SellsAsync(member, 4_000);
        await Shop.SellsAndHandsOverAsync(member, 5_000);

        var lots = await Portal.LotsAsync(member);

        Assert.Equal([30, 60, 50, 150, 120], lots.Select(lot => (int)lot.Remaining.Value));
        Assert.Equal([false, false, false, true, true], lots.Select(lot => lot.IsPending));
    }
}

public sealed class LotViewsOnSqlite(SqliteDatabase database) : LotViewTests(database), IClassFixture<SqliteDatabase>;

public sealed class LotViewsOnPostgreSql(PostgreSqlDatabase database)
    : LotViewTests(database),
        IClassFixture<PostgreSqlDatabase>;
