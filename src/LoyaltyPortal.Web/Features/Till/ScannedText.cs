using System.Text.RegularExpressions;
using LoyaltyPortal.Web.Platform;
using LoyaltyPortal.Web.Platform.Phones;
using LoyaltyPortal.Web.Platform.StoreContract;

namespace LoyaltyPortal.Web.Features.Till;

/// <summary>What came out of a scanner or was typed: a code, a phone or a card number.</summary>
public static partial class ScannedText
{
    private const int LongestText = 100;

    // Where the letters of a Russian keyboard lie on a Latin one.
    private const string Russian = "ёйцукенгшщзхъфывапролджэячсмитьбю";
    private const string Latin = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";

    /// <summary>Whom the text may name, to be asked in this order; none when it can name nobody. Digits alone may be a phone
    /// or a card.</summary>
    public static IReadOnlyList<MemberName> Read(string? typed, IPhones phones)
    {
        ArgumentNullException.ThrowIfNull(phones);
        var text = typed?.Trim() ?? string.Empty;
        if (text.Length is 0 or > LongestText)
        {
            return [];
        }
        if (CodeOf(text) is { } code)
        {
            return [new MemberName { Qr = code }];
        }
        var names = new List<MemberName>();
        if (IsPhone(text, phones))
        {
            names.Add(new MemberName { Phone = text });
        }
        if (Card().IsMatch(text))
        {
            names.Add(new MemberName { CardNumber = text });
        }
        return names;
    }

    /// <summary>Whether a text is a phone number from which somebody may join.</summary>
    public static bool IsPhone(string? text, IPhones phones)
    {
        ArgumentNullException.ThrowIfNull(phones);
        return phones.Parse(text) is PhoneParse.Accepted;
    }

    /// <summary>The code that a text is; null when it is none. A scanner types like a keyboard, so on a Russian layout a code
    /// comes in Russian letters.</summary>
    private static string? CodeOf(string text)
    {
        if (Code().IsMatch(text))
        {
            return text;
        }
        var mapped = string.Concat(text.Select(Mapped));
        return Code().IsMatch(mapped) ? mapped : null;
    }

    private static char Mapped(char letter)
    {
        var place = Russian.IndexOf(char.ToLowerInvariant(letter), StringComparison.Ordinal);
        return place < 0 ? letter
            : char.IsUpper(letter) ? char.ToUpperInvariant(Latin[place])
            : Latin[place];
    }

    [GeneratedRegex(@"^lp[lo]\.[A-Za-z0-9_-]+\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();

    [GeneratedRegex(@"^(\d[ \u00A0]?){8,19}\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Card();
}
