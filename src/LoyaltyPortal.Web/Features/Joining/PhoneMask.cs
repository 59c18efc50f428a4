using System.Text;

namespace LoyaltyPortal.Web.Features.Joining;

/// <summary>A phone of which its owner recognises the end and nobody else learns the rest.</summary>
public static class PhoneMask
{
    private const int Shown = 2;

    /// <summary>The number as it is shown, its country code and its last two digits left: <c>+7 *** ***-**-67</c>.</summary>
    public static string Of(string shown)
    {
        ArgumentNullException.ThrowIfNull(shown);
        var masked = new StringBuilder(shown);
        var start = shown.IndexOfAny([' ', '\u00A0']);
        var digits = 0;
        for (var each = shown.Length - 1; each > start; each--)
        {
            if (char.IsAsciiDigit(shown[each]) && ++digits > Shown)
            {
                masked[each] = '*';
            }
        }
        return masked.ToString();
    }
}
