using System.Globalization;
using System.Text.RegularExpressions;

namespace LoyaltyPortal.Domain.Programmes.Reading;

/// <summary>Paths as people know them: <c>$.tiers.list[1].sum</c>.</summary>
internal static partial class Paths
{
    public static string Field(string parent, string name) =>
        Plain().IsMatch(name)
            ? $"{parent}.{name}"
            : $"{parent}['{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}']";

    public static string Item(string parent, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"{parent}[{index}]");

    [GeneratedRegex("^[A-Za-z_$][A-Za-z0-9_$]*$", RegexOptions.NonBacktracking)]
    private static partial Regex Plain();
}
