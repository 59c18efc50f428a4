using System.Globalization;
using LoyaltyPortal.Domain.Programmes;
using Microsoft.AspNetCore.WebUtilities;

namespace LoyaltyPortal.Web.Features.Administration;

/// <summary>Which figures are asked for, as it stands in the address: the page and its file read it alike. What the address says
/// wrongly is left out.</summary>
/// <param name="Span">12 or 24: so many months up to this one; else a calendar year.</param>
/// <param name="Wallet">The wallet.</param>
public sealed record FigureChoice(int Span, string Wallet)
{
    private const int MostMonths = 24;

    /// <summary>The spans that count months back from this one.</summary>
    public static readonly IReadOnlyList<int> Months = [12, MostMonths];

    /// <summary>The choice of an address.</summary>
    /// <param name="query">The address.</param>
    /// <param name="programme">The rules.</param>
    /// <param name="wallets">Wallets that there are figures of.</param>
    public static FigureChoice Read(IQueryCollection query, Programme programme, IReadOnlyCollection<string> wallets)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(programme);
        var isSpan =
            int.TryParse(query["span"], NumberStyles.None, CultureInfo.InvariantCulture, out var span)
            && (Months.Contains(span) || span is >= 2000 and <= 2199);
        var said = query["wallet"].FirstOrDefault();
        return new FigureChoice(
            isSpan ? span : Months[0],
            wallets.FirstOrDefault(each => each == said) ?? programme.Wallets[0].Id
        );
    }

    /// <summary>The first days of the first and the last month. A year ends with this month where it is not over.</summary>
    /// <param name="thisMonth">The first day of this month.</param>
    public (DateOnly First, DateOnly Last) Within(DateOnly thisMonth)
    {
        if (Span <= MostMonths)
        {
            return (thisMonth.AddMonths(1 - Span), thisMonth);
        }
        var (first, last) = (new DateOnly(Span, 1, 1), new DateOnly(Span, 12, 1));
        return (first, last > thisMonth && first <= thisMonth ? thisMonth : last);
    }

    /// <summary>An address with this choice.</summary>
    public string Address(string path) =>
        QueryHelpers.AddQueryString(
            path,
            new Dictionary<string, string?>
            {
                ["span"] = Span.ToString(CultureInfo.InvariantCulture),
                ["wallet"] = Wallet,
            }
        );
}
