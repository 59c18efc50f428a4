using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Notices;
using LoyaltyPortal.Domain.Tests.Ledger;
using static LoyaltyPortal.Domain.Tests.Notices.ToldMember;

namespace LoyaltyPortal.Domain.Tests.Notices;

/// <summary>What holds of notices in any life, in every programme, in any zone and with any quiet hours.</summary>
public class NoticeLawTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(100).WithEndSize(60);

    /// <summary>A look costs more than a step of a life.</summary>
    private static readonly Config Fewer = Config.QuickThrowOnFailure.WithMaxTest(40);

    private static readonly Gen<NoticeWish> AnyWish =
        from kinds in Gen.Choose(0, (int)NoticeKinds.All)
        from zone in Gen.Elements(QuietHoursTests.Zones)
        from quietFrom in Gen.Choose(0, 23)
        from quietTo in Gen.Choose(0, 23)
        select new NoticeWish((NoticeKinds)kinds, Hours(zone, quietFrom, quietTo));

    public static TheoryData<string> Programmes => AnyProgramme.Names;

    [Theory]
    [MemberData(nameof(Programmes))]
    public void One_message_a_day_never_in_quiet_hours_each_stage_once_and_only_what_is_wanted(string name)
    {
        var programme = AnyProgramme.Named(name);
        Prop.ForAll(
                History.Any,
                AnyWish.ToArbitrary(),
                (life, wish) =>
                {
                    var (told, stages, days) = (
                        new ToldSoFar(null, 0, null, []),
                        new HashSet<ToldEnding>(),
                        new HashSet<DateOnly>()
                    );
                    World.After(programme, life, Look);

                    void Look(World world)
                    {
                        world.Work();
                        var journal = new Journal(world.Account, programme, world.Now, world.Suspensions);
                        var fresh = world.Entries.Where(entry => NoticeDecision.Watched.Contains(entry.Type)).ToList();
                        var plan = NoticeDecision.Decide(journal, fresh, wish, told);
                        told = plan.Told;
                        Assert.Equal(wish.Kinds == NoticeKinds.None, plan.LookAt is null);
                        Assert.True(plan.LookAt is null || plan.LookAt > world.Now);
                        Assert.Empty(NoticeDecision.Decide(journal, fresh, wish, told).Facts);
                        if (plan.Facts.Count == 0)
                        {
                            return;
                        }
                        Assert.True(days.Add(wish.Quiet.Zone.DayOf(world.Now)));
                        Assert.False(wish.Quiet.IsQuietAt(world.Now));
                        Assert.All(plan.Facts, fact => Assert.True(wish.Kinds.HasFlag(KindOf(fact))));
                        foreach (var ending in plan.Facts.OfType<NoticeFact.Ending>())
                        {
                            Assert.True(stages.Add(new ToldEnding(ending.Wallet, ending.On, ending.Stage)));
                            Assert.InRange(ending.On.DayNumber - world.Today.DayNumber, 0, ending.Stage);
                            Assert.True(ending.Points.IsPositive);
                        }
                        AssertIsThere(world, plan);
                    }
                }
            )
            .Check(Thorough);
    }

    /// <summary>A job that runs every half hour and one that comes only when it is due tell the same at the same time; one
    /// that comes seldom tells of each end the stages that are true when it comes.</summary>
    [Fact]
    public void However_often_somebody_looks_the_same_stages_are_told()
    {
        var any =
            from wish in AnyWish
            from lots in (
                from starts in Gen.Choose(-10, 15)
                from lasts in Gen.Choose(0, 50)
                from points in Gen.Choose(1, 500)
                select (starts, lasts, points)
            ).ListOf()
            from paid in Gen.Choose(325, 366).ListOf()
            from gap in Gen.Choose(1, 240)
            select (wish: wish with { Kinds = wish.Kinds | NoticeKinds.Ending }, lots, paid, gap);
        Prop.ForAll(
                any.ToArbitrary(),
                each =>
                {
                    var often = Begin();
                    var whenDue = Begin();
                    var seldom = Begin();
                    for (var half = 0; half <= 35 * 48; half++)
                    {
                        var now = Noon.AddMinutes(30 * half);
                        often.Look(now);
                        if (!(whenDue.LookAt > now))
                        {
                            whenDue.Look(now);
                        }
                        if (half % each.gap == 0)
                        {
                            seldom.Look(now);
                        }
                    }

                    Assert.Equal(often.Heard, whenDue.Heard);
                    Assert.Subset(StagesOf(often), StagesOf(seldom));

                    ToldMember Begin()
                    {
                        var member = new ToldMember(each.wish) { Told = new ToldSoFar(null, 0, "base", []) };
                        foreach (var (starts, lasts, points) in each.lots)
                        {
                            member.Has(points, Today.AddDays(starts + lasts), Today.AddDays(starts));
                        }
                        foreach (var days in each.paid)
                        {
                            member.Pays(60_000, 2, Today.AddDays(-days));
                        }
                        return member;
                    }
                }
            )
            .Check(Fewer);
    }

    /// <summary>Without their amounts: more points may become active that end on the same day.</summary>
    private static HashSet<ToldEnding> StagesOf(ToldMember member) =>
        [
            .. member
                .Heard.Select(heard => heard.Fact)
                .OfType<NoticeFact.Ending>()
                .Select(ending => new ToldEnding(ending.Wallet, ending.On, ending.Stage)),
        ];

    private static NoticeKinds KindOf(NoticeFact fact) =>
        fact switch
        {
            NoticeFact.Ending => NoticeKinds.Ending,
            NoticeFact.Credited => NoticeKinds.Credited,
            _ => NoticeKinds.Level,
        };

    /// <summary>What is said to end is there to be spent.</summary>
    private static void AssertIsThere(World world, NoticePlan plan)
    {
        var balances = world.BalancesAsTheyLie();
        foreach (var wallet in plan.Facts.OfType<NoticeFact.Ending>().GroupBy(ending => ending.Wallet))
        {
            var ending = wallet.Sum(each => each.Points);
            Assert.True(
                ending <= balances[wallet.Key].Active,
                string.Create(CultureInfo.InvariantCulture, $"{ending} of {balances[wallet.Key].Active}")
            );
        }
    }
}
