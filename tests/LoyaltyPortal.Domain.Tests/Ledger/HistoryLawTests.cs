using FsCheck;
using FsCheck.Fluent;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Orders;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Domain.Returns;

namespace LoyaltyPortal.Domain.Tests.Ledger;

/// <summary>Two lives that must end alike, in each of the five programmes and in some that chance made.</summary>
public class HistoryLawTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(200).WithEndSize(60);

    public static TheoryData<string> Programmes => AnyProgramme.Names;

    [Theory]
    [MemberData(nameof(Programmes))]
    public void The_same_history_ends_the_same(string name)
    {
        var programme = AnyProgramme.Named(name);
        Prop.ForAll(
                History.Any,
                history =>
                    Assert.Equal(
                        Picture.Exact(World.After(programme, history)),
                        Picture.Exact(World.After(programme, history))
                    )
            )
            .Check(Thorough);
    }

    [Theory]
    [MemberData(nameof(Programmes))]
    public void It_does_not_matter_whether_and_when_the_daily_job_ran(string name)
    {
        var programme = AnyProgramme.Named(name);
        Prop.ForAll(
                History.Any,
                history =>
                {
                    var never = new History([.. history.Steps.Where(step => step is not Step.Work)]);
                    var always = new History([.. never.Steps.SelectMany(WithJobEveryDay)]);
                    var lazy = Picture.Of(World.After(programme, never));
                    Assert.Equal(lazy, Picture.Of(World.After(programme, history)));
                    Assert.Equal(lazy, Picture.Of(World.After(programme, always)));
                }
            )
            // Two dues of one debt between two jobs are rare; so many lives are needed to meet them.
            .Check(Thorough.WithMaxTest(800));
    }

    [Theory]
    [MemberData(nameof(Programmes))]
    public void It_is_enough_to_load_open_lots_and_those_of_the_order_at_hand(string name)
    {
        var programme = AnyProgramme.Named(name);
        Prop.ForAll(
                History.Any,
                history =>
                    Assert.Equal(
                        Picture.Exact(World.After(programme, history)),
                        Picture.Exact(World.After(programme, history, trimmed: true))
                    )
            )
            .Check(Thorough);
    }

    [Theory]
    [MemberData(nameof(Programmes))]
    public void Returning_line_by_line_ends_where_returning_all_at_once_ends(string name)
    {
        var programme = AnyProgramme.Named(name);
        Prop.ForAll(
                History.Any,
                Gen.Choose(0, 999).ToArbitrary(),
                Gen.Choose(0, int.MaxValue).ToArbitrary(),
                (history, pick, seed) =>
                {
                    var atOnce = World.After(programme, history);
                    var byPiece = World.After(programme, history);
                    if (atOnce.Purchases.Count == 0)
                    {
                        return;
                    }
                    var index = pick % atOnce.Purchases.Count;
                    atOnce.Return(atOnce.Purchases[index], Left(atOnce.Purchases[index]));
                    foreach (var piece in Shuffled(Left(byPiece.Purchases[index]), seed))
                    {
                        byPiece.Return(byPiece.Purchases[index], [piece]);
                    }
                    Assert.Equal(atOnce.Balances(), byPiece.Balances());
                    Assert.Equal(Figures(atOnce.Purchases[index]), Figures(byPiece.Purchases[index]));
                    Assert.Equal(Tier(atOnce), Tier(byPiece));
                }
            )
            .Check(Thorough);
    }

    [Theory]
    [MemberData(nameof(Programmes))]
    public void Calling_off_an_order_at_once_gives_every_point_back(string name)
    {
        var rules = AnyProgramme.Named(name);
        // A promotion may let its points stay, by its own terms.
        var programme = rules with
        {
            Promotions = [.. rules.Promotions.Select(promotion => promotion with { ReturnsAnnul = true })],
        };
        Prop.ForAll(
                History.Any,
                Purchases(),
                (history, buy) =>
                {
                    var world = World.After(programme, history);
                    var before = world.Balances();
                    world.Live(buy);
                    world.Cancel(world.Purchases[^1]);
                    foreach (var (wallet, after) in world.Balances())
                    {
                        Assert.Equal(Total(before[wallet]), Total(after));
                        if (programme.Returns.RestoreAfterDays == 0 && !world.IsHolding)
                        {
                            Assert.Equal(before[wallet], after);
                        }
                    }
                }
            )
            .Check(Thorough);
    }

    [Theory]
    [MemberData(nameof(Programmes))]
    public void What_happens_to_two_orders_at_one_time_may_be_told_in_either_order(string name)
    {
        var programme = AnyProgramme.Named(name);
        Prop.ForAll(
                History.Any,
                Gen.Choose(0, 999).Two().ToArbitrary(),
                Gen.Elements<PairOfEvents>(PairsOfEvents(programme)).ToArbitrary(),
                (history, picks, pair) =>
                {
                    var oneWay = World.After(programme, history);
                    var otherWay = World.After(programme, history);
                    var count = oneWay.Purchases.Count;
                    if (count < 2)
                    {
                        return;
                    }
                    var first = picks.Item1 % count;
                    var second = (first + 1 + (picks.Item2 % (count - 1))) % count;
                    pair.One(oneWay, oneWay.Purchases[first]);
                    pair.Other(oneWay, oneWay.Purchases[second]);
                    pair.Other(otherWay, otherWay.Purchases[second]);
                    pair.One(otherWay, otherWay.Purchases[first]);
                    AssertAlike(oneWay, otherWay);
                    Assert.Equal(oneWay.Purchases.Select(Figures), otherWay.Purchases.Select(Figures));
                    Assert.Equal(Tier(oneWay), Tier(otherWay));
                }
            )
            .Check(Thorough);
    }

    /// <summary>Events whose order the rules leave open. Not among them: a payment beside a return (returns count for the
    /// level at once), and on a ladder one payment beside another (each counts for the next).</summary>
    private static List<PairOfEvents> PairsOfEvents(Programme programme)
    {
        Action<World, Purchase> paid = (world, order) => world.Happen(order, OrderEvent.Paid);
        Action<World, Purchase> received = (world, order) => world.Happen(order, OrderEvent.Received);
        Action<World, Purchase> completed = (world, order) => world.Happen(order, OrderEvent.Completed);
        Action<World, Purchase> returned = (world, order) => world.Return(order, Left(order));
        Action<World, Purchase> cancelled = (world, order) => world.Cancel(order);
        List<PairOfEvents> pairs =
        [
            new("received, completed", received, completed),
            new("received, received", received, received),
            new("received, returned", received, returned),
            new("completed, cancelled", completed, cancelled),
            new("returned, returned", returned, returned),
            new("returned, cancelled", returned, cancelled),
            new("paid, received", paid, received),
        ];
        if (programme.Earning.Rate is not RateRules.Ladder)
        {
            pairs.Add(new("paid, paid", paid, paid));
        }
        return pairs;
    }

    private static IEnumerable<Step> WithJobEveryDay(Step step)
    {
        if (step is not Step.Wait { Minutes: var left })
        {
            return [step, new Step.Work()];
        }
        var steps = new List<Step>();
        for (; left > 0; left -= 60 * 24)
        {
            steps.Add(new Step.Wait(Math.Min(left, 60 * 24)));
            steps.Add(new Step.Work());
        }
        return steps;
    }

    private static Arbitrary<Step> Purchases() =>
        History
            .Any.Generator.Select(history => history.Steps.OfType<Step.Buy>().FirstOrDefault())
            .Where(buy => buy is not null)
            .Select(buy => (Step)buy!)
            .ToArbitrary();

    private static List<ReturnedLine> Left(Purchase order) =>
        [.. order.Lines.Where(line => line.Left > 0).Select(line => new ReturnedLine(line.Line.LineId, line.Left))];

    /// <summary>Single pieces in an order drawn from a seed.</summary>
    private static ReturnedLine[] Shuffled(List<ReturnedLine> lines, int seed)
    {
        var pieces = lines
            .SelectMany(line => Enumerable.Repeat(new ReturnedLine(line.LineId, 1), line.Quantity))
            .ToArray();
        new Random(seed).Shuffle(pieces);
        return pieces;
    }

    /// <summary>The same balances; where an open hold keeps points from settling a debt, the same sum of them (programmes.md,
    /// "Exact arithmetic", 8: a debt is settled at once, so it matters what is free at that moment).</summary>
    private static void AssertAlike(World one, World other)
    {
        var (balances, others) = (one.Balances(), other.Balances());
        if (!one.IsHolding)
        {
            Assert.Equal(balances, others);
        }
        Assert.Equal(balances.Values.Select(Total), others.Values.Select(Total));
    }

    private static Points Total(Balance balance) => balance.Active + balance.Held + balance.Pending - balance.Debt;

    private static (Points, Points, Points, Points, Money) Figures(Purchase order) =>
        (order.Earned, order.Redeemed, order.Annulled, order.Restored, order.ReturnedMoney);

    private static string Tier(World world) => world.Account.TierOn(world.Today, world.Programme).Tier.Id;

    private sealed record PairOfEvents(string Name, Action<World, Purchase> One, Action<World, Purchase> Other)
    {
        public override string ToString() => Name;
    }
}
