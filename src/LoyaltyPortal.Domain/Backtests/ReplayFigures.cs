using LoyaltyPortal.Domain.Ledger;

namespace LoyaltyPortal.Domain.Backtests;

/// <summary>Moves between levels in a calendar month.</summary>
/// <param name="Up">Members' moves to a higher level.</param>
/// <param name="Down">Moves to a lower one.</param>
public readonly record struct TierMoves(int Up, int Down);

/// <summary>What a programme's life in memory came to. The sums of points are those of the ledger's entries, so earned +
/// bonus + restored - spent - annulled - expired is what is left: active + pending - debt.</summary>
public sealed class ReplayFigures
{
    private readonly SortedDictionary<DateOnly, TierMoves> moves = [];

    /// <summary>Members who joined.</summary>
    public int Members { get; internal set; }

    /// <summary>Orders posted, those of buyers without an account included.</summary>
    public int Purchases { get; internal set; }

    /// <summary>Members' money for goods as bought: returns are not taken off.</summary>
    public Money Paid { get; internal set; }

    /// <summary>Points of purchases.</summary>
    public Points Earned { get; private set; }

    /// <summary>Points of activities, gifts and promotions.</summary>
    public Points Bonus { get; private set; }

    /// <summary>Points spent.</summary>
    public Points Spent { get; private set; }

    /// <summary>Spent points given back.</summary>
    public Points Restored { get; private set; }

    /// <summary>Points taken off with returned or cancelled orders, made into debt included; what had ended before is
    /// among <see cref="Expired"/>.</summary>
    public Points Annulled { get; private set; }

    /// <summary>Points not spent in time.</summary>
    public Points Expired { get; private set; }

    /// <summary>What members could spend at the end.</summary>
    public Points Active { get; internal set; }

    /// <summary>What waited at the end.</summary>
    public Points Pending { get; internal set; }

    /// <summary>What members owed at the end.</summary>
    public Points Debt { get; internal set; }

    /// <summary>What the shop owes at the end: active and pending points less debts.</summary>
    public Points Outstanding => Active + Pending - Debt;

    /// <summary>The outstanding points in money: one point is worth one unit of the currency.</summary>
    public Money Liability => new(Outstanding.Hundredths);

    /// <summary>The share of all credited points that ended unspent, in percent to 0.01; null where none were credited.</summary>
    public decimal? Breakage => Share(Expired, Earned + Bonus);

    /// <summary>Points credited per 100 units of members' money, to 0.01; null where nothing was paid.</summary>
    public decimal? PointsPerHundred => Share(Earned + Bonus, new(Paid.Hundredths));

    /// <summary>Members by level at the end, in the order of the levels.</summary>
    public IReadOnlyList<(string Tier, int Members)> ByTier { get; internal set; } = [];

    /// <summary>Moves between levels by the first day of their month; months without any are left out.</summary>
    public IReadOnlyDictionary<DateOnly, TierMoves> Moves => moves;

    /// <summary>Adds what an entry moved.</summary>
    internal void Count(Entry entry)
    {
        switch (entry.Type)
        {
            case EntryType.Earned:
                Earned += entry.Points;
                break;
            case EntryType.Bonus:
                Bonus += entry.Points;
                break;
            case EntryType.Redeemed:
                Spent -= entry.Points;
                break;
            case EntryType.Restored:
                Restored += entry.Points;
                break;
            case EntryType.Annulled:
                Annulled -= entry.Points;
                break;
            case EntryType.Expired:
                Expired -= entry.Points;
                break;
            default:
                // Settling a debt moves no points between member and shop, and nobody adjusts anything here.
                break;
        }
    }

    /// <summary>Notes that a member changed the level on a day.</summary>
    internal void CountMove(DateOnly day, bool isUp)
    {
        var month = new DateOnly(day.Year, day.Month, 1);
        var before = moves.GetValueOrDefault(month);
        moves[month] = isUp ? before with { Up = before.Up + 1 } : before with { Down = before.Down + 1 };
    }

    private static decimal? Share(Points part, Points whole) =>
        whole.IsPositive
            ? decimal.Round(100m * part.Hundredths / whole.Hundredths, 2, MidpointRounding.AwayFromZero)
            : null;
}
