using System.Globalization;
using System.Text.RegularExpressions;
using LoyaltyPortal.Web.Tests.Staff;
using LoyaltyPortal.Web.Tests.StoreApi;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Features.Support;

/// <summary>A member who is signed in in a browser without scripts.</summary>
internal sealed partial class SignedInMember : IDisposable
{
    private readonly StaffBrowser browser;

    private SignedInMember(Shopper shopper, StaffBrowser browser) => (Shopper, this.browser) = (shopper, browser);

    /// <summary>The member as a till knows one.</summary>
    public Shopper Shopper { get; }

    /// <summary>The browser's cookies.</summary>
    public System.Net.CookieContainer Cookies => browser.Cookies;

    /// <summary>The member's account.</summary>
    public Guid AccountId => Guid.Parse(Shopper.MemberId, CultureInfo.InvariantCulture);

    /// <summary>Somebody new, enrolled at the till and signed in by a code.</summary>
    public static async Task<SignedInMember> NewAsync(DemoPortal portal)
    {
        var shopper = await portal.Till.NewShopper();
        var own = new StaffBrowser(portal.ClientOptions.BaseAddress);
        var asked = await own.SendAsync("/sign-in", "phone", ("Asked.Phone", shopper.Phone));
        Assert.Equal("/sign-in/code", asked.To);
        var code = SixDigits().Match(await NewestMessageAsync(portal, shopper.Phone)).Value;
        var entered = await own.SendAsync("/sign-in/code", "code", ("Typed.Code", code));
        Assert.Equal(302, entered.Status);
        return new SignedInMember(shopper, own);
    }

    /// <summary>The newest text message to a phone.</summary>
    public static async Task<string> NewestMessageAsync(DemoPortal portal, string phone)
    {
        var answer = await portal.Till.Get("/demo/messages?phone=" + Uri.EscapeDataString(phone));
        return answer.Is(200).AsArray()[0]!.Text("text");
    }

    public Task<Seen> GoAsync(string path) => browser.GoAsync(path);

    /// <summary>Opens a page and sends a form of it.</summary>
    public Task<Seen> SendAsync(string path, string form, params (string Name, string Value)[] fields) =>
        browser.SendAsync(path, form, fields);

    /// <summary>Sends a form of a page that was opened before.</summary>
    public Task<Seen> PostAsync(string path, Seen page, string form, params (string Name, string Value)[] fields) =>
        browser.PostAsync(path, page, form, fields);

    /// <summary>A file that must be there.</summary>
    public Task<byte[]> FileAsync(string path) => browser.FileAsync(path);

    public void Dispose() => browser.Dispose();

    [GeneratedRegex(@"\b\d{6}\b", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SixDigits();
}
