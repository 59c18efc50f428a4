using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Reading;
using LoyaltyPortal.Data.Tests.Support;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Orders;
using LoyaltyPortal.Domain.Returns;
using LoyaltyPortal.Domain.Tiers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoyaltyPortal.Data.Tests.Reading;

/// <summary>A preview tells what the return then does, and leaves nothing behind.</summary>
public abstract class ReturnPreviewTests(TestDatabase database) : PortalTest(database)
{
    private const int Steps = 60;

    [Theory]
    [InlineData(3)]
    [InlineData(21)]
    [InlineData(4)]
    public async Task In_any_life_it_equals_the_return_that_follows_and_nothing_is_written(int seed)
    {
        var chance = new Random(seed);
        var (prompt, late) = (await Shop.EnrolsAsync(), await Shop.EnrolsAsync());
        var life = new TwinLife(Shop, Portal, Clock, chance, prompt, late);
        var seen = new Seen();
        for (var step = 1; step <= Steps; step++)
        {
            await life.StepAsync();
            if (life.Orders.Count == 0)
            {
                continue;
            }
            var order = life.Orders[chance.Next(life.Orders.Count)];
            var pieces = chance.Next(1, 4);
            var before = step % 5 == 0 ? await Portal.ContentsAsync() : null;
            var told = await AskAsync(late, order.Late, pieces);
            if (before is not null)
            {
                Assert.Equal(before, await Portal.ContentsAsync());
            }
            if (chance.Next(2) == 0)
            {
                seen.Note(await ExpectSameAsync(late, order.Late, pieces, told));
                await Shop.TryTakeBackAsync(order.Prompt, pieces);
            }
        }
        seen.ExpectEnough();
    }

    [Fact]
    public async Task Points_spent_already_are_told_as_a_debt_and_days_of_grace_with_their_last_day()
    {
        var member = await Shop.EnrolsAsync();
        var earning = await Shop.SellsAndHandsOverAsync(member, 100_000, pieces: 2);
        Clock.AdvanceDays(8);
        var paying = await Shop.SellsForPointsAsync(member, 2_900, pieces: 2);

        var debt = (await AskAsync(member, earning, 2))!.Value;
        Assert.Equal(
            (Points.Whole(3_000), Points.Whole(2_900), Points.Whole(2_900)),
            (debt.Result.Annulled, debt.BecomesDebt, debt.After.Debt)
        );
        Assert.Equal((Has(active: 100), Has(debt: 2_900)), (debt.Before, debt.After));

        Clock.AdvanceDays(120);
        var grace = (await AskAsync(member, paying, 1))!.Value;
        var back = Assert.Single(grace.Back);
        var today = Portal.Programme.Zone.DayOf(Clock.GetUtcNow());
        Assert.Equal(new PointsBack(Points.Whole(1_450), today, today.AddDays(14)), back);
        Assert.Contains(grace.Notes, note => note.Code == ReasonCodes.RestoredWithGrace);
    }

    [Fact]
    public async Task The_level_is_told_with_what_counts_before_and_after()
    {
        var member = await Shop.EnrolsAsync();
        var orders = new List<string>();
        for (var order = 0; order < 3; order++)
        {
            orders.Add(await Shop.SellsAndHandsOverAsync(member, 40_000, pieces: 4));
        }
        Clock.AdvanceDays(10);

        var told = (await AskAsync(member, orders[0], 4))!.Value;

        Assert.Equal(("regular", "base"), (told.StandingBefore.Tier.Id, told.StandingAfter.Tier.Id));
        Assert.Equal(new Counted(Money.Whole(120_000), 3), told.StandingBefore.Counted);
        Assert.Equal(new Counted(Money.Whole(80_000), 2), told.StandingAfter.Counted);
    }

    [Fact]
    public async Task An_order_of_another_member_or_none_is_not_told_of()
    {
        var (ours, theirs) = (await Shop.EnrolsAsync(), await Shop.EnrolsAsync());
        var order = await Shop.SellsAsync(theirs, 1_000);

        Assert.Null(await AskAsync(ours, order, 1));
        Assert.Null(await AskAsync(ours, "no-such-order", 1));
        Assert.NotNull(await AskAsync(theirs, order, 1));
    }

    [Fact]
    public async Task What_cannot_be_returned_is_refused_as_the_return_is()
    {
        var member = await Shop.EnrolsAsync();
        var unpaid = Shop.Order(1_000) with { PaidAt = null };
        await Shop.SellsAsync(member, unpaid);
        var cancelled = await Shop.SellsAsync(member, 1_000);
        await Shop.CancelsAsync(cancelled);
        var paid = await Shop.SellsAsync(member, 1_000, pieces: 2);

        Assert.Equal("order-unpaid", (await AskAsync(member, unpaid.OrderId, 1))!.Refusal?.Code);
        Assert.Equal("order-cancelled", (await AskAsync(member, cancelled, 1))!.Refusal?.Code);
        Assert.Equal("return-exceeds-purchase", (await AskAsync(member, paid, 3))!.Refusal?.Code);
    }

    /// <summary>The two questions for lots give the same to a return, in any life.</summary>
    [Theory]
    [InlineData(5)]
    [InlineData(8)]
    public async Task The_lots_of_one_order_are_the_same_asked_for_alone_and_among_many(int seed)
    {
        var (prompt, late) = (await Shop.EnrolsAsync(), await Shop.EnrolsAsync());
        var life = new TwinLife(Shop, Portal, Clock, new Random(seed), prompt, late);
        for (var step = 0; step < Steps; step++)
        {
            await life.StepAsync();
        }
        var numbers = life.Orders.Select(each => each.Late).ToList();
        await Portal.QueryAsync(
            async (db, stop) =>
            {
                foreach (
                    var order in await db.Purchases.Where(each => numbers.Contains(each.OrderId)).ToListAsync(stop)
                )
                {
                    var alone = await OrderLots.Of(db, order).Select(lot => lot.Number).ToListAsync(stop);
                    var among = await OrderLots.Of(db, [order]).Select(lot => lot.Number).ToListAsync(stop);
                    Assert.Equal(among.Order(), alone.Order());
                }
                return true;
            }
        );
    }

    private async Task<ReturnResult?> ExpectSameAsync(
        Guid member,
        string order,
        int pieces,
        Outcome<ReturnPreview>? told
    )
    {
        Assert.NotNull(told);
        var (answer, result) = await Shop.TryTakeBackAsync(order, pieces);
        if (told.Refusal is { } refusal)
        {
            Assert.Equal(refusal.Code, answer.Body);
            return null;
        }
        Assert.NotNull(result);
        var account = await Portal.AccountAsync(member);
        Assert.Equivalent(result, told.Value.Result, strict: true);
        Assert.Equal(Assert.Single(account.Wallets).Balance, told.Value.After);
        Assert.Equal(account.Standing, told.Value.StandingAfter);
        return result;
    }

    private async Task<Outcome<ReturnPreview>?> AskAsync(Guid member, string order, int pieces) =>
        await Portal.ScopedAsync<ReturnPreviews, Outcome<ReturnPreview>?>(
            (previews, stop) => previews.AskAsync(member, order, [new ReturnedLine("1", pieces)], stop)
        );

    /// <summary>What the returns of a life came to: a life in which nothing happened proves nothing.</summary>
    private sealed class Seen
    {
        private int annulled;
        private int restored;

        public void Note(ReturnResult? result)
        {
            annulled += result is { Annulled.IsPositive: true } ? 1 : 0;
            restored += result is { Restored.IsPositive: true } ? 1 : 0;
        }

        public void ExpectEnough() => Assert.True(annulled > 1 && restored > 1, $"{annulled} and {restored}");
    }
}

public sealed class ReturnPreviewsOnSqlite(SqliteDatabase database)
    : ReturnPreviewTests(database),
        IClassFixture<SqliteDatabase>;

public sealed class ReturnPreviewsOnPostgreSql(PostgreSqlDatabase database)
    : ReturnPreviewTests(database),
        IClassFixture<PostgreSqlDatabase>;
