namespace LoyaltyPortal.Data.Audit;

/// <summary>What the audit tells of. A word that is there stays: old lines hold it.</summary>
public static class AuditActions
{
    /// <summary>An agent began to look through a member's eyes.</summary>
    public const string VisitBegun = "visit-begun";

    /// <summary>An agent's request while looking through a member's eyes.</summary>
    public const string VisitRequest = "visit-request";

    /// <summary>Reading only was lifted for one thing.</summary>
    public const string VisitLifted = "visit-lifted";

    /// <summary>The one thing was changed.</summary>
    public const string VisitChanged = "visit-changed";

    /// <summary>A visit was ended before its time.</summary>
    public const string VisitEnded = "visit-ended";

    /// <summary>An agent searched for members: how, and how many were found; never what was typed.</summary>
    public const string MembersSearched = "members-searched";

    /// <summary>An agent opened a member's page at the desk.</summary>
    public const string MemberOpened = "member-opened";

    /// <summary>Points were given or taken.</summary>
    public const string Adjusted = "adjusted";

    /// <summary>Points above the limit wait for a second person.</summary>
    public const string AdjustmentAsked = "adjustment-asked";

    /// <summary>A second person refused, or whoever asked took it back.</summary>
    public const string AdjustmentRefused = "adjustment-refused";

    /// <summary>An order was told to be completed.</summary>
    public const string OrderCompleted = "order-completed";

    /// <summary>A lot was given another last day.</summary>
    public const string LotExtended = "lot-extended";

    /// <summary>Staff decided on a return in another way than the rules do.</summary>
    public const string ReturnOverridden = "return-overridden";

    /// <summary>An account was stopped.</summary>
    public const string AccountBlocked = "account-blocked";

    /// <summary>An account was let go on.</summary>
    public const string AccountUnblocked = "account-unblocked";

    /// <summary>An account is a legal entity's, or no longer.</summary>
    public const string KindChanged = "kind-changed";

    /// <summary>Two accounts of one person were joined.</summary>
    public const string AccountsMerged = "accounts-merged";

    /// <summary>A merge waits for a second person.</summary>
    public const string MergeAsked = "merge-asked";

    /// <summary>A second person refused a merge, or whoever asked took it back.</summary>
    public const string MergeRefused = "merge-refused";

    /// <summary>Another phone was asked for; it waits.</summary>
    public const string PhoneAsked = "phone-asked";

    /// <summary>An agent stopped a change of phone that waited.</summary>
    public const string PhoneStopped = "phone-stopped";

    /// <summary>A member got the phone that an agent asked for.</summary>
    public const string PhoneChanged = "phone-changed";

    /// <summary>A claim was taken by an agent, or given back.</summary>
    public const string ClaimAssigned = "claim-assigned";

    /// <summary>A claim was answered.</summary>
    public const string ClaimAnswered = "claim-answered";

    /// <summary>A suspension was set.</summary>
    public const string SuspensionSet = "suspension-set";

    /// <summary>A version of the programme was laid in.</summary>
    public const string ProgrammeAdded = "programme-added";

    /// <summary>A version was to be tried on the shop's own data.</summary>
    public const string ProgrammeTried = "programme-tried";

    /// <summary>A version was set for a moment.</summary>
    public const string ProgrammeSet = "programme-set";

    /// <summary>A version was given up before its moment.</summary>
    public const string ProgrammeWithdrawn = "programme-withdrawn";

    /// <summary>Something was announced to everybody.</summary>
    public const string AnnouncementMade = "announcement-made";

    /// <summary>An announcement was ended.</summary>
    public const string AnnouncementEnded = "announcement-ended";

    /// <summary>Somebody came to the staff.</summary>
    public const string StaffAdded = "staff-added";

    /// <summary>The roles of somebody of the staff were set.</summary>
    public const string StaffRolesSet = "staff-roles-set";

    /// <summary>Somebody of the staff got a link to set a password anew.</summary>
    public const string StaffLinkMade = "staff-link-made";

    /// <summary>A lock of somebody of the staff, by wrong passwords or codes, was lifted.</summary>
    public const string StaffUnlocked = "staff-unlocked";

    /// <summary>Somebody left the staff.</summary>
    public const string StaffRemoved = "staff-removed";

    /// <summary>A key of the store API was made.</summary>
    public const string KeyCreated = "key-created";

    /// <summary>A key of the store API was withdrawn.</summary>
    public const string KeyRevoked = "key-revoked";

    /// <summary>Messages that were given up were put back.</summary>
    public const string MessagesRetried = "messages-retried";

    /// <summary>A job was run by hand.</summary>
    public const string JobRun = "job-run";

    /// <summary>A webhook was made.</summary>
    public const string WebhookMade = "webhook-made";

    /// <summary>A webhook got another address or other events.</summary>
    public const string WebhookChanged = "webhook-changed";

    /// <summary>A webhook was paused.</summary>
    public const string WebhookPaused = "webhook-paused";

    /// <summary>A webhook was let go on.</summary>
    public const string WebhookResumed = "webhook-resumed";

    /// <summary>A webhook got a new secret.</summary>
    public const string WebhookSecretRotated = "webhook-secret-rotated";

    /// <summary>A webhook was sent a test.</summary>
    public const string WebhookTested = "webhook-tested";

    /// <summary>A delivery of a webhook was sent anew.</summary>
    public const string WebhookReplayed = "webhook-replayed";

    /// <summary>A webhook was removed.</summary>
    public const string WebhookRemoved = "webhook-removed";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        VisitBegun,
        VisitRequest,
        VisitLifted,
        VisitChanged,
        VisitEnded,
        MembersSearched,
        MemberOpened,
        Adjusted,
        AdjustmentAsked,
        AdjustmentRefused,
        OrderCompleted,
        LotExtended,
        ReturnOverridden,
        AccountBlocked,
        AccountUnblocked,
        KindChanged,
        AccountsMerged,
        MergeAsked,
        MergeRefused,
        PhoneAsked,
        PhoneStopped,
        PhoneChanged,
        ClaimAssigned,
        ClaimAnswered,
        SuspensionSet,
        ProgrammeAdded,
        ProgrammeTried,
        ProgrammeSet,
        ProgrammeWithdrawn,
        AnnouncementMade,
        AnnouncementEnded,
        StaffAdded,
        StaffRolesSet,
        StaffLinkMade,
        StaffUnlocked,
        StaffRemoved,
        KeyCreated,
        KeyRevoked,
        MessagesRetried,
        JobRun,
        WebhookMade,
        WebhookChanged,
        WebhookPaused,
        WebhookResumed,
        WebhookSecretRotated,
        WebhookTested,
        WebhookReplayed,
        WebhookRemoved,
    ];
}
