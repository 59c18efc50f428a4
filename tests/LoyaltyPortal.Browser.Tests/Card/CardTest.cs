using LoyaltyPortal.Browser.Tests.Pages;
using LoyaltyPortal.Browser.Tests.Support;
using Xunit;

namespace LoyaltyPortal.Browser.Tests.Card;

/// <summary>A test at the card of a member of its own: what others scan or sign out of does not reach it.</summary>
public abstract class CardTest(Chromium chromium) : BrowserTest(chromium)
{
    /// <summary>A new member of the shared portal, signed in.</summary>
    protected async Task<(Visitor Visitor, string Phone)> NewMemberAsync(Look? look = null)
    {
        var phone = NewPhone();
        await Shared.Shop.EnrolAsync(phone);
        var visitor = await VisitorAsync(look);
        await PhonePage.SignInAsync(visitor, phone);
        return (visitor, phone);
    }

    /// <summary>A till that reads this finds this member, and trusts the code so far.</summary>
    protected async Task ExpectFindsAsync(string scanned, string phone, string trust)
    {
        var byCode = await Shared.Shop.GetAsync("/api/v1/members?qr=" + Uri.EscapeDataString(scanned));
        var byPhone = await Shared.Shop.GetAsync("/api/v1/members?phone=" + Uri.EscapeDataString(phone));
        Assert.Equal(byPhone.GetProperty("memberId").GetString(), byCode.GetProperty("memberId").GetString());
        Assert.Equal(trust, byCode.GetProperty("qrTrust").GetString());
    }
}
