using System.Globalization;
using LoyaltyPortal.Domain.Calendar;
using LoyaltyPortal.Domain.Programmes;

namespace LoyaltyPortal.Domain.Tests.Programmes;

public class PresetsTests
{
    public static TheoryData<string> Names => [.. Presets.Names];

    [Fact]
    public void Five_programmes_ship_and_the_schema_is_none_of_them()
    {
        Assert.Equal(["autostars", "delimano", "lusio", "perfone", "stomatorg"], Presets.Names);
    }

    [Fact]
    public void A_name_without_a_preset_is_an_error() =>
        Assert.Throws<ArgumentException>(() => Presets.Read("programme.schema"));

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_preset_is_a_programme_of_its_own_name(string name) =>
        Assert.Equal(name, Assert.IsType<ProgrammeRead.Accepted>(Presets.Read(name)).Programme.Id);

    [Theory]
    [MemberData(nameof(Names))]
    public void Brand_colours_can_be_read_on_light_and_on_dark_pages(string name)
    {
        var brand = Fixture.Programme(name).Brand;
        Assert.InRange(Contrast(brand.Light, "#ffffff"), 4.5, 21);
        Assert.InRange(Contrast(brand.Dark, "#14181d"), 4.5, 21);
    }

    [Fact]
    public void Stomatorg_says_what_its_shop_says()
    {
        var programme = Fixture.Programme("stomatorg");
        Assert.Equal(("RUB", "Europe/Moscow"), (programme.Currency, programme.Zone.Id));
        Assert.Equal(["RU", "BY", "KZ"], programme.Countries);
        Assert.Equal("бонусов", programme.PointWord.In("ru").Many);
        Assert.Equal("bonus points", programme.PointWord.In("en").Few);
        Assert.Equal((Points.Whole(1), Rounding.Down), (programme.Precision, programme.Rounding));
        Assert.Equal(JoiningRules.Plain, programme.Joining);
        Assert.Null(programme.Birthday);
        Assert.Equal(7, programme.ClaimDays);
        Assert.Equal(
            ["/activities/0/points", "/activities/1/points", "/returns/graceDays", "/questionnaire/5/choices"],
            programme.DemoValues
        );
        var web = Assert.Single(programme.Channels);
        Assert.Equal(
            ("web", false, true, SpendConfirmation.None),
            (web.Id, web.ReceivedWhenPaid, web.Earns, web.Confirmation)
        );
        Assert.Empty(web.EarnsPaidBy);
    }

    [Theory]
    [InlineData("lusio", 6)]
    [InlineData("perfone", 6)]
    [InlineData("stomatorg", 5)]
    [InlineData("delimano", null)]
    [InlineData("autostars", null)]
    public void Where_interests_are_asked_there_is_something_to_choose_from_marked_as_a_demo_value(string name, int? at)
    {
        var programme = Fixture.Programme(name);
        Assert.Equal(at is null, programme.Interests.Count == 0);
        Assert.Equal(at is not null, programme.IsDemoValue($"/questionnaire/{at}/choices"));
        Assert.Equal(programme.Interests.Count, programme.Interests.Select(each => each.Id).Distinct().Count());
    }

    [Fact]
    public void Stomatorg_earns_by_level_seven_days_after_payment_and_on_receipt_for_ninety_days()
    {
        var earning = Fixture.Programme("stomatorg").Earning;
        Assert.IsType<RateRules.ByTier>(earning.Rate);
        Assert.Equal([new(OrderEvent.Paid, 7), new(OrderEvent.Received, 0)], earning.Activation);
        Assert.Equal(new Period(90, PeriodUnit.Days), earning.Life);
        Assert.True(earning.Excludes is { NoPoints: true, GiftCards: false, OnOffer: false, OutletDiscounts: false });
    }

    [Fact]
    public void Stomatorg_has_four_levels_by_sum_and_orders_of_the_last_365_days()
    {
        var tiers = Fixture.Programme("stomatorg").Tiers;
        Assert.Equal((365, CountingDay.Accrual), (tiers.RollingDays!.Value, tiers.Counting));
        Assert.Equal(
            [
                ("Базовый", 0, 0, 3, 3),
                ("Постоянный клиент", 100_000, 3, 5, 5),
                ("Партнер", 500_000, 10, 7, 10),
                ("VIP клиент", 1_000_000, 15, 10, 15),
            ],
            tiers.List.Select(tier =>
                (tier.Name.Ru, (int)tier.Sum.Value, tier.Orders, (int)tier.Rate.Value, (int)tier.Cap.Value)
            )
        );
    }

    [Fact]
    public void Stomatorg_spends_up_to_the_cap_of_the_level_with_a_promo_code_or_points()
    {
        var wallet = Assert.Single(Fixture.Programme("stomatorg").Wallets);
        Assert.Equal("main", wallet.Id);
        Assert.IsType<CapRules.ByTier>(wallet.Cap);
        Assert.True(wallet.PromoCodeOrPoints);
        Assert.Null(wallet.Minimum);
        Assert.Equal(Money.Zero, wallet.KeepMoney);
        Assert.Empty(wallet.Excludes.Skus);
    }

    [Fact]
    public void Stomatorg_gives_points_for_useful_actions_once_and_for_ever()
    {
        var activities = Fixture.Programme("stomatorg").Activities;
        Assert.Equal(
            [("questionnaire", 100m, OncePer.Member), ("firstReview", 50m, OncePer.Member)],
            activities.Select(activity => (activity.Type, activity.Points.Value, activity.Once))
        );
        Assert.All(activities, activity => Assert.Null(activity.Life));
    }

    [Fact]
    public void Stomatorg_gives_back_at_once_with_14_days_of_grace_and_keeps_a_debt() =>
        Assert.Equal(new(0, 14, Shortfall.Debt), Fixture.Programme("stomatorg").Returns);

    /// <summary>Contrast ratio of WCAG 2.2, 1.4.3.</summary>
    private static double Contrast(string one, string other)
    {
        var (light, dark) = (Math.Max(Luminance(one), Luminance(other)), Math.Min(Luminance(one), Luminance(other)));
        return (light + 0.05) / (dark + 0.05);
    }

    private static double Luminance(string colour) =>
        (0.2126 * Part(colour, 1)) + (0.7152 * Part(colour, 3)) + (0.0722 * Part(colour, 5));

    private static double Part(string colour, int at)
    {
        var part = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255d;
        return part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);
    }
}
