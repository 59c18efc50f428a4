using System.Globalization;
using System.Text.Json.Serialization;

namespace LoyaltyPortal.Web.Platform.Persons;

/// <summary>A day of birth as it is typed: in three parts.</summary>
public sealed class TypedDay
{
    private const int EarliestYear = 1900;

    public string? Day { get; set; }

    /// <summary>1 to 12.</summary>
    public string? Month { get; set; }

    /// <summary>Four digits.</summary>
    public string? Year { get; set; }

    /// <summary>Whether anything was typed.</summary>
    [JsonIgnore]
    public bool IsTold =>
        !string.IsNullOrWhiteSpace(Day) || !string.IsNullOrWhiteSpace(Month) || !string.IsNullOrWhiteSpace(Year);

    /// <summary>The day; null when none was told or the parts make none.</summary>
    [JsonIgnore]
    public DateOnly? Date =>
        Part(Day) is { } day
        && Part(Month) is >= 1 and <= 12 and var month
        && Part(Year) is >= EarliestYear and <= 9999 and var year
        && day >= 1
        && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;

    private static int? Part(string? text) =>
        int.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
