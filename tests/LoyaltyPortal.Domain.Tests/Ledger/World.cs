using LoyaltyPortal.Domain.Earning;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Orders;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Domain.Returns;
using LoyaltyPortal.Domain.Spending;

namespace LoyaltyPortal.Domain.Tests.Ledger;

/// <summary>One member's account and a clock, driven as the portal drives them: each step is one posting, and what a
/// posting wrote is put away before the next one.</summary>
internal sealed class World
{
    private static readonly TimeSpan HoldLasts = TimeSpan.FromMinutes(15);
    internal static readonly string[] Methods = ["online", "cash", "card", "instalments", "other"];

    private readonly Programme programme;

    /// <summary>Whether postings see only open lots and those they need, as when they are loaded from a database.</summary>
    private readonly bool loadsOnlyWhatIsNeeded;

    private readonly List<Lot> lots = [];
    private readonly List<Hold> holds = [];
    private int lastId;
    private int entriesBefore;

    public World(Programme programme, bool loadsOnlyWhatIsNeeded = false)
    {
        this.programme = programme;
        this.loadsOnlyWhatIsNeeded = loadsOnlyWhatIsNeeded;
        Account = new Account { Id = NextId(), CardNumber = "2000000000000000" };
    }

    /// <summary>What the operator stopped so far.</summary>
    public Suspensions Suspensions { get; private set; } = Suspensions.None;

    public DateTimeOffset Now { get; private set; } = new(2026, 1, 15, 9, 0, 0, TimeSpan.Zero);

    public DateOnly Today => programme.Zone.DayOf(Now);

    public Programme Programme => programme;

    public Account Account { get; }

    public IReadOnlyList<Lot> Lots => lots;

    /// <summary>All holds that were ever granted.</summary>
    public IReadOnlyList<Hold> Holds => holds;

    public List<Entry> Entries { get; } = [];

    /// <summary>What the last step wrote.</summary>
    public IEnumerable<Entry> NewEntries => Entries.Skip(entriesBefore);

    public List<Purchase> Purchases { get; } = [];

    /// <summary>Lots to which staff gave another last day.</summary>
    public HashSet<long> Extended { get; } = [];

    /// <summary>Whether a hold keeps points now.</summary>
    public bool IsHolding => holds.Exists(hold => hold.KeepsAt(Now));

    /// <summary>Lives through a history; a check may look at the world after every step.</summary>
    public static World After(Programme programme, History history, Action<World>? check = null, bool trimmed = false)
    {
        var world = new World(programme, trimmed);
        foreach (var step in history.Steps)
        {
            world.Live(step);
            check?.Invoke(world);
        }
        return world;
    }

    public void Live(Step step)
    {
        entriesBefore = Entries.Count;
        switch (step)
        {
            case Step.Wait wait:
                Now += TimeSpan.FromMinutes(wait.Minutes);
                break;
            case Step.Buy buy:
                Buy(buy);
                break;
            case Step.Happen happen when PickOrder(happen.Order) is { } order:
                Happen(order, happen.Kind, happen.HoursAgo);
                break;
            case Step.Fulfil fulfil when PickOrder(fulfil.Order) is { } order:
                Happen(order, OrderEvent.Paid);
                Happen(order, OrderEvent.Received);
                Happen(order, OrderEvent.Completed);
                break;
            case Step.Return back when PickOrder(back.Order) is { } order:
                Return(order, Pieces(order, back.Pieces));
                break;
            case Step.Cancel cancel when PickOrder(cancel.Order) is { } order:
                Cancel(order);
                break;
            case Step.Act act when programme.Activities.Count > 0:
                var activity = programme.Activities[act.Activity % programme.Activities.Count];
                Post([], journal => ActivityPosting.Post(journal, activity, $"ref{++lastId}", Now));
                break;
            case Step.Keep keep:
                var channel = programme.Channels[keep.Channel % programme.Channels.Count];
                Keep(channel, keep.Basket, $"nobody{++lastId}", keep.SpendPercent);
                break;
            case Step.Free free when holds.Count > 0:
                Post([], _ => holds[free.Hold % holds.Count].Cancel());
                break;
            case Step.Adjust adjust:
                Adjust(adjust);
                break;
            case Step.Extend extend when lots.Count > 0:
                var lot = lots[^(1 + (extend.Lot % lots.Count))].Number;
                Extended.Add(lot);
                Try([], journal => LotExtension.Post(journal, lot, Today.AddDays(extend.Days)).Refusal, lot);
                break;
            case Step.StopClock stop:
                StopClock(stop);
                break;
            case Step.Work:
                Work();
                break;
        }
    }

    /// <summary>The daily job.</summary>
    public void Work() => Post([], _ => { });

    /// <summary>The member leaves, or something came back after that.</summary>
    public void Forfeit() => Post([], journal => journal.Forfeit());

    /// <summary>As the portal does: what has ended has ended, and lots have their new ends at once.</summary>
    private void StopClock(Step.StopClock stop)
    {
        Work();
        var from = Now.AddHours(stop.HoursAhead);
        var stopped = new Suspension(false, false, ExpiryClock: true, from, from.AddHours(stop.Hours));
        Suspensions = new Suspensions([.. Suspensions.List, stopped]);
        Work();
    }

    /// <summary>The balances now, when everything due is written.</summary>
    public IReadOnlyDictionary<string, Balance> Balances()
    {
        Work();
        return BalancesAsTheyLie();
    }

    /// <summary>The balances now, derived from what was written by the last posting.</summary>
    public IReadOnlyDictionary<string, Balance> BalancesAsTheyLie() =>
        programme.Wallets.ToDictionary(wallet => wallet.Id, wallet => Account.BalanceOf(wallet.Id, Now, Today));

    public void Happen(Purchase order, OrderEvent kind, int hoursAgo = 0)
    {
        var at = Later(order.PlacedAt, Now.AddHours(-hoursAgo));
        Try(
            [order],
            journal => PurchasePosting.Post(journal, order, kind, at, programme, EarlierThatDay(at, order)).Refusal
        );
    }

    public ReturnResult? Return(Purchase order, IReadOnlyList<ReturnedLine> lines)
    {
        ReturnResult? result = null;
        Try(
            [order],
            journal =>
            {
                var outcome = ReturnPosting.Post(journal, order, lines, Now, programme);
                result = outcome.Refusal is null ? outcome.Value : null;
                return outcome.Refusal;
            }
        );
        return result;
    }

    public void Cancel(Purchase order) =>
        Try([order], journal => ReturnPosting.Cancel(journal, order, Now, programme).Refusal);

    private void Adjust(Step.Adjust adjust)
    {
        var wallet = programme.Wallets[adjust.Wallet % programme.Wallets.Count].Id;
        Try(
            [],
            journal =>
            {
                var free = Account.ActivePoints(wallet, Today) - Account.Held(wallet, Today, Now);
                var points =
                    adjust.TakePercent == 0
                        ? Points.Whole(adjust.Points)
                        : -new Points(free.Hundredths * adjust.TakePercent / 100).FloorTo(programme.Precision);
                if (points.IsZero)
                {
                    return null;
                }
                var startsOn = Today.AddDays(adjust.StartsIn);
                var wanted = new Adjustment(
                    wallet,
                    points,
                    startsOn,
                    adjust.Days is { } days ? startsOn.AddDays(days) : null
                );
                var outcome = AdjustmentPosting.Post(journal, wanted);
                Assert.Equal(-points > free ? "redemption-not-allowed" : null, outcome.Refusal?.Code);
                return outcome.Refusal;
            }
        );
    }

    private void Buy(Step.Buy buy)
    {
        var channel = programme.Channels[buy.Channel % programme.Channels.Count];
        var orderId = $"order{++lastId}";
        var hold = buy.SpendPercent > 0 ? Keep(channel, buy.Basket, orderId, buy.SpendPercent) : null;
        var paidAt = hold is null ? Now.AddHours(-buy.HoursAgo) : Now;
        var order = new Order(
            NextId(),
            orderId,
            channel,
            Store: null,
            Methods[buy.Method % Methods.Length],
            paidAt,
            buy.IsPaid ? paidAt : null,
            ReceivedAt: null,
            PromoCode: null,
            Money.Zero,
            buy.Basket.Lines
        );
        Post(
            [],
            journal =>
            {
                var outcome = PurchasePosting.Post(journal, order, hold, EarlierThatDay(paidAt, null));
                Assert.True(outcome.Refusal is null, $"What was quoted and held is refused: {outcome.Refusal}");
                Purchases.Add(outcome.Value);
            }
        );
    }

    /// <summary>Keeps a share of the most that may be spent; up to 100 % it must be granted.</summary>
    private Hold? Keep(Channel channel, Basket basket, string orderId, int percent)
    {
        Hold? hold = null;
        Try(
            [],
            journal =>
            {
                var request = new QuoteRequest(channel, PaymentMethod: null, PromoCode: null, basket.Lines);
                var quote = Quote.For(journal, request, programme, Now, Suspensions, EarlierThatDay(Now, null));
                var points = new Points(quote.Max.Hundredths * percent / 100).FloorTo(quote.Offer.Step);
                if (!points.IsPositive)
                {
                    return null;
                }
                var outcome = HoldPosting.Post(
                    journal,
                    new HoldRequest(NextId(), orderId, channel, null, null, basket.Lines, points, HoldLasts)
                );
                if (points > quote.Max)
                {
                    Assert.Equal("redemption-not-allowed", outcome.Refusal?.Code);
                    return outcome.Refusal;
                }
                Assert.True(outcome.Refusal is null, $"What was quoted is refused: {outcome.Refusal}");
                hold = outcome.Value;
                hold.Status = HoldStatus.Held;
                holds.Add(hold);
                return null;
            }
        );
        return hold;
    }

    /// <summary>A posting that may be refused; then nothing may have changed.</summary>
    private void Try(IReadOnlyList<Purchase> orders, Func<Journal, Refusal?> act, long? lot = null)
    {
        var before = Balances();
        var refused = false;
        Post(orders, journal => refused = act(journal) is not null, lot);
        if (refused)
        {
            Assert.Equal(before, Balances());
        }
    }

    private void Post(IReadOnlyList<Purchase> orders, Action<Journal> act, long? lot = null)
    {
        Load(orders, lot);
        var journal = new Journal(Account, programme, Now, Suspensions);
        journal.BringToNow();
        act(journal);
        journal.BringToNow();
        lots.AddRange(Account.Lots.Except(lots));
        Entries.AddRange(Account.NewEntries);
        Account.NewEntries.Clear();
    }

    private void Load(IReadOnlyList<Purchase> orders, long? named)
    {
        if (!loadsOnlyWhatIsNeeded)
        {
            return;
        }
        var needed = orders
            .SelectMany(order => order.SpentLots.Select(spent => spent.Lot).Concat(order.LotNumbers))
            .ToHashSet();
        var earned = orders.SelectMany(order => order.LotNumbers).ToHashSet();
        Account.Lots.Clear();
        Account.Lots.AddRange(
            lots.Where(lot =>
                lot.IsOpen
                || lot.Number == named
                || needed.Contains(lot.Number)
                || earned.Contains(lot.OriginNumber ?? 0)
            )
        );
        Account.Holds.RemoveAll(hold => !hold.IsOpen);
    }

    /// <summary>Net sum of orders paid earlier on the same day, for ladders.</summary>
    private Money EarlierThatDay(DateTimeOffset paidAt, Purchase? but) =>
        Purchases
            .Where(order => order != but && order.PaidAt is { } at && at <= paidAt)
            .Where(order => programme.Zone.DayOf(order.PaidAt!.Value) == programme.Zone.DayOf(paidAt))
            .Sum(order => order.GoodsPaid - order.ReturnedMoney);

    /// <summary>Counted from the last order.</summary>
    internal Purchase? PickOrder(int index) =>
        Purchases.Count == 0 ? null : Purchases[^(1 + (index % Purchases.Count))];

    internal static List<ReturnedLine> Pieces(Purchase order, int seed) =>
        [
            .. order
                .Lines.Select((line, i) => new ReturnedLine(line.Line.LineId, (seed >> (3 * i)) % (line.Left + 1)))
                .Where(line => line.Quantity > 0),
        ];

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private Guid NextId() => new(++lastId, 0, 0, new byte[8]);
}
