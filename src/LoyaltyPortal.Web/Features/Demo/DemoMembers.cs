using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Orders;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Domain.Returns;
using LoyaltyPortal.Domain.Spending;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Web.Features.Demo;

/// <summary>Three people for a developer's first look: a newcomer, one who has bought for a year, one who is nearly at
/// the next level and has spent and returned.</summary>
internal sealed class DemoMembers(Enrolment enrolment, PostingRunner postings, Programme programme, TimeProvider time)
{
    public static readonly IReadOnlyList<string> Phones = ["+79000000001", "+79000000002", "+79000000003"];

    private static readonly (string Sku, string Name, decimal Price)[] Goods =
    [
        ("GLV-100", "Перчатки нитриловые, 100 шт.", 890m),
        ("CMP-A2", "Композит светового отверждения A2, 4 г", 2_350m),
        ("BUR-SET", "Набор алмазных боров, 10 шт.", 1_480m),
        ("MSK-50", "Маски трёхслойные, 50 шт.", 420m),
        ("IMP-ALG", "Альгинатная масса, 500 г", 760m),
        ("LMP-LED", "Лампа полимеризационная", 18_900m),
        ("AUT-23", "Стерилизатор паровой, 23 л", 129_000m),
    ];

    private readonly Channel channel = programme.Channels[0];
    private int orders;

    public async Task AddAsync(CancellationToken cancellation)
    {
        await JoinAsync(Phones[0], "Ольга", "Новикова", cancellation);

        var anna = await JoinAsync(Phones[1], "Анна", "Петрова", cancellation);
        foreach (
            var (days, basket) in new[]
            {
                (330, "LMP-LED"),
                (240, "CMP-A2"),
                (150, "BUR-SET"),
                (75, "AUT-23"),
                (40, "CMP-A2"),
                (21, "LMP-LED"),
            }
        )
        {
            await BuyAsync(anna, days, received: true, basket, cancellation);
        }
        await BuyAsync(anna, 2, received: false, "IMP-ALG", cancellation);

        var igor = await JoinAsync(Phones[2], "Игорь", "Соколов", cancellation);
        await BuyAsync(igor, 88, received: true, "LMP-LED", cancellation);
        var big = await BuyAsync(igor, 60, received: true, "AUT-23", cancellation);
        await SpendAsync(igor, "LMP-LED", cancellation);
        await ReturnAsync(igor, big, "GLV-100", cancellation);
    }

    private async Task<Guid> JoinAsync(string phone, string given, string family, CancellationToken cancellation)
    {
        var person = new NewMember(
            phone,
            channel.Id,
            "ru",
            null,
            [ConsentKind.PersonalData],
            "demo",
            new MemberProfile(given, family, new DateOnly(1988, 5, 17))
        );
        return (await enrolment.EnrolAsync(person, cancellation)).AccountId;
    }

    private async Task<string> BuyAsync(
        Guid account,
        int daysAgo,
        bool received,
        string sku,
        CancellationToken cancellation
    )
    {
        var paid = Clock.Now(time).AddDays(-daysAgo);
        var number = NextOrder();
        await postings.RunAsync(
            account,
            programme.Zone.DayOf(paid),
            null,
            (scope, _) =>
            {
                var order = OrderOf(scope.Keys.New(), number, paid, received ? paid.AddDays(3) : null, sku);
                scope.Db.Purchases.Add(PurchasePosting.Post(scope.Journal!, order, null, Money.Zero).Value);
                return Done;
            },
            cancellation
        );
        return number;
    }

    private async Task SpendAsync(Guid account, string sku, CancellationToken cancellation)
    {
        var number = NextOrder();
        await postings.RunAsync(
            account,
            null,
            null,
            (scope, _) =>
            {
                var order = OrderOf(scope.Keys.New(), number, scope.Now, scope.Now, sku);
                var tier = scope.Journal!.Account.TierOn(scope.Journal.Today, programme).Tier;
                var offer = SpendOffer.For(new SpendCase(channel.Id, tier, null, order.Lines), programme);
                scope.Journal.BringToNow();
                var active = scope.Journal.Account.BalanceOf(offer.Wallet.Id, scope.Now, scope.Journal.Today).Active;
                var request = new HoldRequest(
                    scope.Keys.New(),
                    number,
                    channel,
                    Store: null,
                    PromoCode: null,
                    order.Lines,
                    offer.MaxFor(active),
                    TimeSpan.FromMinutes(15)
                );
                var hold = HoldPosting.Post(scope.Journal, request).Value;
                scope.Db.Purchases.Add(PurchasePosting.Post(scope.Journal, order, hold, Money.Zero).Value);
                return Done;
            },
            cancellation
        );
    }

    private Task<PostingAnswer> ReturnAsync(Guid account, string number, string sku, CancellationToken cancellation) =>
        postings.RunAsync(
            account,
            programme.Zone.DayOf(Clock.Now(time).AddDays(-90)),
            null,
            async (scope, stop) =>
            {
                var purchase = await scope.Db.Purchases.FirstAsync(each => each.OrderId == number, stop);
                await scope
                    .Db.Lots.Where(lot => lot.AccountId == account && lot.Number == purchase.LotNumber)
                    .LoadAsync(stop);
                var line = purchase.Lines.First(each => each.Line.Sku == sku);
                var back = new ReturnedLine(line.Line.LineId, 1);
                var done = ReturnPosting.Post(scope.Journal, purchase, [back], scope.Now, programme);
                scope.Db.Returns.Add(
                    new ReturnRecord
                    {
                        Id = scope.Keys.New(),
                        ReturnId = $"{number}-R1",
                        PurchaseId = purchase.Id,
                        At = scope.Now,
                        Lines = [back],
                        Result = done.Value,
                    }
                );
                return await Done;
            },
            cancellation
        );

    private Order OrderOf(Guid id, string number, DateTimeOffset paid, DateTimeOffset? received, string sku) =>
        new(
            id,
            number,
            channel,
            null,
            "online",
            paid,
            paid,
            received,
            null,
            Money.Zero,
            [Line(1, sku, 1), Line(2, "GLV-100", 3), Line(3, "MSK-50", 2), Delivery(4)]
        );

    private static BasketLine Line(int number, string sku, int quantity)
    {
        var product = Goods.First(each => each.Sku == sku);
        return new BasketLine(
            $"{number}",
            product.Sku,
            product.Name,
            null,
            quantity,
            Money.Of(product.Price),
            Money.Zero,
            LineMarks.None,
            null
        );
    }

    private static BasketLine Delivery(int number) =>
        new($"{number}", "DLV", "Доставка", null, 1, Money.Whole(350), Money.Zero, LineMarks.Service, null);

    private string NextOrder() => $"DEMO-{++orders:D3}";

    private static Task<PostingAnswer> Done => Task.FromResult(new PostingAnswer(201, string.Empty));
}
