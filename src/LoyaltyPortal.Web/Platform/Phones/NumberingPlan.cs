using System.Text.Json;
using System.Text.RegularExpressions;

namespace LoyaltyPortal.Web.Platform.Phones;

/// <summary>How phone numbers of one country are built, from one row of libphonenumber's metadata (version 4 of the
/// layout of <c>libphonenumber-js</c>). No pattern there looks around or back, so all run in linear time.</summary>
internal sealed class NumberingPlan
{
    private const int CallingCodeAt = 0;
    private const int AbroadPrefixAt = 1;
    private const int GeneralAt = 2;
    private const int FormatsAt = 4;
    private const int NationalPrefixAt = 5;
    private const int PrefixToDropAt = 7;
    private const int PrefixBecomesAt = 8;
    private const int LeadingDigitsAt = 10;
    private const int KindsAt = 11;
    private const int MobileKind = 1;

    private readonly Lazy<Regex> general;
    private readonly Lazy<Regex>? abroadPrefix;
    private readonly Lazy<Regex>? prefixToDrop;
    private readonly string? prefixBecomes;
    private readonly Lazy<Regex>? leadingDigits;
    private readonly List<Lazy<Regex>?> kinds;

    public NumberingPlan(string country, JsonElement row)
    {
        Country = country;
        CallingCode = row[CallingCodeAt].GetString()!;
        general = Whole(row[GeneralAt].GetString()!);
        abroadPrefix = Start(Text(row, AbroadPrefixAt));
        prefixToDrop = Start(Text(row, PrefixToDropAt) ?? Text(row, NationalPrefixAt));
        prefixBecomes = Text(row, PrefixBecomesAt);
        leadingDigits = Start(Text(row, LeadingDigitsAt));
        kinds =
        [
            .. Items(row, KindsAt)
                .Select(kind => kind.ValueKind == JsonValueKind.Array ? Whole(kind[0].GetString()!) : null),
        ];
        Formats = [.. Items(row, FormatsAt).Select(format => new PhoneFormat(format))];
    }

    public string Country { get; }

    public string CallingCode { get; }

    /// <summary>How numbers are written, the first that fits; empty where the calling code's first country says.</summary>
    public IReadOnlyList<PhoneFormat> Formats { get; }

    /// <summary>Whether a number without its prefixes can exist in this country.</summary>
    public bool CanExist(string national) => general.Value.IsMatch(national);

    /// <summary>Whether the first digits are this country's own, where several share a calling code; null where the plan
    /// does not say.</summary>
    public bool? LeadsHere(string national) => leadingDigits?.Value.IsMatch(national);

    /// <summary>Whether the number belongs to any kind of line: landline, mobile, free, paid.</summary>
    public bool IsOfSomeKind(string national) =>
        CanExist(national) && (kinds.Count == 0 || kinds.Exists(kind => kind?.Value.IsMatch(national) == true));

    /// <summary>Whether an SMS may arrive; also where the plan cannot tell (no mobile numbers of their own, as in +1).</summary>
    public bool MayBeMobile(string national)
    {
        var mobile = kinds.Count > MobileKind ? kinds[MobileKind] : null;
        return mobile is null || mobile.Value.IsMatch(national) || mobile.Value.IsMatch("");
    }

    /// <summary>Readings of digits as a national number: without the prefix people dial at home, then as they are.</summary>
    public IEnumerable<string> Readings(string digits)
    {
        if (prefixToDrop?.Value.Match(digits) is { Success: true } prefix)
        {
            var rest = digits[prefix.Length..];
            var group = prefix.Groups[prefix.Groups.Count - 1];
            if (prefixBecomes is not null && prefix.Groups.Count > 1 && group.Success)
            {
                yield return prefix.Result(prefixBecomes) + rest;
            }
            else if (prefix.Length > 0)
            {
                yield return rest;
            }
        }
        yield return digits;
    }

    /// <summary>The digits after what is dialled here to call abroad, or null.</summary>
    public string? AfterAbroadPrefix(string digits) =>
        abroadPrefix?.Value.Match(digits) is { Success: true, Length: var length } ? digits[length..] : null;

    internal static Lazy<Regex> Whole(string pattern) => Made($"^(?:{pattern})$");

    internal static Lazy<Regex>? Start(string? pattern) => pattern is null ? null : Made($"^(?:{pattern})");

    private static Lazy<Regex> Made(string pattern) =>
        new(() => new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));

    /// <summary>A text of the row; the layout writes 0 for none and leaves the end of a row out.</summary>
    internal static string? Text(JsonElement row, int at) =>
        row.GetArrayLength() > at && row[at].ValueKind == JsonValueKind.String ? row[at].GetString() : null;

    private static JsonElement.ArrayEnumerator Items(JsonElement row, int at) =>
        row.GetArrayLength() > at && row[at].ValueKind == JsonValueKind.Array ? row[at].EnumerateArray() : default;
}
