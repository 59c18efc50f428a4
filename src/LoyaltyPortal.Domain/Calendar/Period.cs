namespace LoyaltyPortal.Domain.Calendar;

/// <summary>The unit of a <see cref="Period"/>.</summary>
public enum PeriodUnit
{
    /// <summary>Calendar days.</summary>
    Days,

    /// <summary>Calendar months, clamped to the end of the month.</summary>
    Months,

    /// <summary>Calendar years, clamped to the end of the month.</summary>
    Years,
}

/// <summary>A length of time on the calendar (programmes.md, "Exact arithmetic", 5).</summary>
/// <param name="Count">How many units, at least one.</param>
/// <param name="Unit">Days, months or years.</param>
public readonly record struct Period(int Count, PeriodUnit Unit)
{
    /// <summary>The day that lies one period after <paramref name="start"/>: 31 October + 4 months is 28 or 29
    /// February, 29 February + 1 year is 28 February.</summary>
    public DateOnly After(DateOnly start) =>
        Unit switch
        {
            PeriodUnit.Days => start.AddDays(Count),
            PeriodUnit.Months => start.AddMonths(Count),
            _ => start.AddYears(Count),
        };
}
