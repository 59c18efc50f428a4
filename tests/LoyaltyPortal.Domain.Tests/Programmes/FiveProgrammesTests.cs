using LoyaltyPortal.Domain.Calendar;
using LoyaltyPortal.Domain.Programmes;

namespace LoyaltyPortal.Domain.Tests.Programmes;

/// <summary>The rules that only one of the programmes has find their place in the file (programmes.md).</summary>
public class FiveProgrammesTests
{
    [Fact]
    public void Lusio_asks_the_questionnaire_before_points_are_spent()
    {
        Assert.True(Fixture.Programme("lusio").Joining.QuestionnaireBeforeSpending);
        Assert.All(
            Fixture.Names.Where(name => name != "lusio"),
            name => Assert.False(Fixture.Programme(name).Joining.QuestionnaireBeforeSpending)
        );
    }

    [Fact]
    public void Lusio_confirms_by_a_code_in_stores_and_earns_on_the_web_only_when_paid_online()
    {
        var programme = Fixture.Programme("lusio");
        Assert.Equal(SpendConfirmation.Sms, programme.ChannelOf("outlet")!.Confirmation);
        Assert.Equal(SpendConfirmation.None, programme.ChannelOf("app")!.Confirmation);
        Assert.Equal(["online"], programme.ChannelOf("web")!.EarnsPaidBy);
        Assert.Empty(programme.ChannelOf("store")!.EarnsPaidBy);
    }

    [Fact]
    public void Lusio_keeps_one_rouble_and_leaves_offers_and_outlet_discounts_out()
    {
        var programme = Fixture.Programme("lusio");
        var wallet = Assert.Single(programme.Wallets);
        Assert.Equal(new CapRules.Flat(Percent.Whole), wallet.Cap);
        Assert.Equal(Money.Whole(1), wallet.KeepMoney);
        Assert.True(wallet.Excludes is { OnOffer: true, OutletDiscounts: true, GiftCards: false, NoPoints: false });
        Assert.True(programme.Earning.Excludes is { GiftCards: true, NoPoints: true });
    }

    [Fact]
    public void Delimano_has_two_wallets_and_two_ways_to_spend()
    {
        var programme = Fixture.Programme("delimano");
        Assert.Equal("web", programme.WalletOf("web").Id);
        Assert.Equal("club", programme.WalletOf("catalogue").Id);
        Assert.Equal(new CapRules.Steps(Money.Whole(2000), Points.Whole(200)), programme.Wallet("club").Cap);
        Assert.Equal(Points.Whole(200), programme.Wallet("club").StepOr(programme.Precision));
        Assert.Equal(new MinimumBasket(Money.Whole(1000), Over: true), programme.Wallet("web").Minimum);
        Assert.False(programme.ChannelOf("tv")!.Earns);
        Assert.False(programme.Joining.LegalEntities);
    }

    [Fact]
    public void Delimano_earns_per_product_once_the_order_is_completed()
    {
        var earning = Fixture.Programme("delimano").Earning;
        Assert.Equal(Points.Whole(150), Assert.IsType<RateRules.PerProduct>(earning.Rate).Products["110039862"]);
        Assert.True(earning.Uses(OrderEvent.Completed));
        Assert.False(earning.Uses(OrderEvent.Received));
        Assert.Equal(new Period(4, PeriodUnit.Months), earning.Life);
    }

    [Fact]
    public void Delimano_takes_marketplace_reviews_by_order_number_and_pictures_per_product()
    {
        var activities = Fixture.Programme("delimano").Activities.ToDictionary(activity => activity.Type);
        Assert.Equal("RUS", activities["marketplaceReview"].ReferencePrefix);
        Assert.Equal(OncePer.Product, activities["reviewPictures"].Once);
        Assert.Equal(("club", Points.Whole(800)), (activities["clubCard800"].Wallet, activities["clubCard800"].Points));
        Assert.Equal(new Period(90, PeriodUnit.Days), activities["clubCard800"].Life);
    }

    [Fact]
    public void Autostars_climbs_a_ladder_and_counts_to_a_hundredth()
    {
        var programme = Fixture.Programme("autostars");
        var ladder = Assert.IsType<RateRules.Ladder>(programme.Earning.Rate);
        Assert.Equal(
            [(0m, 2.5m), (1000m, 3m), (5000m, 5m), (10000m, 7m), (25000m, 10m)],
            ladder.Steps.Select(step => (step.From.Value, step.Rate.Value))
        );
        Assert.Equal(Percent.Of(40), ladder.Factors["instalments"]);
        Assert.Equal((Percent.Of(1), Percent.Of(10)), (ladder.Lowest, ladder.Highest));
        Assert.Equal((Points.Of(0.01m), Rounding.HalfAwayFromZero), (programme.Precision, programme.Rounding));
        Assert.Equal(1, programme.Returns.RestoreAfterDays);
        Assert.Equal(("BYN", "Europe/Minsk"), (programme.Currency, programme.Zone.Id));
    }

    [Fact]
    public void Levels_that_go_with_a_ladder_show_its_rates_and_the_wallets_cap() =>
        Assert.Equal(
            [(2.5m, 15m), (3m, 15m), (5m, 15m), (7m, 15m), (10m, 15m)],
            Fixture.Programme("autostars").Tiers.List.Select(tier => (tier.Rate.Value, tier.Cap.Value))
        );

    [Fact]
    public void Perfone_counts_for_life_waits_14_days_and_remembers_birthdays()
    {
        var programme = Fixture.Programme("perfone");
        Assert.Null(programme.Tiers.RollingDays);
        Assert.Equal([5m, 7m, 10m, 15m, 20m, 25m], programme.Tiers.List.Select(tier => tier.Rate.Value));
        Assert.Equal([new(OrderEvent.Paid, 14), new(OrderEvent.Received, 14)], programme.Earning.Activation);
        Assert.Equal(
            new BirthdayGift(Points.Whole(10_000), "main", new Period(12, PeriodUnit.Months)),
            programme.Birthday
        );
        Assert.Equal(MemberFrom.FirstPaidOrder, programme.Joining.MemberFrom);
        Assert.Contains("Free delivery", programme.Tiers.Named("platinum")!.Benefits.Select(each => each.In("en")));
        Assert.DoesNotContain("Free delivery", programme.Tiers.Named("base")!.Benefits.Select(each => each.In("en")));
    }

    [Theory]
    [InlineData(2026, "2026-02-28")]
    [InlineData(2028, "2028-02-29")]
    public void A_birthday_on_29_February_is_honoured_on_the_28th_in_common_years(int year, string day) =>
        Assert.Equal(
            DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture),
            BirthdayGift.DayIn(year, new(1992, 2, 29))
        );
}
