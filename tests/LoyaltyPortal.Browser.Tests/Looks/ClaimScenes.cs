using System.Globalization;
using LoyaltyPortal.Browser.Tests.Pages;
using LoyaltyPortal.Browser.Tests.Support;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Staff;
using LoyaltyPortal.Data.Support;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Refusal = LoyaltyPortal.Browser.Tests.Pages.Refusal;

namespace LoyaltyPortal.Browser.Tests.Looks;

/// <summary>Missing points, claims and visits by support in the states worth looking at.</summary>
internal static class ClaimScenes
{
    private const string LongText =
        "Заказ получен неделю назад, а начисления за стерилизатор нет.\nВ чеке он есть, в истории только перчатки.";

    public static readonly IReadOnlyList<Scene> All =
    [
        Made("why", (case_, _) => case_.Visitor.GoAsync(ClaimPages.Why)),
        Made("why-pending", (case_, pages) => pages.AskAsync(case_.Order)),
        Made("why-unknown", (_, pages) => pages.AskAsync("№ 2027-000123-ЗАКАЗ")),
        Made("why-nothing", NothingAsync),
        Made("claim-new", (case_, _) => case_.Visitor.GoAsync(ClaimPages.New)),
        Made("claim-new-refused", RefusedAsync),
        Made(
            "claim-new-answered-first",
            (case_, _) => case_.Visitor.GoAsync($"{ClaimPages.New}?kind=NothingCredited&order={case_.Order}")
        ),
        Made("claims-empty", (case_, _) => case_.Visitor.GoAsync(ClaimPages.List)),
        Made("claims", ListAsync),
        Made("claim-sent", (case_, _) => ClaimAsync(case_, "?told=sent")),
        Made("claim-withdrawing", (case_, _) => ClaimAsync(case_, "?withdraw=1")),
        Made("claim-answered", AnsweredAsync),
        Made("visits-empty", (case_, _) => case_.Visitor.GoAsync(ClaimPages.Visits)),
        Made("visits", VisitsAsync),
    ];

    /// <summary>A member who waits for the points of an order.</summary>
    private sealed record Case(BrowserTest Test, Visitor Visitor, Guid AccountId, string Phone, string Order)
    {
        public ClaimBook Claims => Test.Shared.Services.GetRequiredService<ClaimBook>();

        public VisitBook Visits => Test.Shared.Services.GetRequiredService<VisitBook>();
    }

    private static Scene Made(string name, Func<Case, ClaimPages, Task> arrange) =>
        new(
            name,
            async (test, look) =>
            {
                var visitor = await test.VisitorAsync(look);
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
                await PhonePage.SignInAsync(visitor, phone);
                await visitor.ArriveAsync(Cabinet.Home);
                await arrange(new Case(test, visitor, account, phone, order), new ClaimPages(visitor));
                return visitor;
            }
        );

    private static async Task NothingAsync(Case member, ClaimPages pages)
    {
        var order = $"2028-{member.Phone[^7..]}";
        var paid = member.Test.Shared.Now.AddDays(-1);
        await member.Visitor.Shop.BuyAsync(
            member.Phone,
            order,
            paid,
            paid,
            Shop.Line("1", 4_000m, "Наконечник турбинный по акции", noPoints: true),
            Shop.Line("2", 900m, "Перчатки нитриловые", noPoints: true)
        );
        await pages.AskAsync(order);
    }

    private static async Task RefusedAsync(Case member, ClaimPages pages)
    {
        await pages.GoAsync(ClaimPages.New);
        await pages.Name.FillAsync("");
        await pages.Phone.FillAsync("123");
        await pages.Send.ClickAsync();
        await Refusal.Messages(member.Visitor).First.WaitForAsync();
    }

    private static async Task<string> SendAsync(Case member, ClaimKind kind, string? order, string text)
    {
        var claim = new NewClaim(
            kind,
            order,
            ReceivedOn: null,
            order is null
                ? []
                :
                [
                    Reason
                        .Of(ReasonCodes.OrderEarned)
                        .With("points", Points.Whole(3_000))
                        .With("day", DateOnly.FromDateTime(member.Test.Shared.Now.Date.AddDays(-3))),
                    Reason.Of(ReasonCodes.OrderPending).With("points", Points.Whole(3_000)),
                    Reason.Of(ReasonCodes.WaitsForReceived).With("days", 0),
                ],
            "Александра Константинопольская",
            member.Phone,
            text
        );
        var came = await member.Claims.SubmitAsync(member.AccountId, claim, CancellationToken.None);
        return ((Claiming.Taken)came).Number;
    }

    private static Task<ClaimClosing> AnswerAsync(Case member, string number) =>
        member.Claims.AnswerAsync(
            Guid.Empty,
            number,
            "Здравствуйте! Стерилизатор продан по акции без начисления.\nМы добавили 300 в знак извинения.",
            _ => "answered",
            CancellationToken.None
        );

    private static async Task ListAsync(Case member, ClaimPages pages)
    {
        var answered = await SendAsync(member, ClaimKind.CreditedLess, member.Order, LongText);
        await AnswerAsync(member, answered);
        var withdrawn = await SendAsync(member, ClaimKind.LevelUnchanged, null, "");
        await member.Claims.WithdrawAsync(member.AccountId, withdrawn, CancellationToken.None);
        await SendAsync(member, ClaimKind.NothingCredited, "2027-000123-ЗАКАЗ-С-ДЛИННЫМ-НОМЕРОМ", LongText);
        await pages.GoAsync(ClaimPages.List);
    }

    private static async Task ClaimAsync(Case member, string query)
    {
        var number = await SendAsync(member, ClaimKind.NothingCredited, member.Order, LongText);
        await member.Visitor.GoAsync($"{ClaimPages.List}/{number}{query}");
    }

    private static async Task AnsweredAsync(Case member, ClaimPages pages)
    {
        var number = await SendAsync(member, ClaimKind.CreditedLess, member.Order, LongText);
        await AnswerAsync(member, number);
        await pages.GoAsync($"{ClaimPages.List}/{number}");
    }

    private static async Task VisitsAsync(Case member, ClaimPages pages)
    {
        var quarter = TimeSpan.FromMinutes(15);
        Task<SupportVisit?> Begin(string role, string why) =>
            member.Visits.BeginAsync(
                new NewVisit(member.AccountId, Guid.Empty, role, why, quarter),
                CancellationToken.None
            );

        await Begin(StaffRoles.Operator, "Проверка начислений по акции");
        var visit = (await Begin(StaffRoles.Agent, "Обращение 12345678: не начислено за заказ"))!.Id;
        await member.Visits.NoteAsync(
            visit,
            Reason.Of(ReasonCodes.SupportCompletedOrder).WithText("order", member.Order),
            null,
            CancellationToken.None
        );
        await member.Visits.NoteAsync(
            visit,
            Reason.Of(ReasonCodes.SupportAdjusted).With("points", Points.Whole(300)),
            2,
            CancellationToken.None
        );
        await pages.GoAsync(ClaimPages.Visits);
    }
}
