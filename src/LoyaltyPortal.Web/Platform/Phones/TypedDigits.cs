using System.Globalization;
using System.Text;

namespace LoyaltyPortal.Web.Platform.Phones;

/// <summary>The digits of a number as people type or paste it.</summary>
/// <param name="Digits">0 to 9.</param>
/// <param name="HasPlus">A plus stands in front: the calling code follows.</param>
internal readonly record struct TypedDigits(string Digits, bool HasPlus)
{
    /// <summary>Nobody types more; the rest is not looked at.</summary>
    private const int MostCharacters = 100;

    /// <summary>The digits, or null when the text is no number. Digits of every script count (full-width, Arabic), and
    /// invisible direction marks that come along with copied numbers are passed over.</summary>
    public static TypedDigits? Read(string typed)
    {
        if (typed.Length > MostCharacters)
        {
            return null;
        }
        var digits = new StringBuilder();
        var hasPlus = false;
        foreach (var letter in typed.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(letter) == UnicodeCategory.DecimalDigitNumber)
            {
                digits.Append((int)Rune.GetNumericValue(letter));
            }
            else if (IsPlus(letter))
            {
                if (hasPlus || digits.Length > 0)
                {
                    return null;
                }
                hasPlus = true;
            }
            else if (!IsBetween(letter))
            {
                return null;
            }
        }
        return digits.Length == 0 ? null : new(digits.ToString(), hasPlus);
    }

    private static bool IsPlus(Rune letter) => letter.Value is '+' or 0xFF0B or 0xFE62;

    /// <summary>What people put between digits: spaces, dashes, brackets, dots, slashes, and the marks they do not see.</summary>
    private static bool IsBetween(Rune letter) =>
        Rune.GetUnicodeCategory(letter)
            is UnicodeCategory.SpaceSeparator
                or UnicodeCategory.DashPunctuation
                or UnicodeCategory.OpenPunctuation
                or UnicodeCategory.ClosePunctuation
                or UnicodeCategory.Format
        || letter.Value is '\t' or '\n' or '\r' or '.' or '/' or 0xFF0E or 0xFF0F or 0x00B7 or 0x2212;
}
