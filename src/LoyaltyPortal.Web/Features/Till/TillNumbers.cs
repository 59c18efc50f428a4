using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace LoyaltyPortal.Web.Features.Till;

/// <summary>Numbers of sales and returns: 60 random bits in letters and digits that people do not confuse, so that browsers can
/// make them too (<c>wwwroot/js/till.js</c>) and nobody has to count.</summary>
public static partial class TillNumbers
{
    private const string Signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Groups = 3;
    private const int GroupLength = 4;

    /// <summary>A number for a sale.</summary>
    public static string NewSale() => New('T');

    /// <summary>A number for a return.</summary>
    public static string NewReturn() => New('R');

    /// <summary>The number when it has the shape of a sale's, else null.</summary>
    public static string? SaleOrNull(string? number) => number is not null && Sale().IsMatch(number) ? number : null;

    /// <summary>The number when it has the shape of a return's, else null.</summary>
    public static string? ReturnOrNull(string? number) =>
        number is not null && Return().IsMatch(number) ? number : null;

    private static string New(char kind) =>
        $"{kind}-{string.Join('-', Enumerable.Range(0, Groups).Select(_ => RandomNumberGenerator.GetString(Signs, GroupLength)))}";

    [GeneratedRegex(@"^T(-[0-9A-HJKMNP-TV-Z]{4}){3}\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Sale();

    [GeneratedRegex(@"^R(-[0-9A-HJKMNP-TV-Z]{4}){3}\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Return();
}
