using LoyaltyPortal.Domain.Calendar;
using LoyaltyPortal.Domain.Programmes;

namespace LoyaltyPortal.Domain.Ledger;

/// <summary>One posting at work on an account: brings it to the present, then moves points, each move with its entry.
/// Nothing here looks at a clock or a database.</summary>
/// <param name="account">The account, with all its open lots and holds.</param>
/// <param name="programme">The rules in force.</param>
/// <param name="now">The portal's time (UTC).</param>
/// <param name="suspensions">What the operator stopped, and when.</param>
public sealed class Journal(Account account, Programme programme, DateTimeOffset now, Suspensions suspensions)
{
    /// <summary>The account at work.</summary>
    public Account Account => account;

    /// <summary>The rules in force.</summary>
    public Programme Programme => programme;

    /// <summary>The portal's time.</summary>
    public DateTimeOffset Now => now;

    /// <summary>What the operator stopped, and when.</summary>
    public Suspensions Suspensions => suspensions;

    /// <summary>Today in the programme's zone.</summary>
    public DateOnly Today { get; } = programme.Zone.DayOf(now);

    private ProgrammeZone Zone => programme.Zone;

    /// <summary>Whether all that was due before this posting is written.</summary>
    private bool isPresent;

    /// <summary>Writes what has become due by now: ends of lots, and debts settled as points became active or holds
    /// ended, each at its own time. Running it late, twice or never changes no balance.</summary>
    public void BringToNow()
    {
        // What ended has ended; of a spent lot the end still matters, points may come back to it.
        foreach (var lot in account.Lots.Where(lot => lot.Expired.IsZero))
        {
            lot.Extend(suspensions, Zone);
        }
        // A debt that this posting itself makes, or points that it frees, belong to now and to no earlier moment.
        if (!isPresent && account.Wallets.Any(wallet => wallet.Debt.IsPositive))
        {
            foreach (var moment in DueMoments())
            {
                ExpireLots(Zone.DayOf(moment));
                SettleDebts(moment);
            }
        }
        isPresent = true;
        ExpireLots(Today);
        SettleDebts(now);
        foreach (var hold in account.Holds.Where(hold => hold.IsOpen && !hold.KeepsAt(now)))
        {
            hold.Status = HoldStatus.Expired;
        }
    }

    /// <summary>Moments up to now at which a debt could be settled: midnights at which lots start or end, ends of holds.</summary>
    private IEnumerable<DateTimeOffset> DueMoments()
    {
        var starts = account.Lots.Where(lot => lot.IsOpen && lot.StartsOn <= Today).Select(lot => lot.StartsOn!.Value);
        var ends = account
            .Lots.Where(lot => lot.IsOpen && lot.HasEndedBy(Today))
            .Select(lot => lot.EndsOn!.Value.AddDays(1));
        var holds = account.Holds.Where(hold => hold.IsOpen && !hold.KeepsAt(now)).Select(hold => hold.ExpiresAt);
        return starts.Concat(ends).Select(Zone.StartOf).Concat(holds).Distinct().Order();
    }

    /// <summary>The member has left: holds are given up, and what is left of every lot, pending ones too, is taken off. A
    /// debt is settled first where points were free for it; the rest of it stays. What was forfeited counts as ended, so
    /// that a later return neither takes it again nor makes a debt of it. Once it is done it changes nothing more.</summary>
    public void Forfeit()
    {
        BringToNow();
        foreach (var hold in account.Holds)
        {
            hold.Cancel();
        }
        BringToNow();
        foreach (var wallet in account.Lots.Where(lot => lot.IsOpen).GroupBy(lot => lot.Wallet).ToList())
        {
            var moves = wallet.OrderBy(lot => lot.Number).Select(lot => new LotMove(lot, -lot.Expire())).ToList();
            Write(
                EntryType.Adjusted,
                now,
                wallet.Key,
                moves.Sum(move => move.Points),
                Reason.Of(ReasonCodes.AccountClosed),
                moves
            );
        }
    }

    private void ExpireLots(DateOnly day)
    {
        var ended = account
            .Lots.Where(lot => lot.IsOpen && lot.HasEndedBy(day))
            .OrderBy(lot => lot.EndsOn)
            .ThenBy(lot => lot.Number);
        foreach (var lot in ended.ToList())
        {
            var points = lot.Expire();
            Write(
                EntryType.Expired,
                Zone.StartOf(lot.EndsOn!.Value.AddDays(1)),
                lot.Wallet,
                -points,
                Reason.Of(ReasonCodes.LotEnded).With("day", lot.EndsOn.Value),
                [new LotMove(lot, -points)],
                lot.OrderId
            );
        }
    }

    /// <summary>Settles debts with active points that are not held, soonest-ending first (programmes.md, "Exact
    /// arithmetic", 8).</summary>
    private void SettleDebts(DateTimeOffset moment)
    {
        var day = Zone.DayOf(moment);
        foreach (var wallet in account.Wallets.Where(wallet => wallet.Debt.IsPositive))
        {
            var free = account.ActivePoints(wallet.Id, day) - account.Held(wallet.Id, day, moment);
            var settled = Points.Min(wallet.Debt, free);
            if (!settled.IsPositive)
            {
                continue;
            }
            var moves = TakeFrom(account.SpendingOrder(wallet.Id, day), settled);
            wallet.Debt -= settled;
            Write(
                EntryType.DebtSettled,
                moment,
                wallet.Id,
                Points.Zero,
                Reason.Of(ReasonCodes.DebtSettled).With("points", settled),
                moves,
                settled: settled
            );
        }
    }

    /// <summary>Takes points from lots in the given order.</summary>
    /// <exception cref="InvalidOperationException">The lots do not hold so much: the caller must have checked.</exception>
    internal static IReadOnlyList<LotMove> TakeFrom(IEnumerable<Lot> lots, Points points)
    {
        var moves = new List<LotMove>();
        var left = points;
        foreach (var lot in lots.ToList())
        {
            if (!left.IsPositive)
            {
                break;
            }
            var taken = Points.Min(left, lot.Remaining);
            lot.Take(taken);
            moves.Add(new LotMove(lot, -taken));
            left -= taken;
        }
        return left.IsZero ? moves : throw new InvalidOperationException("The lots do not hold so many points.");
    }

    /// <summary>The lot of that number.</summary>
    /// <exception cref="InvalidOperationException">It was not loaded.</exception>
    internal Lot LotOf(long number) => account.Lots.First(lot => lot.Number == number);

    /// <summary>Makes a lot of newly earned points.</summary>
    internal Lot AddLot(string wallet, Points points, DateOnly? startsOn, DateOnly? endsOn, string? orderId)
    {
        var number = account.NextNumber();
        return Add(
            new LotOrigin(account.Id, number, number, null, wallet, orderId, programme.Version),
            points,
            startsOn,
            endsOn
        );
    }

    /// <summary>Sets the dates of a lot that waited for an event.</summary>
    internal void Start(Lot lot, DateOnly startsOn, DateOnly? endsOn)
    {
        lot.Start(startsOn, endsOn);
        lot.Extend(suspensions, Zone);
    }

    /// <summary>Makes a lot for points of another one that cannot take them back.</summary>
    /// <param name="from">The lot they were spent from.</param>
    /// <param name="points">The points.</param>
    /// <param name="startsOn">First active day.</param>
    /// <param name="endsOn">Last active day; null for ever.</param>
    /// <param name="keepsRank">Whether they are spent in the other lot's place among lots of equal end.</param>
    internal Lot AddLotFrom(Lot from, Points points, DateOnly startsOn, DateOnly? endsOn, bool keepsRank)
    {
        var number = account.NextNumber();
        var origin = new LotOrigin(
            account.Id,
            number,
            keepsRank ? from.Rank : number,
            from.OriginNumber ?? from.Number,
            from.Wallet,
            from.OrderId,
            programme.Version
        );
        return Add(origin, points, startsOn, endsOn);
    }

    /// <summary>Takes in a lot of another account with all that is left of it.</summary>
    /// <param name="other">The lot.</param>
    /// <param name="numbers">The numbers here by the numbers there, of the lots that came before it; its own is added.</param>
    internal Lot AddCopy(Lot other, Dictionary<long, long> numbers)
    {
        var number = account.NextNumber();
        numbers.Add(other.Number, number);
        var origin = new LotOrigin(
            account.Id,
            number,
            numbers.GetValueOrDefault(other.Rank, number),
            other.OriginNumber is { } first ? numbers[first] : null,
            other.Wallet,
            other.OrderId,
            other.ProgrammeVersion
        );
        var copy = Lot.CopyOf(other, origin);
        account.Lots.Add(copy);
        return copy;
    }

    /// <summary>The end to give a lot that starts on a day so that it ends with another one, which has days given back
    /// already: those that lie before its own start.</summary>
    internal DateOnly? EndAlike(Lot other, DateOnly startsOn)
    {
        if (other.EndsOn is not { } end)
        {
            return null;
        }
        var later = other.DaysGiven;
        while (later > 0 && suspensions.DaysGivenTo(startsOn, end.AddDays(-later), Zone) != later)
        {
            later--;
        }
        return end.AddDays(-later);
    }

    /// <summary>The end by the rules that becomes this last day once the days of stopped clocks are added; where no end does,
    /// the day itself, which they then move on.</summary>
    internal DateOnly EndBefore(DateOnly startsOn, DateOnly lastDay)
    {
        for (var later = suspensions.DaysGivenTo(startsOn, lastDay, Zone); later > 0; later--)
        {
            if (suspensions.DaysGivenTo(startsOn, lastDay.AddDays(-later), Zone) == later)
            {
                return lastDay.AddDays(-later);
            }
        }
        return lastDay;
    }

    private Lot Add(LotOrigin origin, Points points, DateOnly? startsOn, DateOnly? endsOn)
    {
        var lot = Lot.Create(origin, points, startsOn, endsOn);
        lot.Extend(suspensions, Zone);
        account.Lots.Add(lot);
        return lot;
    }

    /// <summary>Writes an entry that moves points.</summary>
    internal Entry Write(
        EntryType type,
        DateTimeOffset at,
        string wallet,
        Points points,
        Reason reason,
        IReadOnlyList<LotMove> moves,
        string? orderId = null,
        IReadOnlyList<Reason>? explanation = null,
        Points settled = default,
        string? channel = null
    )
    {
        account.NoteMovement(Zone.DayOf(at), type, points);
        var number = account.NextNumber();
        var entry = new Entry
        {
            AccountId = account.Id,
            Number = number,
            At = at,
            PostedAt = now,
            Type = type,
            Wallet = wallet,
            Points = points,
            Settled = settled,
            OrderId = orderId,
            Channel = channel,
            LotNumber = moves.Count == 1 ? moves[0].Lot.Number : null,
            Reason = reason,
            Explanation = explanation ?? [],
            ProgrammeVersion = programme.Version,
            Lots =
            [
                .. moves
                    .GroupBy(move => move.Lot.Number)
                    .Select(group => new EntryLot
                    {
                        AccountId = account.Id,
                        EntryNumber = number,
                        LotNumber = group.Key,
                        Points = group.Sum(move => move.Points),
                    }),
            ],
        };
        account.NewEntries.Add(entry);
        foreach (var move in moves)
        {
            move.Lot.MadeBy(number);
        }
        return entry;
    }
}

/// <summary>A change of what is left of a lot.</summary>
/// <param name="Lot">The lot.</param>
/// <param name="Points">Signed points.</param>
public readonly record struct LotMove(Lot Lot, Points Points);
