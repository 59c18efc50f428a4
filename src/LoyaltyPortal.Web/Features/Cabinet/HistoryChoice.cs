using System.Globalization;
using LoyaltyPortal.Data.Reading;
using LoyaltyPortal.Domain.Programmes;
using Microsoft.AspNetCore.WebUtilities;

namespace LoyaltyPortal.Web.Features.Cabinet;

/// <summary>What of the history somebody wants to see, as it stands in the address: the page, its file and every link to it
/// read and write it alike. What the address says wrongly is left out.</summary>
/// <param name="Kind">A word of <see cref="EntryLook.Filters"/>; null for all kinds.</param>
/// <param name="From">First day, in the programme's zone; null for any.</param>
/// <param name="To">Last day, itself included; null for any.</param>
/// <param name="Channel">A channel of the programme; null for all.</param>
public sealed record HistoryChoice(string? Kind, DateOnly? From, DateOnly? To, string? Channel)
{
    /// <summary>The page of the history.</summary>
    public const string Path = "/cabinet/history";

    /// <summary>The same as a file.</summary>
    public const string FilePath = "/cabinet/history.csv";

    /// <summary>Everything.</summary>
    public static readonly HistoryChoice Whole = new(null, null, null, null);

    private static readonly DateOnly First = new(2000, 1, 1);
    private static readonly DateOnly Last = new(2199, 12, 31);

    /// <summary>The choice of an address.</summary>
    public static HistoryChoice Read(string? kind, string? from, string? to, string? channel, Programme programme) =>
        new(
            EntryLook.Filters.Any(each => each.Word == kind) ? kind : null,
            Day(from),
            Day(to),
            channel is not null && programme.ChannelOf(channel) is { } known ? known.Id : null
        );

    /// <summary>Whether it says more than a kind.</summary>
    public bool IsNarrow => From is not null || To is not null || Channel is not null;

    /// <summary>The page of the history that shows it.</summary>
    /// <param name="way">A name of a further part, such as <c>after</c>; null for none.</param>
    /// <param name="mark">The value of that part.</param>
    public string Address(string? way = null, string? mark = null) => Address(Path, way, mark);

    /// <summary>The file that holds it.</summary>
    public string FileAddress() => Address(FilePath, null, null);

    /// <summary>What to ask of the ledger.</summary>
    public EntryQuery Query(int limit, string? after, string? before) =>
        new(limit, after, before, EntryLook.Filters.FirstOrDefault(each => each.Word == Kind).Types, From, To, Channel);

    private string Address(string path, string? way, string? mark)
    {
        var parts = new (string Name, string? Value)[]
        {
            ("kind", Kind),
            ("from", Text(From)),
            ("to", Text(To)),
            ("channel", Channel),
            (way ?? "", mark),
        };
        return parts
            .Where(part => part.Value is not null)
            .Aggregate(path, (address, part) => QueryHelpers.AddQueryString(address, part.Name, part.Value!));
    }

    /// <summary>A day as forms and addresses hold it.</summary>
    public static string? Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day >= First
        && day <= Last
            ? day
            : null;
}
