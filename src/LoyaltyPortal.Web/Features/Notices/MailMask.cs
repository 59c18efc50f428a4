namespace LoyaltyPortal.Web.Features.Notices;

/// <summary>A mail address that its owner recognises and nobody else learns: <c>a***@example.com</c>.</summary>
internal static class MailMask
{
    public static string Of(string address)
    {
        var at = address.LastIndexOf('@');
        return at > 0 ? $"{address[..(char.IsSurrogatePair(address, 0) ? 2 : 1)]}***{address[at..]}" : "***";
    }
}
