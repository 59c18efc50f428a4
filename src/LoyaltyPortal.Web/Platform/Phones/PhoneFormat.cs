using System.Text.Json;
using System.Text.RegularExpressions;

namespace LoyaltyPortal.Web.Platform.Phones;

/// <summary>How some numbers of a country are written in groups.</summary>
internal sealed class PhoneFormat
{
    private const int PatternAt = 0;
    private const int GroupsAt = 1;
    private const int LeadingDigitsAt = 2;
    private const int NationalRuleAt = 3;
    private const int AbroadGroupsAt = 5;

    private readonly Lazy<Regex> pattern;
    private readonly Lazy<Regex>? leadingDigits;
    private readonly string groups;
    private readonly string? nationalRule;
    private readonly string? abroadGroups;

    public PhoneFormat(JsonElement row)
    {
        pattern = NumberingPlan.Whole(row[PatternAt].GetString()!);
        groups = row[GroupsAt].GetString()!;
        // Each pattern of the list is more exact than the one before; the last one decides.
        leadingDigits =
            row.GetArrayLength() > LeadingDigitsAt
            && row[LeadingDigitsAt].ValueKind == JsonValueKind.Array
            && row[LeadingDigitsAt].GetArrayLength() > 0
                ? NumberingPlan.Start(row[LeadingDigitsAt][row[LeadingDigitsAt].GetArrayLength() - 1].GetString())
                : null;
        nationalRule = NumberingPlan.Text(row, NationalRuleAt);
        abroadGroups = NumberingPlan.Text(row, AbroadGroupsAt);
    }

    public bool Fits(string national) =>
        leadingDigits?.Value.IsMatch(national) != false && pattern.Value.IsMatch(national);

    /// <summary>As seen from abroad, without the calling code.</summary>
    public string Abroad(string national) => pattern.Value.Replace(national, abroadGroups ?? groups);

    /// <summary>As people write it at home: the rule puts the prefix in front of the first group or brackets around it.</summary>
    public string AtHome(string national)
    {
        var first = groups.IndexOf('$', StringComparison.Ordinal);
        var written = nationalRule is null
            ? groups
            : groups[..first]
                + nationalRule.Replace("$1", groups[first..(first + 2)], StringComparison.Ordinal)
                + groups[(first + 2)..];
        return pattern.Value.Replace(national, written);
    }
}
