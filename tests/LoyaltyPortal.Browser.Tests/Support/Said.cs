using System.Text.RegularExpressions;

namespace LoyaltyPortal.Browser.Tests.Support;

/// <summary>Texts of pages as people read them.</summary>
public static class Said
{
    /// <summary>These words with any gaps between them: spaces that do not break, ends of lines, none.</summary>
    public static Regex Words(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new(
            string.Join(@"[\s\u00A0]*", text.Split(' ').Select(Regex.Escape)),
            RegexOptions.None,
            TimeSpan.FromSeconds(1)
        );
    }
}
