namespace LoyaltyPortal.Web.Platform.Jobs;

/// <summary>A job that every node runs by itself, again and again.</summary>
/// <param name="Name">One of <see cref="JobNames"/>.</param>
/// <param name="Every">How often.</param>
/// <param name="Work">What it does, for whoever runs it by hand; null where that would be of no use.</param>
public sealed record PortalJob(string Name, TimeSpan Every, Func<CancellationToken, Task>? Work = null);

/// <summary>The names of jobs: their last runs are kept under them, and pages name them.</summary>
public static class JobNames
{
    /// <summary>Entries that have become due, and members who are to be forgotten.</summary>
    public const string DueWork = "due-work";

    /// <summary>What has served its time.</summary>
    public const string Housekeeping = "housekeeping";

    /// <summary>Figures of the programme, and how many members there are.</summary>
    public const string Figures = "figures";

    /// <summary>Whether the figures are what the ledger says.</summary>
    public const string FiguresCheck = "figures-check";

    /// <summary>Messages that wait to be sent.</summary>
    public const string Outbox = "outbox";

    /// <summary>Notices to members.</summary>
    public const string Notices = "notices";

    /// <summary>Phones that support gives to members.</summary>
    public const string PhoneChanges = "phone-changes";

    /// <summary>Cards in phones' wallets.</summary>
    public const string Wallets = "wallets";

    /// <summary>Suspensions that another node set.</summary>
    public const string Suspensions = "suspensions";

    /// <summary>Versions of the programme and announcements that another node set.</summary>
    public const string Programme = "programme";

    /// <summary>Versions of the programme that are to be tried on the shop's own data.</summary>
    public const string Trials = "trials";

    /// <summary>Deliveries of webhooks that wait to be sent.</summary>
    public const string Webhooks = "webhooks";

    /// <summary>What webhooks are told by the calendar.</summary>
    public const string WebhookMoments = "webhook-moments";

    /// <summary>Live connections of sessions that are over.</summary>
    public const string OpenCircuits = "open-circuits";

    /// <summary>Cards that are open on a screen.</summary>
    public const string OpenCards = "open-cards";
}
