using LoyaltyPortal.Browser.Tests.Pages;
using LoyaltyPortal.Browser.Tests.Support;
using LoyaltyPortal.Data.Providers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LoyaltyPortal.Browser.Tests.Looks;

/// <summary>The pages of notices in the states worth looking at.</summary>
public static class NoticeScenes
{
    private const string Address = "aleksandra.konstantinopolskaya@stomatology.example";

    public static readonly IReadOnlyList<Scene> All =
    [
        new("profile-notices", NewcomerAsync),
        new("profile-notices-refused", RefusedAsync),
        new("profile-notices-mail", async (test, look) => (await MailAsync(test, look)).Visitor),
        new("profile-notices-proved", ProvedAsync),
        new("notices-mail", ProofAsync),
        Public("notices-mail-ended", "/notices/mail/abcdefghijklmnopqrstuv"),
        Public("notices-proved", NoticesPage.Proved),
        Public("notices-stop", "/notices/stop/abcdefghijklmnopqrstuv"),
        Public("notices-stopped", NoticesPage.Stopped),
    ];

    private static Scene Public(string name, string path) =>
        new(
            name,
            async (test, look) =>
            {
                var visitor = await test.VisitorAsync(look);
                await visitor.GoAsync(path);
                return visitor;
            }
        );

    private static async Task<Visitor> NewcomerAsync(BrowserTest test, Look look)
    {
        var visitor = await test.MemberAsync(Portal.Newcomer, look);
        await new NoticesPage(visitor).OpenAsync();
        return visitor;
    }

    private static async Task<Visitor> RefusedAsync(BrowserTest test, Look look)
    {
        var (visitor, _) = await JoinedAsync(test, look);
        var page = await new NoticesPage(visitor).OpenAsync();
        await page.Credited.CheckAsync();
        await page.ByMail.CheckAsync();
        await page.Save.ClickAsync();
        await Refusal.Messages(visitor).WaitForAsync();
        return visitor;
    }

    private static async Task<(Visitor Visitor, NoticesPage Page)> MailAsync(BrowserTest test, Look look)
    {
        var (visitor, phone) = await JoinedAsync(test, look);
        await using (var db = test.Shared.Services.GetRequiredService<IPortalDbs>().Create())
        {
            await db
                .Members.Where(each => each.Phone == phone)
                .ExecuteUpdateAsync(set => set.SetProperty(each => each.Email, Address));
        }
        var page = await new NoticesPage(visitor).OpenAsync();
        await page.Credited.CheckAsync();
        await page.ByMail.CheckAsync();
        await page.Save.ClickAsync();
        await visitor.ArriveAsync(NoticesPage.Path);
        await page.Notices.First.WaitForAsync();
        return (visitor, page);
    }

    private static async Task<Visitor> ProofAsync(BrowserTest test, Look look)
    {
        var (visitor, page) = await MailAsync(test, look);
        await page.SendLink.ClickAsync();
        await page.Notices.First.WaitForAsync();
        await visitor.GoAsync(await visitor.Shop.MailLinkAsync(Address));
        return visitor;
    }

    private static async Task<Visitor> ProvedAsync(BrowserTest test, Look look)
    {
        var visitor = await ProofAsync(test, look);
        await new NoticesPage(visitor).Press.ClickAsync();
        await visitor.ArriveAsync(NoticesPage.Proved);
        await new NoticesPage(visitor).OpenAsync();
        return visitor;
    }

    private static async Task<(Visitor Visitor, string Phone)> JoinedAsync(BrowserTest test, Look look)
    {
        var visitor = await test.VisitorAsync(look);
        var phone = test.NewPhone();
        await (await PhonePage.ProveAsync(visitor, phone)).JoinAsync("Александра", "Константинопольская");
        return (visitor, phone);
    }
}
