using LoyaltyPortal.Domain.Orders;

namespace LoyaltyPortal.Domain.Ledger;

/// <summary>Joins two accounts of one person: one stays, the other is closed. Nothing that was posted is changed: the points
/// of the one that goes are taken off lot by lot and come to the one that stays in lots of the same dates and orders, so both
/// histories stay, and the sum over both is what it was.</summary>
public static class MergePosting
{
    private const int ShownDigits = 4;

    private static readonly Refusal Same = new("merge-same");
    private static readonly Refusal Closed = new("account-closed");
    private static readonly Refusal Stopped = new("merge-blocked");
    private static readonly Refusal Kinds = new("merge-kinds");
    private static readonly Refusal Kept = new("merge-holds");

    /// <summary>Joins them. Debts, what counts for the level and the first payment go over too; orders belong to the account
    /// that stays from now on, with the numbers that their lots have there, so whatever comes back later is worked out on
    /// it.</summary>
    /// <param name="stays">The account that stays; it is brought to now here.</param>
    /// <param name="goes">The account that is closed, with all its lots, closed ones too, and all days that count.</param>
    /// <param name="orders">All orders of the account that goes.</param>
    /// <returns>True; or <c>merge-same</c>, <c>account-closed</c>, <c>merge-blocked</c> where one is stopped,
    /// <c>merge-kinds</c> where one is a legal entity's, <c>merge-holds</c> while points of the one that goes are kept for
    /// an order.</returns>
    public static Outcome<bool> Post(Journal stays, Journal goes, IReadOnlyCollection<Purchase> orders)
    {
        var (here, there) = (stays.Account, goes.Account);
        stays.BringToNow();
        goes.BringToNow();
        if (Hindrance(here, there, goes.Now) is { } refusal)
        {
            return refusal;
        }
        var numbers = new Dictionary<long, long>();
        foreach (var lot in there.Lots.OrderBy(lot => lot.Number).ToList())
        {
            var copy = stays.AddCopy(lot, numbers);
            if (lot.IsOpen)
            {
                Move(stays, goes, lot, copy);
            }
        }
        foreach (var wallet in there.Wallets.Where(wallet => wallet.Debt.IsPositive))
        {
            MoveDebt(stays, goes, wallet);
        }
        foreach (var day in there.QualifyingDays)
        {
            here.QualifyingDayOf(day.PaidDay, day.CountingDay).Add(day.Sum, day.Orders);
            day.Add(-day.Sum, -day.Orders);
        }
        if (there.FirstPaidAt is { } first)
        {
            here.NotePaid(first);
        }
        foreach (var order in orders)
        {
            order.MoveTo(here.Id, numbers);
        }
        there.Close(goes.Now);
        there.NoticesDueAt = null;
        stays.BringToNow();
        return true;
    }

    /// <summary>Whether an entry moved points from one account of a person to another: over both nothing was given or taken.</summary>
    public static bool IsMove(Entry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry.Reason.Code
            is ReasonCodes.MergedIn
                or ReasonCodes.MergedOut
                or ReasonCodes.MergedDebtIn
                or ReasonCodes.MergedDebtOut;
    }

    /// <summary>The end of a card's number, by which its member knows it: an entry is never erased, and the whole number
    /// would tell whose it was.</summary>
    public static string EndOf(string cardNumber) =>
        cardNumber.Length <= ShownDigits ? cardNumber : cardNumber[^ShownDigits..];

    private static Refusal? Hindrance(Account here, Account there, DateTimeOffset now)
    {
        if (here.Id == there.Id)
        {
            return Same;
        }
        AccountStatus[] both = [here.Status, there.Status];
        return both.Contains(AccountStatus.Closed) ? Closed
            : both.Contains(AccountStatus.Blocked) ? Stopped
            : here.Kind != there.Kind ? Kinds
            : there.Holds.Any(hold => hold.KeepsAt(now)) ? Kept
            : null;
    }

    private static void Move(Journal stays, Journal goes, Lot lot, Lot copy)
    {
        var points = lot.Remaining;
        lot.Take(points);
        goes.Write(
            EntryType.Adjusted,
            goes.Now,
            lot.Wallet,
            -points,
            Said(ReasonCodes.MergedOut, points, stays),
            [new LotMove(lot, -points)],
            lot.OrderId
        );
        stays.Write(
            EntryType.Adjusted,
            stays.Now,
            lot.Wallet,
            points,
            Said(ReasonCodes.MergedIn, points, goes),
            [new LotMove(copy, points)],
            lot.OrderId
        );
    }

    private static void MoveDebt(Journal stays, Journal goes, Wallet wallet)
    {
        var debt = wallet.Debt;
        wallet.Debt = Points.Zero;
        stays.Account.WalletOf(wallet.Id).Debt += debt;
        goes.Write(EntryType.Adjusted, goes.Now, wallet.Id, debt, Said(ReasonCodes.MergedDebtOut, debt, stays), []);
        stays.Write(EntryType.Adjusted, stays.Now, wallet.Id, -debt, Said(ReasonCodes.MergedDebtIn, debt, goes), []);
    }

    private static Reason Said(string code, Points points, Journal other) =>
        Reason.Of(code).With("points", points).WithText("card", EndOf(other.Account.CardNumber));
}
