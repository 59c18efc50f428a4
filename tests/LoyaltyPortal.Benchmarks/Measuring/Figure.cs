using System.Globalization;

namespace LoyaltyPortal.Benchmarks.Measuring;

/// <summary>Numbers of rounds, and how they are told.</summary>
internal static class Figure
{
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        var middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>Tells both sides of a ratio, round by round and as medians; the ratio is that of each round.</summary>
    public static double Tell(
        string left,
        IReadOnlyList<double> ours,
        string right,
        IReadOnlyList<double> theirs,
        string unit,
        string goal
    )
    {
        var ratios = ours.Zip(theirs, (a, b) => a / b).ToList();
        for (var round = 0; round < ratios.Count; round++)
        {
            Say($"  round {round + 1}: {ours[round], 10:F1} / {theirs[round], 10:F1} {unit} = {ratios[round]:F3}");
        }
        var ratio = Median(ratios);
        Say($"{left}: {Median(ours):F1} {unit}");
        Say($"{right}: {Median(theirs):F1} {unit}");
        Say(
            $"ratio {ratio:F3} (median of {ratios.Count} rounds, {ratios.Min():F3} to {ratios.Max():F3}); wanted {goal}"
        );
        return ratio;
    }

    public static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
