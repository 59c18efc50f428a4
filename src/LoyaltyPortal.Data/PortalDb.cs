using LoyaltyPortal.Data.Identity;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Orders;
using LoyaltyPortal.Domain.Tiers;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data;

/// <summary>The portal's database: one model for three databases. The classes derived from it only name the provider,
/// so that each has migrations of its own.</summary>
public abstract class PortalDb(DbContextOptions options) : IdentityDbContext<PortalUser, PortalRole, Guid>(options)
{
    /// <summary>Accounts: the row whose lock orders the postings of a member.</summary>
    public DbSet<Account> Accounts => Set<Account>();

    /// <summary>Debts by wallet.</summary>
    public DbSet<Wallet> Wallets => Set<Wallet>();

    /// <summary>Lots.</summary>
    public DbSet<Lot> Lots => Set<Lot>();

    /// <summary>The ledger; append-only.</summary>
    public DbSet<Entry> Entries => Set<Entry>();

    /// <summary>What entries did to lots; append-only.</summary>
    public DbSet<EntryLot> EntryLots => Set<EntryLot>();

    /// <summary>Sums over the ledger by month.</summary>
    public DbSet<MonthFigure> MonthFigures => Set<MonthFigure>();

    /// <summary>What postings have added to them since.</summary>
    public DbSet<FigureDelta> FigureDeltas => Set<FigureDelta>();

    /// <summary>Redemptions.</summary>
    public DbSet<Hold> Holds => Set<Hold>();

    /// <summary>What counts for levels.</summary>
    public DbSet<QualifyingDay> QualifyingDays => Set<QualifyingDay>();

    /// <summary>Orders.</summary>
    public DbSet<Purchase> Purchases => Set<Purchase>();

    /// <summary>Returns.</summary>
    public DbSet<ReturnRecord> Returns => Set<ReturnRecord>();

    /// <summary>Activities.</summary>
    public DbSet<ActivityRecord> Activities => Set<ActivityRecord>();

    /// <summary>People.</summary>
    public DbSet<Member> Members => Set<Member>();

    /// <summary>Consents.</summary>
    public DbSet<Consent> Consents => Set<Consent>();

    /// <summary>Codes sent to phones.</summary>
    public DbSet<PhoneCode> PhoneCodes => Set<PhoneCode>();

    /// <summary>How often limited things happened.</summary>
    public DbSet<LimitCounter> LimitCounters => Set<LimitCounter>();

    /// <summary>Browsers in which somebody is signed in.</summary>
    public DbSet<Session> Sessions => Set<Session>();

    /// <summary>Questionnaires that are not finished.</summary>
    public DbSet<JoiningDraft> JoiningDrafts => Set<JoiningDraft>();

    /// <summary>Links that open the questionnaire of somebody who joined at a till.</summary>
    public DbSet<JoiningLink> JoiningLinks => Set<JoiningLink>();

    /// <summary>What members ask support to put right.</summary>
    public DbSet<MemberClaim> MemberClaims => Set<MemberClaim>();

    /// <summary>Times in which support looked through a member's eyes.</summary>
    public DbSet<SupportVisit> SupportVisits => Set<SupportVisit>();

    /// <summary>What staff did; append-only.</summary>
    public DbSet<AuditRecord> AuditRecords => Set<AuditRecord>();

    /// <summary>Adjustments that a second person decides on.</summary>
    public DbSet<PendingAdjustment> PendingAdjustments => Set<PendingAdjustment>();

    /// <summary>Accounts that were joined to another one of the same person.</summary>
    public DbSet<AccountMerge> AccountMerges => Set<AccountMerge>();

    /// <summary>Phones that support gives to members who have lost theirs.</summary>
    public DbSet<SupportPhoneChange> SupportPhoneChanges => Set<SupportPhoneChange>();

    /// <summary>What members want to be told of.</summary>
    public DbSet<NoticeSettings> NoticeSettings => Set<NoticeSettings>();

    /// <summary>Rotating codes of cards.</summary>
    public DbSet<CardCode> CardCodes => Set<CardCode>();

    /// <summary>Cards kept in phones' wallets.</summary>
    public DbSet<WalletPass> WalletPasses => Set<WalletPass>();

    /// <summary>Wallets that keep them.</summary>
    public DbSet<WalletDevice> WalletDevices => Set<WalletDevice>();

    /// <summary>Cards linked in the cabinet.</summary>
    public DbSet<LinkedCard> LinkedCards => Set<LinkedCard>();

    /// <summary>Codes that confirm the linking of cards.</summary>
    public DbSet<CardLinkCode> CardLinkCodes => Set<CardLinkCode>();

    /// <summary>Codes that confirm redemptions.</summary>
    public DbSet<RedemptionCode> RedemptionCodes => Set<RedemptionCode>();

    /// <summary>What the operator stopped, and when.</summary>
    public DbSet<SuspensionRecord> Suspensions => Set<SuspensionRecord>();

    /// <summary>Versions of the programme.</summary>
    public DbSet<ProgrammeVersion> ProgrammeVersions => Set<ProgrammeVersion>();

    /// <summary>What the operator tells everybody.</summary>
    public DbSet<Announcement> Announcements => Set<Announcement>();

    /// <summary>Answers kept for repeated requests.</summary>
    public DbSet<IdempotencyRecord> IdempotencyRecords => Set<IdempotencyRecord>();

    /// <summary>Keys of API clients.</summary>
    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

    /// <summary>Messages to people.</summary>
    public DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();

    /// <summary>Addresses that are told what happens.</summary>
    public DbSet<Webhook> Webhooks => Set<Webhook>();

    /// <summary>What they are to be told.</summary>
    public DbSet<WebhookDelivery> WebhookDeliveries => Set<WebhookDelivery>();

    /// <summary>What they were told of accounts by the calendar.</summary>
    public DbSet<WebhookWatch> WebhookWatches => Set<WebhookWatch>();

    /// <summary>The portal's own notes.</summary>
    public DbSet<Setting> Settings => Set<Setting>();

    /// <summary>Keys that protect cookies and tokens.</summary>
    public DbSet<ProtectionKey> ProtectionKeys => Set<ProtectionKey>();

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Points>().HaveConversion<PointsConverter>();
        configurationBuilder.Properties<Money>().HaveConversion<MoneyConverter>();
        configurationBuilder.Properties<Percent>().HaveConversion<PercentConverter>();
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        LedgerModel.Configure(builder, OpenLotsFilter);
        MemberModel.Configure(builder);
        CabinetModel.Configure(builder);
        DeskModel.Configure(builder);
        OperatorModel.Configure(builder);
        MergeModel.Configure(builder);
        PhoneChangeModel.Configure(builder);
        WebhookModel.Configure(builder);
        FigureModel.Configure(builder);
        // What is a part of its row goes with it.
        var references = builder.Model.GetEntityTypes().SelectMany(type => type.GetForeignKeys());
        foreach (var key in references.Where(key => !key.IsOwnership))
        {
            key.DeleteBehavior = DeleteBehavior.Restrict;
        }
    }

    /// <summary>The index filter "lot is open" in the provider's SQL.</summary>
    protected abstract string OpenLotsFilter { get; }
}
