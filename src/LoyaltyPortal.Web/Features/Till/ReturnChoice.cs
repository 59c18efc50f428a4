using System.Globalization;
using LoyaltyPortal.Web.Platform.StoreContract;

namespace LoyaltyPortal.Web.Features.Till;

/// <summary>Pieces that come back, as they stand in the address: <c>q-1=2</c> is two pieces of the order's first line.</summary>
/// <param name="Typed">Per line of the order what was typed.</param>
/// <param name="Lines">What comes back.</param>
/// <param name="Faults">What is wrong, by the line's place from 0: the key of the text that says so.</param>
public sealed record ReturnChoice(
    IReadOnlyList<string?> Typed,
    IReadOnlyList<ReturnLineBody> Lines,
    IReadOnlyDictionary<int, string> Faults
)
{
    private const int MostCharacters = 20;

    /// <summary>Whether there is something to ask for.</summary>
    public bool IsComplete => Lines.Count > 0 && Faults.Count == 0;

    /// <summary>The name of a line's field.</summary>
    /// <param name="line">The line's place from 0.</param>
    public static string NameOf(int line) => string.Create(CultureInfo.InvariantCulture, $"q-{line + 1}");

    /// <summary>Pieces of a line that can still come back.</summary>
    public static int LeftOf(PurchaseLineAnswer line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return line.Quantity - line.Returned;
    }

    public static ReturnChoice Of(IQueryCollection query, PurchaseAnswer order)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(order);
        var typed = new List<string?>();
        var lines = new List<ReturnLineBody>();
        var faults = new Dictionary<int, string>();
        foreach (var (index, line) in order.Lines.Index())
        {
            var text = query[NameOf(index)] is [{ } first, ..] ? first[..Math.Min(first.Length, MostCharacters)] : null;
            typed.Add(text);
            if (string.IsNullOrWhiteSpace(text))
            {
                continue;
            }
            if (!int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var pieces))
            {
                faults[index] = "ReturnNumber";
            }
            else if (pieces > LeftOf(line))
            {
                faults[index] = "ReturnTooMany";
            }
            else if (pieces > 0)
            {
                lines.Add(new ReturnLineBody { LineId = line.LineId, Quantity = pieces });
            }
        }
        if (typed.Exists(each => each is not null) && lines.Count == 0 && faults.Count == 0)
        {
            faults[order.Lines.Index().FirstOrDefault(each => LeftOf(each.Item) > 0).Index] = "ReturnNothing";
        }
        return new ReturnChoice(typed, lines, faults);
    }
}
