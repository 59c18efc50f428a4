using System.Text.RegularExpressions;

namespace LoyaltyPortal.Domain.Programmes.Reading;

/// <summary>The forms that short texts of a programme file must have; the JSON schema repeats them.</summary>
internal static partial class Forms
{
    public const string ProgrammeIdForm = "^[a-z][a-z0-9-]{1,30}$";
    public const string WordForm = "^[a-z][A-Za-z0-9]{0,30}$";
    public const string CurrencyForm = "^[A-Z]{3}$";
    public const string CountryForm = "^[A-Z]{2}$";
    public const string ColourForm = "^#[0-9A-Fa-f]{6}$";
    public const string DayForm = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
    public const string ZoneForm = "^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*$";

    [GeneratedRegex(ProgrammeIdForm, RegexOptions.NonBacktracking)]
    public static partial Regex ProgrammeId();

    /// <summary>Names in the contract: wallets, tiers, activities.</summary>
    [GeneratedRegex(WordForm, RegexOptions.NonBacktracking)]
    public static partial Regex Word();

    [GeneratedRegex(CurrencyForm, RegexOptions.NonBacktracking)]
    public static partial Regex Currency();

    [GeneratedRegex(CountryForm, RegexOptions.NonBacktracking)]
    public static partial Regex Country();

    [GeneratedRegex(ColourForm, RegexOptions.NonBacktracking)]
    public static partial Regex Colour();

    [GeneratedRegex(DayForm, RegexOptions.NonBacktracking)]
    public static partial Regex Day();

    [GeneratedRegex(ZoneForm, RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    public static partial Regex Zone();
}
