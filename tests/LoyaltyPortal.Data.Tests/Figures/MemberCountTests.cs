using LoyaltyPortal.Data.Figures;
using LoyaltyPortal.Data.Privacy;
using LoyaltyPortal.Data.Tests.Support;
using LoyaltyPortal.Domain.Ledger;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LoyaltyPortal.Data.Tests.Figures;

/// <summary>Members are counted as each of them sees it.</summary>
public abstract class MemberCountTests(TestDatabase database) : PortalTest(database)
{
    [Fact]
    public async Task Levels_are_as_large_as_the_cabinets_of_a_random_population_say()
    {
        var chance = new Random(11);
        for (var i = 0; i < 25; i++)
        {
            var member = await Shop.EnrolsAsync();
            for (var orders = chance.Next(14); orders > 0; orders--)
            {
                var order = await Shop.SellsAsync(member, chance.Next(1, 60) * 10_000);
                if (chance.Next(2) == 0)
                {
                    await Shop.HandsOverAsync(order);
                }
                if (chance.Next(5) == 0)
                {
                    await Shop.TakesBackAsync(order);
                }
            }
            Clock.AdvanceDays(chance.Next(12));
        }
        var members = await Portal.QueryAsync(
            (db, stop) =>
                db.Accounts.Where(each => each.Status != AccountStatus.Closed).Select(each => each.Id).ToListAsync(stop)
        );
        var mostLevels = 0;
        foreach (var days in new[] { 0, 1, 60, 200, 400 })
        {
            Clock.AdvanceDays(days);
            var counted = await Portal.Get<MemberCount>().RunAsync(Stop);

            var tiers = new List<string>();
            foreach (var member in members)
            {
                tiers.Add((await Portal.AccountAsync(member)).Standing.Tier.Id);
            }
            Assert.Equal(
                Portal.Programme.Tiers.List.Select(tier => (tier.Id, tiers.Count(each => each == tier.Id))),
                counted.Tiers.Select(tier => (tier.Tier, tier.Members))
            );
            mostLevels = Math.Max(mostLevels, counted.Tiers.Count(tier => tier.Members > 0));
            Assert.Equal(members.Count, counted.Members);
            Assert.Equivalent(counted, await Portal.Get<MemberCount>().LastAsync(Stop), strict: true);
        }
        Assert.True(mostLevels > 1, "All members have the same level.");
    }

    [Fact]
    public async Task Who_came_left_and_bought_is_counted_by_the_programmes_own_months()
    {
        // Midnight comes to Moscow while UTC has an evening of May.
        Clock.MoveTo(new DateTimeOffset(2030, 5, 31, 23, 30, 0, TimeSpan.FromHours(3)));
        var before = await Portal.Get<MemberCount>().RunAsync(Stop);
        var buyer = await Shop.EnrolsAsync();
        await Shop.SellsAsync(buyer, 10_000);
        var caller = await Shop.EnrolsAsync();
        await Shop.CancelsAsync(await Shop.SellsAsync(caller, 10_000));
        Clock.Advance(TimeSpan.FromHours(1));
        await Shop.EnrolsAsync();

        var counted = await Portal.Get<MemberCount>().RunAsync(Stop);
        Assert.Equal(3, counted.Members - before.Members);
        Assert.Equal(1, counted.Active - before.Active);
        Assert.Equal((2, 0), In(before, counted, new DateOnly(2030, 5, 1)));
        Assert.Equal((1, 0), In(before, counted, new DateOnly(2030, 6, 1)));

        await LeavesAsync(buyer);
        var left = await Portal.Get<MemberCount>().RunAsync(Stop);
        Assert.Equal(2, left.Members - before.Members);
        Assert.Equal(0, left.Active - before.Active);
        Assert.Equal((2, 0), In(before, left, new DateOnly(2030, 5, 1)));
        Assert.Equal((1, 1), In(before, left, new DateOnly(2030, 6, 1)));
        Assert.Equal(before.LeftBefore, left.LeftBefore);
    }

    /// <summary>How many came and left in a month from one count to another.</summary>
    private static (int Joined, int Left) In(MemberFigures before, MemberFigures counted, DateOnly month)
    {
        var (then, now) = (Of(before), Of(counted));
        return (now.Joined - then.Joined, now.Left - then.Left);

        MemberMonth Of(MemberFigures figures) =>
            figures.Months.SingleOrDefault(each => each.Month == month) ?? new MemberMonth(month, 0, 0);
    }

    private async Task LeavesAsync(Guid member)
    {
        var account = await Portal.AccountAsync(member);
        await Portal.Get<Leaving>().AskAsync(member, account.Member.Phone, TimeSpan.FromDays(14), (_, _) => "—", Stop);
        Clock.AdvanceDays(14);
        Assert.Equal(1, await Portal.Get<Erasure>().RunAsync(Stop));
    }
}

public sealed class MemberCountOnSqlite(SqliteDatabase database)
    : MemberCountTests(database),
        IClassFixture<SqliteDatabase>;

public sealed class MemberCountOnPostgreSql(PostgreSqlDatabase database)
    : MemberCountTests(database),
        IClassFixture<PostgreSqlDatabase>;
