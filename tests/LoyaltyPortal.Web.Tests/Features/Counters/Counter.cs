using System.Net;
using System.Text.RegularExpressions;
using LoyaltyPortal.Web.Tests.Staff;
using LoyaltyPortal.Web.Tests.StoreApi;
using LoyaltyPortal.Web.Tests.StoreApi.Rows;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Features.Counters;

/// <summary>A clerk at the till of a lusio store, in a browser without scripts.</summary>
internal sealed partial class Counter : IDisposable
{
    public const string Home = "/staff/till";
    public const string Sale = "/staff/till/sale";
    public const string PostPath = "/staff/till/post";

    private readonly DemoPortal portal;

    private Counter(DemoPortal portal, StaffBrowser browser) => (this.portal, Browser) = (portal, browser);

    public StaffBrowser Browser { get; }

    private Till Till => portal.Till;

    /// <summary>Somebody new with these roles, who has chosen a store when they may.</summary>
    public static async Task<Counter> OpenAsync(DemoPortal portal, string roles = "Clerk", string? store = "store")
    {
        var desk = new StaffDesk(portal);
        var counter = new Counter(portal, desk.Browser());
        await desk.NewColleagueAsync(counter.Browser, roles);
        if (store is not null)
        {
            var chosen = await counter.Browser.SendAsync("/staff/till/store", "till-store", ("Chosen", store));
            Assert.Equal((302, Home), (chosen.Status, chosen.To));
        }
        return counter;
    }

    /// <summary>A member with the questionnaire filled in and 1,000 points that can be spent.</summary>
    public static async Task<Shopper> NewMemberAsync(DemoPortal portal)
    {
        var shopper = await portal.Till.NewShopper();
        await portal.Till.FillIn(shopper);
        (await portal.Till.Buy(Order.Of(10_000).By(shopper).Paid(await portal.Till.Now()))).Is(201);
        return shopper;
    }

    public Task<Seen> FindAsync(string text) => Browser.SendAsync(Home, "till-find", ("Typed.Text", text));

    /// <summary>The page of a sale to a member, who is found by the card's number.</summary>
    public async Task<(string Path, Seen Page)> QuoteAsync(string text, string sum, string more = "")
    {
        var found = await FindAsync(text);
        Assert.StartsWith(Sale + "?m=", found.To, StringComparison.Ordinal);
        var path = $"{found.To}&price-1={sum}{more}";
        return (path, await Browser.GoAsync(path));
    }

    /// <summary>Sends the form of the last press.</summary>
    public Task<Seen> PressAsync(Seen page, string? at = null, bool noPoints = false) =>
        Browser.PostAsync(
            PostPath,
            page,
            "none",
            ("Pass", Value(page, "Pass")),
            ("At", at ?? Value(page, "At")),
            ("NoPoints", noPoints ? "1" : "")
        );

    /// <summary>The value of a hidden field.</summary>
    public static string Value(Seen page, string name)
    {
        var found = Regex.Match(
            page.Text,
            $"name=\"{Regex.Escape(name)}\" value=\"(?<value>[^\"]+)\"",
            RegexOptions.ExplicitCapture,
            TimeSpan.FromSeconds(1)
        );
        Assert.True(found.Success, $"The page has no {name}.");
        return WebUtility.HtmlDecode(found.Groups["value"].Value);
    }

    /// <summary>The number of the sale on a page.</summary>
    public static string NumberIn(Seen page) => Number().Match(page.Text).Value;

    public Task<int> CountSalesAsync() => portal.Books.CountAsync("Purchases");

    public void Dispose() => Browser.Dispose();

    [GeneratedRegex("T(-[0-9A-Z]{4}){3}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Number();
}
