using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using LoyaltyPortal.Web.Tests.StoreApi;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Features.Support;

/// <summary>A browser without scripts at the portal's pages: a visitor's, or a member's who signed in by a code.</summary>
internal sealed partial class MemberBrowser : IDisposable
{
    private readonly HttpClient http;

    public MemberBrowser(DemoPortal portal) =>
        http = new HttpClient(
            new SocketsHttpHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false }
        )
        {
            BaseAddress = portal.ClientOptions.BaseAddress,
        };

    /// <summary>A browser in which a member is signed in.</summary>
    public static async Task<MemberBrowser> SignedInAsync(DemoPortal portal, Shopper shopper)
    {
        var browser = new MemberBrowser(portal);
        await browser.SendAsync("/sign-in", "phone", ("Asked.Phone", shopper.Phone));
        var messages = (await portal.Till.Get("/demo/messages?phone=" + Uri.EscapeDataString(shopper.Phone))).Is(200);
        var code = Code().Match(messages[0]!["text"]!.GetValue<string>()).Value;
        await browser.SendAsync("/sign-in/code", "code", ("Typed.Code", code));
        using var cabinet = await browser.http.GetAsync(new Uri("/cabinet/orders", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, cabinet.StatusCode);
        return browser;
    }

    /// <summary>The status of a page.</summary>
    public async Task<int> StatusAsync(string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        return (int)answer.StatusCode;
    }

    /// <summary>A page that must be there.</summary>
    public async Task<IHtmlDocument> OpenAsync(string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {answer.StatusCode}");
        return new HtmlParser().ParseDocument(text);
    }

    public void Dispose() => http.Dispose();

    private async Task SendAsync(string path, string form, (string Name, string Value) field)
    {
        var page = await http.GetStringAsync(new Uri(path, UriKind.Relative));
        using var content = new FormUrlEncodedContent([
            new("_handler", form),
            new("_token", WebUtility.HtmlDecode(Token().Match(page).Groups["token"].Value)),
            new(field.Name, field.Value),
        ]);
        using var answer = await http.PostAsync(new Uri(path, UriKind.Relative), content);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [GeneratedRegex("name=\"_token\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();

    [GeneratedRegex(@"\b\d{6}\b", RegexOptions.None, 1000)]
    private static partial Regex Code();
}
