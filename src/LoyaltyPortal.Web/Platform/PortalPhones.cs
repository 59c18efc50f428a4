using LoyaltyPortal.Domain.Members;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Platform.Phones;

namespace LoyaltyPortal.Web.Platform;

/// <summary>Phone numbers of the countries that the programme in force serves.</summary>
internal sealed class PortalPhones(PhoneNumbers numbers, Programme programme) : IPhones
{
    public PhoneParse Parse(string? typed) => numbers.Parse(typed, programme.Countries);

    public IReadOnlyList<string> Countries => programme.Countries;

    public string Show(string phone) => numbers.Format(Phone.Of(phone));
}
