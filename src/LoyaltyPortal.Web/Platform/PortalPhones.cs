using LoyaltyPortal.Domain.Members;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Platform.Phones;

namespace LoyaltyPortal.Web.Platform;

/// <summary>Phone numbers of the countries that the programme in force serves.</summary>
internal sealed class PortalPhones(PhoneNumbers numbers, Programme programme) : IPhones
{
    public string? Parse(string? typed) =>
        numbers.Parse(typed, programme.Countries) is PhoneParse.Accepted accepted ? accepted.Phone.E164 : null;

    public string Show(string phone) => numbers.Format(Phone.Of(phone));
}
