using LoyaltyPortal.Data.Audit;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Staff;
using LoyaltyPortal.Data.Support;
using LoyaltyPortal.Data.Tests.Support;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Ledger;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LoyaltyPortal.Data.Tests.ClaimsAndVisits;

/// <summary>What staff put right is done once, with its entry, what the member reads and its line in the audit.</summary>
public abstract class AccountActsTests(TestDatabase database) : PortalTest(database)
{
    private const string Why = "Магазин не передал заказ";

    private AccountActs Acts => Portal.Get<AccountActs>();

    [Fact]
    public async Task Points_are_given_with_all_that_tells_of_it()
    {
        var member = await Shop.EnrolsAsync();
        var act = ActOn(member);

        Assert.IsType<Acted.Done>(await AdjustAsync(act, 500));

        await using var db = Portal.Databases.Create();
        var entry = await db.Entries.SingleAsync(each => each.AccountId == member, Stop);
        Assert.Equal((EntryType.Adjusted, Points.Whole(500)), (entry.Type, entry.Points));
        var visit = Assert.Single(await Portal.Get<VisitBook>().ListAsync(member, 10, Stop));
        Assert.Equal((Why, StaffRoles.Agent, visit.StartedAt), (visit.Reason, visit.Role, visit.EndsAt));
        Assert.Equal((ReasonCodes.SupportAdjusted, entry.Number), (visit.Acts[0].What.Code, visit.Acts[0].EntryNumber));
        var line = await db.AuditRecords.SingleAsync(each => each.AccountId == member, Stop);
        Assert.Equal((AuditActions.Adjusted, act.StaffId), (line.Action, line.ActorId));
        Assert.Contains(line.Facts, fact => fact is { Name: "hundredths", Value: "50000" });
    }

    [Fact]
    public async Task Twenty_presses_at_once_are_one_and_each_is_told_so()
    {
        var member = await Shop.EnrolsAsync();
        var act = ActOn(member);

        var came = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => AdjustAsync(act, 100)));

        Assert.All(came, each => Assert.IsType<Acted.Done>(each));
        Assert.Equal(Points.Whole(100), await SumAsync(member));
        // The same press with another sum is not the same.
        Assert.Equal("pressed-before", Assert.IsType<Acted.Refused>(await AdjustAsync(act, 200)).Code);
    }

    [Fact]
    public async Task A_look_writes_nothing()
    {
        var member = await Shop.EnrolsAsync();

        var came = await Acts.AdjustAsync(ActOn(member), Of(700), Most, onlyLook: true, Stop);

        Assert.Equal(Points.Whole(700), Assert.IsType<Acted.Preview>(came).Balances[0].Balance.Active);
        Assert.Equal(Points.Zero, await SumAsync(member));
        await using var db = Portal.Databases.Create();
        Assert.False(await db.AuditRecords.AnyAsync(each => each.AccountId == member, Stop));
        Assert.False(await db.SupportVisits.AnyAsync(each => each.AccountId == member, Stop));
    }

    [Fact]
    public async Task No_more_is_taken_than_there_is_whoever_else_takes_at_that_moment()
    {
        var member = await Shop.EnrolsAsync();
        await AdjustAsync(ActOn(member), 100);

        var came = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => AdjustAsync(ActOn(member), -40)));

        Assert.Equal(2, came.Count(each => each is Acted.Done));
        Assert.All(came.OfType<Acted.Refused>(), each => Assert.Equal("redemption-not-allowed", each.Code));
        Assert.Equal(Points.Whole(20), await SumAsync(member));
    }

    [Fact]
    public async Task A_large_sum_waits_for_somebody_else_and_is_posted_once()
    {
        var member = await Shop.EnrolsAsync();
        var asked = ActOn(member);
        Assert.IsType<Acted.Done>(await Acts.AskAsync(asked, Of(5_000), Stop));
        Assert.IsType<Acted.Done>(await Acts.AskAsync(asked, Of(5_000), Stop));
        var pending = Assert.Single(await PendingAsync(member));
        Assert.Equal(Points.Zero, await SumAsync(member));

        var own = await ApproveAsync(asked with { Press = Guid.CreateVersion7() }, pending);
        var others = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => ApproveAsync(ActOn(member), pending)));

        Assert.Equal("decided-before", Assert.IsType<Acted.Refused>(own).Code);
        Assert.Single(others, each => each is Acted.Done);
        Assert.Equal(Points.Whole(5_000), await SumAsync(member));
        Assert.Equal(PendingStatus.Approved, Assert.Single(await PendingAsync(member)).Status);
        Assert.IsType<Acted.Refused>(await Acts.RefuseAsync(ActOn(member), pending.Id, Stop));
    }

    [Fact]
    public async Task A_large_sum_does_not_go_through_in_pieces()
    {
        var member = await Shop.EnrolsAsync();
        var agent = ActOn(member);
        StaffAct Press() => agent with { Press = Guid.CreateVersion7() };
        Assert.IsType<Acted.Done>(await AdjustAsync(Press(), 600));
        Assert.IsType<Acted.Done>(await AdjustAsync(Press(), -300));

        Assert.Equal(AccountActs.OverLimit, Refused(await AdjustAsync(Press(), 101)));
        Assert.IsType<Acted.Done>(await AdjustAsync(Press(), 100));
        // Another agent, another day.
        Assert.IsType<Acted.Done>(await AdjustAsync(ActOn(member), 1_000));
        Clock.AdvanceDays(1);
        Assert.IsType<Acted.Done>(await AdjustAsync(Press(), 1_000));
    }

    [Fact]
    public async Task Points_that_are_kept_for_an_order_are_not_spent_on_a_blocked_account()
    {
        var member = await Shop.EnrolsWithPointsAsync(100);
        await using var db = Portal.Databases.Create();
        db.Holds.Add(
            new Hold
            {
                Id = Guid.CreateVersion7(),
                AccountId = member,
                Wallet = Wallet,
                OrderId = "kept",
                Channel = "web",
                Points = Points.Whole(50),
                CreatedAt = Clock.GetUtcNow(),
                ExpiresAt = Clock.GetUtcNow().AddMinutes(15),
            }
        );
        await db.SaveChangesAsync(Stop);

        await Acts.BlockAsync(ActOn(member), isBlocked: true, Stop);

        var hold = await db.Holds.AsNoTracking().SingleAsync(each => each.AccountId == member, Stop);
        Assert.Equal(HoldStatus.Cancelled, hold.Status);
    }

    [Fact]
    public async Task What_is_refused_is_not_approved_afterwards()
    {
        var member = await Shop.EnrolsAsync();
        await Acts.AskAsync(ActOn(member), Of(5_000), Stop);
        var pending = Assert.Single(await PendingAsync(member));

        Assert.IsType<Acted.Done>(await Acts.RefuseAsync(ActOn(member), pending.Id, Stop));

        Assert.IsType<Acted.Refused>(await ApproveAsync(ActOn(member), pending));
        Assert.Equal(Points.Zero, await SumAsync(member));
    }

    [Fact]
    public async Task An_approval_of_another_members_wish_is_none()
    {
        var member = await Shop.EnrolsAsync();
        var other = await Shop.EnrolsAsync();
        await Acts.AskAsync(ActOn(member), Of(5_000), Stop);
        var pending = Assert.Single(await PendingAsync(member));

        Assert.IsType<Acted.Refused>(await ApproveAsync(ActOn(other), pending));
        Assert.Equal(Points.Zero, await SumAsync(other));
    }

    [Fact]
    public async Task Points_that_ended_come_back_and_those_that_last_get_a_later_end()
    {
        var member = await Shop.EnrolsAsync();
        var today = Portal.Programme.Zone.DayOf(Clock.GetUtcNow());
        var adjusted = new Adjustment(Wallet, Points.Whole(100), null, today.AddDays(5));
        await Acts.AdjustAsync(ActOn(member), adjusted, Most, onlyLook: false, Stop);
        var lot = await LotAsync(member);

        Assert.IsType<Acted.Done>(await ExtendAsync(member, lot.Number, today.AddDays(10)));
        Assert.Equal(today.AddDays(10), (await LotAsync(member)).EndsOn);
        Clock.AdvanceDays(20);
        Assert.Equal("wrong-dates", Refused(await ExtendAsync(member, lot.Number, today)));
        Assert.IsType<Acted.Done>(await ExtendAsync(member, lot.Number, today.AddDays(40)));

        Assert.Equal(Points.Whole(100), await SumAsync(member));
        Assert.Equal("lot-empty", Refused(await ExtendAsync(member, lot.Number, today.AddDays(50))));
        Assert.Equal("lot-unknown", Refused(await ExtendAsync(member, 999, today.AddDays(50))));
    }

    [Fact]
    public async Task A_blocked_account_is_let_go_on_as_it_was()
    {
        var member = await Shop.EnrolsAsync();
        var before = await StatusAsync(member);

        Assert.IsType<Acted.Done>(await Acts.BlockAsync(ActOn(member), isBlocked: true, Stop));
        Assert.Equal("as-it-is", Refused(await Acts.BlockAsync(ActOn(member), isBlocked: true, Stop)));
        Assert.Equal(AccountStatus.Blocked, await StatusAsync(member));
        Assert.IsType<Acted.Done>(await Acts.BlockAsync(ActOn(member), isBlocked: false, Stop));

        Assert.Equal(before, await StatusAsync(member));
        Assert.IsType<Acted.Done>(await Acts.SetKindAsync(ActOn(member), AccountKind.LegalEntity, Stop));
        Assert.Equal("as-it-is", Refused(await Acts.SetKindAsync(ActOn(member), AccountKind.LegalEntity, Stop)));
        Assert.Equal("no-member", Refused(await Acts.BlockAsync(ActOn(Guid.CreateVersion7()), true, Stop)));
    }

    [Fact]
    public async Task An_order_is_completed_once_and_only_for_its_own_member()
    {
        var member = await Shop.EnrolsAsync();
        var order = await Shop.SellsAsync(member, 10_000);

        Assert.Equal(
            "order-unknown",
            Refused(await Acts.CompleteAsync(ActOn(await Shop.EnrolsAsync()), order, false, Stop))
        );
        Assert.IsType<Acted.Done>(await Acts.CompleteAsync(ActOn(member), order, onlyLook: false, Stop));
        Assert.Equal("order-completed", Refused(await Acts.CompleteAsync(ActOn(member), order, onlyLook: false, Stop)));

        await using var db = Portal.Databases.Create();
        Assert.NotNull((await db.Purchases.SingleAsync(each => each.OrderId == order, Stop)).CompletedAt);
    }

    private static readonly Points Most = Points.Whole(1_000);

    private static string Wallet => Portal.Programme.Wallets[0].Id;

    private static Adjustment Of(long points) => new(Wallet, Points.Whole(points), null, null);

    private static StaffAct ActOn(Guid member) =>
        new(Guid.CreateVersion7(), StaffRoles.Agent, member, Why, Guid.CreateVersion7());

    private static string Refused(Acted came) => Assert.IsType<Acted.Refused>(came).Code;

    private Task<Acted> AdjustAsync(StaffAct act, long points) =>
        Acts.AdjustAsync(act, Of(points), Most, onlyLook: false, Stop);

    private Task<Acted> ApproveAsync(StaffAct act, PendingAdjustment pending) =>
        Acts.AdjustAsync(act, Of(5_000), Most, onlyLook: false, Stop, pending);

    private Task<Acted> ExtendAsync(Guid member, long lot, DateOnly endsOn) =>
        Acts.ExtendAsync(ActOn(member), lot, endsOn, Most, onlyLook: false, Stop);

    private async Task<Points> SumAsync(Guid member)
    {
        await using var db = Portal.Databases.Create();
        var entries = await db.Entries.Where(each => each.AccountId == member).ToListAsync(Stop);
        return entries.Sum(each => each.Points);
    }

    private async Task<Lot> LotAsync(Guid member)
    {
        await using var db = Portal.Databases.Create();
        return await db.Lots.AsNoTracking().SingleAsync(each => each.AccountId == member, Stop);
    }

    private async Task<AccountStatus> StatusAsync(Guid member)
    {
        await using var db = Portal.Databases.Create();
        return await db.Accounts.Where(each => each.Id == member).Select(each => each.Status).SingleAsync(Stop);
    }

    private async Task<IReadOnlyList<PendingAdjustment>> PendingAsync(Guid member)
    {
        await using var db = Portal.Databases.Create();
        return await db.PendingAdjustments.AsNoTracking().Where(each => each.AccountId == member).ToListAsync(Stop);
    }
}

/// <inheritdoc/>
public sealed class AccountActsOnSqlite(SqliteDatabase database)
    : AccountActsTests(database),
        IClassFixture<SqliteDatabase>;

/// <inheritdoc/>
public sealed class AccountActsOnPostgreSql(PostgreSqlDatabase database)
    : AccountActsTests(database),
        IClassFixture<PostgreSqlDatabase>;
