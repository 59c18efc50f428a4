using System.Text;
using LoyaltyPortal.Data.Audit;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Privacy;
using LoyaltyPortal.Data.Reading;
using LoyaltyPortal.Data.Sessions;
using LoyaltyPortal.Data.Staff;
using LoyaltyPortal.Data.Support;
using LoyaltyPortal.Data.Tests.Support;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Ledger;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LoyaltyPortal.Data.Tests.ClaimsAndVisits;

/// <summary>Two accounts of one person are one afterwards: nothing is lost, nothing is there twice, both histories stay.</summary>
public abstract class AccountMergingTests(TestDatabase database) : PortalTest(database)
{
    private const string Why = "Один человек завёл две карты";

    private static readonly Points Most = Points.Whole(100_000);

    private AccountMerging Merges => Portal.Get<AccountMerging>();

    [Fact]
    public async Task Points_come_over_with_their_dates_and_the_sum_over_both_is_what_it_was()
    {
        var (stays, goes) = (await Shop.EnrolsWithPointsAsync(100), await Shop.EnrolsWithPointsAsync(250));
        await Shop.SellsAsync(goes, 9_000);
        var lots = await Portal.LotsAsync(goes);
        var before = await SumAsync(stays) + await SumAsync(goes);

        Assert.IsType<Merging.Done>(await MergeAsync(ActOn(stays), goes));

        Assert.Equal(before, await SumAsync(stays));
        Assert.Equal(Points.Zero, await SumAsync(goes));
        Assert.Equal(Points.Whole(350), (await Portal.BalanceAsync(stays)).Active);
        var now = await Portal.LotsAsync(stays);
        Assert.All(lots, lot => Assert.Contains(now, each => Facts(each) == Facts(lot)));
        Assert.Equal(lots.Count + 1, now.Count);
        await AddUpAsync(stays, goes);
        var (into, from) = (await Portal.EntriesAsync(stays), await Portal.EntriesAsync(goes));
        var came = into.Where(entry => entry.Reason.Code == ReasonCodes.MergedIn).ToList();
        var went = from.Where(entry => entry.Reason.Code == ReasonCodes.MergedOut).ToList();
        Assert.Equal(
            went.Select(entry => (entry.OrderId, -entry.Points)),
            came.Select(entry => (entry.OrderId, entry.Points))
        );
        Assert.Equal(2, came.Count);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(17)]
    [InlineData(40)]
    public async Task After_any_two_lives_returns_take_and_give_on_the_account_that_stays_what_they_would_have(int seed)
    {
        var (stays, goes) = (await Shop.EnrolsAsync(), await Shop.EnrolsAsync());
        var life = new TwinLife(Shop, Portal, Clock, new Random(seed), stays, goes);
        for (var step = 0; step < 60; step++)
        {
            await life.StepAsync();
        }
        Clock.Advance(TimeSpan.FromMinutes(30));
        await BringToNowAsync(stays);
        await BringToNowAsync(goes);
        var before = await SumAsync(stays) + await SumAsync(goes);

        Assert.IsType<Merging.Done>(await MergeAsync(ActOn(stays), goes));

        Assert.Equal(before, await SumAsync(stays));
        Assert.Equal(Points.Zero, await SumAsync(goes));
        foreach (var (own, taken) in life.Orders)
        {
            // Both were bought alike, so both come back alike; what was spent since is owed by the account that stays.
            var one = await ReturnsAllAsync(own);
            var other = await ReturnsAllAsync(taken);
            Assert.Equal(one, other);
            await AddUpAsync(stays, goes);
            await Portal.EntriesEqualBalancesAsync(stays);
        }
        Assert.NotEmpty(life.Orders);
        Assert.Equal(Points.Zero, await SumAsync(goes));
        await using var db = Portal.Databases.Create();
        Assert.False(await db.Purchases.AnyAsync(each => each.AccountId == goes, Stop));
        Assert.False(await db.Lots.AnyAsync(each => each.AccountId == goes && each.IsOpen, Stop));
    }

    [Fact]
    public async Task A_return_after_the_merge_makes_a_debt_where_the_points_were_spent()
    {
        var (stays, goes) = (await Shop.EnrolsAsync(), await Shop.EnrolsAsync());
        var order = await Shop.SellsAndHandsOverAsync(goes, Shop.PriceEarning(200));
        Clock.AdvanceDays(8);
        await MergeAsync(ActOn(stays), goes);
        await Shop.SellsForPointsAsync(stays, 150);

        var back = await Shop.TakesBackAsync(order);

        Assert.Equal((Points.Whole(200), Points.Whole(150)), (back.Annulled, back.Debt));
        Assert.Equal(Has(debt: 150), await Portal.BalanceAsync(stays));
        await AddUpAsync(stays, goes);
    }

    [Fact]
    public async Task A_debt_goes_over_and_is_settled_by_what_is_there()
    {
        var (stays, goes) = (await Shop.EnrolsWithPointsAsync(100), await Shop.EnrolsAsync());
        var order = await Shop.SellsAndHandsOverAsync(goes, Shop.PriceEarning(200));
        Clock.AdvanceDays(8);
        await Shop.SellsForPointsAsync(goes, 200);
        await Shop.TakesBackAsync(order);
        Assert.Equal(Has(debt: 200), await Portal.BalanceAsync(goes));

        Assert.IsType<Merging.Done>(await MergeAsync(ActOn(stays), goes));

        Assert.Equal(Has(debt: 100), await Portal.BalanceAsync(stays));
        await AddUpAsync(stays, goes);
    }

    [Fact]
    public async Task The_level_counts_what_both_bought()
    {
        var (stays, goes) = (await Shop.EnrolsAsync(), await Shop.EnrolsAsync());
        var tiers = Portal.Programme.Tiers.List;
        var half = tiers[1].Sum.Hundredths / 200;
        foreach (var member in new[] { stays, goes })
        {
            for (var i = 0; i < Math.Max(1, tiers[1].Orders); i++)
            {
                await Shop.SellsAndHandsOverAsync(member, half + 1);
            }
        }
        Clock.AdvanceDays(20);

        var look = Assert.IsType<Merging.Preview>(await MergeAsync(ActOn(stays), goes, onlyLook: true));
        await MergeAsync(ActOn(stays), goes);

        var both = (await Portal.AccountAsync(stays)).Standing;
        Assert.Equal(look.TierId, both.Tier.Id);
        await using var db = Portal.Databases.Create();
        var days = await db.QualifyingDays.AsNoTracking().ToListAsync(Stop);
        Assert.Equal(
            (2 * Math.Max(1, tiers[1].Orders), 0),
            (
                days.Where(day => day.AccountId == stays).Sum(day => day.Orders),
                days.Where(day => day.AccountId == goes).Sum(day => day.Orders)
            )
        );
    }

    [Fact]
    public async Task Points_that_are_kept_for_an_order_stand_in_the_way()
    {
        var (stays, goes) = (await Shop.EnrolsAsync(), await Shop.EnrolsWithPointsAsync(100));
        await Shop.HoldsAsync(goes, 50, Shop.OrderFor(50));

        Assert.Equal("merge-holds", Refused(await MergeAsync(ActOn(stays), goes)));
        Clock.Advance(TimeSpan.FromMinutes(20));
        Assert.IsType<Merging.Done>(await MergeAsync(ActOn(stays), goes));
    }

    [Fact]
    public async Task A_look_writes_nothing_and_tells_both_sides()
    {
        var (stays, goes) = (await Shop.EnrolsWithPointsAsync(100), await Shop.EnrolsWithPointsAsync(250));

        var look = Assert.IsType<Merging.Preview>(await MergeAsync(ActOn(stays), goes, onlyLook: true, most: 200));

        Assert.Equal(Points.Whole(100), look.Stays.Balances[0].Balance.Active);
        Assert.Equal(
            (Points.Whole(250), 1, 1),
            (look.Goes.Balances[0].Balance.Active, look.Goes.Lots, look.Goes.Orders)
        );
        Assert.Equal(Points.Whole(350), look.Balances[0].Balance.Active);
        Assert.True(look.NeedsSecond);
        Assert.Equal(Points.Whole(100), await SumAsync(stays));
        await using var db = Portal.Databases.Create();
        Assert.False(await db.AccountMerges.AnyAsync(each => each.IntoId == stays, Stop));
        Assert.True(await db.Members.AnyAsync(each => each.AccountId == goes, Stop));
    }

    [Fact]
    public async Task Twenty_presses_at_once_are_one()
    {
        var (stays, goes) = (await Shop.EnrolsAsync(), await Shop.EnrolsWithPointsAsync(250));
        var act = ActOn(stays);

        var came = await AllAtOnceAsync(20, _ => MergeAsync(act, goes));

        Assert.All(came, each => Assert.IsType<Merging.Done>(each));
        Assert.Equal(Points.Whole(250), await SumAsync(stays));
        Assert.Equal("no-member", Refused(await MergeAsync(ActOn(stays), goes)));
        await using var db = Portal.Databases.Create();
        var lines = await db
            .AuditRecords.Where(each => each.Action == AuditActions.AccountsMerged)
            .Where(each => each.AccountId == stays || each.AccountId == goes)
            .ToListAsync(Stop);
        Assert.Equal(2, lines.Count);
        var visit = Assert.Single(await Portal.Get<VisitBook>().ListAsync(stays, 10, Stop));
        Assert.Equal(ReasonCodes.SupportMerged, visit.Acts[0].What.Code);
        Assert.Equal(
            2,
            await db.Outbox.CountAsync(each => each.AccountId == stays && each.Kind == "accounts-merged", Stop)
        );
    }

    [Fact]
    public async Task Of_two_who_join_crosswise_one_wins_and_the_other_is_told()
    {
        for (var round = 0; round < 5; round++)
        {
            var (one, other) = (await Shop.EnrolsAsync(), await Shop.EnrolsAsync());
            await AdjustAsync(one, 30);
            await AdjustAsync(other, 12);

            var came = await AllAtOnceAsync(
                6,
                racer => racer % 2 == 0 ? MergeAsync(ActOn(one), other) : MergeAsync(ActOn(other), one)
            );

            Assert.Single(came, each => each is Merging.Done);
            Assert.All(came.OfType<Merging.Refused>(), each => Assert.Equal("no-member", each.Code));
            Points[] sums = [await SumAsync(one), await SumAsync(other)];
            Assert.Equal([Points.Zero, Points.Whole(42)], sums.Order());
        }
    }

    [Fact]
    public async Task What_a_shop_tells_at_that_moment_is_the_persons()
    {
        var (stays, goes) = (await Shop.EnrolsAsync(), await Shop.EnrolsAsync());
        var order = await Shop.SellsAndHandsOverAsync(goes, Shop.PriceEarning(90), 3);

        await AllAtOnceAsync(
            5,
            async racer =>
            {
                if (racer == 0)
                {
                    Assert.IsType<Merging.Done>(await MergeAsync(ActOn(stays), goes));
                }
                else if (racer == 1)
                {
                    await Shop.SellsAsync(goes, Shop.PriceEarning(40));
                }
                else
                {
                    await Shop.TakesBackAsync(order);
                }
                return true;
            }
        );

        await AddUpAsync(stays, goes);
        Assert.Equal(Points.Whole(40), await SumAsync(stays));
        Assert.Equal(Points.Zero, await SumAsync(goes));
    }

    [Fact]
    public async Task The_old_card_leads_to_the_account_that_stays_and_the_old_phone_is_free()
    {
        var (stays, goes) = (await Shop.EnrolsAsync(), await Shop.EnrolsAsync());
        var (card, phone, code) = await PersonAsync(goes);

        await MergeAsync(ActOn(stays), goes);

        await using var db = Portal.Databases.Create();
        Assert.Equal(stays, await CardLinking.HolderOf(db, card).SingleAsync(Stop));
        Assert.Equal(stays, await MergedAccounts.OfCode(db, code).SingleAsync(Stop));
        Assert.False(await db.Users.AnyAsync(each => each.Id == goes, Stop));
        var (result, other) = await Portal.Enrolment.EnrolAsync(Shop.Person(phone), Stop);
        Assert.Equal(EnrolmentResult.Joined, result);
        Assert.NotEqual(goes, other);
    }

    [Fact]
    public async Task The_phone_of_the_account_that_goes_may_be_the_one_that_is_kept_when_a_second_person_agrees()
    {
        var (stays, goes) = (await Shop.EnrolsAsync(), await Shop.EnrolsAsync());
        var (_, phone, _) = await PersonAsync(goes);
        await Portal
            .Get<SessionBook>()
            .StartAsync(stays, isStaff: false, SignedInBy.Code, "Firefox", TimeSpan.FromDays(30), Stop);

        // However little it brings: whoever has the phone that is dropped could not stop it.
        Assert.Equal(AccountActs.OverLimit, Refused(await MergeAsync(ActOn(stays), goes, takesPhone: true)));
        await Merges.AskAsync(ActOn(stays), Wish(goes, takesPhone: true), Stop);
        var waiting = Assert.Single(await Merges.WaitingAsync(50, Stop), each => each.IntoId == stays);
        Assert.IsType<Merging.Done>(await ApproveAsync(ActOn(stays), waiting));
        Assert.False(await Portal.QueryAsync((db, stop) => db.Sessions.AnyAsync(each => each.UserId == stays, stop)));

        await using var db = Portal.Databases.Create();
        Assert.Equal(phone, (await db.Members.SingleAsync(each => each.AccountId == stays, Stop)).Phone);
        Assert.Equal(phone, (await db.Users.SingleAsync(each => each.Id == stays, Stop)).PhoneNumber);
    }

    [Fact]
    public async Task Both_histories_are_read_and_nobody_elses()
    {
        var (first, second, third) = (
            await Shop.EnrolsWithPointsAsync(10),
            await Shop.EnrolsAsync(),
            await Shop.EnrolsAsync()
        );
        var order = await Shop.SellsAndHandsOverAsync(first, Shop.PriceEarning(20));
        await MergeAsync(ActOn(second), first);
        await MergeAsync(ActOn(third), second);

        await Portal.ReadAsync(
            async (reading, stop) =>
            {
                Assert.Equal(
                    [first, second],
                    (await reading.MergedAsync(third, stop)).Select(each => each.FromId).Order()
                );
                Assert.Equal(first, await reading.PartAsync(third, first, stop));
                Assert.Null(await reading.PartAsync(third, await Shop.EnrolsAsync(), stop));
                Assert.Null(await reading.PartAsync(second, third, stop));
                var entries = await reading.EntriesOfOrderAsync(third, order, stop);
                Assert.Contains(entries, entry => entry.AccountId == first && entry.Type == EntryType.Earned);
                return true;
            }
        );
        await using var db = Portal.Databases.Create();
        Assert.Equal(third, await MergedAccounts.IntoOf(db, first).SingleAsync(Stop));
    }

    [Fact]
    public async Task Much_waits_for_somebody_else_and_is_done_once()
    {
        var (stays, goes) = (await Shop.EnrolsAsync(), await Shop.EnrolsWithPointsAsync(250));
        var asked = ActOn(stays);
        Assert.Equal(AccountActs.OverLimit, Refused(await MergeAsync(asked, goes, most: 200)));
        Assert.IsType<Merging.Done>(
            await Merges.AskAsync(asked with { Press = Guid.CreateVersion7() }, Wish(goes), Stop)
        );
        Assert.Equal(
            "merge-waiting",
            Refused(await Merges.AskAsync(asked with { Press = Guid.CreateVersion7() }, Wish(goes), Stop))
        );
        var waiting = Assert.Single(await Merges.WaitingAsync(50, Stop), each => each.IntoId == stays);
        Assert.Equal(Points.Zero, await SumAsync(stays));

        var own = await ApproveAsync(asked with { Press = Guid.CreateVersion7() }, waiting);
        var others = await AllAtOnceAsync(5, _ => ApproveAsync(ActOn(stays), waiting));

        Assert.Equal("decided-before", Refused(own));
        Assert.Single(others, each => each is Merging.Done);
        Assert.Equal(Points.Whole(250), await SumAsync(stays));
        Assert.DoesNotContain(await Merges.WaitingAsync(50, Stop), each => each.IntoId == stays);
    }

    [Fact]
    public async Task A_large_sum_is_not_brought_over_in_pieces()
    {
        var stays = await Shop.EnrolsAsync();
        var (first, second) = (await Shop.EnrolsWithPointsAsync(150), await Shop.EnrolsWithPointsAsync(100));
        var agent = ActOn(stays);

        Assert.IsType<Merging.Done>(await MergeAsync(agent, first, most: 200));
        var more = agent with { Press = Guid.CreateVersion7() };
        Assert.Equal(AccountActs.OverLimit, Refused(await MergeAsync(more, second, most: 200)));
    }

    [Fact]
    public async Task What_is_refused_is_not_done_afterwards()
    {
        var (stays, goes) = (await Shop.EnrolsAsync(), await Shop.EnrolsWithPointsAsync(250));
        await Merges.AskAsync(ActOn(stays), Wish(goes), Stop);
        var waiting = Assert.Single(await Merges.WaitingAsync(50, Stop), each => each.IntoId == stays);

        Assert.IsType<Merging.Done>(await Merges.RefuseAsync(ActOn(stays), waiting, Stop));

        Assert.Equal("decided-before", Refused(await ApproveAsync(ActOn(stays), waiting)));
        Assert.Equal(Points.Whole(250), await SumAsync(goes));
    }

    [Fact]
    public async Task A_blocked_account_a_firm_and_a_member_who_leaves_are_not_joined()
    {
        var (stays, goes) = (await Shop.EnrolsAsync(), await Shop.EnrolsAsync());
        Assert.Equal("merge-same", Refused(await MergeAsync(ActOn(stays), stays)));
        Assert.Equal("no-member", Refused(await MergeAsync(ActOn(stays), Guid.CreateVersion7())));
        var acts = Portal.Get<AccountActs>();
        await acts.SetKindAsync(ActOn(goes), AccountKind.LegalEntity, Stop);
        Assert.Equal("merge-kinds", Refused(await MergeAsync(ActOn(stays), goes)));
        await acts.SetKindAsync(ActOn(goes), AccountKind.Person, Stop);
        await acts.BlockAsync(ActOn(goes), isBlocked: true, Stop);
        Assert.Equal("merge-blocked", Refused(await MergeAsync(ActOn(stays), goes)));
        await acts.BlockAsync(ActOn(goes), isBlocked: false, Stop);
        await using var db = Portal.Databases.Create();
        var leaving = Clock.GetUtcNow().AddDays(14);
        await db
            .Members.Where(each => each.AccountId == stays)
            .ExecuteUpdateAsync(set => set.SetProperty(each => each.LeavesAt, leaving), Stop);
        Assert.Equal("no-member", Refused(await MergeAsync(ActOn(stays), goes)));
    }

    [Fact]
    public async Task Whoever_leaves_is_exported_and_forgotten_with_both_accounts()
    {
        var (stays, goes) = (await Shop.EnrolsAsync(), await Shop.EnrolsWithPointsAsync(30));
        var (card, phone, code) = await PersonAsync(goes);
        var why = $"Причина {Guid.CreateVersion7()}";
        await MergeAsync(ActOn(stays) with { Reason = why }, goes);
        using var file = new MemoryStream();
        Assert.True(await Portal.Get<Export>().WriteAsync(stays, file, Stop));
        var text = Encoding.UTF8.GetString(file.ToArray());
        Assert.Contains("\"mergedAccounts\"", text, StringComparison.Ordinal);
        Assert.Contains(ReasonCodes.MergedOut, text, StringComparison.Ordinal);

        await using (var db = Portal.Databases.Create())
        {
            var now = Clock.GetUtcNow();
            await db
                .Members.Where(each => each.AccountId == stays)
                .ExecuteUpdateAsync(set => set.SetProperty(each => each.LeavesAt, now), Stop);
        }
        await Portal.Get<Erasure>().RunAsync(Stop);

        var left = string.Concat((await Portal.ContentsAsync()).Values);
        Assert.All([card, phone, code, why], mark => Assert.DoesNotContain(mark, left, StringComparison.Ordinal));
        await AddUpAsync(stays, goes);
    }

    private static (Points, Points, DateOnly?, DateOnly?) Facts(LotView lot) =>
        (lot.Earned, lot.Remaining, lot.StartsOn, lot.EndsOn);

    private static StaffAct ActOn(Guid member) =>
        new(Guid.CreateVersion7(), StaffRoles.Agent, member, Why, Guid.CreateVersion7());

    private static MergeWish Wish(Guid goes, bool takesPhone = false) =>
        new(goes, "SUP-1", MergeProof.Codes, takesPhone);

    private static string Refused(Merging came) => Assert.IsType<Merging.Refused>(came).Code;

    private Task<Merging> MergeAsync(
        StaffAct act,
        Guid goes,
        bool onlyLook = false,
        long? most = null,
        bool takesPhone = false
    ) =>
        Merges.MergeAsync(
            act,
            Wish(goes, takesPhone),
            most is { } limit ? Points.Whole(limit) : Most,
            _ => "merged",
            onlyLook,
            Stop
        );

    private Task<Merging> ApproveAsync(StaffAct act, AccountMerge waiting) =>
        Merges.MergeAsync(act, AccountMerging.WishOf(waiting), Points.Zero, _ => "merged", false, Stop, waiting);

    private Task<Acted> AdjustAsync(Guid member, long points) =>
        Portal
            .Get<AccountActs>()
            .AdjustAsync(
                ActOn(member),
                new Adjustment(Portal.Programme.Wallets[0].Id, Points.Whole(points), null, null),
                Most,
                onlyLook: false,
                Stop
            );

    private Task<PostingAnswer> BringToNowAsync(Guid member) =>
        Portal.Postings.RunAsync(member, null, null, PostingRunner.BringToNow, Stop);

    /// <summary>Brings all that is left of an order back; what it took and gave, or why not.</summary>
    private async Task<(string?, Points?, Points?)> ReturnsAllAsync(string order)
    {
        var left = await Portal.QueryAsync(
            async (db, stop) => (await db.Purchases.SingleAsync(each => each.OrderId == order, stop)).Lines[0].Left
        );
        if (left == 0)
        {
            return (null, null, null);
        }
        var (answer, result) = await Shop.TryTakeBackAsync(order, left);
        return (answer.Body, result?.Annulled, result?.Restored);
    }

    private async Task AddUpAsync(params Guid[] members)
    {
        foreach (var member in members)
        {
            await Portal.AddsUpAsync(member);
        }
    }

    private async Task<Points> SumAsync(Guid member) => (await Portal.EntriesAsync(member)).Sum(each => each.Points);

    private async Task<(string Card, string Phone, string Code)> PersonAsync(Guid member)
    {
        await using var db = Portal.Databases.Create();
        var account = await db.Accounts.AsNoTracking().SingleAsync(each => each.Id == member, Stop);
        var person = await db.Members.AsNoTracking().SingleAsync(each => each.AccountId == member, Stop);
        return (account.CardNumber, person.Phone, person.OfflineCode);
    }
}

/// <inheritdoc/>
public sealed class AccountMergingOnSqlite(SqliteDatabase database)
    : AccountMergingTests(database),
        IClassFixture<SqliteDatabase>;

/// <inheritdoc/>
public sealed class AccountMergingOnPostgreSql(PostgreSqlDatabase database)
    : AccountMergingTests(database),
        IClassFixture<PostgreSqlDatabase>;
