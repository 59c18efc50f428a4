using LoyaltyPortal.Data.Model;

namespace LoyaltyPortal.Data.Privacy;

/// <summary>Tables of the portal itself and of the shops.</summary>
internal static class OwnTables
{
    private const string Shops = "The shops' and the operator's; of no member.";

    public static IReadOnlyList<TableRule> All { get; } =
    [Answers, ApiKeys, Suspensions, Versions, Announcements, Settings, ProtectionKeys, Records, Heads, Months, Deltas];

    private const string Sums = "Sums over all accounts; of no member.";

    private static TableRule<MonthFigure> Months =>
        new()
        {
            Fate = Fate.Kept,
            Why = Sums,
            Hidden =
            [
                new(
                    Sums,
                    nameof(MonthFigure.Month),
                    nameof(MonthFigure.Wallet),
                    nameof(MonthFigure.Type),
                    nameof(MonthFigure.Added),
                    nameof(MonthFigure.Taken),
                    nameof(MonthFigure.Entries)
                ),
            ],
        };

    private static TableRule<FigureDelta> Deltas =>
        new()
        {
            Fate = Fate.Kept,
            Why = "Moved into the sums over all accounts within minutes; it names no account.",
            Hidden =
            [
                new(
                    Sums,
                    nameof(FigureDelta.Id),
                    nameof(FigureDelta.Month),
                    nameof(FigureDelta.Wallet),
                    nameof(FigureDelta.Type),
                    nameof(FigureDelta.Added),
                    nameof(FigureDelta.Taken),
                    nameof(FigureDelta.Entries)
                ),
            ],
        };

    private static TableRule<AuditRecord> Records =>
        new()
        {
            Fate = Fate.Kept,
            Why = "What staff did must stay provable. It tells people by their ids alone.",
            Hidden =
            [
                new(
                    "Of the staff; what was done to an account is exported with the visits and the ledger.",
                    nameof(AuditRecord.Number),
                    nameof(AuditRecord.At),
                    nameof(AuditRecord.Actor),
                    nameof(AuditRecord.ActorId),
                    nameof(AuditRecord.AccountId),
                    nameof(AuditRecord.Action),
                    nameof(AuditRecord.Facts),
                    nameof(AuditRecord.Previous),
                    nameof(AuditRecord.Hash)
                ),
            ],
        };

    private static TableRule<AuditHead> Heads =>
        new()
        {
            Fate = Fate.Kept,
            Why = "Where the chain of the audit ends; of no member.",
            Hidden = [new("Of no member.", nameof(AuditHead.Id), nameof(AuditHead.Number), nameof(AuditHead.Hash))],
        };

    private static TableRule<IdempotencyRecord> Answers =>
        new()
        {
            Fate = Fate.Kept,
            Why = "Answers hold ids, card numbers and figures, no name and no phone, and are removed after eight days.",
            Hidden =
            [
                new(
                    "What shops were answered; the figures in it are exported where they belong.",
                    nameof(IdempotencyRecord.Client),
                    nameof(IdempotencyRecord.Key),
                    nameof(IdempotencyRecord.RequestHash),
                    nameof(IdempotencyRecord.Status),
                    nameof(IdempotencyRecord.Body),
                    nameof(IdempotencyRecord.CreatedAt)
                ),
            ],
        };

    private static TableRule<ApiKey> ApiKeys =>
        new()
        {
            Fate = Fate.Kept,
            Why = Shops,
            Hidden =
            [
                new(
                    Shops,
                    nameof(ApiKey.Id),
                    nameof(ApiKey.Client),
                    nameof(ApiKey.KeyHash),
                    nameof(ApiKey.Scopes),
                    nameof(ApiKey.Channels),
                    nameof(ApiKey.Store),
                    nameof(ApiKey.CreatedAt),
                    nameof(ApiKey.LastUsedAt),
                    nameof(ApiKey.RevokedAt)
                ),
            ],
        };

    private static TableRule<SuspensionRecord> Suspensions =>
        new()
        {
            Fate = Fate.Kept,
            Why = Shops,
            Hidden =
            [
                new(
                    Shops,
                    nameof(SuspensionRecord.Id),
                    nameof(SuspensionRecord.Earning),
                    nameof(SuspensionRecord.Spending),
                    nameof(SuspensionRecord.ExpiryClock),
                    nameof(SuspensionRecord.From),
                    nameof(SuspensionRecord.To)
                ),
            ],
        };

    private static TableRule<ProgrammeVersion> Versions =>
        new()
        {
            Fate = Fate.Kept,
            Why = Shops,
            Hidden =
            [
                new(
                    Shops,
                    nameof(ProgrammeVersion.Id),
                    nameof(ProgrammeVersion.ProgrammeId),
                    nameof(ProgrammeVersion.Number),
                    nameof(ProgrammeVersion.Version),
                    nameof(ProgrammeVersion.Text),
                    nameof(ProgrammeVersion.Origin),
                    nameof(ProgrammeVersion.Name),
                    nameof(ProgrammeVersion.CreatedAt),
                    nameof(ProgrammeVersion.CreatedBy),
                    nameof(ProgrammeVersion.EffectiveAt),
                    nameof(ProgrammeVersion.WithdrawnAt),
                    nameof(ProgrammeVersion.TrialAskedAt),
                    nameof(ProgrammeVersion.TrialSpend),
                    nameof(ProgrammeVersion.TrialSeenAt),
                    nameof(ProgrammeVersion.TrialTries),
                    nameof(ProgrammeVersion.TrialRead),
                    nameof(ProgrammeVersion.TrialOf),
                    nameof(ProgrammeVersion.Trial)
                ),
            ],
        };

    private static TableRule<Announcement> Announcements =>
        new()
        {
            Fate = Fate.Kept,
            Why = Shops,
            Hidden =
            [
                new(
                    Shops,
                    nameof(Announcement.Id),
                    nameof(Announcement.TitleRu),
                    nameof(Announcement.TitleEn),
                    nameof(Announcement.TextRu),
                    nameof(Announcement.TextEn),
                    nameof(Announcement.From),
                    nameof(Announcement.To),
                    nameof(Announcement.CreatedAt),
                    nameof(Announcement.CreatedBy)
                ),
            ],
        };

    private static TableRule<Setting> Settings =>
        new()
        {
            Fate = Fate.Kept,
            Why = Shops,
            Hidden = [new(Shops, nameof(Setting.Name), nameof(Setting.Value))],
        };

    private static TableRule<ProtectionKey> ProtectionKeys =>
        new()
        {
            Fate = Fate.Kept,
            Why = Shops,
            Hidden = [new(Shops, nameof(ProtectionKey.Name), nameof(ProtectionKey.Xml))],
        };
}
