using System.Buffers;
using System.Globalization;

namespace LoyaltyPortal.Web.Platform.Persons;

/// <summary>Whether a text has the shape of a mail address. Whether mail arrives there only a letter can tell, so what has
/// a chance is let through: letters of any script, also in the domain.</summary>
public static class MailAddresses
{
    /// <summary>The longest address that mail servers carry (RFC 5321, 4.5.3.1), in characters.</summary>
    public const int Longest = 254;

    private const int LongestLocalPart = 64;
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create("\"(),:;<>[]\\");
    private static readonly IdnMapping Domains = new() { UseStd3AsciiRules = true };

    /// <summary>True for something like <c>anna@example.com</c>, <c>анна@почта.рф</c>: one @, no space, a domain of
    /// two names or more.</summary>
    public static bool HasShape(string address)
    {
        if (address.Length > Longest || address.Any(each => char.IsWhiteSpace(each) || char.IsControl(each)))
        {
            return false;
        }
        var parts = address.Split('@');
        return parts is [{ Length: > 0 and <= LongestLocalPart } local, { Length: > 0 } domain]
            && HasNoEmptyPart(local)
            && !local.AsSpan().ContainsAny(NeedQuotes)
            && HasNoEmptyPart(domain)
            && domain.Contains('.', StringComparison.Ordinal)
            && IsDomain(domain);
    }

    private static bool HasNoEmptyPart(string text) => text.Split('.').All(part => part.Length > 0);

    private static bool IsDomain(string domain)
    {
        try
        {
            // Numbers alone are an address of a machine, not of a name.
            return Domains.GetAscii(domain).Split('.')[^1].Any(char.IsAsciiLetter);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
