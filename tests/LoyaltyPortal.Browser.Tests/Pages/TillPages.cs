using System.Text.RegularExpressions;
using LoyaltyPortal.Browser.Tests.Support;
using Microsoft.Playwright;

namespace LoyaltyPortal.Browser.Tests.Pages;

/// <summary>The till, as a clerk works at it.</summary>
public sealed partial class TillPages(Visitor visitor, Portal portal)
{
    public const string Home = "/staff/till";
    public const string Sale = "/staff/till/sale";
    public const string Receipt = "/staff/till/receipt";
    public const string Return = "/staff/till/return";
    public const string Returned = "/staff/till/returned";
    public const string PostPath = "/staff/till/post";

    public ILocator Scan => visitor.Page.Locator("#scan");

    public ILocator Find => visitor.Page.Locator("form[data-find] .btn-primary");

    public ILocator Sum => visitor.Page.Locator("#price-1");

    public ILocator Reckon => visitor.Page.Locator("#basket .btn-primary");

    public ILocator Member => visitor.Page.Locator(".till-member");

    public ILocator Points => visitor.Page.Locator("#points");

    public ILocator Spend => visitor.Page.Locator("#spend form .btn-plain").First;

    public ILocator Code => visitor.Page.Locator("#code");

    public ILocator Press => visitor.Page.Locator("form[data-keep] button");

    public ILocator Kept => visitor.Page.Locator("[data-kept]");

    public ILocator Next => visitor.Page.Locator(".form-moves a.btn-primary");

    /// <summary>Somebody new at the till, in a store of that id where there are several.</summary>
    public async Task ComeAsync(string? store = null)
    {
        await new StaffPages(visitor, portal).ComeAsync(StaffPages.NewEmail(), "Clerk");
        await visitor.GoAsync(Home);
        if (store is not null)
        {
            await visitor.Page.Locator($"input[name=Chosen][value={store}]").CheckAsync();
            await visitor.Page.Locator("main .btn-primary").ClickAsync();
            await Scan.WaitForAsync();
        }
    }

    /// <summary>A member of lusio who has filled in the questionnaire and has points; the number of the card.</summary>
    public static async Task<string> NewMemberAsync(Shop shop, string phone)
    {
        var id = await shop.EnrolAsync(phone);
        await shop.PostAsync($"/demo/members/{id}", new { questionnaire = true });
        await shop.BuyAsync(phone, $"PAST-{phone[^7..]}", await shop.NowAsync(), null, Shop.Line("1", 20_000m));
        var member = await shop.GetAsync("/api/v1/members?phone=" + Uri.EscapeDataString(phone));
        return member.GetProperty("cardNumber").GetString()!;
    }

    public async Task FindAsync(string text)
    {
        await Scan.FillAsync(text);
        await Find.ClickAsync();
    }

    public async Task ReckonAsync(string sum)
    {
        await Sum.FillAsync(sum);
        await Reckon.ClickAsync();
        await Press.WaitForAsync();
    }

    /// <summary>The number of the sale on the page.</summary>
    public async Task<string> NumberAsync() =>
        Number().Match(await visitor.Page.Locator("main").InnerTextAsync()).Value;

    [GeneratedRegex("T(-[0-9A-Z]{4}){3}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Number();
}
