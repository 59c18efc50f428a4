using System.Globalization;
using LoyaltyPortal.Browser.Tests.Pages;
using LoyaltyPortal.Browser.Tests.Support;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Support;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Ledger;
using Microsoft.Extensions.DependencyInjection;

namespace LoyaltyPortal.Browser.Tests.Looks;

/// <summary>The support desk in the states worth looking at.</summary>
internal static class DeskScenes
{
    private const string Home = "/staff/desk";

    public static readonly IReadOnlyList<Scene> All =
    [
        Made("desk", (_, _) => Task.CompletedTask),
        Made("desk-found", FoundAsync),
        Made("desk-member", (visitor, member) => visitor.GoAsync($"{Home}/members/{member.AccountId}")),
        Made("desk-history", (visitor, member) => visitor.GoAsync($"{Home}/members/{member.AccountId}/history")),
        Made(
            "desk-order",
            (visitor, member) => visitor.GoAsync($"{Home}/members/{member.AccountId}/orders/{member.Order}")
        ),
        Made("desk-claims", (visitor, _) => visitor.GoAsync($"{Home}/claims")),
        Made("desk-claim", (visitor, member) => visitor.GoAsync($"{Home}/claims/{member.Claim}?text=waits")),
    ];

    /// <summary>Somebody who asks for help.</summary>
    private sealed record Asking(Guid AccountId, string Order, string Claim, string Phone);

    private static Scene Made(string name, Func<Visitor, Asking, Task> arrange) =>
        new(
            name,
            async (test, look) =>
            {
                var visitor = await test.VisitorAsync(look);
                var member = await MemberAsync(test, visitor);
                await new StaffPages(visitor, test.Shared).ComeAsync(StaffPages.NewEmail(), "Agent");
                await visitor.GoAsync(Home);
                await arrange(visitor, member);
                return visitor;
            }
        );

    private static async Task FoundAsync(Visitor visitor, Asking member)
    {
        await visitor.Page.Locator("#find").FillAsync(member.Phone);
        await visitor.Page.Keyboard.PressAsync("Enter");
        await visitor.Page.Locator("#found a").First.WaitForAsync();
    }

    private static async Task<Asking> MemberAsync(BrowserTest test, Visitor visitor)
    {
        var phone = test.NewPhone();
        var account = Guid.Parse(await visitor.Shop.EnrolAsync(phone), CultureInfo.InvariantCulture);
        var order = $"2027-{phone[^7..]}";
        await visitor.Shop.BuyAsync(
            phone,
            order,
            test.Shared.Now.AddDays(-3),
            null,
            Shop.Line("1", 100_000m, "Стерилизатор паровой, 23 л")
        );
        var claim = new NewClaim(
            ClaimKind.NothingCredited,
            order,
            null,
            [Reason.Of(ReasonCodes.OrderPending).With("points", Points.Whole(3_000))],
            "Александра Константинопольская",
            phone,
            "Заказ получен неделю назад, а начисления за стерилизатор нет."
        );
        var came = await test
            .Shared.Services.GetRequiredService<ClaimBook>()
            .SubmitAsync(account, claim, CancellationToken.None);
        return new Asking(account, order, ((Claiming.Taken)came).Number, phone);
    }
}
