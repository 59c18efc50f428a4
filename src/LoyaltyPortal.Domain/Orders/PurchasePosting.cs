using LoyaltyPortal.Domain.Earning;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Domain.Spending;

namespace LoyaltyPortal.Domain.Orders;

/// <summary>An order as a shop posts it.</summary>
/// <param name="Id">The id the portal will know it by.</param>
/// <param name="OrderId">The shop's order number.</param>
/// <param name="Channel">A channel of the programme.</param>
/// <param name="Store">The shop's own name of the store.</param>
/// <param name="PaymentMethod">How it is paid.</param>
/// <param name="PlacedAt">When it was placed (UTC).</param>
/// <param name="PaidAt">When it was paid, if it is.</param>
/// <param name="ReceivedAt">When the goods were received, if they are.</param>
/// <param name="PromoCode">A promo code, if any.</param>
/// <param name="DeliveryFee">Delivery.</param>
/// <param name="Lines">The lines, at least one.</param>
public sealed record Order(
    Guid Id,
    string OrderId,
    Channel Channel,
    string? Store,
    string PaymentMethod,
    DateTimeOffset PlacedAt,
    DateTimeOffset? PaidAt,
    DateTimeOffset? ReceivedAt,
    string? PromoCode,
    Money DeliveryFee,
    IReadOnlyList<BasketLine> Lines
);

/// <summary>Posts orders and their events to an account.</summary>
public static class PurchasePosting
{
    /// <summary>An order of a buyer without an account: kept for its number, earns nothing.</summary>
    public static Purchase PostWithoutMember(Order order, Programme programme)
    {
        var purchase = PurchaseOf(order, null, programme);
        purchase.Lines = [.. order.Lines.Select(line => new PurchaseLine(line, Points.Zero, Points.Zero, 0))];
        purchase.Explanation = [Reason.Of(ReasonCodes.NoMember)];
        return purchase;
    }

    /// <summary>Posts an order: spends the hold, earns if it is paid, counts for the level.</summary>
    /// <param name="journal">The account at work; it is brought to now here.</param>
    /// <param name="order">The order.</param>
    /// <param name="hold">The hold it uses; refused unless it keeps its points now.</param>
    /// <param name="earlierThatDay">Paid orders of the same day before this one, for ladders.</param>
    /// <returns>The purchase; or <c>redemption-closed</c>, <c>redemption-mismatch</c>, <c>promo-and-points</c>,
    /// <c>redemption-not-allowed</c>.</returns>
    public static Outcome<Purchase> Post(Journal journal, Order order, Hold? hold, Money earlierThatDay)
    {
        journal.BringToNow();
        var programme = journal.Programme;
        var purchase = PurchaseOf(order, journal.Account.Id, programme);
        purchase.Lines = [.. order.Lines.Select(line => new PurchaseLine(line, Points.Zero, Points.Zero, 0))];
        if (hold is not null && Redeem(journal, order, purchase, hold) is { } refusal)
        {
            return refusal;
        }
        if (order.PaidAt is not null)
        {
            PurchaseEarning.Earn(journal, purchase, earlierThatDay);
            Count(journal, purchase);
        }
        else
        {
            purchase.TierId = journal.Account.TierOn(journal.Today, programme).Tier.Id;
            purchase.Explanation = [Reason.Of(ReasonCodes.Unpaid)];
        }
        journal.BringToNow();
        return purchase;
    }

    /// <summary>Posts an event of an order. An event that happened before changes nothing; of one that the
    /// programme does not use only the time is kept, so that it is known when it is told again.</summary>
    /// <returns>Whether it is news; or <c>order-cancelled</c>, <c>time-order</c>.</returns>
    public static Outcome<bool> Post(
        Journal? journal,
        Purchase purchase,
        OrderEvent kind,
        DateTimeOffset at,
        Programme programme,
        Money earlierThatDay
    )
    {
        if (purchase.CancelledAt is not null)
        {
            return Refusal.OrderCancelled;
        }
        if (purchase.TimeOf(kind) is not null)
        {
            return false;
        }
        var counts = programme.Earning.Uses(kind);
        if (counts && at < purchase.PlacedAt - TimeOrder.Tolerance)
        {
            return Refusal.TimeOrder;
        }
        journal?.BringToNow();
        switch (kind)
        {
            case OrderEvent.Paid:
                purchase.PaidAt = at;
                if (programme.ChannelOf(purchase.Channel) is { ReceivedWhenPaid: true })
                {
                    purchase.ReceivedAt ??= at;
                }
                break;
            case OrderEvent.Received:
                purchase.ReceivedAt = at;
                break;
            default:
                purchase.CompletedAt = at;
                break;
        }
        if (counts && journal is not null && purchase.PaidAt is not null)
        {
            if (kind == OrderEvent.Paid)
            {
                PurchaseEarning.Earn(journal, purchase, earlierThatDay);
            }
            else
            {
                PurchaseEarning.Start(journal, purchase);
            }
            Count(journal, purchase);
            journal.BringToNow();
        }
        return true;
    }

    private static Purchase PurchaseOf(Order order, Guid? accountId, Programme programme) =>
        new()
        {
            Id = order.Id,
            AccountId = accountId,
            OrderId = order.OrderId,
            Channel = order.Channel.Id,
            Store = order.Store,
            PaymentMethod = order.PaymentMethod,
            PlacedAt = order.PlacedAt,
            PaidAt = order.PaidAt,
            ReceivedAt = order.ReceivedAt ?? (order.Channel.ReceivedWhenPaid ? order.PaidAt : null),
            PromoCode = order.PromoCode,
            DeliveryFee = order.DeliveryFee,
            Wallet = programme.WalletOf(order.Channel.Id).Id,
            ProgrammeVersion = programme.Version,
        };

    /// <summary>Spends a hold on the order (programmes.md, "Exact arithmetic", 3 and 12).</summary>
    private static Refusal? Redeem(Journal journal, Order order, Purchase purchase, Hold hold)
    {
        var account = journal.Account;
        if (hold.Status != HoldStatus.Held || !hold.KeepsAt(journal.Now))
        {
            return Refusal.RedemptionClosed;
        }
        if (hold.AccountId != account.Id || hold.OrderId != order.OrderId || hold.Wallet != purchase.Wallet)
        {
            return Refusal.RedemptionMismatch;
        }
        // Where a code is asked for, points that nobody had to confirm elsewhere are not spent without it.
        if (order.Channel.Confirmation != SpendConfirmation.None && hold.Confirmation == SpendConfirmation.None)
        {
            return Refusal.RedemptionMismatch;
        }
        if (order.PromoCode is not null && journal.Programme.Wallet(hold.Wallet).PromoCodeOrPoints)
        {
            return Refusal.PromoAndPoints;
        }
        var day = order.PaidAt is { } paidAt ? journal.Programme.Zone.DayOf(paidAt) : journal.Today;
        var tier = account.TierOn(day, journal.Programme).Tier;
        var offer = SpendOffer.For(
            new SpendCase(order.Channel.Id, day, tier, order.PromoCode, order.Lines),
            journal.Programme
        );
        if (hold.Points > offer.Cap)
        {
            return Refusal.NotAllowed(offer.Cap, offer.Reasons);
        }
        if (account.ActivePoints(hold.Wallet, journal.Today) < hold.Points)
        {
            return Refusal.RedemptionClosed;
        }
        var shares = offer.Share(hold.Points, order.Lines);
        purchase.Lines = [.. purchase.Lines.Select((line, i) => line with { Redeemed = shares[i] })];
        purchase.Redeemed = hold.Points;
        var moves = Journal.TakeFrom(account.SpendingOrder(hold.Wallet, journal.Today), hold.Points);
        purchase.SpentLots = [.. moves.Select(move => new SpentLot(move.Lot.Number, -move.Points, Points.Zero))];
        hold.Status = HoldStatus.Used;
        journal.Write(
            EntryType.Redeemed,
            journal.Now,
            hold.Wallet,
            -hold.Points,
            Reason.Of(ReasonCodes.Redemption).WithText("order", order.OrderId),
            moves,
            order.OrderId,
            offer.Reasons,
            channel: purchase.Channel
        );
        return null;
    }

    /// <summary>Counts a paid purchase for the level as soon as its counting day is known (programmes.md, "Exact
    /// arithmetic", 6).</summary>
    private static void Count(Journal journal, Purchase purchase)
    {
        var programme = journal.Programme;
        if (purchase.CountingDay is not null || !purchase.Goods.Any() || purchase.IsReturnedInFull)
        {
            return;
        }
        var paidDay = programme.Zone.DayOf(purchase.PaidAt!.Value);
        var countingDay =
            programme.Tiers.Counting == CountingDay.Accrual
                ? Activation.Of(programme.Earning, kind => purchase.DayOf(kind, programme.Zone)).StartsOn
                : paidDay;
        if (countingDay is not { } day)
        {
            return;
        }
        purchase.CountingDay = day;
        journal.Account.QualifyingDayOf(paidDay, day).Add(purchase.GoodsPaid - purchase.ReturnedMoney, 1);
    }
}

/// <summary>How far clocks of shops may disagree.</summary>
public static class TimeOrder
{
    /// <summary>A time may lie this much ahead of the portal's, or before the event it follows.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);
}
