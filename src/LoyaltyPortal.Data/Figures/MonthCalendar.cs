using LoyaltyPortal.Domain.Calendar;
using LoyaltyPortal.Domain.Ledger;

namespace LoyaltyPortal.Data.Figures;

/// <summary>The months of many moments: those that follow each other are mostly of the same one.</summary>
internal sealed class MonthCalendar(ProgrammeZone zone)
{
    private DateOnly month;
    private DateTimeOffset from = DateTimeOffset.MaxValue;
    private DateTimeOffset to = DateTimeOffset.MinValue;

    /// <summary>The first day of a moment's month in the zone.</summary>
    /// <param name="utc">The moment (UTC).</param>
    public DateOnly MonthOf(DateTime utc)
    {
        var at = new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc));
        if (at < from || at >= to)
        {
            month = MonthSum.MonthOf(zone.DayOf(at));
            (from, to) = (zone.StartOf(month), zone.StartOf(month.AddMonths(1)));
        }
        return month;
    }
}
