using LoyaltyPortal.Browser.Tests.Support;
using LoyaltyPortal.Data.Providers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace LoyaltyPortal.Browser.Tests.Pages;

/// <summary>The desk, as an agent works at it.</summary>
public sealed class DeskPages(Visitor visitor, Portal portal)
{
    public const string Desk = "/staff/desk";
    public const string Why = "Участник просит объяснить начисление за последний заказ";

    /// <summary>The line on every page of a visit.</summary>
    public ILocator Banner => visitor.Page.Locator(".visit");

    /// <summary>Somebody new at the desk.</summary>
    public Task ComeAsync() => new StaffPages(visitor, portal).ComeAsync(StaffPages.NewEmail(), "Agent");

    /// <summary>The desk's page of whoever has that phone, or a page below it.</summary>
    public async Task<string> PathOfAsync(string phone, string below = "")
    {
        await using var db = portal.Services.GetRequiredService<IPortalDbs>().Create();
        var account = await db.Members.Where(each => each.Phone == phone).Select(each => each.AccountId).SingleAsync();
        return $"{Desk}/members/{account}{below}";
    }

    /// <summary>Looks through a member's eyes from now on.</summary>
    public async Task VisitAsync(string phone)
    {
        await visitor.GoAsync(await PathOfAsync(phone, "/visit"));
        await visitor.Page.Locator("#reason").FillAsync(Why);
        await visitor.Page.Locator("#ticket").FillAsync("SUP-17");
        await visitor.Page.Locator("main .btn-primary").ClickAsync();
        await Banner.WaitForAsync();
    }
}
