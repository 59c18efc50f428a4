using System.Globalization;
using LoyaltyPortal.Retail;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Retail;

/// <summary>Each figure here was worked out by hand from the written rules of stomatorg.</summary>
public class RetailOracleTests
{
    private const string Phone = "+79000012345";

    private const string Member =
        """{"kind":"member","phone":"+79000012345","channel":"web","consent":{"personalData":true}}""";

    [Theory]
    [InlineData("2026-01-09", 0, 0)] // not bought yet
    [InlineData("2026-01-10", 0, 59)] // 3 % of 1,999.99 is 59.9997
    [InlineData("2026-01-16", 0, 59)]
    [InlineData("2026-01-17", 59, 0)] // paid + 7 days
    [InlineData("2026-04-17", 59, 0)] // 17 January + 90 days, all of that day
    [InlineData("2026-04-18", 0, 0)]
    public void Points_are_rounded_down_once_wait_seven_days_and_live_ninety(string day, int active, int pending)
    {
        var member = On(
            day,
            Member,
            Bought("1", "2026-01-10", "2026-01-13", Goods("a", 1, 999.99m), Goods("b", 1, 1_000))
        );

        Assert.Equal((active, pending), (member.Active, member.Pending));
    }

    [Fact]
    public void Goods_received_later_than_seven_days_start_the_lot_when_they_are_received()
    {
        string[] lines = [Member, Bought("1", "2026-01-10", "2026-01-25", Goods("a", 1, 1_000))];

        Assert.Equal([new OracleLot("1", null, null, 30, 30)], On("2026-01-24", lines).Lots);
        Assert.Equal([new OracleLot("1", Day("2026-01-25"), Day("2026-04-25"), 30, 30)], On("2026-01-25", lines).Lots);
        Assert.Equal(30, On("2026-01-24", lines).Pending);
        Assert.Equal(30, On("2026-01-25", lines).Active);
    }

    [Fact]
    public void Goods_never_received_stay_pending_and_never_count()
    {
        var member = On("2026-12-01", Member, Bought("1", "2026-01-10", null, Goods("a", 1, 1_000)));

        Assert.Equal((0, 30, 0, 0), (member.Active, member.Pending, member.TierSum, member.TierOrders));
    }

    [Fact]
    public void Services_neither_earn_nor_count_and_lines_without_points_count_but_do_not_earn()
    {
        var member = On(
            "2026-02-01",
            Member,
            Bought(
                "1",
                "2026-01-10",
                "2026-01-13",
                Goods("a", 2, 500),
                Goods("b", 1, 700, """ ,"service": true """),
                Goods("c", 1, 300, """ ,"noPoints": true """),
                Goods("d", 1, 200, """ ,"giftCard": true, "discount": 50.50 """)
            ),
            Bought("2", "2026-01-10", "2026-01-13", Goods("a", 1, 900, """ ,"service": true """))
        );

        // 3 % of 1,000 + 149.50 = 34.485; counted 1,000 + 300 + 149.50, in one order.
        Assert.Equal((34, 1_449.50m, 1), (member.Active, member.TierSum, member.TierOrders));
    }

    [Theory]
    [InlineData("2026-01-17", 30)] // the three orders are accrued that day and count from the next
    [InlineData("2026-01-18", 50)]
    public void A_threshold_belongs_to_the_higher_tier_which_rules_from_the_day_after_accrual(string paid, int earned)
    {
        var member = On("2026-03-01", [Member, .. ThreeOrders(33_333.33m, 33_333.33m, 33_333.34m), Thousand(paid)]);

        Assert.Equal(earned, member.Lots.Single(lot => lot.OrderId == "next").Earned);
        Assert.Equal("Постоянный клиент", member.Tier);
    }

    [Fact]
    public void A_kopeck_less_or_an_order_fewer_is_the_lower_tier()
    {
        Assert.Equal("Базовый", On("2026-02-01", [Member, .. ThreeOrders(33_333.33m, 33_333.33m, 33_333.33m)]).Tier);
        Assert.Equal("Базовый", On("2026-02-01", [Member, .. ThreeOrders(90_000, 90_000, 90_000)[..2]]).Tier);
        Assert.Equal("Постоянный клиент", On("2026-02-01", [Member, .. ThreeOrders(90_000, 90_000, 900_000)]).Tier);
    }

    [Theory]
    [InlineData(9, 60_000, "Постоянный клиент")]
    [InlineData(10, 50_000, "Партнер")]
    [InlineData(14, 100_000, "Партнер")]
    [InlineData(15, 66_666, "Партнер")] // 999,990
    [InlineData(15, 66_667, "VIP клиент")]
    public void The_upper_tiers_ask_for_their_sum_and_their_orders(int orders, int each, string tier)
    {
        var bought = Enumerable
            .Range(1, orders)
            .Select(number => Bought($"{number}", "2026-01-10", "2026-01-13", Goods("a", 1, each)));

        Assert.Equal(tier, On("2026-02-01", [Member, .. bought]).Tier);
    }

    [Theory]
    [InlineData("2026-01-10", 1)] // 365 days after
    [InlineData("2026-01-11", 0)]
    public void An_order_counts_for_365_days_after_it_was_paid(string day, int orders)
    {
        var member = On(day, Member, Bought("1", "2025-01-10", "2025-01-13", Goods("a", 1, 1_000)));

        Assert.Equal((orders * 1_000, orders), (member.TierSum, member.TierOrders));
    }

    [Fact]
    public void A_return_lowers_the_tier_at_once_and_re_rates_nothing_earned_before()
    {
        string[] lines =
        [
            Member,
            .. ThreeOrders(40_000, 30_000, 30_000),
            Thousand("2026-01-20", "before"),
            Returned("1", "r1", "2026-01-20", ("a", 1)),
            Thousand("2026-01-20", "after"),
        ];

        var member = On("2026-01-20", lines);

        Assert.Equal(["before 50", "after 30"], member.Lots.Skip(2).Select(lot => $"{lot.OrderId} {lot.Earned}"));
        Assert.Equal(("Базовый", 60_000m, 2), (member.Tier, member.TierSum, member.TierOrders));
    }

    [Fact]
    public void An_order_with_all_goods_back_is_none_whatever_services_remain()
    {
        string[] lines =
        [
            Member,
            Bought(
                "1",
                "2026-01-10",
                "2026-01-13",
                Goods("a", 2, 500),
                Goods("post", 1, 100, """ ,"service": true """)
            ),
        ];

        var refunded = On("2026-02-01", [.. lines, Returned("1", "r1", "2026-01-20", ("post", 1))]);
        var half = On("2026-02-01", [.. lines, Returned("1", "r1", "2026-01-20", ("a", 1))]);
        var all = On(
            "2026-02-01",
            [.. lines, Returned("1", "r1", "2026-01-20", ("a", 1)), Returned("1", "r2", "2026-01-21", ("a", 1))]
        );

        Assert.Equal((30, 1_000, 1), (refunded.Active, refunded.TierSum, refunded.TierOrders));
        Assert.Equal((15, 500, 1), (half.Active, half.TierSum, half.TierOrders));
        Assert.Equal((0, 0, 0), (all.Active, all.TierSum, all.TierOrders));
        Assert.Empty(all.Lots);
    }

    [Fact]
    public void A_remainder_of_equal_lines_goes_to_the_earlier_one()
    {
        // 3 % of 333.60 is 10 points: 3.34, 3.33 and 3.33. Of the first, 3 of 20 are 0.501; of the second 0.4995.
        var bought = Bought(
            "1",
            "2026-01-10",
            "2026-01-13",
            Goods("a", 20, 5.56m),
            Goods("b", 20, 5.56m),
            Goods("c", 20, 5.56m)
        );

        Assert.Equal(9, On("2026-02-01", Member, bought, Returned("1", "r", "2026-01-20", ("a", 3))).Active);
        Assert.Equal(10, On("2026-02-01", Member, bought, Returned("1", "r", "2026-01-20", ("b", 3))).Active);
    }

    [Fact]
    public void A_remainder_goes_to_the_largest_part_cut_off()
    {
        // 3 % of 1,000 is 30 points: 10.0002, 9.9999 and 9.9999, hence 10.00 each. Of c, 1 of 20 is 0.50, not 0.4995.
        var bought = Bought(
            "1",
            "2026-01-10",
            "2026-01-13",
            Goods("a", 1, 333.34m),
            Goods("b", 1, 333.33m),
            Goods("c", 20, 16.67m, """ ,"discount": 0.07 """)
        );

        Assert.Equal(29, On("2026-02-01", Member, bought, Returned("1", "r", "2026-01-20", ("c", 1))).Active);
    }

    [Fact]
    public void Returned_shares_are_added_up_before_they_are_rounded_half_up()
    {
        // 3 % of 100.08 is 3 points: 2.00 and 1.00. A sixth of the first is 0.333, with a sixth of the second 0.5.
        string[] lines =
        [
            Member,
            Bought("1", "2026-01-10", "2026-01-13", Goods("a", 6, 11.12m), Goods("b", 6, 5.56m)),
            Returned("1", "r1", "2026-01-20", ("a", 1)),
            Returned("1", "r2", "2026-01-21", ("b", 1)),
            Returned("1", "r3", "2026-01-22", ("a", 5), ("b", 5)),
        ];

        Assert.Equal(3, On("2026-02-01", lines[..3]).Active);
        Assert.Equal(2, On("2026-02-01", lines[..4]).Active);
        Assert.Equal(0, On("2026-02-01", lines).Active);
    }

    [Fact]
    public void Returned_money_is_added_up_before_it_is_rounded_too()
    {
        // Three for 100.00: 33.33 back for the first, 33.34 for the second, 33.33 for the third.
        string[] lines =
        [
            Member,
            Bought("1", "2026-01-10", "2026-01-13", Goods("a", 3, 33.34m, """ ,"discount": 0.02 """)),
            Returned("1", "r1", "2026-01-20", ("a", 1)),
            Returned("1", "r2", "2026-01-20", ("a", 1)),
            Returned("1", "r3", "2026-01-20", ("a", 1)),
        ];

        Assert.Equal(
            [100.00m, 66.67m, 33.33m, 0m],
            Enumerable.Range(2, 4).Select(count => On("2026-02-01", lines[..count]).TierSum)
        );
    }

    [Fact]
    public void A_return_of_goods_whose_points_have_ended_takes_nothing_else()
    {
        string[] lines =
        [
            Member,
            Bought("1", "2026-01-10", "2026-01-13", Goods("a", 1, 1_000)),
            Bought("2", "2026-04-10", "2026-04-13", Goods("a", 1, 1_000)),
            Returned("1", "r1", "2026-05-01", ("a", 1)),
        ];

        Assert.Equal((30, 1_000), (On("2026-05-01", lines).Active, On("2026-05-01", lines).TierSum));
    }

    [Fact]
    public void What_the_portal_refuses_changes_nothing()
    {
        string[] good = [Member, Bought("1", "2026-01-10", "2026-01-13", Goods("a", 2, 1_000))];
        string[] refused =
        [
            Bought("1", "2026-01-11", "2026-01-14", Goods("a", 1, 5_000)), // order known
            Bought("2", "2026-01-10", "2026-01-13", Goods("a", 1, 1_000))
                .Replace("web", "store", StringComparison.Ordinal),
            Bought("3", "2026-01-10", "2026-01-13", Goods("a", 1, 1_000))
                .Replace("12345", "99999", StringComparison.Ordinal),
            Bought("4", "2026-01-10", "2026-01-13", Goods("a", 1, 1_000))
                .Replace("paidAt", "noTime", StringComparison.Ordinal),
            Returned("4", "r4", "2026-01-20", ("a", 1)), // unpaid
            Returned("unmatched-C1", "r0", "2026-01-20", ("1", 1)),
            Returned("1", "r1", "2026-01-20", ("a", 3)), // more than bought
            Returned("1", "r2", "2026-01-20", ("b", 1)), // no such line
        ];

        var plain = On("2026-02-01", good);
        var member = On("2026-02-01", [.. good, .. refused, Member]);

        Assert.Equal(plain with { Lots = member.Lots }, member);
        Assert.Equal(plain.Lots, member.Lots);
        var once = On("2026-02-01", [.. good, Returned("1", "r", "2026-01-20", ("a", 1))]);
        var twice = On(
            "2026-02-01",
            [.. good, Returned("1", "r", "2026-01-20", ("a", 1)), Returned("1", "r", "2026-01-20", ("a", 1))]
        );
        Assert.Equal((30, 30), (once.Active, twice.Active));
    }

    [Fact]
    public void Days_are_those_of_Moscow()
    {
        var late = Bought("1", "2026-01-10", "2026-01-13", Goods("a", 1, 1_000))
            .Replace("10T12:00:00+03:00", "10T21:00:00Z", StringComparison.Ordinal);

        Assert.Equal(Day("2026-01-18"), On("2026-02-01", Member, late).Lots.Single().StartsOn);
    }

    [Fact]
    public void Kinds_of_line_that_are_not_computed_are_not_passed_over()
    {
        Assert.Throws<NotSupportedException>(() => On("2026-02-01", Member, """{"kind":"event"}"""));
    }

    // The figures are those of a second program, written in another language with fractions throughout.
    [Fact]
    public void Six_months_of_the_real_shop_come_to_figures_found_twice()
    {
        using var csv = SharedData.OpenRetail();
        var conversion = new Conversion(
            new("stomatorg", 0, DateTimeOffset.Parse("2012-01-01T00:00:00+04:00", CultureInfo.InvariantCulture))
        );

        var members = RetailOracle.Compute(conversion.Lines(csv), Day("2011-05-31")).Values.ToList();

        Assert.Equal(7_290_529, members.Sum(member => member.Active));
        Assert.Equal(525_387, members.Sum(member => member.Pending));
        Assert.Equal(4_201, members.Sum(member => member.Lots.Count));
        Assert.Equal(299_451_385.00m, members.Sum(member => member.TierSum));
        Assert.Equal(7_003, members.Sum(member => member.TierOrders));
        Assert.Equal(
            ["Базовый 2205", "Постоянный клиент 470", "Партнер 25", "VIP клиент 18"],
            members
                .CountBy(member => member.Tier)
                .OrderByDescending(tier => tier.Value)
                .Select(tier => $"{tier.Key} {tier.Value}")
        );
    }

    private static OracleMember On(string day, params string[] lines) => RetailOracle.Compute(lines, Day(day))[Phone];

    private static DateOnly Day(string day) => DateOnly.Parse(day, CultureInfo.InvariantCulture);

    private static string[] ThreeOrders(params decimal[] sums) =>
        [.. sums.Select((sum, at) => Bought($"{at + 1}", "2026-01-10", "2026-01-13", Goods("a", 1, sum)))];

    private static string Thousand(string paid, string orderId = "next") =>
        Bought(orderId, paid, null, Goods("a", 1, 1_000));

    private static string Bought(string orderId, string paid, string? received, params string[] lines)
    {
        var receivedAt = received is null ? "" : $$""" "receivedAt": "{{received}}T12:00:00+03:00", """;
        return $$"""
            {"kind": "purchase", "orderId": "{{orderId}}", "member": {"phone": "{{Phone}}"}, "channel": "web",
            "paymentMethod": "online", "placedAt": "{{paid}}T12:00:00+03:00", "paidAt": "{{paid}}T12:00:00+03:00",
            {{receivedAt}} "lines": [{{string.Join(',', lines)}}]}
            """;
    }

    private static string Goods(string lineId, int quantity, decimal unitPrice, string more = "") =>
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"lineId": "{{lineId}}", "quantity": {{quantity}}, "unitPrice": {{unitPrice}} {{more}}}"""
        );

    private static string Returned(
        string orderId,
        string returnId,
        string day,
        params (string Line, int Quantity)[] lines
    )
    {
        var parts = lines.Select(line => $$"""{"lineId": "{{line.Line}}", "quantity": {{line.Quantity}}}""");
        return $$"""
            {"kind": "return", "orderId": "{{orderId}}", "returnId": "{{returnId}}", "at": "{{day}}T13:00:00+03:00",
            "lines": [{{string.Join(',', parts)}}]}
            """;
    }
}
