using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Domain.Calendar;
using LoyaltyPortal.Domain.Programmes;

namespace LoyaltyPortal.Web.Features.Administration;

/// <summary>A suspension as it is typed: it stands in the address, so its preview can be gone back from and sent on.</summary>
/// <param name="Stops">What is to stand still.</param>
/// <param name="From">From when, as typed; empty for at once.</param>
/// <param name="To">Until when, as typed.</param>
public sealed record SuspensionChoice(Switches Stops, string? From, string? To)
{
    public const string StopField = "stop";
    public const string FromField = "from";
    public const string ToField = "to";

    /// <summary>A longer one is a slip of the fingers.</summary>
    public const int MostDays = 366;

    /// <summary>The switches one by one.</summary>
    public static readonly IReadOnlyList<Switches> Each = [Switches.Earning, Switches.Spending, Switches.ExpiryClock];

    /// <summary>The choice of an address; null where nothing was asked yet.</summary>
    public static SuspensionChoice? Read(IQueryCollection query)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (!query.ContainsKey(ToField))
        {
            return null;
        }
        var stops = Each.Where(each => query[StopField].Contains(each.ToString()))
            .Aggregate(Switches.None, (all, each) => all | each);
        return new SuspensionChoice(stops, query[FromField].FirstOrDefault(), query[ToField].FirstOrDefault());
    }

    /// <summary>The suspension that is meant, or what is wrong with it, by field.</summary>
    public (Suspension? Meant, IReadOnlyDictionary<string, string> Faults) Check(ProgrammeZone zone, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var faults = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Stops == Switches.None)
        {
            faults[StopField] = "StopMissing";
        }
        var from = string.IsNullOrWhiteSpace(From) ? now : TypedMoment.Read(From, zone);
        var to = TypedMoment.Read(To, zone);
        if (from is null)
        {
            faults[FromField] = "MomentWrong";
        }
        else if (from < now)
        {
            faults[FromField] = "FromPast";
        }
        if (to is null)
        {
            faults[ToField] = "MomentWrong";
        }
        else if (from is not null && (to <= from || to > from.Value.AddDays(MostDays)))
        {
            faults[ToField] = to <= from ? "ToBeforeFrom" : "SuspensionTooLong";
        }
        return faults.Count > 0 ? (null, faults) : (Of(Stops, Clock.Cut(from!.Value), Clock.Cut(to!.Value)), faults);
    }

    /// <summary>A suspension of some switches.</summary>
    public static Suspension Of(Switches stops, DateTimeOffset from, DateTimeOffset to) =>
        new(
            stops.HasFlag(Switches.Earning),
            stops.HasFlag(Switches.Spending),
            stops.HasFlag(Switches.ExpiryClock),
            from,
            to
        );
}
