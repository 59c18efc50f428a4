using LoyaltyPortal.Browser.Tests.Pages;
using LoyaltyPortal.Browser.Tests.Support;

namespace LoyaltyPortal.Browser.Tests.Looks;

/// <summary>Orders, what a return would do, and the calculator, in the states worth looking at.</summary>
internal static class OrderScenes
{
    public static readonly IReadOnlyList<Scene> All =
    [
        Own("orders", Portal.Returner, (visitor, _) => visitor.GoAsync(OrderPages.Path)),
        Own("orders-empty", Portal.Newcomer, (visitor, _) => visitor.GoAsync(OrderPages.Path)),
        Own("order", Portal.Returner, OpenReturnedAsync),
        Own("order-return", Portal.Buyer, ThinkOfReturnAsync),
        Own("order-return-result", Portal.Buyer, WholeAsync),
        new("order-return-debt", WillOweAsync),
        new("calculator", async (test, look) => await AtAsync(test, look, "")),
        new("calculator-result", async (test, look) => await AtAsync(test, look, Rich)),
        new("calculator-refused", async (test, look) => await AtAsync(test, look, Wrong)),
        new("calculator-of-delimano", DelimanoAsync),
    ];

    private const string Rich =
        "?level=regular&price-1=84 500,50&pieces-1=2&discount-1=9000&price-2=12000&pieces-2=1&mark-2=Service"
        + "&price-3=4990&pieces-3=3&mark-3=NoPoints";

    private const string Wrong = "?price-1=1,250.50&pieces-1=0&price-2=100&pieces-2=1&discount-2=500";

    private static Scene Own(string name, string member, Func<Visitor, OrderPages, Task> arrange) =>
        new(
            name,
            async (test, look) =>
            {
                var visitor = await test.MemberAsync(member, look);
                await arrange(visitor, new OrderPages(visitor));
                return visitor;
            }
        );

    private static async Task OpenReturnedAsync(Visitor visitor, OrderPages orders)
    {
        await visitor.GoAsync(OrderPages.Path);
        await orders.Rows.First.ClickAsync();
        await orders.Lines.First.WaitForAsync();
        await visitor.Page.ReloadAsync();
    }

    private static async Task ThinkOfReturnAsync(Visitor visitor, OrderPages orders)
    {
        await OpenReturnedAsync(visitor, orders);
        await orders.ThinkOfReturnAsync();
        await visitor.Page.ReloadAsync();
    }

    private static async Task WholeAsync(Visitor visitor, OrderPages orders)
    {
        await ThinkOfReturnAsync(visitor, orders);
        await visitor.Page.Locator("form[method=get] a.btn").ClickAsync();
        await orders.Account.WaitForAsync();
        await visitor.Page.ReloadAsync();
    }

    /// <summary>A member who has spent what an order earned, and thinks of giving that one back.</summary>
    private static async Task<Visitor> WillOweAsync(BrowserTest test, Look look)
    {
        var phone = test.NewPhone();
        var visitor = await test.VisitorAsync(look);
        await visitor.Shop.EnrolAsync(phone);
        var order = await visitor.Shop.SpendEarnedAsync(phone, $"OWE-{phone[^7..]}");
        await PhonePage.SignInAsync(visitor, phone);
        await visitor.GoAsync(OrderPages.ReturnOf(order) + "?q-1=1");
        return visitor;
    }

    private static async Task<Visitor> AtAsync(BrowserTest test, Look look, string query)
    {
        var visitor = await test.VisitorAsync(look);
        await visitor.GoAsync(CalculatorPage.Path + query);
        return visitor;
    }

    private static async Task<Visitor> DelimanoAsync(BrowserTest test, Look look)
    {
        var visitor = await test.VisitorAsync(look, test.Alone(new Portal.Beginning(Programme: "delimano")));
        await visitor.GoAsync(CalculatorPage.Path + "?channel=tv&price-1=4100&points-1=120&price-2=900&pieces-2=2");
        return visitor;
    }
}
