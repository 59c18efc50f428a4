using LoyaltyPortal.Domain.Calendar;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Programmes;

namespace LoyaltyPortal.Domain.Earning;

/// <summary>When points of a purchase become usable and when they end (programmes.md, "Exact arithmetic", 5).</summary>
/// <param name="StartsOn">First active day; null while an event is awaited.</param>
/// <param name="EndsOn">Last active day; null for ever or while the start is not known.</param>
/// <param name="Reasons">What the dates hang on.</param>
public sealed record Activation(DateOnly? StartsOn, DateOnly? EndsOn, IReadOnlyList<Reason> Reasons)
{
    /// <summary>Dates from the days on which events happened; null for what has not.</summary>
    public static Activation Of(EarningRules rules, Func<OrderEvent, DateOnly?> dayOf)
    {
        DateOnly? startsOn = null;
        var waits = false;
        var reasons = new List<Reason>();
        foreach (var after in rules.Activation)
        {
            if (dayOf(after.Event) is { } happened)
            {
                var on = happened.AddDays(after.Days);
                startsOn = startsOn is { } latest && latest > on ? latest : on;
                reasons.Add(
                    Reason.Of(AfterCode(after.Event)).With("days", after.Days).With("event", happened).With("day", on)
                );
            }
            else
            {
                waits = true;
                reasons.Add(Reason.Of(WaitCode(after.Event)).With("days", after.Days));
            }
        }
        startsOn = waits ? null : startsOn;
        var endsOn = startsOn is { } start ? rules.Life?.After(start) : null;
        reasons.Add(LifeReason(rules.Life, endsOn));
        return new Activation(startsOn, endsOn, reasons);
    }

    /// <summary>How long points live, as a reason.</summary>
    public static Reason LifeReason(Period? life, DateOnly? endsOn)
    {
        if (life is not { } period)
        {
            return Reason.Of(ReasonCodes.NeverEnds);
        }
        var code = period.Unit switch
        {
            PeriodUnit.Days => ReasonCodes.LivesDays,
            PeriodUnit.Months => ReasonCodes.LivesMonths,
            _ => ReasonCodes.LivesYears,
        };
        var reason = Reason.Of(code).With("count", period.Count);
        return endsOn is { } end ? reason.With("day", end) : reason;
    }

    private static string AfterCode(OrderEvent kind) =>
        kind switch
        {
            OrderEvent.Paid => ReasonCodes.UsableAfterPaid,
            OrderEvent.Received => ReasonCodes.UsableAfterReceived,
            _ => ReasonCodes.UsableAfterCompleted,
        };

    private static string WaitCode(OrderEvent kind) =>
        kind switch
        {
            OrderEvent.Paid => ReasonCodes.WaitsForPaid,
            OrderEvent.Received => ReasonCodes.WaitsForReceived,
            _ => ReasonCodes.WaitsForCompleted,
        };
}
