using LoyaltyPortal.Browser.Tests.Pages;
using LoyaltyPortal.Browser.Tests.Support;

namespace LoyaltyPortal.Browser.Tests.Looks;

/// <summary>The till in the states worth looking at.</summary>
internal static class TillScenes
{
    public static readonly IReadOnlyList<Scene> All =
    [
        Shared("till", (_, _) => Task.CompletedTask),
        Shared("till-nobody", NobodyAsync),
        Shared("till-sale", (_, till) => till.FindAsync(Portal.Buyer)),
        Shared("till-quote", QuoteAsync),
        Shared("till-lines", (visitor, _) => visitor.GoAsync(TillPages.Sale + Lines)),
        Shared("till-receipt", (visitor, till) => PostAsync(visitor, till)),
        Shared("till-return", ReturnAsync),
        new("till-store", async (test, look) => (await LusioAsync(test, look, null)).Visitor),
        new("till-code", CodeAsync),
        new("till-earning-only", EarningOnlyAsync),
    ];

    private const string Lines =
        "?lines=1&article-1=Перчатки нитриловые, 100 шт.&price-1=890&pieces-1=12&article-2=GLV-100&price-2=1,250.5&pieces-2=1&add=1";

    private static Scene Shared(string name, Func<Visitor, TillPages, Task> arrange) =>
        new(
            name,
            async (test, look) =>
            {
                var visitor = await test.VisitorAsync(look);
                var till = new TillPages(visitor, test.Shared);
                await till.ComeAsync();
                await arrange(visitor, till);
                return visitor;
            }
        );

    private static async Task NobodyAsync(Visitor visitor, TillPages till)
    {
        await till.FindAsync("+7 916 555-55-55");
        await Refusal.Messages(visitor).WaitForAsync();
    }

    private static async Task QuoteAsync(Visitor visitor, TillPages till)
    {
        await till.FindAsync(Portal.Buyer);
        await till.ReckonAsync("12 450,50");
    }

    private static async Task PostAsync(Visitor visitor, TillPages till)
    {
        await QuoteAsync(visitor, till);
        await till.Press.ClickAsync();
        await visitor.ArriveAsync(TillPages.Receipt);
    }

    private static async Task ReturnAsync(Visitor visitor, TillPages till)
    {
        await PostAsync(visitor, till);
        await visitor.GoAsync($"{TillPages.Return}?order={await till.NumberAsync()}&q-1=1");
    }

    private static async Task<(Visitor Visitor, TillPages Till, string Phone)> LusioAsync(
        BrowserTest test,
        Look look,
        string? store
    )
    {
        var portal = test.Alone(new Portal.Beginning(Programme: "lusio"));
        var phone = test.NewPhone();
        await TillPages.NewMemberAsync(portal.Shop, phone);
        var visitor = await test.VisitorAsync(look, portal);
        var till = new TillPages(visitor, portal);
        await till.ComeAsync(store);
        return (visitor, till, phone);
    }

    private static async Task<Visitor> CodeAsync(BrowserTest test, Look look)
    {
        var (visitor, till, phone) = await LusioAsync(test, look, "store");
        await till.FindAsync(phone);
        await till.ReckonAsync("2 000");
        await till.Spend.ClickAsync();
        await till.Code.WaitForAsync();
        return visitor;
    }

    private static async Task<Visitor> EarningOnlyAsync(BrowserTest test, Look look)
    {
        var (visitor, till, phone) = await LusioAsync(test, look, "store");
        var member = await visitor.Shop.GetAsync("/api/v1/members?phone=" + Uri.EscapeDataString(phone));
        var codes = await visitor.Shop.PostAsync(
            $"/demo/members/{member.GetProperty("memberId").GetString()}/qr",
            new { }
        );
        await till.FindAsync(codes.GetProperty("offline").GetString()!);
        await till.ReckonAsync("2 000");
        return visitor;
    }
}
