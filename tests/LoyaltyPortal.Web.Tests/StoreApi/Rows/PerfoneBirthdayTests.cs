using LoyaltyPortal.Web.Tests.StoreApi.ByHand;
using Xunit;

namespace LoyaltyPortal.Web.Tests.StoreApi.Rows;

/// <summary>The birthday row of perfone (programmes.md, "Extra points"): 10,000 on the day, for 12 months.</summary>
public sealed class PerfoneBirthdayTests(PerfonePortal portal) : IClassFixture<PerfonePortal>
{
    private Till Till => portal.Till;

    [Fact]
    public async Task A_member_gets_ten_thousand_at_the_start_of_the_day_for_twelve_months()
    {
        var today = await Till.NextDay();
        var birthday = today.AddDays(40);
        var shopper = await NewMember(birthday);

        await Till.MoveTo(Moscow.End(birthday.AddDays(-1)));
        Assert.Equal(0, await Till.Active(shopper));
        await Till.MoveTo(Moscow.Start(birthday));

        Assert.Equal(10_000, await Till.Active(shopper));
        Assert.Contains((10_000, birthday.AddMonths(12)), await Till.Ending(shopper));
        var gift = (await Till.Ledger(shopper))[0];
        Assert.Equal(("bonus", 10_000), (gift.Text("type"), gift.Number("points")));
        Assert.Equal(Moscow.Start(birthday), gift.Time("at"));
        Assert.Equal((birthday, birthday.AddMonths(12)), (gift.Day("startsOn"), gift.Day("endsOn")));
        await Till.SumsAgree(shopper);
    }

    [Fact]
    public async Task Who_never_paid_an_order_before_the_day_gets_nothing()
    {
        var today = await Till.NextDay();
        var birthday = today.AddDays(10);
        var (never, unpaid, onTheDay, theDayBefore) = (
            await NewShopper(birthday),
            await NewShopper(birthday),
            await NewShopper(birthday),
            await NewShopper(birthday)
        );
        (await Till.Buy(Order.Of(100).By(unpaid).PlacedAt(await Till.Now()))).Is(201);
        await Till.MoveTo(Moscow.End(birthday.AddDays(-1)));
        (await Till.Buy(Order.Of(100).By(theDayBefore).Paid(await Till.Now()))).Is(201);
        await Till.MoveTo(Moscow.Noon(birthday));
        (await Till.Buy(Order.Of(100).By(onTheDay).Paid(await Till.Now()))).Is(201);
        await Till.MoveTo(Moscow.Noon(birthday.AddDays(1)));

        Assert.Equal(0, await Till.Active(never));
        Assert.Equal(0, await Till.Active(unpaid));
        Assert.Equal(0, await Till.Active(onTheDay));
        Assert.Equal(10_000, await Till.Active(theDayBefore));
    }

    [Fact]
    public async Task Who_returned_the_first_order_is_a_member_still()
    {
        var birthday = (await Till.NextDay()).AddDays(10);
        var shopper = await NewShopper(birthday);
        var order = Order.Of(100).By(shopper).Paid(await Till.Now());
        (await Till.Buy(order)).Is(201);
        (await Till.Return(order, await Till.Now(), ("1", 1))).Is(201);

        await Till.MoveTo(Moscow.Start(birthday));

        Assert.Equal(10_000, await Till.Active(shopper));
    }

    [Fact]
    public async Task A_birth_date_told_on_the_day_is_too_late_and_the_day_before_is_not()
    {
        var birthday = (await Till.NextDay()).AddDays(10);
        var (late, early) = (await NewMember(null), await NewMember(null));
        await Till.MoveTo(Moscow.End(birthday.AddDays(-1)));
        await Till.TellBirth(early, Born(birthday));
        await Till.MoveTo(Moscow.Start(birthday));
        await Till.TellBirth(late, Born(birthday));
        await Till.MoveTo(Moscow.End(birthday));

        Assert.Equal(0, await Till.Active(late));
        Assert.Equal(10_000, await Till.Active(early));
    }

    [Fact]
    public async Task It_is_given_once_a_calendar_year_whatever_date_is_told_afterwards()
    {
        // On 1 June, then told to be on 1 September: the next one is on 1 September of the next year.
        var start = await Till.NextDate(5, 20);
        var shopper = await NewMember(new DateOnly(start.Year, 6, 1));
        await Till.MoveTo(Moscow.Noon(new DateOnly(start.Year, 6, 2)));
        Assert.Equal(10_000, await Till.Active(shopper));
        await Till.TellBirth(shopper, new DateOnly(1990, 9, 1));

        await Till.MoveTo(Moscow.Noon(new DateOnly(start.Year, 9, 2)));
        Assert.Equal(1, await Gifts(shopper));
        await Till.MoveTo(Moscow.Noon(new DateOnly(start.Year + 1, 8, 31)));
        Assert.Equal(1, await Gifts(shopper));
        await Till.MoveTo(Moscow.Start(new DateOnly(start.Year + 1, 9, 1)));

        Assert.Equal(2, await Gifts(shopper));
    }

    [Fact]
    public async Task The_29th_of_February_is_honoured_on_the_28th_in_other_years()
    {
        var leap = (await Till.NextDate(1, 10)).Year;
        while (!DateTime.IsLeapYear(leap))
        {
            leap = (await Till.NextDate(1, 10)).Year;
        }
        var shopper = await NewMember(new DateOnly(1992, 2, 29));
        await Till.MoveTo(Moscow.End(new DateOnly(leap, 2, 28)));
        Assert.Equal(0, await Gifts(shopper));

        await Till.MoveTo(Moscow.Start(new DateOnly(leap, 2, 29)));
        Assert.Equal([(10_000, new DateOnly(leap + 1, 2, 28))], await Till.Ending(shopper));
        await Till.MoveTo(Moscow.End(new DateOnly(leap + 1, 2, 27)));
        Assert.Equal(1, await Gifts(shopper));
        await Till.MoveTo(Moscow.Start(new DateOnly(leap + 1, 2, 28)));

        // The first gift can be spent all that day.
        Assert.Equal(2, await Gifts(shopper));
        Assert.Contains((10_000, new DateOnly(leap + 1, 2, 28)), await Till.Ending(shopper));
        Assert.Contains((10_000, new DateOnly(leap + 2, 2, 28)), await Till.Ending(shopper));
        await Till.MoveTo(Moscow.Start(new DateOnly(leap + 1, 3, 1)));
        Assert.Equal([(10_000, new DateOnly(leap + 2, 2, 28))], await Till.Ending(shopper));
    }

    [Fact]
    public async Task A_clock_that_runs_over_several_birthdays_gives_each_its_own_dates()
    {
        var birthday = (await Till.NextDay()).AddDays(5);
        var shopper = await NewMember(birthday);

        await Till.MoveTo(Moscow.Noon(birthday.AddYears(2).AddDays(3)));

        var gifts = (await Till.Ledger(shopper)).Where(entry => entry.Text("type") == "bonus").ToList();
        Assert.Equal(
            [birthday.AddYears(2), birthday.AddYears(1), birthday],
            gifts.Select(gift => gift.Day("startsOn"))
        );
        Assert.Equal(10_000, (await Till.Ending(shopper)).Sum(each => each.Points));
        await Till.SumsAgree(shopper);
    }

    [Fact]
    public async Task Birthday_points_pay_half_of_an_order_and_come_back_on_a_return()
    {
        var birthday = (await Till.NextDay()).AddDays(5);
        var shopper = await NewMember(birthday);
        await Till.MoveTo(Moscow.Noon(birthday));
        var order = Order.Of(30_000);

        // 5 % of 20,000 is pending.
        var purchase = await Till.BuyWith(order, shopper, 10_000);

        Assert.Equal((10_000, 1_000), (purchase.Number("redeemed"), purchase.Number("earned.points")));
        Assert.Equal((1_000, 10_000, 0), (await Till.Return(order, await Till.Now(), ("1", 1))).Is(201).Undone());
        Assert.Equal([(10_000, birthday.AddMonths(12))], await Till.Ending(shopper));
    }

    private static DateOnly Born(DateOnly birthday) => BirthdayIn(1990, birthday);

    private static DateOnly BirthdayIn(int year, DateOnly birthday) =>
        new(year, birthday.Month, Math.Min(birthday.Day, DateTime.DaysInMonth(year, birthday.Month)));

    private async Task<int> Gifts(Shopper shopper) =>
        (await Till.Ledger(shopper)).Count(entry => entry.Text("type") == "bonus");

    /// <summary>Somebody with a birth date and no order.</summary>
    private async Task<Shopper> NewShopper(DateOnly? birthday)
    {
        var shopper = await Till.NewShopper();
        if (birthday is { } day)
        {
            await Till.TellBirth(shopper, day.Year < 2000 ? day : Born(day));
        }
        return shopper;
    }

    /// <summary>Somebody who has paid an order of 100 today that is never received.</summary>
    private async Task<Shopper> NewMember(DateOnly? birthday)
    {
        var shopper = await NewShopper(birthday);
        (await Till.Buy(Order.Of(100).By(shopper).Paid(await Till.Now()))).Is(201);
        return shopper;
    }
}
