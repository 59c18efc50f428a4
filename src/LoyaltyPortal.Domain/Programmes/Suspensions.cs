using LoyaltyPortal.Domain.Calendar;

namespace LoyaltyPortal.Domain.Programmes;

/// <summary>A time in which the operator stopped a part of the programme (programmes.md, "Suspension").</summary>
/// <param name="Earning">Purchases paid then earn nothing.</param>
/// <param name="Spending">No points can be asked for then.</param>
/// <param name="ExpiryClock">Days of that time are given back to every lot active then.</param>
/// <param name="From">When it starts (UTC), itself included.</param>
/// <param name="To">When it ends (UTC), itself excluded.</param>
public sealed record Suspension(bool Earning, bool Spending, bool ExpiryClock, DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Whether that moment lies in it.</summary>
    public bool IsInForceAt(DateTimeOffset time) => From <= time && time < To;

    /// <summary>Whether any switch is off.</summary>
    public bool StopsAnything => Earning || Spending || ExpiryClock;

    /// <summary>The switches that are off in it.</summary>
    public Switches Stops =>
        (Earning ? Switches.Earning : Switches.None)
        | (Spending ? Switches.Spending : Switches.None)
        | (ExpiryClock ? Switches.ExpiryClock : Switches.None);

    /// <summary>What it stops besides some switches.</summary>
    public Suspension Without(Switches switches) =>
        this with
        {
            Earning = Earning && !switches.HasFlag(Switches.Earning),
            Spending = Spending && !switches.HasFlag(Switches.Spending),
            ExpiryClock = ExpiryClock && !switches.HasFlag(Switches.ExpiryClock),
        };
}

/// <summary>What can be stopped, each by itself (programmes.md, "Suspension").</summary>
[Flags]
public enum Switches
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Points of purchases.</summary>
    Earning = 1,

    /// <summary>Paying with points.</summary>
    Spending = 2,

    /// <summary>The days of lots.</summary>
    ExpiryClock = 4,

    /// <summary>All three.</summary>
    All = Earning | Spending | ExpiryClock,
}

/// <summary>All suspensions of a programme, past, present and to come. They are the operator's acts, not part of the
/// programme's file.</summary>
public sealed class Suspensions
{
    /// <summary>Nothing was ever suspended.</summary>
    public static readonly Suspensions None = new([]);

    private readonly Suspension[] clocks;

    /// <summary>The suspensions, in any order; they may overlap.</summary>
    public Suspensions(IReadOnlyList<Suspension> list)
    {
        List = list;
        clocks = [.. list.Where(each => each.ExpiryClock).OrderBy(each => each.From).ThenBy(each => each.To)];
    }

    /// <summary>Every suspension.</summary>
    public IReadOnlyList<Suspension> List { get; }

    /// <summary>Those in force at a moment.</summary>
    public IEnumerable<Suspension> InForceAt(DateTimeOffset time) => List.Where(each => each.IsInForceAt(time));

    /// <summary>What is suspended at a moment, else what will be next, as one and for as long as it stays so; null for
    /// nothing.</summary>
    public Suspension? NowOrNext(DateTimeOffset now)
    {
        if (List.Where(each => each.To > now && each.StopsAnything).MinBy(each => each.From) is not { } first)
        {
            return null;
        }
        var together = InForceAt(first.From > now ? first.From : now).ToList();
        return new Suspension(
            together.Exists(each => each.Earning),
            together.Exists(each => each.Spending),
            together.Exists(each => each.ExpiryClock),
            first.From,
            together.Min(each => each.To)
        );
    }

    /// <summary>Whether what is paid at that moment earns nothing.</summary>
    public bool StopEarningAt(DateTimeOffset time) => InForceAt(time).Any(each => each.Earning);

    /// <summary>Whether points cannot be asked for at that moment.</summary>
    public bool StopSpendingAt(DateTimeOffset time) => InForceAt(time).Any(each => each.Spending);

    /// <summary>How many days a lot gets back: each calendar day of a stopped clock on which it is active, the day of the
    /// start included and the day of the end excluded. A lot stays active through days given back, so it collects all
    /// that follow the first.</summary>
    /// <param name="startsOn">First active day.</param>
    /// <param name="endsOn">Last active day as its rules have it.</param>
    /// <param name="zone">Where days begin.</param>
    public int DaysGivenTo(DateOnly startsOn, DateOnly endsOn, ProgrammeZone zone)
    {
        var given = 0;
        var counted = startsOn;
        foreach (var clock in clocks)
        {
            var stopped = zone.DayOf(clock.From);
            var runsAgain = zone.DayOf(clock.To);
            var first = counted > stopped ? counted : stopped;
            if (endsOn.AddDays(given) >= first && runsAgain > first)
            {
                given += runsAgain.DayNumber - first.DayNumber;
                counted = runsAgain;
            }
        }
        return given;
    }
}
