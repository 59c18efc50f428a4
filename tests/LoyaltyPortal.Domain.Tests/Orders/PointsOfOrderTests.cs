using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Orders;
using LoyaltyPortal.Domain.Programmes;

namespace LoyaltyPortal.Domain.Tests.Orders;

/// <summary>"Why no points for order N", example by example (programmes.md, "Earning", "Returns" and "What the cabinet
/// shows").</summary>
public class PointsOfOrderTests
{
    private static readonly DateOnly Today = OrderLife.FirstDay;

    [Theory]
    [InlineData("lusio")]
    [InlineData("delimano")]
    [InlineData("autostars")]
    [InlineData("perfone")]
    [InlineData("stomatorg")]
    public void An_order_that_is_not_paid_has_nothing_yet(string programme)
    {
        var answer = new OrderLife(programme).Buys("web", "online", isPaid: false, Goods(programme)).Asks();

        Assert.Equal(OrderOutcome.Unpaid, answer.Outcome);
        Assert.Equal([ReasonCodes.Unpaid], Codes(answer));
    }

    [Theory]
    [InlineData("lusio")]
    [InlineData("delimano")]
    [InlineData("autostars")]
    [InlineData("perfone")]
    [InlineData("stomatorg")]
    public void A_cancelled_order_has_lost_what_it_earned(string programme)
    {
        var answer = new OrderLife(programme).Buys("web", Goods(programme)).Waits(2).IsCancelled().Waits(1).Asks();

        Assert.Equal(OrderOutcome.Cancelled, answer.Outcome);
        Assert.Equal(Today.AddDays(2), answer.Day);
        Assert.Equal([ReasonCodes.OrderCancelled, ReasonCodes.OrderEarned, ReasonCodes.OrderAnnulled], Codes(answer));
        Assert.Equal(answer.Earned, answer.Annulled);
    }

    [Fact]
    public void Perfone_waits_for_the_goods_and_then_for_fourteen_days()
    {
        var life = new OrderLife("perfone").Buys("web", OrderLife.Line(10_000));

        var ordered = life.Waits(20).Asks();
        var received = life.Happens(OrderEvent.Received).Waits(13).Asks();
        var usable = life.Waits(1).Asks();

        Assert.Equal((OrderOutcome.Pending, null), (ordered.Outcome, ordered.Day));
        Assert.Contains(ReasonCodes.WaitsForReceived, Codes(ordered));
        Assert.DoesNotContain(ReasonCodes.UsableAfterPaid, Codes(ordered));
        Assert.Equal((OrderOutcome.Pending, Today.AddDays(34)), (received.Outcome, received.Day));
        var delivered = Assert.Single(received.Reasons, reason => reason.Code == ReasonCodes.UsableAfterReceived);
        Assert.Equal(Figure.Of(Today.AddDays(20)), delivered.Args["event"]);
        Assert.Equal(Figure.Of(14), delivered.Args["days"]);
        Assert.DoesNotContain(ReasonCodes.WaitsForReceived, Codes(received));
        Assert.Equal((OrderOutcome.Active, Points.Whole(500)), (usable.Outcome, usable.Active));
    }

    [Fact]
    public void Stomatorg_waits_for_seven_days_and_for_the_goods_whichever_comes_later()
    {
        var late = new OrderLife("stomatorg").Buys("web", OrderLife.Line(10_000)).Waits(9);
        var soon = new OrderLife("stomatorg").Buys("web", OrderLife.Line(10_000)).Waits(2).Happens(OrderEvent.Received);

        Assert.Contains(ReasonCodes.WaitsForReceived, Codes(late.Asks()));
        Assert.Equal(OrderOutcome.Active, late.Happens(OrderEvent.Received).Asks().Outcome);
        var waiting = soon.Asks();
        Assert.Equal((OrderOutcome.Pending, Today.AddDays(7)), (waiting.Outcome, waiting.Day));
        Assert.Contains(ReasonCodes.UsableAfterPaid, Codes(waiting));
        Assert.DoesNotContain(ReasonCodes.UsableAfterReceived, Codes(waiting));
    }

    [Fact]
    public void Delimano_waits_until_the_order_is_completed()
    {
        var life = new OrderLife("delimano").Buys("web", OrderLife.Line(4_990, pointsPerUnit: 249));

        var waiting = life.Waits(30).Asks();
        var done = life.Happens(OrderEvent.Completed).Asks();

        Assert.Equal((OrderOutcome.Pending, null), (waiting.Outcome, waiting.Day));
        Assert.Contains(ReasonCodes.WaitsForCompleted, Codes(waiting));
        Assert.Equal((OrderOutcome.Active, Points.Whole(249)), (done.Outcome, done.Active));
        Assert.Equal(new DateOnly(2026, 8, 1), done.Day);
    }

    [Fact]
    public void Autostars_waits_a_day()
    {
        var life = new OrderLife("autostars").Buys("store", "card", isPaid: true, OrderLife.Line(100));

        Assert.Equal((OrderOutcome.Pending, Today.AddDays(1)), (life.Asks().Outcome, life.Asks().Day));
        Assert.Equal(Points.Of(2.5m), life.Waits(1).Asks().Active);
    }

    [Fact]
    public void Lusio_gives_nothing_for_a_web_order_that_is_not_paid_online()
    {
        var answer = new OrderLife("lusio").Buys("web", "cash", isPaid: true, OrderLife.Line(10_000)).Asks();

        Assert.Equal(OrderOutcome.Nothing, answer.Outcome);
        Assert.Equal([ReasonCodes.OrderEarnedNothing, ReasonCodes.PaymentEarnsNothing], Codes(answer));
    }

    [Fact]
    public void Delimano_gives_nothing_by_telephone_to_firms_or_while_earning_is_stopped()
    {
        var line = OrderLife.Line(4_990, pointsPerUnit: 249);

        Assert.Equal(
            [ReasonCodes.OrderEarnedNothing, ReasonCodes.ChannelEarnsNothing],
            Codes(new OrderLife("delimano").Buys("phone", line).Asks())
        );
        Assert.Equal(
            [ReasonCodes.OrderEarnedNothing, ReasonCodes.LegalEntity],
            Codes(new OrderLife("delimano").AsLegalEntity().Buys("web", line).Asks())
        );
        Assert.Equal(
            [ReasonCodes.OrderEarnedNothing, ReasonCodes.EarningSuspended],
            Codes(new OrderLife("delimano").WithEarningStopped().Buys("web", line).Asks())
        );
    }

    [Fact]
    public void Lines_without_points_are_named_and_those_that_earn_are_not()
    {
        var answer = new OrderLife("stomatorg")
            .Buys(
                "web",
                OrderLife.Line(1_000, marks: LineMarks.Service, id: "1"),
                OrderLife.Line(2_000, marks: LineMarks.NoPoints, id: "2")
            )
            .Asks();

        Assert.Equal(OrderOutcome.Nothing, answer.Outcome);
        Assert.Equal(ReasonCodes.OrderEarnedNothing, answer.Reasons[0].Code);
        Assert.Equal([ReasonCodes.LineService, ReasonCodes.LineNoPoints], Codes(answer).Skip(1).Take(2));
        Assert.Equal(Figure.Text("Goods 2"), answer.Reasons[2].Args["name"]);
        Assert.Contains(ReasonCodes.NothingEarns, Codes(answer));
        Assert.DoesNotContain(
            ReasonCodes.LineEarns,
            Codes(new OrderLife("stomatorg").Buys("web", OrderLife.Line(1_000)).Asks())
        );
    }

    [Fact]
    public void A_thousand_lines_without_points_are_not_told_one_by_one()
    {
        var lines = Enumerable.Range(1, 1_000).Select(i => OrderLife.Line(10, marks: LineMarks.NoPoints, id: $"{i}"));

        Assert.InRange(new OrderLife("stomatorg").Buys("web", [.. lines]).Asks().Reasons.Count, 20, 30);
    }

    [Fact]
    public void A_part_return_takes_its_part_and_the_rest_stays()
    {
        var life = new OrderLife("lusio").Buys("web", OrderLife.Line(1_000, quantity: 4)).Returns(1);

        var part = life.Asks();
        var all = life.Returns(3).Asks();

        Assert.Equal(OrderOutcome.Active, part.Outcome);
        Assert.Equal(
            (Points.Whole(120), Points.Whole(30), Points.Whole(90)),
            (part.Earned, part.Annulled, part.Active)
        );
        Assert.Equal(ReasonCodes.OrderReturnedPartly, part.Reasons[0].Code);
        Assert.Equal(OrderOutcome.Returned, all.Outcome);
        Assert.Equal([ReasonCodes.OrderReturned, ReasonCodes.OrderEarned, ReasonCodes.OrderAnnulled], Codes(all));
    }

    [Fact]
    public void All_that_earned_came_back_although_not_all_goods_did()
    {
        var answer = new OrderLife("lusio")
            .Buys("web", OrderLife.Line(1_000, id: "1"), OrderLife.Line(500, marks: LineMarks.GiftCard, id: "2"))
            .Returns(1)
            .Asks();

        Assert.Equal(OrderOutcome.Returned, answer.Outcome);
        Assert.Equal(ReasonCodes.OrderReturnedPartly, answer.Reasons[0].Code);
    }

    [Fact]
    public void Spent_points_are_told_as_spent_and_what_a_return_takes_of_them_as_a_debt()
    {
        var life = new OrderLife("lusio").Buys("web", OrderLife.Line(1_000, quantity: 2)).Spends(50);

        var some = life.Asks();
        var all = life.Spends(10).Asks();
        var back = life.Returns(1).Asks();

        Assert.Equal((OrderOutcome.Active, Points.Whole(10)), (some.Outcome, some.Active));
        Assert.Contains(some.Reasons, reason => reason.Code == ReasonCodes.OrderSpent && Has(reason, 50));
        Assert.Equal((OrderOutcome.Spent, Points.Whole(60)), (all.Outcome, all.Spent));
        Assert.Equal((Points.Whole(30), Points.Whole(30)), (back.Annulled, back.Owed));
        Assert.Contains(back.Reasons, reason => reason.Code == ReasonCodes.AnnulledBecameDebt && Has(reason, 30));
    }

    [Fact]
    public void Points_that_ended_are_told_with_their_last_day_and_what_was_spent_before()
    {
        var life = new OrderLife("stomatorg").Buys("web", OrderLife.Line(10_000)).Happens(OrderEvent.Received).Waits(7);
        var end = Today.AddDays(7 + 90);

        var last = life.Spends(100).Waits(90).Asks();
        var over = life.Waits(1).Asks();

        Assert.Equal((OrderOutcome.Active, end), (last.Outcome, last.Day));
        Assert.Equal((OrderOutcome.Ended, end), (over.Outcome, over.Day));
        Assert.Equal((Points.Whole(100), Points.Whole(200)), (over.Spent, over.Ended));
        Assert.Contains(over.Reasons, reason => reason.Code == ReasonCodes.OrderEnded && Has(reason, 200));
    }

    [Fact]
    public void Rules_that_changed_since_change_no_answer()
    {
        var life = new OrderLife("perfone").Buys("web", OrderLife.Line(10_000));
        var before = Codes(life.Asks());

        life.Programme = life.Programme with
        {
            Earning = life.Programme.Earning with { Activation = [new AfterEvent(OrderEvent.Paid, 0)] },
        };

        Assert.Equal(before, Codes(life.Asks()));
        Assert.Equal(OrderOutcome.Pending, life.Asks().Outcome);
    }

    private static BasketLine Goods(string programme) =>
        OrderLife.Line(10_000, pointsPerUnit: programme == "delimano" ? 100 : null);

    private static List<string> Codes(PointsOfOrder answer) => [.. answer.Reasons.Select(reason => reason.Code)];

    private static bool Has(Reason reason, long points) => reason.PointsOf("points") == Points.Whole(points);
}
