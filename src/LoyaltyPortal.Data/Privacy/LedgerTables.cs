using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Orders;
using LoyaltyPortal.Domain.Tiers;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Privacy;

/// <summary>Tables of the ledger. They stay, or sums would no longer add up: an account that is nobody's tells of no
/// person. Order numbers and names of acts are the shop's own, which are to hold nothing personal.</summary>
internal static class LedgerTables
{
    private const string Stays = "The ledger is never changed; without the member's row it is nobody's.";
    private const string Keys = "Keys within the database.";

    public static IReadOnlyList<TableRule> All { get; } =
    [
        Accounts,
        Wallets,
        Lots,
        Entries,
        EntryLots,
        RedemptionCodes,
        Holds,
        QualifyingDays,
        Purchases,
        Returns,
        Activities,
    ];

    private static TableRule<Account> Accounts =>
        new()
        {
            Section = "account",
            Of = (db, who) => db.Accounts.Where(each => each.Id == who.AccountId),
            Fate = Fate.Blanked,
            Blanked = [nameof(Account.CardNumber)],
            Why = "Closed by the posting that forfeits what is left; the card's number is taken off it.",
            Shown =
            [
                nameof(Account.CardNumber),
                nameof(Account.JoinedAt),
                nameof(Account.FirstPaidAt),
                nameof(Account.Kind),
                nameof(Account.Status),
            ],
            Hidden =
            [
                new("Told with the member.", nameof(Account.Id)),
                new(
                    "Counters within the database.",
                    nameof(Account.Version),
                    nameof(Account.LastNumber),
                    nameof(Account.NoticesDueAt)
                ),
                new("Follows from the entries.", nameof(Account.Months)),
                new("There is nobody left to tell it to.", nameof(Account.ClosedAt)),
            ],
        };

    private static TableRule<Wallet> Wallets =>
        new()
        {
            Section = "wallets",
            Of = (db, who) => db.Wallets.Where(each => each.AccountId == who.AccountId),
            Fate = Fate.Kept,
            Why = Stays,
            Shown = [nameof(Wallet.Id), nameof(Wallet.Debt)],
            Hidden = [new(Keys, nameof(Wallet.AccountId))],
        };

    private static TableRule<Lot> Lots =>
        new()
        {
            Section = "lots",
            Of = (db, who) => db.Lots.Where(each => each.AccountId == who.AccountId).OrderBy(each => each.Number),
            Fate = Fate.Kept,
            Why = Stays,
            Shown =
            [
                nameof(Lot.Number),
                nameof(Lot.Wallet),
                nameof(Lot.Earned),
                nameof(Lot.Remaining),
                nameof(Lot.Expired),
                nameof(Lot.StartsOn),
                nameof(Lot.EndsOn),
                nameof(Lot.DaysGiven),
                nameof(Lot.EntryNumber),
                nameof(Lot.OriginNumber),
                nameof(Lot.OrderId),
                nameof(Lot.ProgrammeVersion),
            ],
            Hidden =
            [
                new(Keys, nameof(Lot.AccountId)),
                new("Follow from the others.", nameof(Lot.Rank), nameof(Lot.IsOpen)),
            ],
        };

    private static TableRule<Entry> Entries =>
        new()
        {
            Section = "entries",
            Of = (db, who) => db.Entries.Where(each => each.AccountId == who.AccountId).OrderBy(each => each.Number),
            Fate = Fate.Kept,
            Why = Stays,
            Shown =
            [
                nameof(Entry.Number),
                nameof(Entry.At),
                nameof(Entry.PostedAt),
                nameof(Entry.Type),
                nameof(Entry.Wallet),
                nameof(Entry.Points),
                nameof(Entry.Settled),
                nameof(Entry.OrderId),
                nameof(Entry.Channel),
                nameof(Entry.LotNumber),
                nameof(Entry.Reason),
                nameof(Entry.Explanation),
                nameof(Entry.ProgrammeVersion),
            ],
            Hidden = [new(Keys, nameof(Entry.AccountId))],
        };

    private static TableRule<EntryLot> EntryLots =>
        new()
        {
            Section = "entryLots",
            Of = (db, who) =>
                db
                    .EntryLots.Where(each => each.AccountId == who.AccountId)
                    .OrderBy(each => each.EntryNumber)
                    .ThenBy(each => each.LotNumber),
            Fate = Fate.Kept,
            Why = Stays,
            Shown = [nameof(EntryLot.EntryNumber), nameof(EntryLot.LotNumber), nameof(EntryLot.Points)],
            Hidden = [new(Keys, nameof(EntryLot.AccountId))],
        };

    private static TableRule<RedemptionCode> RedemptionCodes =>
        new()
        {
            Fate = Fate.Deleted,
            Why = "Of no use once the holds are given up.",
            Forget = (db, who, _, stop) =>
                db
                    .RedemptionCodes.Where(each =>
                        db.Holds.Any(hold => hold.Id == each.HoldId && hold.AccountId == who.AccountId)
                    )
                    .ExecuteDeleteAsync(stop),
            Hidden = [new("Hashes of secrets.", nameof(RedemptionCode.HoldId), nameof(RedemptionCode.CodeHash))],
        };

    private static TableRule<Hold> Holds =>
        new()
        {
            Section = "holds",
            Of = (db, who) => db.Holds.Where(each => each.AccountId == who.AccountId).OrderBy(each => each.CreatedAt),
            Fate = Fate.Kept,
            Why = Stays,
            Shown =
            [
                nameof(Hold.Wallet),
                nameof(Hold.OrderId),
                nameof(Hold.Channel),
                nameof(Hold.Store),
                nameof(Hold.Points),
                nameof(Hold.CreatedAt),
                nameof(Hold.ExpiresAt),
                nameof(Hold.Confirmation),
                nameof(Hold.Status),
                nameof(Hold.WrongCodes),
                nameof(Hold.Resends),
            ],
            Hidden = [new(Keys, nameof(Hold.Id), nameof(Hold.AccountId))],
        };

    private static TableRule<QualifyingDay> QualifyingDays =>
        new()
        {
            Section = "qualifyingDays",
            Of = (db, who) =>
                db
                    .QualifyingDays.Where(each => each.AccountId == who.AccountId)
                    .OrderBy(each => each.PaidDay)
                    .ThenBy(each => each.CountingDay),
            Fate = Fate.Kept,
            Why = Stays,
            Shown =
            [
                nameof(QualifyingDay.PaidDay),
                nameof(QualifyingDay.CountingDay),
                nameof(QualifyingDay.Sum),
                nameof(QualifyingDay.Orders),
            ],
            Hidden = [new(Keys, nameof(QualifyingDay.AccountId))],
        };

    private static TableRule<Purchase> Purchases =>
        new()
        {
            Section = "purchases",
            Of = (db, who) =>
                db.Purchases.Where(each => each.AccountId == who.AccountId).OrderBy(each => each.PlacedAt),
            Fate = Fate.Kept,
            Why = "The shop may still tell of the order, and returns must add up; goods and sums name nobody.",
            Shown =
            [
                nameof(Purchase.OrderId),
                nameof(Purchase.Channel),
                nameof(Purchase.Store),
                nameof(Purchase.PaymentMethod),
                nameof(Purchase.PlacedAt),
                nameof(Purchase.PaidAt),
                nameof(Purchase.ReceivedAt),
                nameof(Purchase.CompletedAt),
                nameof(Purchase.CancelledAt),
                nameof(Purchase.PromoCode),
                nameof(Purchase.DeliveryFee),
                nameof(Purchase.Lines),
                nameof(Purchase.Redeemed),
                nameof(Purchase.SpentLots),
                nameof(Purchase.Earned),
                nameof(Purchase.Wallet),
                nameof(Purchase.LotNumber),
                nameof(Purchase.TierId),
                nameof(Purchase.Rate),
                nameof(Purchase.Explanation),
                nameof(Purchase.Promotions),
                nameof(Purchase.Annulled),
                nameof(Purchase.Restored),
                nameof(Purchase.ReturnedMoney),
                nameof(Purchase.CountingDay),
                nameof(Purchase.ProgrammeVersion),
            ],
            Hidden =
            [
                new(Keys, nameof(Purchase.Id), nameof(Purchase.AccountId)),
                new("A counter within the database.", nameof(Purchase.Revision)),
            ],
        };

    private static TableRule<ReturnRecord> Returns =>
        new()
        {
            Section = "returns",
            Of = (db, who) =>
                db
                    .Returns.Where(each =>
                        db.Purchases.Any(order => order.Id == each.PurchaseId && order.AccountId == who.AccountId)
                    )
                    .OrderBy(each => each.At),
            Fate = Fate.Kept,
            Why = "As the orders.",
            Shown =
            [
                nameof(ReturnRecord.ReturnId),
                nameof(ReturnRecord.At),
                nameof(ReturnRecord.Lines),
                nameof(ReturnRecord.Result),
            ],
            Hidden = [new(Keys, nameof(ReturnRecord.Id), nameof(ReturnRecord.PurchaseId))],
        };

    private static TableRule<ActivityRecord> Activities =>
        new()
        {
            Section = "activities",
            Of = (db, who) => db.Activities.Where(each => each.AccountId == who.AccountId).OrderBy(each => each.At),
            Fate = Fate.Kept,
            Why = "The same act must not count twice; the shop's name of it is to hold nothing personal.",
            Shown =
            [
                nameof(ActivityRecord.Type),
                nameof(ActivityRecord.Reference),
                nameof(ActivityRecord.Sku),
                nameof(ActivityRecord.At),
            ],
            Hidden =
            [
                new(Keys, nameof(ActivityRecord.Id), nameof(ActivityRecord.AccountId)),
                new("Follows from the others.", nameof(ActivityRecord.OnceKey)),
            ],
        };
}
