using LoyaltyPortal.Data.Tests.Support;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Ledger;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static LoyaltyPortal.Data.Tests.Support.TestClock;

namespace LoyaltyPortal.Data.Tests.Postings;

/// <summary>Jobs only write what the date has decided; late, twice or on two nodes at once (design.md, "Ledger").</summary>
public abstract class DueWorkTests : PortalTest
{
    private readonly Portal otherNode;

    protected DueWorkTests(TestDatabase database)
        : base(database)
    {
        otherNode = new Portal(database, Clock);
    }

    public override async ValueTask DisposeAsync()
    {
        await otherNode.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task An_end_is_written_late_with_the_midnight_at_which_it_happened()
    {
        var member = await Shop.EnrolsAsync();
        var order = await Shop.SellsAndHandsOverAsync(member, 10_000);
        Clock.MoveTo(Moscow(7, 1, 12));

        await Portal.DueWork.RunAsync(Stop);

        var ended = (await Portal.EntriesAsync(member))[^1];
        Assert.Equal(EntryType.Expired, ended.Type);
        Assert.Equal(-Points.Whole(300), ended.Points);
        Assert.Equal(Moscow(6, 8), ended.At);
        Assert.Equal(Moscow(7, 1, 12), ended.PostedAt);
        Assert.Equal(order, ended.OrderId);
        Assert.Equal(ReasonCodes.LotEnded, ended.Reason.Code);
        await Portal.AddsUpAsync(member);
    }

    [Fact]
    public async Task Each_end_is_written_once_by_jobs_that_run_at_once_and_again()
    {
        var members = new List<Guid>();
        for (var i = 0; i < 10; i++)
        {
            var member = await Shop.EnrolsAsync();
            await Shop.SellsAndHandsOverAsync(member, 10_000);
            await Shop.SellsAndHandsOverAsync(member, 20_000);
            members.Add(member);
        }
        Clock.MoveTo(Moscow(7, 1));

        await AllAtOnceAsync(4, racer => (racer % 2 == 0 ? Portal : otherNode).DueWork.RunAsync(Stop));
        var left = await Portal.DueWork.RunAsync(Stop);

        Assert.Equal(0, left);
        foreach (var member in members)
        {
            var entries = await Portal.EntriesAsync(member);
            Assert.Equal(2, entries.Count(entry => entry.Type == EntryType.Expired));
            Assert.Equal(Points.Zero, entries.Sum(entry => entry.Points));
            await Portal.AddsUpAsync(member);
        }
    }

    [Fact]
    public async Task A_hold_that_ran_out_is_marked_so()
    {
        var member = await Shop.EnrolsWithPointsAsync(300);
        var hold = await Shop.HoldsAsync(member, 200, Shop.OrderFor(200));
        Clock.Advance(TimeSpan.FromMinutes(15));

        await Portal.DueWork.RunAsync(Stop);

        var status = await Portal.QueryAsync(
            (db, stop) => db.Holds.Where(each => each.Id == hold).Select(each => each.Status).FirstAsync(stop)
        );
        Assert.Equal(HoldStatus.Expired, status);
    }

    [Fact]
    public async Task A_debt_is_settled_when_a_lot_has_become_active_at_the_start_of_that_day()
    {
        var member = await Shop.EnrolsWithPointsAsync(300);
        var first = await FirstOrderAsync(member);
        await Shop.SellsForPointsAsync(member, 300);
        await Shop.TakesBackAsync(first);
        await Shop.SellsAndHandsOverAsync(member, 20_000);
        Assert.Equal(Has(pending: 600, debt: 300), await Portal.BalanceAsync(member));
        Clock.MoveTo(Moscow(3, 25, 18));
        Assert.Equal(Has(active: 300), await Portal.BalanceAsync(member));

        await Portal.DueWork.RunAsync(Stop);

        var settled = (await Portal.EntriesAsync(member))[^1];
        Assert.Equal(EntryType.DebtSettled, settled.Type);
        Assert.Equal((Points.Zero, Points.Whole(300)), (settled.Points, settled.Settled));
        Assert.Equal(Moscow(3, 17), settled.At);
        Assert.Equal(Has(active: 300), await Portal.BalanceAsync(member));
        await Portal.AddsUpAsync(member);
        await Portal.EntriesEqualBalancesAsync(member);
    }

    [Fact]
    public async Task More_accounts_than_one_batch_are_all_brought_to_now()
    {
        const int Accounts = 501;
        await Portal.DueWork.RunAsync(Stop);
        await using (var db = Portal.Databases.Create())
        {
            for (var i = 0; i < Accounts; i++)
            {
                var account = Portal.Enrolment.Add(db, Shop.Person(Shop.NextPhone()));
                var origin = new LotOrigin(account.Id, 0, 0, null, "main", null, Portal.Programme.Version);
                account.Lots.Add(
                    Lot.Create(origin, Points.Whole(1), new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 31))
                );
            }
            await db.SaveChangesAsync(Stop);
        }

        Assert.Equal(Accounts, await Portal.DueWork.RunAsync(Stop));
        Assert.Equal(0, await Portal.DueWork.RunAsync(Stop));
    }

    private Task<string> FirstOrderAsync(Guid member) =>
        Portal.QueryAsync(
            (db, stop) =>
                db
                    .Purchases.Where(each => each.AccountId == member)
                    .OrderBy(each => each.PaidAt)
                    .Select(each => each.OrderId)
                    .FirstAsync(stop)
        );
}

public sealed class DueWorkOnSqlite(SqliteDatabase database) : DueWorkTests(database), IClassFixture<SqliteDatabase>;

public sealed class DueWorkOnPostgreSql(PostgreSqlDatabase database)
    : DueWorkTests(database),
        IClassFixture<PostgreSqlDatabase>;
