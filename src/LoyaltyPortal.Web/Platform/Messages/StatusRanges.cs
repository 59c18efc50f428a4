using System.Globalization;

namespace LoyaltyPortal.Web.Platform.Messages;

/// <summary>Status codes of HTTP, written as <c>200-299,304</c>.</summary>
internal sealed record StatusRanges(IReadOnlyList<(int From, int To)> Ranges)
{
    public bool Contains(int status) => Ranges.Any(range => range.From <= status && status <= range.To);

    /// <summary>Reads the codes; null when the text is none.</summary>
    public static StatusRanges? Parse(string text)
    {
        var ranges = new List<(int, int)>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var ends = part.Split('-', 2, StringSplitOptions.TrimEntries);
            if (StatusOf(ends[0]) is not { } from || StatusOf(ends[^1]) is not { } to || to < from)
            {
                return null;
            }
            ranges.Add((from, to));
        }
        return new StatusRanges(ranges);
    }

    private static int? StatusOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var status)
        && status is >= 100 and <= 599
            ? status
            : null;
}
