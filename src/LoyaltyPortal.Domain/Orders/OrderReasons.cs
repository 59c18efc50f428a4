using LoyaltyPortal.Domain.Calendar;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Programmes;

namespace LoyaltyPortal.Domain.Orders;

/// <summary>Says step by step what became of an order's points: how the order stands, what it earned and by which stored
/// reasons, and where those points are.</summary>
internal static class OrderReasons
{
    /// <summary>Lines without points that are told one by one; an order may have a thousand.</summary>
    private const int MostLines = 20;

    private const string LinePrefix = "line-";

    /// <summary>The answer in its order.</summary>
    public static IEnumerable<Reason> For(
        PointsOfOrder answer,
        DateOnly today,
        Purchase purchase,
        IReadOnlyList<Lot> lots,
        IReadOnlyCollection<Entry> entries,
        ProgrammeZone zone
    ) =>
        [
            .. HowItStands(answer, purchase),
            .. WhatItEarned(answer, purchase, entries, zone),
            .. WhatWasTaken(answer, entries),
            .. WhereTheyAre(answer, today, purchase, lots, zone),
        ];

    private static IEnumerable<Reason> HowItStands(PointsOfOrder answer, Purchase purchase)
    {
        if (answer.Outcome == OrderOutcome.Cancelled)
        {
            yield return Reason.Of(ReasonCodes.OrderCancelled).With("day", answer.Day!.Value);
        }
        else if (answer.Outcome == OrderOutcome.Unpaid)
        {
            yield return Reason.Of(ReasonCodes.Unpaid);
        }
        else if (purchase.IsReturnedInFull)
        {
            yield return Reason.Of(ReasonCodes.OrderReturned);
        }
        else if (purchase.Lines.Any(line => line.Returned > 0))
        {
            yield return Reason.Of(ReasonCodes.OrderReturnedPartly);
        }
    }

    private static IEnumerable<Reason> WhatItEarned(
        PointsOfOrder answer,
        Purchase purchase,
        IReadOnlyCollection<Entry> entries,
        ProgrammeZone zone
    )
    {
        if (purchase.PaidAt is not { } paidAt)
        {
            yield break;
        }
        yield return answer.Earned.IsPositive
            ? Reason.Of(ReasonCodes.OrderEarned).With("points", answer.Earned).With("day", zone.DayOf(paidAt))
            : Reason.Of(ReasonCodes.OrderEarnedNothing);
        if (answer.Outcome is OrderOutcome.Cancelled or OrderOutcome.Returned)
        {
            // How much it would have been is no longer the question.
            yield break;
        }
        var isLine = purchase.Explanation.ToLookup(reason =>
            reason.Code.StartsWith(LinePrefix, StringComparison.Ordinal)
        );
        foreach (var line in isLine[true].Where(line => line.Code != ReasonCodes.LineEarns).Take(MostLines))
        {
            yield return line;
        }
        foreach (var step in isLine[false].Where(step => !IsAboutStart(step) && !IsAboutLife(step)))
        {
            yield return step;
        }
        foreach (var gift in entries.Where(entry => entry.Type == EntryType.Bonus).SelectMany(each => each.Explanation))
        {
            if (gift.Code == ReasonCodes.PromotionGives)
            {
                yield return gift;
            }
        }
    }

    private static IEnumerable<Reason> WhatWasTaken(PointsOfOrder answer, IReadOnlyCollection<Entry> entries)
    {
        if (answer.Annulled.IsPositive)
        {
            yield return Reason.Of(ReasonCodes.OrderAnnulled).With("points", answer.Annulled);
        }
        var shortfalls = entries.Where(entry => entry.Type == EntryType.Annulled).SelectMany(each => each.Explanation);
        foreach (var alike in shortfalls.GroupBy(reason => reason.Code))
        {
            yield return Reason.Of(alike.Key).With("points", alike.Sum(reason => reason.PointsOf("points")));
        }
    }

    private static IEnumerable<Reason> WhereTheyAre(
        PointsOfOrder answer,
        DateOnly today,
        Purchase purchase,
        IReadOnlyList<Lot> lots,
        ProgrammeZone zone
    )
    {
        var open = lots.Where(lot => lot.IsOpen).ToList();
        foreach (var alike in open.Where(lot => lot.IsPendingOn(today)).GroupBy(lot => lot.StartsOn))
        {
            yield return Dated(ReasonCodes.OrderPending, alike.Sum(lot => lot.Remaining), alike.Key);
            foreach (var wait in WaitsOf(purchase, alike.Key, zone))
            {
                yield return wait;
            }
        }
        foreach (var alike in open.Where(lot => lot.IsActiveOn(today)).GroupBy(lot => lot.EndsOn))
        {
            yield return Dated(ReasonCodes.OrderActive, alike.Sum(lot => lot.Remaining), alike.Key);
        }
        if (answer.Spent.IsPositive)
        {
            yield return Reason.Of(ReasonCodes.OrderSpent).With("points", answer.Spent);
        }
        if (answer.Ended.IsPositive)
        {
            yield return Dated(
                ReasonCodes.OrderEnded,
                answer.Ended,
                lots.Where(lot => lot.HasEndedBy(today)).Max(lot => lot.EndsOn)
            );
        }
    }

    private static Reason Dated(string code, Points points, DateOnly? day)
    {
        var reason = Reason.Of(code).With("points", points);
        return day is { } known ? reason.With("day", known) : reason;
    }

    /// <summary>What pending points wait for. The order keeps what was awaited when it was paid; of that, an event that has
    /// happened since is told with its day. Once the start is known only what sets it is told, else only what is still
    /// awaited.</summary>
    public static IEnumerable<Reason> WaitsOf(Purchase purchase, DateOnly? startsOn, ProgrammeZone zone)
    {
        var now = purchase.Explanation.Where(IsAboutStart).Select(reason => Happened(reason, purchase, zone));
        return startsOn is { } start
            ? now.Where(reason => reason.Args.GetValueOrDefault("day") == Figure.Of(start))
            : now.Where(reason => !reason.Args.ContainsKey("day"));
    }

    private static Reason Happened(Reason reason, Purchase purchase, ProgrammeZone zone)
    {
        (OrderEvent Event, string Code)? awaited = reason.Code switch
        {
            ReasonCodes.WaitsForReceived => (OrderEvent.Received, ReasonCodes.UsableAfterReceived),
            ReasonCodes.WaitsForCompleted => (OrderEvent.Completed, ReasonCodes.UsableAfterCompleted),
            _ => null,
        };
        return awaited is { } wait && purchase.DayOf(wait.Event, zone) is { } day && reason.CountOf("days") is { } days
            ? Reason.Of(wait.Code).With("days", days).With("event", day).With("day", day.AddDays(days))
            : reason;
    }

    private static bool IsAboutStart(Reason reason) =>
        reason.Code
            is ReasonCodes.UsableAfterPaid
                or ReasonCodes.UsableAfterReceived
                or ReasonCodes.UsableAfterCompleted
                or ReasonCodes.WaitsForPaid
                or ReasonCodes.WaitsForReceived
                or ReasonCodes.WaitsForCompleted;

    private static bool IsAboutLife(Reason reason) =>
        reason.Code
            is ReasonCodes.LivesDays
                or ReasonCodes.LivesMonths
                or ReasonCodes.LivesYears
                or ReasonCodes.NeverEnds;
}
