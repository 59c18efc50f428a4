using FsCheck;
using FsCheck.Fluent;
using LoyaltyPortal.Domain.Backtests;
using LoyaltyPortal.Domain.Calendar;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Orders;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Domain.Tests.Ledger;
using LoyaltyPortal.Domain.Tests.Programmes;
using Replay = LoyaltyPortal.Domain.Backtests.Replay;

namespace LoyaltyPortal.Domain.Tests.Backtests;

/// <summary>Whatever a member does, a replay, which packs orders and lays closed lots aside, comes to what the postings come
/// to with all of an account at hand.</summary>
public class ReplayLawTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(200).WithEndSize(60);

    private static readonly Promotion Doubled = new(
        "doubled",
        new("Вдвое", "Doubled"),
        new(2026, 1, 1),
        new(2026, 12, 31),
        new([], [], [], [], null),
        new PromotionReward.Multiplied(Percent.Of(200)),
        new Period(60, PeriodUnit.Days),
        Combinable: true,
        PointsMayPay: true,
        ReturnsAnnul: true
    );

    public static TheoryData<string, int, bool> Lives =>
        [
            .. Fixture.Names.SelectMany(name =>
                new[] { (name, 0, false), (name, 50, false), (name, 100, false), (name, 100, true) }
            ),
        ];

    [Theory]
    [MemberData(nameof(Lives))]
    public void A_replay_comes_to_what_the_postings_come_to(string name, int percent, bool withPromotion)
    {
        var programme = Fixture.Programme(name) with { Promotions = withPromotion ? [Doubled] : [] };
        Prop.ForAll(History.Any, history => Live(programme, history, percent)).Check(Thorough);
    }

    private static void Live(Programme programme, History history, int percent)
    {
        var world = new World(programme);
        var replay = new Replay(programme, Percent.Of(percent));
        replay.Join();
        var returns = 0;
        foreach (var step in history.Steps)
        {
            switch (step)
            {
                case Step.Wait:
                    world.Live(step);
                    break;
                case Step.Buy buy:
                    world.Live(buy with { HoursAgo = 0, SpendPercent = percent });
                    replay.Purchase(0, OrderOf(buy, world));
                    break;
                case Step.Happen happen when world.PickOrder(happen.Order) is { } order:
                    world.Live(happen with { HoursAgo = 0 });
                    replay.Event(order.OrderId, happen.Kind, world.Now);
                    break;
                case Step.Fulfil fulfil when world.PickOrder(fulfil.Order) is { } order:
                    world.Live(step);
                    foreach (var kind in Enum.GetValues<OrderEvent>())
                    {
                        replay.Event(order.OrderId, kind, world.Now);
                    }
                    break;
                case Step.Return back when world.PickOrder(back.Order) is { } order:
                    var pieces = World.Pieces(order, back.Pieces);
                    world.Live(step);
                    replay.Return(order.OrderId, $"return{++returns}", pieces, world.Now);
                    break;
                case Step.Cancel cancel when world.PickOrder(cancel.Order) is { } order:
                    world.Live(step);
                    replay.Cancel(order.OrderId, world.Now);
                    break;
                case Step.Act act when programme.Activities.Count > 0:
                    world.Live(step);
                    replay.Activity(0, programme.Activities[act.Activity % programme.Activities.Count], world.Now);
                    break;
            }
        }
        replay.EndAt(world.Now);
        Compare(programme, world, replay.Figures);
    }

    private static void Compare(Programme programme, World world, ReplayFigures figures)
    {
        var balances = world.Balances().Values;
        Assert.Equal(
            (balances.Sum(each => each.Active), balances.Sum(each => each.Pending), balances.Sum(each => each.Debt)),
            (figures.Active, figures.Pending, figures.Debt)
        );
        Points SumOf(EntryType type) => world.Entries.Where(entry => entry.Type == type).Sum(entry => entry.Points);
        Assert.Equal(
            (SumOf(EntryType.Earned), SumOf(EntryType.Bonus), -SumOf(EntryType.Redeemed)),
            (figures.Earned, figures.Bonus, figures.Spent)
        );
        Assert.Equal(
            (SumOf(EntryType.Restored), -SumOf(EntryType.Annulled), -SumOf(EntryType.Expired)),
            (figures.Restored, figures.Annulled, figures.Expired)
        );
        Assert.Equal(
            figures.Outstanding,
            figures.Earned + figures.Bonus + figures.Restored - figures.Spent - figures.Annulled - figures.Expired
        );
        var tier = world.Account.TierOn(world.Today, programme).Tier.Id;
        Assert.Equal(tier, Assert.Single(figures.ByTier, level => level.Members == 1).Tier);
    }

    private static Order OrderOf(Step.Buy buy, World world) =>
        new(
            Guid.Empty,
            world.Purchases[^1].OrderId,
            world.Programme.Channels[buy.Channel % world.Programme.Channels.Count],
            Store: null,
            World.Methods[buy.Method % World.Methods.Length],
            world.Now,
            buy.IsPaid ? world.Now : null,
            ReceivedAt: null,
            PromoCode: null,
            Money.Zero,
            buy.Basket.Lines
        );
}
