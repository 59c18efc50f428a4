using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Domain.Tiers;

namespace LoyaltyPortal.Domain.Ledger;

/// <summary>Who holds the account.</summary>
public enum AccountKind
{
    /// <summary>A person.</summary>
    Person,

    /// <summary>A legal entity, which earns and spends nothing where the programme says so.</summary>
    LegalEntity,
}

/// <summary>How the account stands.</summary>
public enum AccountStatus
{
    /// <summary>In use.</summary>
    Active,

    /// <summary>The questionnaire is still to be filled in.</summary>
    AwaitingQuestionnaire,

    /// <summary>Stopped by staff.</summary>
    Blocked,

    /// <summary>The member left: nobody's account, kept for its ledger.</summary>
    Closed,
}

/// <summary>A member's account with what a posting needs of it: open lots, wallets, open holds and what counts for the
/// level. Every change of points goes through here and leaves an <see cref="Entry"/>.</summary>
public sealed class Account
{
    /// <summary>The account.</summary>
    public Guid Id { get; init; }

    /// <summary>Grows with each posting; bumping it takes the row's lock.</summary>
    public long Version { get; set; }

    /// <summary>The last number given to a lot or an entry.</summary>
    public long LastNumber { get; private set; }

    /// <summary>The number on the card.</summary>
    public required string CardNumber { get; set; }

    /// <summary>When the member joined (UTC).</summary>
    public DateTimeOffset JoinedAt { get; init; }

    /// <summary>When the earliest order that was ever paid was paid (UTC), whatever became of it; null for none.</summary>
    public DateTimeOffset? FirstPaidAt { get; private set; }

    /// <summary>Person or legal entity.</summary>
    public AccountKind Kind { get; set; }

    /// <summary>In use, waiting or stopped.</summary>
    public AccountStatus Status { get; set; }

    /// <summary>When it was closed (UTC); null for an account in use, and for one closed before that was noted.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>One for each wallet of the programme.</summary>
    public List<Wallet> Wallets { get; init; } = [];

    /// <summary>Open lots, and those closed ones that the posting at hand needs.</summary>
    public List<Lot> Lots { get; init; } = [];

    /// <summary>Holds that may still keep something.</summary>
    public List<Hold> Holds { get; init; } = [];

    /// <summary>What counts for the level, by day.</summary>
    public List<QualifyingDay> QualifyingDays { get; init; } = [];

    /// <summary>What came and went by month, oldest first; null while it has not been counted.</summary>
    public IReadOnlyList<MonthSum>? Months { get; private set; } = [];

    /// <summary>When somebody is to look whether the member should be told something (UTC); null where the member wants to
    /// be told nothing.</summary>
    public DateTimeOffset? NoticesDueAt { get; set; }

    /// <summary>Entries of the posting at hand, to be written.</summary>
    public List<Entry> NewEntries { get; } = [];

    /// <summary>The next number for a lot or an entry.</summary>
    internal long NextNumber() => ++LastNumber;

    /// <summary>Nobody's account from now on. What is left in it is forfeited by its posting.</summary>
    /// <param name="now">When (UTC).</param>
    public void Close(DateTimeOffset now)
    {
        Status = AccountStatus.Closed;
        ClosedAt ??= now;
    }

    /// <summary>Lets somebody look by then whether the member should be told something; changes nothing for a member who
    /// wants to be told nothing.</summary>
    /// <param name="time">When at the latest (UTC).</param>
    public void LookForNotices(DateTimeOffset time) => NoticesDueAt = NoticesDueAt > time ? time : NoticesDueAt;

    /// <summary>Takes note of what was counted anew by month.</summary>
    public void CountMonths(IReadOnlyList<MonthSum> months) => Months = months;

    /// <summary>Adds a movement to its month, where months are counted.</summary>
    internal void NoteMovement(DateOnly day, EntryType type, Points points) =>
        Months = Months is null ? null : MonthSum.With(Months, day, type, points);

    /// <summary>Takes note of a paid order.</summary>
    internal void NotePaid(DateTimeOffset at) => FirstPaidAt = FirstPaidAt < at ? FirstPaidAt : at;

    /// <summary>The wallet, made when it is missing.</summary>
    public Wallet WalletOf(string id)
    {
        var wallet = Wallets.FirstOrDefault(each => each.Id == id);
        if (wallet is null)
        {
            wallet = new Wallet { AccountId = Id, Id = id };
            Wallets.Add(wallet);
        }
        return wallet;
    }

    /// <summary>The level on a day of the programme's zone.</summary>
    public TierStanding TierOn(DateOnly day, Programme programme) =>
        TierStanding.On(day, programme.Tiers, QualifyingDays);

    /// <summary>The level at which a purchase is rated: that of the day of payment, on a ladder that of its step.</summary>
    /// <param name="day">The day of payment.</param>
    /// <param name="earlier">Total of earlier paid orders, for ladders.</param>
    /// <param name="programme">The rules.</param>
    internal Tier TierAtPayment(DateOnly day, Money earlier, Programme programme) =>
        programme.Tiers.Counting == CountingDay.AtOnce ? programme.Tiers.OfStep(earlier) : TierOn(day, programme).Tier;

    /// <summary>The row for purchases paid on one day that count after another, made when it is missing.</summary>
    internal QualifyingDay QualifyingDayOf(DateOnly paidDay, DateOnly countingDay)
    {
        var row = QualifyingDays.FirstOrDefault(each => each.PaidDay == paidDay && each.CountingDay == countingDay);
        if (row is null)
        {
            row = new QualifyingDay
            {
                AccountId = Id,
                PaidDay = paidDay,
                CountingDay = countingDay,
            };
            QualifyingDays.Add(row);
        }
        return row;
    }

    /// <summary>Points of the lots that are active on a day, holds and debt not considered.</summary>
    public Points ActivePoints(string wallet, DateOnly day) =>
        Lots.Where(lot => lot.Wallet == wallet && lot.IsActiveOn(day)).Sum(lot => lot.Remaining);

    /// <summary>What open holds keep, never more than the active points.</summary>
    public Points Held(string wallet, DateOnly day, DateTimeOffset now) =>
        Points.Min(
            Holds.Where(hold => hold.Wallet == wallet && hold.KeepsAt(now)).Sum(hold => hold.Points),
            ActivePoints(wallet, day)
        );

    /// <summary>The balances of a wallet at the moment to which the account was brought, and its day.</summary>
    public Balance BalanceOf(string wallet, DateTimeOffset now, DateOnly day)
    {
        var active = ActivePoints(wallet, day);
        var held = Held(wallet, day, now);
        var debt = WalletOf(wallet).Debt;
        var pending = Lots.Where(lot => lot.Wallet == wallet && lot.IsPendingOn(day)).Sum(lot => lot.Remaining);
        return new Balance(Points.Max(Points.Zero, active - held - debt), pending, held, debt);
    }

    /// <summary>Lots that can be spent on a day, in the order of spending: the soonest-ending first, then the one
    /// posted first; those without an end last (programmes.md, "Exact arithmetic", 10).</summary>
    public IEnumerable<Lot> SpendingOrder(string wallet, DateOnly day) =>
        Lots.Where(lot => lot.Wallet == wallet && lot.IsOpen && lot.IsActiveOn(day))
            .OrderBy(lot => lot.EndsOn ?? DateOnly.MaxValue)
            .ThenBy(lot => lot.Rank)
            .ThenBy(lot => lot.Number);
}
