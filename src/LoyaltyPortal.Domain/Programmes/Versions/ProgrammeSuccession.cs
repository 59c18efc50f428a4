namespace LoyaltyPortal.Domain.Programmes.Versions;

/// <summary>Why a programme cannot follow another one while members have points.</summary>
public enum SuccessionFault
{
    /// <summary>It is another programme: its members are other people.</summary>
    Id,

    /// <summary>Days would begin at another hour, and points end at another.</summary>
    Zone,

    /// <summary>Points and money would be worth something else.</summary>
    Currency,

    /// <summary>Parts of points that members have could not be spent, or what half an order gave back would be rounded anew.</summary>
    Precision,

    /// <summary>Members with numbers of that country could not sign in.</summary>
    Country,

    /// <summary>Orders were bought there, and their returns are still to come.</summary>
    Channel,

    /// <summary>Members have points in it.</summary>
    Wallet,

    /// <summary>Points that it gave may still wait for their dates.</summary>
    Promotion,

    /// <summary>Points of orders wait for it, and for nothing else.</summary>
    Event,
}

/// <summary>One thing that bars a version from following another.</summary>
/// <param name="Fault">Why.</param>
/// <param name="What">What is missing or different: an id, a country, a zone.</param>
public sealed record SuccessionBar(SuccessionFault Fault, string What);

/// <summary>What a version of a programme must keep of the one before it: what members have was written under that one, and
/// is not written anew.</summary>
public static class ProgrammeSuccession
{
    /// <summary>What bars a version from following another; empty where it may.</summary>
    /// <param name="before">The version before.</param>
    /// <param name="after">The version that is to follow it.</param>
    public static IReadOnlyList<SuccessionBar> Bars(Programme before, Programme after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return
        [
            .. Same(SuccessionFault.Id, before.Id, after.Id),
            .. Same(SuccessionFault.Zone, before.Zone.Id, after.Zone.Id),
            .. Same(SuccessionFault.Currency, before.Currency, after.Currency),
            .. after.Precision != before.Precision
                ? [new SuccessionBar(SuccessionFault.Precision, after.Precision.ToString())]
                : Array.Empty<SuccessionBar>(),
            .. Gone(SuccessionFault.Country, before.Countries, after.Countries),
            .. Gone(
                SuccessionFault.Channel,
                Ids(before.Channels, each => each.Id),
                Ids(after.Channels, each => each.Id)
            ),
            .. Gone(SuccessionFault.Wallet, Ids(before.Wallets, each => each.Id), Ids(after.Wallets, each => each.Id)),
            .. Gone(
                SuccessionFault.Promotion,
                Ids(before.Promotions, each => each.Id),
                Ids(after.Promotions, each => each.Id)
            ),
            .. Gone(SuccessionFault.Event, Awaited(before), Awaited(after)),
        ];
    }

    private static IEnumerable<SuccessionBar> Same(SuccessionFault fault, string before, string after) =>
        before == after ? [] : [new SuccessionBar(fault, before)];

    private static IEnumerable<SuccessionBar> Gone(
        SuccessionFault fault,
        IEnumerable<string> before,
        IEnumerable<string> after
    ) => before.Except(after, StringComparer.Ordinal).Select(each => new SuccessionBar(fault, each));

    private static IEnumerable<string> Awaited(Programme programme) =>
        Enum.GetValues<OrderEvent>().Where(programme.Earning.Uses).Select(each => each.ToString());

    private static IEnumerable<string> Ids<T>(IEnumerable<T> list, Func<T, string> id) => list.Select(id);
}
