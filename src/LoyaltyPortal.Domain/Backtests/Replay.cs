using LoyaltyPortal.Domain.Earning;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Orders;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Domain.Returns;
using LoyaltyPortal.Domain.Spending;

namespace LoyaltyPortal.Domain.Backtests;

/// <summary>A programme lived through in memory: the same postings as the portal's, each at its own time, without a
/// database. Members are numbers from 0; who they are is the caller's to know.</summary>
/// <param name="programme">The rules.</param>
/// <param name="spend">The share of what they may spend that members spend at each purchase; zero for none.</param>
public sealed class Replay(Programme programme, Percent spend)
{
    private static readonly TimeSpan HoldLasts = TimeSpan.FromMinutes(15);

    private readonly List<ReplayedMember> members = [];
    private readonly ReplayedOrders orders = new(programme);
    private readonly HashSet<string> returnIds = new(StringComparer.Ordinal);

    /// <summary>The rules.</summary>
    public Programme Programme => programme;

    /// <summary>What it came to so far; balances and levels are there after <see cref="EndAt"/>.</summary>
    public ReplayFigures Figures { get; } = new();

    /// <summary>A new member; returns the member's number. A questionnaire counts as filled in: files do not tell.</summary>
    public int Join()
    {
        var number = members.Count;
        var account = new Account { Id = AccountIdOf(number), CardNumber = string.Empty };
        members.Add(new ReplayedMember(account, programme, Figures));
        Figures.Members++;
        return number;
    }

    /// <summary>The account's id for a member's number.</summary>
    public static Guid AccountIdOf(int member) => new(member + 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /// <summary>Posts an order at the time it was paid, else placed.</summary>
    /// <returns>Whether it is news; or <c>already-exists</c>: another order has its number.</returns>
    public Outcome<bool> Purchase(int? member, Order order)
    {
        if (orders.Find(order.OrderId) is { } known)
        {
            return known.Member == member && IsSame(known.Purchase.Lines, order.Lines)
                ? false
                : new Refusal("already-exists");
        }
        // The number stands as the key; the copies in lots and entries would only fill the memory.
        var unnamed = order with
        {
            OrderId = string.Empty,
        };
        if (member is not { } number)
        {
            orders.Keep(order.OrderId, null, PurchasePosting.PostWithoutMember(unnamed, programme));
        }
        else
        {
            var buyer = members[number];
            var earlier = EarlierThatDay(buyer, order.PaidAt);
            var purchase = Post(buyer, unnamed, earlier);
            NotePaid(buyer, order.OrderId, purchase);
            orders.Keep(order.OrderId, number, purchase);
            buyer.Close();
        }
        Figures.Purchases++;
        return true;
    }

    /// <summary>Posts an event of an order.</summary>
    /// <returns>Whether it is news; or <c>order-unknown</c>, <c>order-cancelled</c>, <c>time-order</c>.</returns>
    public Outcome<bool> Event(string orderId, OrderEvent kind, DateTimeOffset at) =>
        OnOrder(
            orderId,
            at,
            (journal, buyer, purchase) =>
            {
                if (purchase.TimeOf(kind) == at)
                {
                    return false;
                }
                var wasPaid = purchase.PaidAt is not null;
                var earlier = EarlierThatDay(buyer, kind == OrderEvent.Paid ? at : null);
                var done = PurchasePosting.Post(journal, purchase, kind, at, programme, earlier);
                if (buyer is not null && !wasPaid)
                {
                    NotePaid(buyer, orderId, purchase);
                }
                // What a programme does not wait for is kept all the same, and is no refusal.
                return done.Refusal is null ? true : done;
            }
        );

    /// <summary>Cancels an order.</summary>
    /// <returns>Whether it is news; or <c>order-unknown</c>, <c>order-cancelled</c>, <c>time-order</c>.</returns>
    public Outcome<bool> Cancel(string orderId, DateTimeOffset at) =>
        OnOrder(
            orderId,
            at,
            (journal, _, purchase) =>
            {
                if (purchase.CancelledAt == at)
                {
                    return false;
                }
                return ReturnPosting.Cancel(journal, purchase, at, programme).Refusal is { } refusal ? refusal : true;
            }
        );

    /// <summary>Posts a return.</summary>
    /// <returns>Whether it is news; or <c>order-unknown</c> and what <see cref="ReturnPosting"/> refuses with.</returns>
    public Outcome<bool> Return(
        string orderId,
        string returnId,
        IReadOnlyList<ReturnedLine> lines,
        DateTimeOffset at
    ) =>
        OnOrder(
            orderId,
            at,
            (journal, _, purchase) =>
            {
                if (returnIds.Contains(returnId))
                {
                    return false;
                }
                if (ReturnPosting.Post(journal, purchase, lines, at, programme).Refusal is { } refusal)
                {
                    return refusal;
                }
                returnIds.Add(returnId);
                return true;
            }
        );

    /// <summary>Gives points for an activity; whether it counted before is the caller's to check.</summary>
    public void Activity(int member, ActivityRules activity, DateTimeOffset at)
    {
        var doer = members[member];
        ActivityPosting.Post(doer.Open(at), activity, string.Empty, at);
        doer.Close();
    }

    /// <summary>Lives on to a moment with nothing more happening, and adds up what is left.</summary>
    public void EndAt(DateTimeOffset end)
    {
        var today = programme.Zone.DayOf(end);
        var byTier = new int[programme.Tiers.List.Count];
        foreach (var member in members)
        {
            member.Open(end).BringToNow();
            foreach (var wallet in programme.Wallets)
            {
                var balance = member.Account.BalanceOf(wallet.Id, end, today);
                Figures.Active += balance.Active;
                Figures.Pending += balance.Pending;
                Figures.Debt += balance.Debt;
            }
            member.Close();
            byTier[member.Tier]++;
        }
        Figures.ByTier = [.. programme.Tiers.List.Select((tier, i) => (tier.Id, byTier[i]))];
    }

    /// <summary>Runs a posting on an order that is known, with the lots it made and spent at hand.</summary>
    private Outcome<bool> OnOrder(
        string orderId,
        DateTimeOffset at,
        Func<Journal?, ReplayedMember?, Purchase, Outcome<bool>> post
    )
    {
        if (orders.Find(orderId) is not { } found)
        {
            return new Refusal("order-unknown");
        }
        var (purchase, member) = found;
        var buyer = member is { } number ? members[number] : null;
        buyer?.Recall(purchase.LotNumbers, purchase.SpentLots.Select(spent => spent.Lot));
        var done = post(buyer?.Open(at), buyer, purchase);
        if (done.Refusal is null && done.Value)
        {
            orders.Keep(orderId, member, purchase);
        }
        buyer?.Close();
        return done;
    }

    private Purchase Post(ReplayedMember buyer, Order order, Money earlier)
    {
        var journal = buyer.Open(order.PaidAt ?? order.PlacedAt);
        var hold = spend > Percent.Zero ? HoldFor(journal, order) : null;
        if (hold is not null)
        {
            var spent = PurchasePosting.Post(journal, order, hold, earlier);
            if (spent.Refusal is null)
            {
                return spent.Value;
            }
            hold.Cancel();
        }
        return PurchasePosting.Post(journal, order, null, earlier).Value;
    }

    /// <summary>A hold of the share that members spend of what they may; null where that is nothing.</summary>
    private Hold? HoldFor(Journal journal, Order order)
    {
        journal.BringToNow();
        var tier = journal.Account.TierOn(journal.Today, programme).Tier;
        var offer = SpendOffer.For(
            new SpendCase(order.Channel.Id, journal.Today, tier, order.PromoCode, order.Lines),
            programme
        );
        var most = HoldPosting.MaxFor(journal, offer).Max;
        var points = new Points(spend.Take(most.Hundredths, offer.Step.Hundredths, Rounding.Down));
        if (!points.IsPositive)
        {
            return null;
        }
        var request = new HoldRequest(
            Guid.Empty,
            order.OrderId,
            order.Channel,
            order.Store,
            order.PromoCode,
            order.Lines,
            points,
            HoldLasts
        );
        var hold = HoldPosting.Post(journal, request).Value;
        if (hold.Status == HoldStatus.AwaitingConfirmation)
        {
            hold.Confirm();
        }
        return hold;
    }

    /// <summary>What a ladder counts besides earlier days: orders of the same day, each as it stands now.</summary>
    private Money EarlierThatDay(ReplayedMember? buyer, DateTimeOffset? paidAt) =>
        buyer is not null && paidAt is { } at && programme.Earning.Rate is RateRules.Ladder
            ? buyer
                .PaidThatDay(at)
                .Select(orderId => orders.Find(orderId)!.Value.Purchase)
                .Sum(purchase => purchase.GoodsPaid - purchase.ReturnedMoney)
            : Money.Zero;

    private void NotePaid(ReplayedMember buyer, string orderId, Purchase purchase)
    {
        if (purchase.PaidAt is not { } at)
        {
            return;
        }
        Figures.Paid += purchase.GoodsPaid;
        if (programme.Earning.Rate is RateRules.Ladder)
        {
            buyer.NotePaid(at, orderId);
        }
    }

    private static bool IsSame(IReadOnlyList<PurchaseLine> known, IReadOnlyList<BasketLine> told) =>
        known
            .Select(line => (line.Line.LineId, line.Line.Quantity, line.Line.Price, line.Line.Marks))
            .SequenceEqual(told.Select(line => (line.LineId, line.Quantity, line.Price, line.Marks)));
}
