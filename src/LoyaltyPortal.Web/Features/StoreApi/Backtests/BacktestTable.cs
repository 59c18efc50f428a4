using System.Globalization;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Backtests;
using LoyaltyPortal.Domain.Programmes;

namespace LoyaltyPortal.Web.Features.StoreApi.Backtests;

/// <summary>What a backtest came to, programme beside programme, in plain columns.</summary>
internal static class BacktestTable
{
    private const int NameWidth = 34;
    private const int LeastWidth = 18;

    /// <summary>The table, line by line.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<(string Name, BacktestSide Side)> columns)
    {
        var sides = columns.Select(column => column.Side).ToList();
        var width = Math.Max(LeastWidth, columns.Max(column => column.Name.Length) + 2);
        string Row(string name, Func<BacktestSide, string> cell) =>
            (name.PadRight(NameWidth) + string.Concat(sides.Select(side => cell(side).PadLeft(width)))).TrimEnd();
        string Points(string name, Func<ReplayFigures, Points> of) => Row(name, side => Number(of(side.Figures).Value));

        yield return (
            string.Empty.PadRight(NameWidth) + string.Concat(columns.Select(each => each.Name.PadLeft(width)))
        ).TrimEnd();
        yield return Row("lines accepted", side => Number(side.Accepted));
        yield return Row("lines repeated", side => Number(side.Repeated));
        yield return Row("lines refused", side => Number(side.Refused.Values.Sum()));
        foreach (var code in sides.SelectMany(side => side.Refused.Keys).Distinct().Order(StringComparer.Ordinal))
        {
            yield return Row("  " + code, side => Number(side.Refused.GetValueOrDefault(code)));
        }
        yield return Row("members", side => Number(side.Figures.Members));
        yield return Row("purchases", side => Number(side.Figures.Purchases));
        yield return Row("money paid by members", side => Sum(side.Figures.Paid, side.Programme));
        yield return Points("points earned", figures => figures.Earned);
        yield return Points("points bonus", figures => figures.Bonus);
        yield return Points("points spent", figures => figures.Spent);
        yield return Points("points restored", figures => figures.Restored);
        yield return Points("points annulled", figures => figures.Annulled);
        yield return Points("points expired", figures => figures.Expired);
        yield return Points("points outstanding", figures => figures.Outstanding);
        yield return Points("  active", figures => figures.Active);
        yield return Points("  pending", figures => figures.Pending);
        yield return Points("  less debt", figures => figures.Debt);
        yield return Row("liability", side => Sum(side.Figures.Liability, side.Programme));
        yield return Row("breakage", side => Share(side.Figures.Breakage, " %"));
        yield return Row("points per 100 paid", side => Share(side.Figures.PointsPerHundred, string.Empty));
        for (var level = 0; level < sides.Max(side => side.Figures.ByTier.Count); level++)
        {
            yield return Row($"members at level {level + 1}", side => Level(side.Figures, level));
        }
        yield return Row("moves up", side => Number(side.Figures.Moves.Values.Sum(each => each.Up)));
        yield return Row("moves down", side => Number(side.Figures.Moves.Values.Sum(each => each.Down)));
        foreach (var month in sides.SelectMany(side => side.Figures.Moves.Keys).Distinct().Order())
        {
            yield return Row(
                "  " + month.ToString("yyyy-MM", CultureInfo.InvariantCulture),
                side => Moves(side.Figures.Moves.GetValueOrDefault(month))
            );
        }
    }

    private static string Level(ReplayFigures figures, int level) =>
        level < figures.ByTier.Count
            ? $"{figures.ByTier[level].Tier} {Number(figures.ByTier[level].Members)}"
            : string.Empty;

    private static string Moves(TierMoves moves) => $"+{Number(moves.Up)} -{Number(moves.Down)}";

    private static string Sum(Money money, Programme programme) => $"{Number(money.Value)} {programme.Currency}";

    private static string Share(decimal? share, string unit) => share is { } value ? Number(value) + unit : "-";

    private static string Number(decimal number) => number.ToString("#,0.##", CultureInfo.InvariantCulture);
}
