using System.Globalization;
using LoyaltyPortal.Domain.Orders;
using LoyaltyPortal.Domain.Returns;

namespace LoyaltyPortal.Web.Features.Orders;

/// <summary>What is wrong with what was typed beside a line.</summary>
/// <param name="Text">The key of the text that says so.</param>
/// <param name="Left">Pieces that can still go back.</param>
public sealed record PiecesFault(string Text, int Left);

/// <summary>Pieces that somebody thinks of giving back, as they stand in the address: <c>q-1=2</c> is two pieces of the
/// order's first line.</summary>
/// <param name="IsAsked">Whether anything was asked.</param>
/// <param name="Typed">Per line of the order what was typed.</param>
/// <param name="Lines">What would go back.</param>
/// <param name="Faults">What is wrong, by the line's place from 0.</param>
public sealed record TypedReturn(
    bool IsAsked,
    IReadOnlyList<string?> Typed,
    IReadOnlyList<ReturnedLine> Lines,
    IReadOnlyDictionary<int, PiecesFault> Faults
)
{
    private const int MostCharacters = 20;

    /// <summary>Whether there is something to ask for.</summary>
    public bool IsComplete => IsAsked && Faults.Count == 0;

    /// <summary>The name of a line's field in the address.</summary>
    /// <param name="line">The line's place from 0.</param>
    public static string NameOf(int line) => string.Create(CultureInfo.InvariantCulture, $"q-{line + 1}");

    /// <summary>The question for all that is left of an order.</summary>
    public static string WholeOf(Purchase order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return "?"
            + string.Join(
                '&',
                order
                    .Lines.Index()
                    .Where(each => each.Item.Left > 0)
                    .Select(each =>
                        string.Create(CultureInfo.InvariantCulture, $"{NameOf(each.Index)}={each.Item.Left}")
                    )
            );
    }

    public static TypedReturn Of(IQueryCollection query, Purchase order)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(order);
        var typed = new List<string?>();
        var lines = new List<ReturnedLine>();
        var faults = new Dictionary<int, PiecesFault>();
        foreach (var (index, line) in order.Lines.Index())
        {
            var text = query[NameOf(index)] is [{ } first, ..] ? first[..Math.Min(first.Length, MostCharacters)] : null;
            typed.Add(text);
            if (string.IsNullOrWhiteSpace(text))
            {
                continue;
            }
            if (!IsWhole(text, out var pieces))
            {
                faults[index] = new PiecesFault("FaultNumber", line.Left);
            }
            else if (pieces > line.Left)
            {
                faults[index] = new PiecesFault("FaultTooMany", line.Left);
            }
            else if (pieces > 0)
            {
                lines.Add(new ReturnedLine(line.Line.LineId, pieces));
            }
        }
        var asked = typed.Exists(each => each is not null);
        if (asked && lines.Count == 0 && faults.Count == 0)
        {
            var first = order.Lines.Index().FirstOrDefault(each => each.Item.Left > 0);
            faults[first.Index] = new PiecesFault("FaultNothing", first.Item?.Left ?? 0);
        }
        return new TypedReturn(asked, typed, lines, faults);
    }

    /// <summary>A number of any length is a number: too many pieces, not a slip of the pen.</summary>
    private static bool IsWhole(string text, out int pieces)
    {
        var digits = text.Trim();
        pieces = 0;
        if (digits.Length == 0 || digits.Any(each => !char.IsAsciiDigit(each)))
        {
            return false;
        }
        pieces = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : int.MaxValue;
        return true;
    }
}
