using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Programmes;

namespace LoyaltyPortal.Domain.Notices;

/// <summary>Decides what a member is told now (docs/decisions/notices.md). It follows from the account and from what was
/// told before, never from when somebody looked last, so looking late, twice or every minute tells nobody anything
/// twice.</summary>
public static class NoticeDecision
{
    /// <summary>How many days ahead points that end are told of, the nearest last.</summary>
    public static readonly IReadOnlyList<int> Stages = [30, 7, 1];

    /// <summary>What was credited longer ago is old: orders that are imported afterwards are no news.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromDays(3);

    /// <summary>The longest time between two looks.</summary>
    public static readonly TimeSpan Furthest = TimeSpan.FromDays(30);

    /// <summary>The kinds of entries that <see cref="Decide"/> wants to see.</summary>
    public static readonly IReadOnlyList<EntryType> Watched =
    [
        EntryType.Earned,
        EntryType.Bonus,
        EntryType.Restored,
        EntryType.Annulled,
        EntryType.Adjusted,
    ];

    /// <summary>Decides for one member.</summary>
    /// <param name="journal">The account, brought to now.</param>
    /// <param name="entries">Its entries of the <see cref="Watched"/> kinds with numbers above the one that was told.</param>
    /// <param name="wish">What the member wants.</param>
    /// <param name="told">What the member was told so far.</param>
    public static NoticePlan Decide(
        Journal journal,
        IReadOnlyCollection<Entry> entries,
        NoticeWish wish,
        ToldSoFar told
    )
    {
        var present = journal.Account.TierOn(journal.Today, journal.Programme).Tier;
        var known = Known(journal, wish.Kinds, told, present);
        if (wish.Kinds == NoticeKinds.None)
        {
            return new NoticePlan([], known, LookAt: null);
        }
        List<NoticeFact> facts =
        [
            .. wish.Kinds.HasFlag(NoticeKinds.Ending) ? Endings(journal, known.Endings) : [],
            .. wish.Kinds.HasFlag(NoticeKinds.Credited) ? Credits(journal, entries, known.Entry) : [],
            .. wish.Kinds.HasFlag(NoticeKinds.Level) ? Levels(journal.Programme.Tiers, known.Tier, present) : [],
        ];
        var free = wish.Quiet.FirstFree(journal.Now, known.On);
        if (facts.Count > 0 && free > journal.Now)
        {
            return new NoticePlan([], known, free);
        }
        var now = facts.Count == 0 ? known : known with { On = wish.Quiet.Zone.DayOf(journal.Now) };
        now = now with
        {
            // What was looked at and is no news needs no second look.
            Entry = journal.Account.LastNumber,
            Tier = present.Id,
            Endings =
            [
                .. known.Endings,
                .. facts
                    .OfType<NoticeFact.Ending>()
                    .Select(ending => new ToldEnding(ending.Wallet, ending.On, ending.Stage)),
            ],
        };
        return new NoticePlan(facts, now, wish.Quiet.FirstFree(NextLook(journal, wish.Kinds), now.On));
    }

    /// <summary>What was told, without what lies behind, and with what a member who does not want to hear of it is taken
    /// to know.</summary>
    private static ToldSoFar Known(Journal journal, NoticeKinds kinds, ToldSoFar told, Tier present) =>
        told with
        {
            Entry = kinds.HasFlag(NoticeKinds.Credited) ? told.Entry : journal.Account.LastNumber,
            Tier = kinds.HasFlag(NoticeKinds.Level) ? told.Tier : present.Id,
            Endings = [.. told.Endings.Where(ending => ending.On >= journal.Today)],
        };

    /// <summary>Ends whose stage has come, the nearest stage alone: neither it nor a nearer one was told.</summary>
    private static IEnumerable<NoticeFact.Ending> Endings(Journal journal, IReadOnlyList<ToldEnding> told)
    {
        var ahead = Ahead(journal).OrderBy(ending => ending.On).ThenBy(ending => ending.Wallet, StringComparer.Ordinal);
        foreach (var (wallet, on, points) in ahead)
        {
            var left = on.DayNumber - journal.Today.DayNumber;
            var stage = Stages.LastOrDefault(stage => left <= stage);
            if (stage > 0 && !told.Any(each => each.Wallet == wallet && each.On == on && each.Days <= stage))
            {
                yield return new NoticeFact.Ending(wallet, points, on, stage);
            }
        }
    }

    /// <summary>Active points by wallet and last day. What a hold keeps is as good as spent, and it is taken from what ends
    /// soonest. A debt needs no word: it leaves nothing active that is not held.</summary>
    private static IEnumerable<(string Wallet, DateOnly On, Points Points)> Ahead(Journal journal)
    {
        var (account, today) = (journal.Account, journal.Today);
        foreach (var wallet in account.Lots.Select(lot => lot.Wallet).Distinct())
        {
            var held = account.Held(wallet, today, journal.Now);
            foreach (var lots in account.SpendingOrder(wallet, today).GroupBy(lot => lot.EndsOn))
            {
                var points = lots.Sum(lot => lot.Remaining);
                var kept = Points.Min(held, points);
                held -= kept;
                if (lots.Key is { } on && points > kept)
                {
                    yield return (wallet, on, points - kept);
                }
            }
        }
    }

    private static IEnumerable<NoticeFact.Credited> Credits(
        Journal journal,
        IReadOnlyCollection<Entry> entries,
        long toldEntry
    )
    {
        var since = journal.Now - Fresh;
        var orders = entries.Where(entry => entry.Number > toldEntry).GroupBy(entry => (entry.Wallet, entry.OrderId));
        foreach (
            var wallet in orders.GroupBy(order => order.Key.Wallet).OrderBy(each => each.Key, StringComparer.Ordinal)
        )
        {
            var points = wallet.Sum(order => LeftOf(order, since));
            if (!points.IsPositive)
            {
                continue;
            }
            var numbers = wallet
                .SelectMany(order => order)
                .SelectMany(entry => entry.Lots.Select(move => (long?)move.LotNumber).Append(entry.LotNumber))
                .ToHashSet();
            var waiting = journal
                .Account.Lots.Where(lot => lot.IsOpen && numbers.Contains(lot.Number) && lot.IsPendingOn(journal.Today))
                .ToList();
            yield return new NoticeFact.Credited(
                wallet.Key,
                points,
                Points.Min(points, waiting.Sum(lot => lot.Remaining)),
                waiting.Exists(lot => lot.StartsOn is null) ? null : waiting.Max(lot => lot.StartsOn)
            );
        }
    }

    /// <summary>What an order gave that is no old news: what it earned, less what was taken off again since, and what came
    /// back.</summary>
    private static Points LeftOf(IEnumerable<Entry> order, DateTimeOffset since)
    {
        var (earned, back) = (Points.Zero, Points.Zero);
        foreach (var entry in order)
        {
            if (entry.Type == EntryType.Annulled)
            {
                earned += entry.Points;
            }
            else if (entry.At >= since && entry.Type == EntryType.Restored)
            {
                back += entry.Points;
            }
            else if (
                entry.At >= since
                && entry.Type is (EntryType.Earned or EntryType.Bonus or EntryType.Adjusted)
                && entry.Points.IsPositive
            )
            {
                earned += entry.Points;
            }
        }
        return back + Points.Max(Points.Zero, earned);
    }

    /// <summary>A level that has left the programme since cannot be compared: the present one is then no news.</summary>
    private static IEnumerable<NoticeFact.Level> Levels(TierRules rules, string? told, Tier present)
    {
        var ids = rules.List.Select(tier => tier.Id).ToList();
        if (told is not null && told != present.Id && ids.IndexOf(told) is >= 0 and var before)
        {
            yield return new NoticeFact.Level(present, ids.IndexOf(present.Id) > before);
        }
    }

    /// <summary>When something may become due by time alone: a stage, points that become active, a level. Whatever is posted
    /// is looked at as it comes.</summary>
    private static DateTimeOffset NextLook(Journal journal, NoticeKinds kinds)
    {
        var days = new List<DateOnly>();
        if (kinds.HasFlag(NoticeKinds.Ending))
        {
            var lots = journal.Account.Lots.Where(lot => lot.IsOpen).ToList();
            days.AddRange(lots.Select(lot => lot.StartsOn).OfType<DateOnly>());
            days.AddRange(
                from end in lots.Select(lot => lot.EndsOn).OfType<DateOnly>()
                from stage in Stages
                select end.AddDays(-stage)
            );
        }
        if (kinds.HasFlag(NoticeKinds.Level))
        {
            days.AddRange(journal.Account.QualifyingDays.SelectMany(day => TurnsOf(day, journal.Programme.Tiers)));
        }
        return days.Where(day => day > journal.Today)
            .Select(journal.Programme.Zone.StartOf)
            .Append(journal.Now + Furthest)
            .Min();
    }

    /// <summary>The days on which what was paid begins and ceases to count for the level.</summary>
    private static IEnumerable<DateOnly> TurnsOf(Tiers.QualifyingDay day, TierRules rules)
    {
        yield return day.CountingDay.AddDays(rules.Counting == CountingDay.AtOnce ? 0 : 1);
        if (rules.RollingDays is { } window)
        {
            yield return day.PaidDay.AddDays(window + 1);
        }
    }
}
