using LoyaltyPortal.Data.Tests.Support;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Ledger;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LoyaltyPortal.Data.Tests.Reading;

/// <summary>A year at a glance is kept with the account, and counted anew for accounts older than the keeping.</summary>
public abstract class MonthTests(TestDatabase database) : PortalTest(database)
{
    [Fact]
    public async Task Months_are_kept_as_points_move()
    {
        var member = await LivesAsync();

        Assert.Equal(
            [
                new MonthSum(new DateOnly(2026, 3, 1), Points.Whole(330), Points.Whole(10), Points.Zero),
                new MonthSum(new DateOnly(2026, 4, 1), Points.Whole(30), Points.Zero, Points.Zero),
            ],
            await MonthsAsync(member)
        );
    }

    [Fact]
    public async Task What_ends_counts_before_the_job_has_written_it()
    {
        var member = await LivesAsync();
        Clock.AdvanceDays(400);

        var before = await MonthsAsync(member);
        await Portal.DueWork.RunAsync(Stop);

        Assert.Equal(Points.Whole(350), before.Sum(month => month.Lost));
        Assert.Equal(before, await MonthsAsync(member));
    }

    [Fact]
    public async Task An_account_from_before_is_counted_from_its_entries_and_the_job_keeps_that()
    {
        var member = await LivesAsync();
        var kept = await MonthsAsync(member);
        await using (var db = Portal.Databases.Create())
        {
            await db.Accounts.ExecuteUpdateAsync(
                set => set.SetProperty(each => each.Months, (IReadOnlyList<MonthSum>?)null),
                Stop
            );
        }

        Assert.Equal(kept, await MonthsAsync(member));
        await Portal.DueWork.RunAsync(Stop);
        await Shop.SellsAsync(member, 1_000);
        await using var after = Portal.Databases.Create();
        var stored = await after.Accounts.Where(each => each.Id == member).Select(each => each.Months).FirstAsync(Stop);
        Assert.Equal(kept[^1] with { Added = kept[^1].Added + Points.Whole(30) }, stored![^1]);
        Assert.Equal(kept.Count, stored.Count);
    }

    /// <summary>330 earned and 10 spent in March, 30 earned in April.</summary>
    private async Task<Guid> LivesAsync()
    {
        var member = await Shop.EnrolsAsync();
        await Shop.SellsAndHandsOverAsync(member, 10_000);
        await Shop.SellsAndHandsOverAsync(member, 1_000);
        Clock.AdvanceDays(8);
        await Shop.SellsForPointsAsync(member, 10);
        Clock.AdvanceDays(30);
        await Shop.SellsAndHandsOverAsync(member, 1_000);
        return member;
    }

    private async Task<IReadOnlyList<MonthSum>> MonthsAsync(Guid member) =>
        (await Portal.ReadAsync((reading, stop) => reading.AccountAsync(member, stop)))!.Months;
}

public sealed class MonthsOnSqlite(SqliteDatabase database) : MonthTests(database), IClassFixture<SqliteDatabase>;

public sealed class MonthsOnPostgreSql(PostgreSqlDatabase database)
    : MonthTests(database),
        IClassFixture<PostgreSqlDatabase>;
