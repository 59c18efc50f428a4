using System.Globalization;
using LoyaltyPortal.Domain.Ledger;

namespace LoyaltyPortal.Domain.Tests.Ledger;

/// <summary>A world as a text, so that two can be compared and a difference be read.</summary>
internal static class Picture
{
    /// <summary>Balances, lots, what counts for the level and what was written when; not the numbers given to rows nor when
    /// they were written, which hang on the job.</summary>
    public static string Of(World world) => Text(world, withNumbers: false);

    /// <summary>All of it.</summary>
    public static string Exact(World world) => Text(world, withNumbers: true);

    private static string Text(World world, bool withNumbers)
    {
        var balances = world.Balances().Select(wallet => $"{wallet.Key} {wallet.Value}");
        var lots = world.Lots.Select(lot =>
            Line($"{lot.Wallet} {lot.Earned} {lot.Remaining} {lot.Expired} {lot.StartsOn} {EndOf(lot)}")
            + (withNumbers ? Line($" {lot.Number} {lot.Rank}") : "")
        );
        var days = world.Account.QualifyingDays.Select(day =>
            Line($"{day.PaidDay} {day.CountingDay} {day.Sum} {day.Orders}")
        );
        var entries = world.Entries.Select(entry =>
            Line($"{entry.At:O} {entry.Type} {entry.Wallet} {entry.Points} {entry.Settled} {entry.OrderId}")
            + (withNumbers ? Line($" {entry.Number} {entry.LotNumber} {entry.PostedAt:O}") : "")
        );
        return string.Join(
            '\n',
            [.. balances, "lots", .. lots, "days", .. days, "entries", .. withNumbers ? entries : entries.Order()]
        );
    }

    /// <summary>A lot that holds nothing is given the days of stopped clocks when points come back to it: until then it
    /// is seen with the end of its rule.</summary>
    private static DateOnly? EndOf(Lot lot) => lot.IsOpen ? lot.EndsOn : lot.EndsOn?.AddDays(-lot.DaysGiven);

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
