namespace LoyaltyPortal.Domain.Ledger;

/// <summary>Points earned together, with their own start and end (programmes.md, "Terms"). Whether a lot is pending,
/// active or expired follows from the day one asks about, never from a stored state.</summary>
public sealed class Lot
{
    /// <summary>The account it belongs to.</summary>
    public Guid AccountId { get; init; }

    /// <summary>Number within the account, shared with entries, growing by posting order.</summary>
    public long Number { get; init; }

    /// <summary>The wallet it belongs to.</summary>
    public required string Wallet { get; init; }

    /// <summary>What was earned at first; never changes.</summary>
    public Points Earned { get; init; }

    /// <summary>What is left to spend.</summary>
    public Points Remaining { get; private set; }

    /// <summary>What expired of it, or was forfeited, and has not been annulled since.</summary>
    public Points Expired { get; private set; }

    /// <summary>First day on which it is active; null while an event is awaited.</summary>
    public DateOnly? StartsOn { get; private set; }

    /// <summary>Last day on which it is active, days given back included; null for ever (or while the start is not
    /// known).</summary>
    public DateOnly? EndsOn { get; private set; }

    /// <summary>Days of a stopped expiry clock that <see cref="EndsOn"/> includes (programmes.md, "Suspension").</summary>
    public int DaysGiven { get; private set; }

    /// <summary>Place among lots of equal end: the number of the lot that was posted first.</summary>
    public long Rank { get; init; }

    /// <summary>The entry that made it: its reason.</summary>
    public long? EntryNumber { get; private set; }

    /// <summary>For points that a return put into a lot of their own: the number of the lot that earned them. They
    /// are still that lot's points when its purchase comes back (programmes.md, "Exact arithmetic", 8).</summary>
    public long? OriginNumber { get; init; }

    /// <summary>The order it came from.</summary>
    public string? OrderId { get; init; }

    /// <summary>The rules that made it: <see cref="Programmes.Programme.Version"/>.</summary>
    public required string ProgrammeVersion { get; init; }

    /// <summary>Whether anything is left; kept as a column of its own for the index over open lots.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>A lot with all its points left.</summary>
    public static Lot Create(LotOrigin origin, Points points, DateOnly? startsOn, DateOnly? endsOn) =>
        new()
        {
            AccountId = origin.AccountId,
            Number = origin.Number,
            Wallet = origin.Wallet,
            Rank = origin.Rank,
            OriginNumber = origin.OriginNumber,
            OrderId = origin.OrderId,
            ProgrammeVersion = origin.ProgrammeVersion,
            Earned = points,
            Remaining = points,
            StartsOn = startsOn,
            EndsOn = endsOn,
            IsOpen = points.IsPositive,
        };

    /// <summary>The same lot on another account: what is left, what ended, and its dates are the same.</summary>
    /// <param name="other">The lot as it was there.</param>
    /// <param name="origin">Where it is now.</param>
    internal static Lot CopyOf(Lot other, LotOrigin origin) =>
        new()
        {
            AccountId = origin.AccountId,
            Number = origin.Number,
            Wallet = origin.Wallet,
            Rank = origin.Rank,
            OriginNumber = origin.OriginNumber,
            OrderId = origin.OrderId,
            ProgrammeVersion = origin.ProgrammeVersion,
            Earned = other.Earned,
            Remaining = other.Remaining,
            Expired = other.Expired,
            StartsOn = other.StartsOn,
            EndsOn = other.EndsOn,
            DaysGiven = other.DaysGiven,
            IsOpen = other.IsOpen,
        };

    /// <summary>Whether it has not started on that day.</summary>
    public bool IsPendingOn(DateOnly day) => StartsOn is not { } start || start > day;

    /// <summary>Whether it can be spent on that day.</summary>
    public bool IsActiveOn(DateOnly day) => !IsPendingOn(day) && !HasEndedBy(day);

    /// <summary>Whether its last day lies before that day.</summary>
    public bool HasEndedBy(DateOnly day) => EndsOn is { } end && end < day;

    /// <summary>Notes the entry that made it; later entries that move it change nothing here.</summary>
    internal void MadeBy(long entryNumber) => EntryNumber ??= entryNumber;

    /// <summary>Sets the dates once they are known.</summary>
    internal void Start(DateOnly startsOn, DateOnly? endsOn)
    {
        StartsOn = startsOn;
        EndsOn = endsOn;
        DaysGiven = 0;
    }

    /// <summary>Gives it the days of stopped clocks, all of them counted anew.</summary>
    internal void Extend(Programmes.Suspensions suspensions, Calendar.ProgrammeZone zone)
    {
        if (StartsOn is not { } startsOn || EndsOn is not { } endsOn)
        {
            return;
        }
        var byRules = endsOn.AddDays(-DaysGiven);
        DaysGiven = suspensions.DaysGivenTo(startsOn, byRules, zone);
        EndsOn = byRules.AddDays(DaysGiven);
    }

    /// <summary>Takes points that are left.</summary>
    internal void Take(Points points)
    {
        if (points > Remaining || points.Hundredths < 0)
        {
            throw new InvalidOperationException("A lot cannot give more than is left of it.");
        }
        Remaining -= points;
        IsOpen = Remaining.IsPositive;
    }

    /// <summary>Puts spent points back.</summary>
    internal void PutBack(Points points)
    {
        Remaining += points;
        IsOpen = Remaining.IsPositive;
    }

    /// <summary>Ends what is left; returns it.</summary>
    internal Points Expire()
    {
        var ended = Remaining;
        Take(ended);
        Expired += ended;
        return ended;
    }

    /// <summary>Takes from what expired, so that a later return does not take it again.</summary>
    internal void TakeExpired(Points points) => Expired -= points;
}

/// <summary>Where a lot comes from.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Number">Its number within the account.</param>
/// <param name="Rank">Its place among lots of equal end.</param>
/// <param name="OriginNumber">The lot that earned the points, where a return made this one.</param>
/// <param name="Wallet">The wallet.</param>
/// <param name="OrderId">The order, if any.</param>
/// <param name="ProgrammeVersion">The rules.</param>
public readonly record struct LotOrigin(
    Guid AccountId,
    long Number,
    long Rank,
    long? OriginNumber,
    string Wallet,
    string? OrderId,
    string ProgrammeVersion
);
