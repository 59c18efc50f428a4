using LoyaltyPortal.Web.Platform.Phones;

namespace LoyaltyPortal.Web.Platform;

/// <summary>Phone numbers as people type them.</summary>
public interface IPhones
{
    /// <summary>
    /// The number, or why it cannot join. A number without a country code is taken for one of the programme's first
    /// country.
    /// </summary>
    PhoneParse Parse(string? typed);

    /// <summary>Countries from which members may join, ISO 3166 alpha-2.</summary>
    IReadOnlyList<string> Countries { get; }

    /// <summary>An E.164 number in groups that people can read: +7 900 123-45-67.</summary>
    string Show(string phone);
}
