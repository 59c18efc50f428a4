using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using LoyaltyPortal.Domain.Orders;
using LoyaltyPortal.Domain.Programmes;

namespace LoyaltyPortal.Domain.Tests.Ledger;

/// <summary>What may happen to one member. Orders, holds, channels and the like are picked by a number modulo how many
/// there are, so that any part of a history is a history again and a failing one shrinks to its point.</summary>
internal abstract record Step
{
    /// <summary>Time passes.</summary>
    public sealed record Wait(int Minutes) : Step;

    /// <summary>An order, with a share of the most points that may pay it.</summary>
    public sealed record Buy(Basket Basket, int Channel, int Method, int SpendPercent, bool IsPaid, int HoursAgo)
        : Step;

    /// <summary>Something happens to an order.</summary>
    public sealed record Happen(int Order, OrderEvent Kind, int HoursAgo) : Step;

    /// <summary>An order goes all its way: paid, received, completed.</summary>
    public sealed record Fulfil(int Order) : Step;

    /// <summary>Some pieces come back.</summary>
    public sealed record Return(int Order, int Pieces) : Step;

    /// <summary>An order is called off.</summary>
    public sealed record Cancel(int Order) : Step;

    /// <summary>Points for an activity, where the programme has any.</summary>
    public sealed record Act(int Activity) : Step;

    /// <summary>Points are kept for an order that never comes; over 100 % is refused.</summary>
    public sealed record Keep(Basket Basket, int Channel, int SpendPercent) : Step;

    /// <summary>A hold is given up.</summary>
    public sealed record Free(int Hold) : Step;

    /// <summary>Staff give points, for some days or for ever, or take a share of those that are free; over 100 % is refused.</summary>
    public sealed record Adjust(int Wallet, int Points, int TakePercent, int StartsIn, int? Days) : Step;

    /// <summary>Staff let a lot last some days from today on.</summary>
    public sealed record Extend(int Lot, int Days) : Step;

    /// <summary>The operator stops the expiry clock, from some hours ahead for some hours.</summary>
    public sealed record StopClock(int HoursAhead, int Hours) : Step;

    /// <summary>The daily job runs.</summary>
    public sealed record Work : Step;
}

/// <summary>Lines of an order.</summary>
internal sealed record Basket(IReadOnlyList<BasketLine> Lines)
{
    public override string ToString() =>
        "["
        + string.Join(
            "; ",
            Lines.Select(line =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{line.Quantity} x {line.UnitPrice} - {line.Discount} {line.Marks} {line.PointsPerUnit}"
                )
            )
        )
        + "]";
}

/// <summary>A random life of a member in one programme.</summary>
internal sealed record History(IReadOnlyList<Step> Steps)
{
    public override string ToString() => string.Join("\n", Steps);

    /// <summary>Histories, longer and longer; a failing one is cut down step by step.</summary>
    public static Arbitrary<History> Any { get; } =
        Arb.From(AnyStep().ListOf().Select(steps => new History(steps)), Shorter);

    private static IEnumerable<History> Shorter(History history)
    {
        var steps = history.Steps;
        for (var cut = steps.Count / 2; cut > 0; cut /= 2)
        {
            for (var from = 0; from + cut <= steps.Count; from += cut)
            {
                yield return new([.. steps.Take(from), .. steps.Skip(from + cut)]);
            }
        }
    }

    private static Gen<Step> AnyStep() =>
        Gen.Frequency(
            (6, Pause()),
            (8, Purchase()),
            (3, SomethingHappens()),
            (4, Recent().Select(order => (Step)new Step.Fulfil(order))),
            (
                4,
                from order in Recent()
                from pieces in Gen.Choose(0, int.MaxValue)
                select (Step)new Step.Return(order, pieces)
            ),
            (1, Recent().Select(order => (Step)new Step.Cancel(order))),
            (2, Index().Select(activity => (Step)new Step.Act(activity))),
            (
                4,
                from basket in AnyBasket()
                from channel in Channel()
                from percent in Gen.Choose(1, 110)
                select (Step)new Step.Keep(basket, channel, percent)
            ),
            (1, Index().Select(hold => (Step)new Step.Free(hold))),
            (1, StoppedClock()),
            (1, Adjustment()),
            (1, from lot in Recent() from days in Gen.Choose(0, 200) select (Step)new Step.Extend(lot, days)),
            (2, Gen.Constant((Step)new Step.Work()))
        );

    private static Gen<Step> Pause() =>
        Gen.Frequency(
                (3, Gen.Choose(0, 20)),
                (3, Gen.Choose(0, 60 * 24)),
                (4, Gen.Choose(1, 20).Select(days => days * 60 * 24)),
                (1, Gen.Choose(60, 400).Select(days => days * 60 * 24))
            )
            .Select(minutes => (Step)new Step.Wait(minutes));

    private static Gen<Step> Adjustment() =>
        from wallet in Index()
        from points in Gen.Choose(1, 500)
        from percent in Gen.Frequency((2, Gen.Constant(0)), (1, Gen.Choose(1, 110)))
        from startsIn in Gen.Frequency((2, Gen.Constant(0)), (1, Gen.Choose(1, 40)))
        from days in Gen.Frequency((1, Gen.Constant<int?>(null)), (3, Gen.Choose(0, 200).Select(each => (int?)each)))
        select (Step)new Step.Adjust(wallet, points, percent, startsIn, days);

    private static Gen<Step> StoppedClock() =>
        from ahead in Gen.Frequency((1, Gen.Constant(0)), (2, Gen.Choose(0, 24 * 20)))
        from hours in Gen.Frequency((1, Gen.Choose(1, 48)), (2, Gen.Choose(1, 24 * 30)))
        select (Step)new Step.StopClock(ahead, hours);

    private static Gen<Step> Purchase() =>
        from basket in AnyBasket()
        from channel in Channel()
        from method in Index()
        from percent in Gen.Frequency((2, Gen.Constant(0)), (1, Gen.Constant(100)), (2, Gen.Choose(1, 99)))
        from isPaid in Gen.Frequency((3, Gen.Constant(true)), (1, Gen.Constant(false)))
        from hoursAgo in Gen.Frequency((4, Gen.Constant(0)), (1, Gen.Choose(0, 24 * 10)))
        select (Step)new Step.Buy(basket, channel, method, percent, isPaid, hoursAgo);

    private static Gen<Step> SomethingHappens() =>
        from order in Recent()
        from kind in Gen.Elements(OrderEvent.Paid, OrderEvent.Received, OrderEvent.Completed)
        from hoursAgo in Gen.Frequency((4, Gen.Constant(0)), (1, Gen.Choose(0, 24 * 10)))
        select (Step)new Step.Happen(order, kind, hoursAgo);

    /// <summary>One of the last orders, mostly.</summary>
    private static Gen<int> Recent() => Gen.Frequency((4, Gen.Choose(0, 2)), (1, Index()));

    /// <summary>Often the first channel, which earns in every programme, so that what is earned is also spent and taken
    /// back.</summary>
    private static Gen<int> Channel() => Gen.Frequency((1, Gen.Constant(0)), (3, Index()));

    private static Gen<int> Index() => Gen.Choose(0, 999);

    private static Gen<Basket> AnyBasket() =>
        Gen.Choose(1, 4)
            .SelectMany(count => AnyLine().ListOf(count))
            .Select(lines => new Basket([
                .. lines.Select((line, i) => line with { LineId = $"l{i}", Sku = $"sku{i}" }),
            ]));

    private static Gen<BasketLine> AnyLine() =>
        from quantity in Gen.Choose(1, 5)
        from price in Gen.Frequency(
            (1, Gen.Choose(0, 500)),
            (4, Gen.Choose(1, 1_000_000)),
            (1, Gen.Choose(1_000_000, 20_000_000))
        )
        from discount in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(0, 100)))
        from marks in Gen.Frequency(
            (6, Gen.Constant(LineMarks.None)),
            (1, Gen.Elements(LineMarks.OnOffer, LineMarks.Outlet, LineMarks.GiftCard)),
            (1, Gen.Elements(LineMarks.Service, LineMarks.NoPoints))
        )
        from points in Gen.Frequency((1, Gen.Constant(0)), (2, Gen.Choose(1, 300)))
        select new BasketLine(
            "",
            "",
            null,
            null,
            quantity,
            new Money(price),
            new Money((long)quantity * price * discount / 100),
            marks,
            points == 0 ? null : Points.Whole(points)
        );
}
