using System.Globalization;
using LoyaltyPortal.Data.Audit;
using LoyaltyPortal.Domain.Calendar;
using Microsoft.AspNetCore.WebUtilities;

namespace LoyaltyPortal.Web.Features.Administration;

/// <summary>Which lines of the audit are asked for, as it stands in the address: the page and its file read it alike. What
/// the address says wrongly is left out.</summary>
/// <param name="Actor">Who of the staff; null for all.</param>
/// <param name="Account">Whose account; null for all.</param>
/// <param name="Action">What was done; null for all.</param>
/// <param name="From">First day, in the programme's zone; null for the beginning.</param>
/// <param name="To">Last day, itself included; null for the end.</param>
/// <param name="Before">Only lines with a lower number; null for the latest.</param>
public sealed record AuditChoice(Guid? Actor, Guid? Account, string? Action, DateOnly? From, DateOnly? To, long? Before)
{
    /// <summary>The choice of an address.</summary>
    public static AuditChoice Read(IQueryCollection query)
    {
        ArgumentNullException.ThrowIfNull(query);
        string? Said(string name) => query[name].FirstOrDefault()?.Trim() is { Length: > 0 } text ? text : null;
        return new AuditChoice(
            Guid.TryParse(Said("actor"), out var actor) ? actor : null,
                // What is no account's id is nobody's: it must not list everybody.
                Said("account") is not { } said
                    ? null
                : Guid.TryParse(said, out var account) ? account
                : Guid.Empty,
            AuditActions.All.FirstOrDefault(each => each == Said("action")),
            Day(Said("from")),
            Day(Said("to")),
            long.TryParse(Said("before"), NumberStyles.None, CultureInfo.InvariantCulture, out var before)
                ? before
                : null
        );
    }

    /// <summary>What to ask the audit.</summary>
    public AuditQuery Query(ProgrammeZone zone, int most)
    {
        ArgumentNullException.ThrowIfNull(zone);
        return new AuditQuery(
            most,
            Before,
            Account,
            Actor,
            Action,
            From is { } from ? zone.StartOf(from) : null,
            To is { } to ? zone.StartOf(to.AddDays(1)) : null
        );
    }

    /// <summary>An address with this choice.</summary>
    public string Address(string path) =>
        new (string Name, string? Value)[]
        {
            ("actor", Actor?.ToString()),
            ("account", Account?.ToString()),
            ("action", Action),
            ("from", Text(From)),
            ("to", Text(To)),
            ("before", Before?.ToString(CultureInfo.InvariantCulture)),
        }
            .Where(part => part.Value is not null)
            .Aggregate(path, (address, part) => QueryHelpers.AddQueryString(address, part.Name, part.Value!));

    /// <summary>A day as forms and addresses hold it.</summary>
    public static string? Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day.Year is >= 2000 and <= 2199
            ? day
            : null;
}
