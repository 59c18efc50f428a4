using LoyaltyPortal.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Privacy;

/// <summary>Tables of what a member asked, was told and had done to their account by support.</summary>
internal static class CabinetTables
{
    private const string Keys = "Keys within the database.";

    public static IReadOnlyList<TableRule> All { get; } = [Claims, Acts, Visits, Pending, Merges, Phones, Notices];

    private static TableRule<PendingAdjustment> Pending =>
        new()
        {
            Section = "pendingAdjustments",
            Of = (db, who) =>
                db.PendingAdjustments.Where(each => each.AccountId == who.AccountId).OrderBy(each => each.AskedAt),
            Fate = Fate.Blanked,
            Blanked = [nameof(PendingAdjustment.Reason)],
            Why = "That staff asked and decided stays known; what they wrote may name the member.",
            Forget = (db, who, _, stop) =>
                db
                    .PendingAdjustments.Where(each => each.AccountId == who.AccountId)
                    .ExecuteUpdateAsync(set => set.SetProperty(each => each.Reason, string.Empty), stop),
            Shown =
            [
                nameof(PendingAdjustment.Wallet),
                nameof(PendingAdjustment.Points),
                nameof(PendingAdjustment.StartsOn),
                nameof(PendingAdjustment.EndsOn),
                nameof(PendingAdjustment.Reason),
                nameof(PendingAdjustment.AskedAt),
                nameof(PendingAdjustment.Status),
                nameof(PendingAdjustment.DecidedAt),
            ],
            Hidden =
            [
                new(Keys, nameof(PendingAdjustment.Id), nameof(PendingAdjustment.AccountId)),
                new(
                    "Who of the staff it was is not the member's.",
                    nameof(PendingAdjustment.AskedBy),
                    nameof(PendingAdjustment.DecidedBy)
                ),
            ],
        };

    private static TableRule<AccountMerge> Merges =>
        new()
        {
            Section = "merges",
            Of = (db, who) =>
                db
                    .AccountMerges.Where(each => each.IntoId == who.AccountId || each.FromId == who.AccountId)
                    .OrderBy(each => each.AskedAt),
            Fate = Fate.Deleted,
            Why = "Leads from one account of the member to the other; without it both are nobody's.",
            Shown =
            [
                nameof(AccountMerge.Status),
                nameof(AccountMerge.CardEnd),
                nameof(AccountMerge.OfflineCode),
                nameof(AccountMerge.Reason),
                nameof(AccountMerge.Proof),
                nameof(AccountMerge.TakesPhone),
                nameof(AccountMerge.AskedAt),
                nameof(AccountMerge.DecidedAt),
            ],
            Hidden =
            [
                new(Keys, nameof(AccountMerge.Id), nameof(AccountMerge.FromId), nameof(AccountMerge.IntoId)),
                new("How support works.", nameof(AccountMerge.Ticket)),
                new(
                    "Who of the staff it was is not the member's.",
                    nameof(AccountMerge.AskedBy),
                    nameof(AccountMerge.DecidedBy)
                ),
            ],
        };

    private static TableRule<SupportPhoneChange> Phones =>
        new()
        {
            Section = "phoneChanges",
            Of = (db, who) =>
                db.SupportPhoneChanges.Where(each => each.AccountId == who.AccountId).OrderBy(each => each.AskedAt),
            Fate = Fate.Deleted,
            Why = "Names a phone.",
            Shown =
            [
                nameof(SupportPhoneChange.NewPhone),
                nameof(SupportPhoneChange.Check),
                nameof(SupportPhoneChange.Reason),
                nameof(SupportPhoneChange.AskedAt),
                nameof(SupportPhoneChange.EffectiveAt),
                nameof(SupportPhoneChange.Status),
                nameof(SupportPhoneChange.EndedAt),
            ],
            Hidden =
            [
                new(Keys, nameof(SupportPhoneChange.Id), nameof(SupportPhoneChange.AccountId)),
                new("How support works.", nameof(SupportPhoneChange.Ticket)),
                new("Who of the staff it was is not the member's.", nameof(SupportPhoneChange.AskedBy)),
                new("Hashes of secrets.", nameof(SupportPhoneChange.StopHash)),
                new("A key of the portal.", nameof(SupportPhoneChange.WarningId)),
            ],
        };

    private static TableRule<MemberClaim> Claims =>
        new()
        {
            Section = "claims",
            Of = (db, who) =>
                db.MemberClaims.Where(each => each.AccountId == who.AccountId).OrderBy(each => each.CreatedAt),
            Fate = Fate.Deleted,
            Why = "The member's own words, name and phone.",
            Shown =
            [
                nameof(MemberClaim.Number),
                nameof(MemberClaim.Kind),
                nameof(MemberClaim.OrderId),
                nameof(MemberClaim.Finding),
                nameof(MemberClaim.Name),
                nameof(MemberClaim.Phone),
                nameof(MemberClaim.Text),
                nameof(MemberClaim.CreatedAt),
                nameof(MemberClaim.DueOn),
                nameof(MemberClaim.Status),
                nameof(MemberClaim.Answer),
                nameof(MemberClaim.ClosedAt),
            ],
            Hidden =
            [
                new(Keys, nameof(MemberClaim.Id), nameof(MemberClaim.AccountId)),
                new(
                    "Who of the staff looked after it and answered is not the member's.",
                    nameof(MemberClaim.AssignedTo),
                    nameof(MemberClaim.AnsweredBy)
                ),
            ],
        };

    private static TableRule<SupportVisit> Visits =>
        new()
        {
            Section = "supportVisits",
            Of = (db, who) =>
                db.SupportVisits.Where(each => each.AccountId == who.AccountId).OrderBy(each => each.StartedAt),
            Fate = Fate.Blanked,
            Blanked = [nameof(SupportVisit.Reason), nameof(SupportVisit.Ticket)],
            Why = "That staff looked stays known; what they wrote may name the member.",
            Forget = (db, who, _, stop) =>
                db
                    .SupportVisits.Where(each => each.AccountId == who.AccountId)
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(each => each.Reason, string.Empty)
                                .SetProperty(each => each.Ticket, (string?)null),
                        stop
                    ),
            Shown =
            [
                nameof(SupportVisit.Role),
                nameof(SupportVisit.Reason),
                nameof(SupportVisit.StartedAt),
                nameof(SupportVisit.EndsAt),
            ],
            Hidden =
            [
                new(Keys, nameof(SupportVisit.Id), nameof(SupportVisit.AccountId)),
                new(
                    "Who of the staff came is not the member's.",
                    nameof(SupportVisit.StaffId),
                    nameof(SupportVisit.SessionId)
                ),
                new(
                    "How support works; what was changed is exported with the changes.",
                    nameof(SupportVisit.Ticket),
                    nameof(SupportVisit.Lifted)
                ),
            ],
        };

    private static TableRule<SupportAct> Acts =>
        new()
        {
            Section = "supportActs",
            Of = (db, who) =>
                db.Set<SupportAct>()
                    .Where(each =>
                        db.SupportVisits.Any(visit => visit.Id == each.VisitId && visit.AccountId == who.AccountId)
                    )
                    .OrderBy(each => each.At),
            Fate = Fate.Kept,
            Why = "As the ledger, which shows what was done.",
            Shown = [nameof(SupportAct.At), nameof(SupportAct.What), nameof(SupportAct.EntryNumber)],
            Hidden = [new(Keys, nameof(SupportAct.Id), nameof(SupportAct.VisitId))],
        };

    private static TableRule<NoticeSettings> Notices =>
        new()
        {
            Section = "notices",
            Of = (db, who) => db.NoticeSettings.Where(each => each.AccountId == who.AccountId),
            Fate = Fate.Deleted,
            Why = "What the member wanted to be told of.",
            Shown =
            [
                nameof(NoticeSettings.Kinds),
                nameof(NoticeSettings.Medium),
                nameof(NoticeSettings.Zone),
                nameof(NoticeSettings.QuietFrom),
                nameof(NoticeSettings.QuietTo),
                nameof(NoticeSettings.ProvedMail),
                nameof(NoticeSettings.ToldOn),
            ],
            Hidden =
            [
                new(Keys, nameof(NoticeSettings.AccountId)),
                new("Opens the page that ends notices.", nameof(NoticeSettings.StopToken)),
                new(
                    "Follows from the messages and the ledger.",
                    nameof(NoticeSettings.ToldEntry),
                    nameof(NoticeSettings.ToldTier),
                    nameof(NoticeSettings.ToldEndings)
                ),
            ],
        };
}
