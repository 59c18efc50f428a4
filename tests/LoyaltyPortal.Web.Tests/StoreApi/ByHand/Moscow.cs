namespace LoyaltyPortal.Web.Tests.StoreApi.ByHand;

/// <summary>Days and times as they are told in the programme's zone. Figures in these tests are worked out by hand from
/// programmes.md, "Exact arithmetic"; nothing of the portal computes what is expected.</summary>
internal static class Moscow
{
    public static readonly TimeSpan Offset = TimeSpan.FromHours(3);

    public static DateTimeOffset Noon(DateOnly day) => At(day, 12);

    public static DateTimeOffset Start(DateOnly day) => At(day, 0);

    /// <summary>The last moment of a day that is still told.</summary>
    public static DateTimeOffset End(DateOnly day) => At(day, 0).AddDays(1).AddMilliseconds(-1);

    public static DateTimeOffset At(DateOnly day, int hour, int minute = 0) =>
        new(day.ToDateTime(new TimeOnly(hour, minute)), Offset);

    public static DateOnly DayOf(DateTimeOffset time) => DateOnly.FromDateTime(time.ToOffset(Offset).DateTime);

    /// <summary>Moves the clock to noon of the next day and tells the day.</summary>
    public static async Task<DateOnly> NextDay(this Till till)
    {
        var day = DayOf(await till.Now()).AddDays(1);
        await till.MoveTo(Noon(day));
        return day;
    }

    /// <summary>An order that was paid and received at noon of a day.</summary>
    public static Order On(this Order order, DateOnly day) => order.Paid(Noon(day)).Received(Noon(day));
}
