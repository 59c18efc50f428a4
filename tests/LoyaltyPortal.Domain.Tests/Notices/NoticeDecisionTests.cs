using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Notices;
using LoyaltyPortal.Domain.Programmes;
using static LoyaltyPortal.Domain.Tests.Notices.ToldMember;

namespace LoyaltyPortal.Domain.Tests.Notices;

public class NoticeDecisionTests
{
    private readonly ToldMember member = new();

    [Theory]
    [InlineData(31, null)]
    [InlineData(30, 30)]
    [InlineData(8, 30)]
    [InlineData(7, 7)]
    [InlineData(2, 7)]
    [InlineData(1, 1)]
    [InlineData(0, 1)]
    public void An_end_is_told_at_the_stage_that_is_nearest(int days, int? stage)
    {
        member.HasEnding(300, days);

        var facts = member.Look();

        Assert.Equal(
            stage is { } told ? [new NoticeFact.Ending("main", Points.Whole(300), Today.AddDays(days), told)] : [],
            facts
        );
    }

    [Fact]
    public void Each_stage_is_told_once_and_a_late_look_tells_the_nearest_alone()
    {
        member.HasEnding(300, 30);
        foreach (var day in new[] { 0, 0, 1, 22, 25, 26, 28, 29, 30, 31, 40 })
        {
            member.Look(Noon.AddDays(day));
        }

        Assert.Equal(
            [(Noon, 30), (Noon.AddDays(25), 7), (Noon.AddDays(29), 1)],
            member.Heard.Select(each => (each.At, ((NoticeFact.Ending)each.Fact).Stage))
        );
    }

    [Fact]
    public void Who_is_looked_at_only_on_the_last_day_hears_of_it_once()
    {
        member.HasEnding(300, 0);

        Assert.Single(member.Look());
        Assert.Empty(member.Look(Noon.AddHours(11)));
        Assert.Empty(member.Look(Noon.AddDays(1)));
    }

    [Fact]
    public void Points_of_one_wallet_and_day_end_together_and_others_apart()
    {
        member.HasEnding(100, 5);
        member.HasEnding(50, 5);
        member.HasEnding(30, 6);

        Assert.Equal(
            [(150L, Today.AddDays(5)), (30L, Today.AddDays(6))],
            member.Look().OfType<NoticeFact.Ending>().Select(each => (each.Points.Hundredths / 100, each.On))
        );
    }

    [Fact]
    public void What_never_ends_has_not_started_or_is_spent_does_not_end()
    {
        member.Has(100, to: null, from: Today);
        member.Has(100, Today.AddDays(5), Today.AddDays(1));
        member.Has(100, to: null, from: null);
        member.HasEnding(100, 5).Take(Points.Whole(100));

        Assert.Empty(member.Look());
    }

    [Fact]
    public void What_a_hold_keeps_is_as_good_as_spent_and_it_keeps_what_ends_soonest()
    {
        member.HasEnding(100, 5);
        member.HasEnding(100, 6);
        member.Account.Holds.Add(Keeps(150));

        var ending = Assert.IsType<NoticeFact.Ending>(Assert.Single(member.Look()));

        Assert.Equal((Points.Whole(50), Today.AddDays(6)), (ending.Points, ending.On));
    }

    [Fact]
    public void A_stopped_clock_moves_the_end_and_its_stages()
    {
        member.HasEnding(300, 7);
        member.Suspensions = new Suspensions([new Suspension(false, false, true, Noon, Noon.AddDays(20))]);

        var ending = Assert.IsType<NoticeFact.Ending>(Assert.Single(member.Look()));

        Assert.Equal((Today.AddDays(27), 30), (ending.On, ending.Stage));
    }

    [Fact]
    public void An_end_that_moves_after_it_was_told_is_told_anew_by_its_own_day()
    {
        member.HasEnding(300, 7);
        member.Look();
        member.Suspensions = new Suspensions([new Suspension(false, false, true, Noon, Noon.AddDays(2))]);

        Assert.Equal(30, ((NoticeFact.Ending)Assert.Single(member.Look(Noon.AddDays(1)))).Stage);
        Assert.Equal(7, ((NoticeFact.Ending)Assert.Single(member.Look(Noon.AddDays(2)))).Stage);
        Assert.Empty(member.Look(Noon.AddDays(3)));
    }

    [Fact]
    public void What_was_credited_is_told_once_by_wallet()
    {
        member.Moves(EntryType.Earned, 100, order: "A");
        member.Moves(EntryType.Bonus, 20, order: "A");
        member.Moves(EntryType.Restored, 30, order: "B");
        member.Moves(EntryType.Redeemed, -50, order: "C");
        member.Moves(EntryType.Earned, 7, order: "D", wallet: "club");

        Assert.Equal(
            [
                new NoticeFact.Credited("club", Points.Whole(7), Points.Zero, null),
                new NoticeFact.Credited("main", Points.Whole(150), Points.Zero, null),
            ],
            member.Look()
        );
        Assert.Empty(member.Look(Noon.AddDays(1)));
    }

    [Fact]
    public void Old_orders_that_are_imported_are_no_news()
    {
        member.Moves(EntryType.Earned, 100, at: Noon.AddDays(-3).AddTicks(-1), order: "old");
        Assert.Empty(member.Look());

        member.Moves(EntryType.Earned, 100, at: Noon.AddDays(-3), order: "fresh");
        Assert.Single(member.Look());
    }

    [Fact]
    public void What_was_taken_off_again_is_not_told_and_what_came_back_is()
    {
        member.Moves(EntryType.Earned, 100, order: "A");
        member.Moves(EntryType.Annulled, -100, order: "A");
        member.Moves(EntryType.Annulled, -70, order: "B");
        member.Moves(EntryType.Restored, 40, order: "B");
        member.Moves(EntryType.Earned, 0, order: "C");

        var credited = Assert.IsType<NoticeFact.Credited>(Assert.Single(member.Look()));

        Assert.Equal(Points.Whole(40), credited.Points);
    }

    [Fact]
    public void From_when_on_points_can_be_used_is_told_where_it_is_known()
    {
        var soon = member.Has(100, Today.AddDays(60), Today.AddDays(7));
        member.Moves(EntryType.Earned, 100, order: "A", lot: soon);
        member.Moves(EntryType.Earned, 50, order: "B", lot: member.HasEnding(50, 90));
        Assert.Equal(
            new NoticeFact.Credited("main", Points.Whole(150), Points.Whole(100), Today.AddDays(7)),
            Assert.Single(member.Look())
        );

        member.Moves(EntryType.Earned, 30, order: "C", lot: member.Has(30, to: null, from: null));
        Assert.Equal(
            new NoticeFact.Credited("main", Points.Whole(30), Points.Whole(30), null),
            Assert.Single(member.Look(Noon.AddDays(1)))
        );
    }

    [Fact]
    public void Another_level_is_told_once_upwards_and_downwards()
    {
        member.Told = member.Told with { Tier = "base" };
        member.Pays(500_000, 10, Today.AddDays(-1));
        var up = Assert.IsType<NoticeFact.Level>(Assert.Single(member.Look()));
        Assert.Equal(("partner", true), (up.Tier.Id, up.IsHigher));
        Assert.Empty(member.Look(Noon.AddDays(1)));

        var down = Assert.IsType<NoticeFact.Level>(Assert.Single(member.Look(Noon.AddDays(365))));
        Assert.Equal(("base", false), (down.Tier.Id, down.IsHigher));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("base")]
    [InlineData("left-the-programme")]
    public void A_level_that_is_the_same_or_cannot_be_compared_is_no_news(string? known)
    {
        member.Told = member.Told with { Tier = known };

        Assert.Empty(member.Look());
        Assert.Equal("base", member.Told.Tier);
    }

    [Fact]
    public void All_of_a_day_is_told_at_once_and_what_comes_later_waits_for_the_next_day()
    {
        member.Told = member.Told with { Tier = "base" };
        member.HasEnding(300, 7);
        member.Moves(EntryType.Earned, 100, order: "A");
        member.Pays(100_000, 3, Today.AddDays(-1));
        Assert.Equal(
            [typeof(NoticeFact.Ending), typeof(NoticeFact.Credited), typeof(NoticeFact.Level)],
            member.Look().Select(fact => fact.GetType())
        );

        member.Moves(EntryType.Earned, 50, order: "B");
        Assert.Empty(member.Look(Noon.AddHours(1)));
        Assert.Equal(Noon.AddHours(12), member.LookAt);
        Assert.Equal(Points.Whole(50), ((NoticeFact.Credited)Assert.Single(member.Look(member.LookAt!.Value))).Points);
    }

    [Fact]
    public void In_quiet_hours_everything_waits_for_their_end_in_the_members_zone()
    {
        member.Wish = new NoticeWish(NoticeKinds.All, Hours("Asia/Vladivostok", 18, 9));
        member.Moves(EntryType.Earned, 100, order: "A");

        // Noon in Moscow is seven in the evening there.
        Assert.Empty(member.Look());
        Assert.Equal(new DateTimeOffset(2027, 3, 2, 9, 0, 0, TimeSpan.FromHours(10)), member.LookAt);
        Assert.Single(member.Look(member.LookAt!.Value));
        Assert.Equal(new DateOnly(2027, 3, 2), member.Told.On);
    }

    [Fact]
    public void What_is_not_wanted_is_not_told_and_is_no_news_when_it_is_wanted_later()
    {
        member.Wish = member.Wish with { Kinds = NoticeKinds.Ending };
        member.Told = member.Told with { Tier = "base" };
        member.Moves(EntryType.Earned, 100, order: "A");
        member.Pays(100_000, 3, Today.AddDays(-1));
        Assert.Empty(member.Look());

        member.Wish = member.Wish with { Kinds = NoticeKinds.All };
        Assert.Empty(member.Look(Noon.AddHours(1)));
    }

    [Fact]
    public void Who_wants_nothing_is_told_nothing_and_looked_at_no_more()
    {
        member.Wish = member.Wish with { Kinds = NoticeKinds.None };
        member.HasEnding(300, 1);
        member.Moves(EntryType.Earned, 100, order: "A");

        Assert.Empty(member.Look());
        Assert.Null(member.LookAt);
    }

    [Fact]
    public void Nobody_is_left_alone_for_longer_than_thirty_days()
    {
        member.Has(100, to: null, from: Today);
        member.Look();

        Assert.Equal(Noon.AddDays(30), member.LookAt);
    }

    [Fact]
    public void Ends_that_lie_behind_are_forgotten()
    {
        member.HasEnding(300, 1);
        member.Look();
        Assert.Single(member.Told.Endings);

        member.Look(Noon.AddDays(2));
        Assert.Empty(member.Told.Endings);
    }

    private static Hold Keeps(long points) =>
        new()
        {
            Wallet = "main",
            OrderId = "A-1",
            Channel = "store",
            Points = Points.Whole(points),
            CreatedAt = Noon,
            ExpiresAt = Noon.AddMinutes(15),
            Confirmation = SpendConfirmation.None,
            Status = HoldStatus.Held,
        };
}
