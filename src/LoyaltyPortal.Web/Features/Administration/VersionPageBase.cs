using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Programmes;
using LoyaltyPortal.Web.Platform;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace LoyaltyPortal.Web.Features.Administration;

/// <summary>How a version of the programme stands.</summary>
public enum VersionState
{
    /// <summary>It decides now.</summary>
    InForce,

    /// <summary>Its moment is set.</summary>
    Waits,

    /// <summary>It is looked at; no moment is set.</summary>
    Open,

    /// <summary>It was in force.</summary>
    Over,

    /// <summary>It was given up.</summary>
    Withdrawn,
}

/// <summary>A page about versions of the programme or announcements.</summary>
public abstract class VersionPageBase : AdminPage
{
    [Inject]
    protected ProgrammeVersions Versions { get; set; } = default!;

    [Inject]
    protected ProgrammeBook Book { get; set; } = default!;

    [Inject]
    protected IStringLocalizer<VersionTexts> V { get; set; } = default!;

    /// <summary>The portal's time, as it is stored.</summary>
    protected DateTimeOffset Now => Clock.Now(Time);

    protected VersionState StateOf(ProgrammeVersion version)
    {
        var (running, now) = (Book.Current, Now);
        return version switch
        {
            { WithdrawnAt: not null } => VersionState.Withdrawn,
            { EffectiveAt: null } => VersionState.Open,
            { EffectiveAt: { } at } when at > now => VersionState.Waits,
            _ when version.Version == running.Programme.Version && version.EffectiveAt == running.Since =>
                VersionState.InForce,
            _ => VersionState.Over,
        };
    }

    protected static string TagOf(VersionState state) =>
        state switch
        {
            VersionState.InForce => "tag tag-good",
            VersionState.Waits => "tag tag-wait",
            _ => "tag",
        };

    protected string WhenOf(ProgrammeVersion version) =>
        StateOf(version) switch
        {
            VersionState.InForce => V["Since", Say(version.EffectiveAt)],
            VersionState.Waits => V["WaitsUntil", Say(version.EffectiveAt)],
            VersionState.Over => V["WasSince", Say(version.EffectiveAt)],
            VersionState.Withdrawn => V["WithdrawnOn", Say(version.WithdrawnAt)],
            _ => V["LaidInOn", Say(version.CreatedAt)],
        };

    protected string OriginOf(ProgrammeVersion version) => V[$"Origin-{version.Origin}", version.Name ?? string.Empty];

    protected static string PathOf(int number) => $"{AdminSlice.Version}/{number}";
}
