namespace LoyaltyPortal.Web.Platform;

/// <summary>Phone numbers as people type them.</summary>
public interface IPhones
{
    /// <summary>
    /// The number in E.164, or null when it is none of a country from which members may join. A number without a
    /// country code is taken for one of the programme's first country.
    /// </summary>
    string? Parse(string? typed);

    /// <summary>An E.164 number in groups that people can read: +7 900 123-45-67.</summary>
    string Show(string phone);
}
