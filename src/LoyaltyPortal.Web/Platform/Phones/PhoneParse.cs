using LoyaltyPortal.Domain.Members;

namespace LoyaltyPortal.Web.Platform.Phones;

/// <summary>What a typed phone number came to.</summary>
public abstract record PhoneParse
{
    private PhoneParse() { }

    /// <summary>A number that may join.</summary>
    /// <param name="Phone">The number.</param>
    /// <param name="Country">Its country, ISO 3166 alpha-2.</param>
    public sealed record Accepted(Phone Phone, string Country) : PhoneParse;

    /// <summary>No such number.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Refused(PhoneFault Reason) : PhoneParse;
}

/// <summary>Why a typed phone number is refused; the later, the closer it came to a good one.</summary>
public enum PhoneFault
{
    /// <summary>Nothing was typed.</summary>
    Empty,

    /// <summary>Something else than a number: letters, no digits, a plus in the middle, far too long.</summary>
    NotANumber,

    /// <summary>No number like this can exist: too short, too long, a code that is not in use.</summary>
    NotPossible,

    /// <summary>A number of a country whose numbers may not join.</summary>
    CountryNotServed,

    /// <summary>A landline, a free or paid service: codes by SMS do not arrive there.</summary>
    NotMobile,
}
