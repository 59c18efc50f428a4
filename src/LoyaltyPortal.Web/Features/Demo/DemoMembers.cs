using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Earning;
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

    private readonly DemoGoods goods = DemoGoods.Of(programme);

    // In turn, so that every place that earns is seen in the history.
    private readonly List<Channel> channels = [.. programme.Channels.Where(each => each.Earns)];
    private int orders;

    public async Task AddAsync(CancellationToken cancellation)
    {
        await JoinAsync(Phones[0], "Ольга", "Новикова", cancellation);

        var anna = await JoinAsync(Phones[1], "Анна", "Петрова", cancellation);
        foreach (
            var (days, basket) in new[]
            {
                (330, DemoGoods.Dear),
                (240, DemoGoods.Everyday),
                (150, DemoGoods.OtherEveryday),
                (75, DemoGoods.Large),
                (40, DemoGoods.Everyday),
                (21, DemoGoods.Dear),
            }
        )
        {
            await BuyAsync(anna, days, received: true, basket, cancellation);
        }
        await BuyAsync(anna, 2, received: false, DemoGoods.ThirdEveryday, cancellation);
        await ActAsync(anna, cancellation);

        var igor = await JoinAsync(Phones[2], "Игорь", "Соколов", cancellation);
        await BuyAsync(igor, 88, received: true, DemoGoods.Dear, cancellation);
        var big = await BuyAsync(igor, 60, received: true, DemoGoods.Large, cancellation);
        await SpendAsync(igor, DemoGoods.Dear, cancellation);
        await ReturnAsync(igor, big, DemoGoods.Small, cancellation);
    }

    private async Task<Guid> JoinAsync(string phone, string given, string family, CancellationToken cancellation)
    {
        var person = new NewMember(
            phone,
            programme.Channels[0].Id,
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
        int product,
        CancellationToken cancellation
    )
    {
        var paid = Clock.Now(time).AddDays(-daysAgo);
        var (number, channel) = NextOrder();
        await postings.RunAsync(
            account,
            programme.Zone.DayOf(paid),
            null,
            (scope, _) =>
            {
                var arrived = channel.ReceivedWhenPaid ? paid : paid.AddDays(3);
                var order = OrderOf(scope.Keys.New(), number, channel, paid, received ? arrived : null, product);
                var purchase = PurchasePosting.Post(scope.Journal!, order, null, Money.Zero).Value;
                if (received && programme.Earning.Uses(OrderEvent.Completed))
                {
                    PurchasePosting.Post(
                        scope.Journal!,
                        purchase,
                        OrderEvent.Completed,
                        arrived,
                        programme,
                        Money.Zero
                    );
                }
                scope.Db.Purchases.Add(purchase);
                return Done;
            },
            cancellation
        );
        return number;
    }

    private async Task SpendAsync(Guid account, int product, CancellationToken cancellation)
    {
        var (number, first) = NextOrder();
        // Where no code has to be told: nobody is there to tell it.
        var channel = channels.Find(each => each.Confirmation == SpendConfirmation.None) ?? first;
        await postings.RunAsync(
            account,
            null,
            null,
            (scope, _) =>
            {
                var order = OrderOf(scope.Keys.New(), number, channel, scope.Now, scope.Now, product);
                var tier = scope.Journal!.Account.TierOn(scope.Journal.Today, programme).Tier;
                var offer = SpendOffer.For(
                    new SpendCase(channel.Id, scope.Journal.Today, tier, null, order.Lines),
                    programme
                );
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
                var hold = request.Points.IsPositive ? HoldPosting.Post(scope.Journal, request).Value : null;
                scope.Db.Purchases.Add(PurchasePosting.Post(scope.Journal, order, hold, Money.Zero).Value);
                return Done;
            },
            cancellation
        );
    }

    /// <summary>Wallets that no purchase fills get their points from an activity.</summary>
    private async Task ActAsync(Guid account, CancellationToken cancellation)
    {
        var filled = channels.Select(each => programme.WalletOf(each.Id).Id).ToHashSet();
        foreach (var wallet in programme.Wallets.Where(wallet => !filled.Contains(wallet.Id)))
        {
            if (programme.Activities.FirstOrDefault(each => each.Wallet == wallet.Id) is { } activity)
            {
                await postings.RunAsync(
                    account,
                    null,
                    null,
                    (scope, _) =>
                    {
                        ActivityPosting.Post(scope.Journal!, activity, $"DEMO-{activity.Type}", scope.Now);
                        return Done;
                    },
                    cancellation
                );
            }
        }
    }

    private Task<PostingAnswer> ReturnAsync(Guid account, string number, int product, CancellationToken cancellation) =>
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
                var line = purchase.Lines.First(each => each.Line.Sku == goods.Goods[product].Sku);
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

    private Order OrderOf(
        Guid id,
        string number,
        Channel channel,
        DateTimeOffset paid,
        DateTimeOffset? received,
        int product
    ) =>
        new(
            id,
            number,
            channel,
            null,
            channel.EarnsPaidBy is [var method, ..] ? method
                : channel.ReceivedWhenPaid ? "card"
                : "online",
            paid,
            paid,
            received,
            null,
            Money.Zero,
            goods.BasketWith(product)
        );

    private (string Number, Channel Channel) NextOrder()
    {
        var channel = channels[orders % channels.Count];
        return ($"DEMO-{++orders:D3}", channel);
    }

    private static Task<PostingAnswer> Done => Task.FromResult(new PostingAnswer(201, string.Empty));
}
