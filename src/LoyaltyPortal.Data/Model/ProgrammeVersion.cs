using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Backtests;

namespace LoyaltyPortal.Data.Model;

/// <summary>Where a version of the programme came from.</summary>
public enum ProgrammeOrigin
{
    /// <summary>It ships with the portal.</summary>
    Preset,

    /// <summary>The file that the configuration names.</summary>
    File,

    /// <summary>An operator laid it in.</summary>
    Upload,
}

/// <summary>A version of the programme: one that was in force, is, will be, or is still looked at. Versions are never
/// removed: entries name the one that decided them.</summary>
public sealed class ProgrammeVersion
{
    /// <summary>Its id.</summary>
    public Guid Id { get; init; }

    /// <summary>The programme's short name; versions of other programmes on the same database do not touch.</summary>
    public required string ProgrammeId { get; init; }

    /// <summary>Its number among the programme's versions, from 1.</summary>
    public int Number { get; init; }

    /// <summary>The hash of its text, as entries name it.</summary>
    public required string Version { get; init; }

    /// <summary>The text of its file.</summary>
    public required string Text { get; init; }

    /// <summary>Where it came from.</summary>
    public ProgrammeOrigin Origin { get; init; }

    /// <summary>The preset's name or the file's; null for one that was laid in.</summary>
    public string? Name { get; init; }

    /// <summary>When it came (UTC).</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who of the staff laid it in; null for one of the configuration.</summary>
    public Guid? CreatedBy { get; init; }

    /// <summary>From when on it is in force (UTC), until the next one is; null while that is not set.</summary>
    public DateTimeOffset? EffectiveAt { get; set; }

    /// <summary>When it was given up before it came into force (UTC); null for not.</summary>
    public DateTimeOffset? WithdrawnAt { get; set; }

    /// <summary>When its trial on the shop's own data was asked for (UTC); null for never.</summary>
    public DateTimeOffset? TrialAskedAt { get; set; }

    /// <summary>The share of what they may spend that members spend in the trial.</summary>
    public Percent TrialSpend { get; set; }

    /// <summary>When the node that tries it was last heard of (UTC); null while no node does.</summary>
    public DateTimeOffset? TrialSeenAt { get; set; }

    /// <summary>How many nodes began to try it.</summary>
    public int TrialTries { get; set; }

    /// <summary>Orders that the trial has read so far.</summary>
    public int TrialRead { get; set; }

    /// <summary>Orders that it is going to read.</summary>
    public int TrialOf { get; set; }

    /// <summary>What the trial came to; null while there is none.</summary>
    public ProgrammeTrial? Trial { get; set; }
}

/// <summary>What the shop's own orders would have come to under two versions.</summary>
/// <param name="Against">The version that was in force at the trial: <see cref="ProgrammeVersion.Version"/>.</param>
/// <param name="EndedAt">When the trial ended (UTC).</param>
/// <param name="Spend">The share of what they may spend that members spent, in percent.</param>
/// <param name="Fault">The kind of exception that it ended with; null when it went well.</param>
/// <param name="Before">Under the version that was in force; null when it failed.</param>
/// <param name="After">Under this version; null when it failed.</param>
public sealed record ProgrammeTrial(
    string Against,
    DateTimeOffset EndedAt,
    decimal Spend,
    string? Fault,
    TrialFigures? Before,
    TrialFigures? After
);

/// <summary>The figures of one side of a trial; as <see cref="ReplayFigures"/> has them.</summary>
public sealed record TrialFigures
{
    /// <summary>Members.</summary>
    public int Members { get; init; }

    /// <summary>Orders, also those of buyers without an account.</summary>
    public int Purchases { get; init; }

    /// <summary>Orders, events, returns and activities that the rules refused.</summary>
    public int Refused { get; init; }

    /// <summary>Members' money for goods.</summary>
    public Money Paid { get; init; }

    /// <summary>Points of purchases.</summary>
    public Points Earned { get; init; }

    /// <summary>Points of activities and promotions.</summary>
    public Points Bonus { get; init; }

    /// <summary>Points spent.</summary>
    public Points Spent { get; init; }

    /// <summary>Spent points given back.</summary>
    public Points Restored { get; init; }

    /// <summary>Points taken off with returns.</summary>
    public Points Annulled { get; init; }

    /// <summary>Points not spent in time.</summary>
    public Points Expired { get; init; }

    /// <summary>Active and pending points less debts, at the end.</summary>
    public Points Outstanding { get; init; }

    /// <summary>Points credited per 100 units of money, to 0.01; null where nothing was paid.</summary>
    public decimal? PointsPerHundred { get; init; }

    /// <summary>The share of all credited points that ended unspent, in percent to 0.01; null where none were credited.</summary>
    public decimal? Breakage { get; init; }

    /// <summary>Members by level at the end.</summary>
    public IReadOnlyList<TrialLevel> Levels { get; init; } = [];

    /// <summary>The figures of a replay.</summary>
    public static TrialFigures Of(ReplayFigures figures, int refused)
    {
        ArgumentNullException.ThrowIfNull(figures);
        return new()
        {
            Members = figures.Members,
            Purchases = figures.Purchases,
            Refused = refused,
            Paid = figures.Paid,
            Earned = figures.Earned,
            Bonus = figures.Bonus,
            Spent = figures.Spent,
            Restored = figures.Restored,
            Annulled = figures.Annulled,
            Expired = figures.Expired,
            Outstanding = figures.Outstanding,
            PointsPerHundred = figures.PointsPerHundred,
            Breakage = figures.Breakage,
            Levels = [.. figures.ByTier.Select(each => new TrialLevel(each.Tier, each.Members))],
        };
    }
}

/// <summary>How many members a level had.</summary>
/// <param name="Id">The level.</param>
/// <param name="Members">Its members.</param>
public sealed record TrialLevel(string Id, int Members);
