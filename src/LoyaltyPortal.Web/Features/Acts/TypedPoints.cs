using System.Globalization;
using LoyaltyPortal.Domain;

namespace LoyaltyPortal.Web.Features.Acts;

/// <summary>Points as somebody types them, with a sign.</summary>
internal static class TypedPoints
{
    private const decimal Most = 10_000_000;

    /// <summary>The points; null for what is no number, zero, too large or finer than the programme counts.</summary>
    public static Points? Read(string? typed, Points precision)
    {
        var text = string.Concat((typed ?? string.Empty).Where(each => !char.IsWhiteSpace(each)))
            .Replace(',', '.')
            .Replace('\u2212', '-');
        var isNumber = decimal.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var value
        );
        if (!isNumber || value == 0 || Math.Abs(value) > Most || value * 100 != decimal.Truncate(value * 100))
        {
            return null;
        }
        var points = new Points((long)(value * 100));
        return points.Hundredths % precision.Hundredths == 0 ? points : null;
    }
}
