using System.Globalization;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Orders;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Domain.Spending;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Reading;

/// <summary>Reads what a member has and why. Writes nothing: what is due is worked out in memory.</summary>
public sealed class MemberReading(PortalDb db, Programme programme, SuspensionBook suspensions, TimeProvider time)
{
    /// <summary>Kinds of entries that have a channel.</summary>
    private static readonly EntryType[] OfOrders =
    [
        EntryType.Earned,
        EntryType.Bonus,
        EntryType.Redeemed,
        EntryType.Restored,
        EntryType.Annulled,
    ];

    /// <summary>What a member has now; null when there is no such account.</summary>
    public async Task<AccountView?> AccountAsync(Guid accountId, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var account = await AccountLoading.ReadAsync(db, accountId, programme, now, cancellation);
        var member = await db
            .Members.AsNoTracking()
            .Where(each => each.AccountId == accountId)
            .Select(each => new MemberView(each.Phone, each.GivenName, each.FamilyName, each.Language))
            .FirstOrDefaultAsync(cancellation);
        if (account is null || member is null)
        {
            return null;
        }
        await MonthCounting.FillAsync(db, account, programme, cancellation);
        var journal = new Journal(account, programme, now, suspensions.Current);
        journal.BringToNow();
        var today = programme.Zone.DayOf(now);
        var origins = await OriginsAsync(account, today, cancellation);
        return new AccountView(
            account.Id,
            account.CardNumber,
            account.Kind,
            account.Status,
            member,
            account.TierOn(today, programme),
            account.QualifyingDays,
            account.Months ?? [],
            HoldPosting.ObstacleOf(journal),
            [.. programme.Wallets.Select(wallet => WalletOf(account, wallet.Id, now, today, origins))],
            now,
            today
        );
    }

    /// <summary>A page of the ledger, newest first.</summary>
    public async Task<EntryPage> EntriesAsync(Guid accountId, EntryQuery query, CancellationToken cancellation)
    {
        var backwards = query.Before is not null;
        var found = new List<EntryView>();
        foreach (var part in PartsOf(accountId, query))
        {
            var ordered = backwards
                ? part.OrderBy(each => each.At).ThenBy(each => each.Number)
                : part.OrderByDescending(each => each.At).ThenByDescending(each => each.Number);
            found.AddRange(await WithLots(ordered.Take(query.Limit + 1)).ToListAsync(cancellation));
        }
        var nearest = backwards
            ? found.OrderBy(each => each.At).ThenBy(each => each.Number)
            : found.OrderByDescending(each => each.At).ThenByDescending(each => each.Number);
        var page = nearest.Take(query.Limit).ToList();
        if (backwards)
        {
            page.Reverse();
        }
        var more = found.Count > query.Limit;
        var hasNewer = backwards ? more : query.After is not null;
        var hasOlder = backwards || more;
        return new EntryPage(
            page,
            hasOlder && page.Count > 0 ? EntryMark.Of(page[^1]) : null,
            hasNewer && page.Count > 0 ? EntryMark.Of(page[0]) : null
        );
    }

    /// <summary>The entries a query asks for, in parts of which each is a range of one index: a kind that is rare costs no
    /// more to find than one that is frequent.</summary>
    private IEnumerable<IQueryable<Entry>> PartsOf(Guid accountId, EntryQuery query)
    {
        var entries = Within(db.Entries.AsNoTracking().Where(each => each.AccountId == accountId), query);
        if (query.Channel is { } channel)
        {
            entries = entries.Where(each => each.Channel == channel);
        }
        else if (query.Types is null or { Count: 0 })
        {
            return [entries];
        }
        var types = query.Types is { Count: > 0 } chosen ? chosen : OfOrders;
        return types.Select(type => entries.Where(each => each.Type == type));
    }

    private IQueryable<Entry> Within(IQueryable<Entry> entries, EntryQuery query)
    {
        if (query.From is { } first)
        {
            var from = programme.Zone.StartOf(first);
            entries = entries.Where(each => each.At >= from);
        }
        if (query.To is { } last)
        {
            var to = programme.Zone.StartOf(last.AddDays(1));
            entries = entries.Where(each => each.At < to);
        }
        if (EntryMark.TryParse(query.Before ?? query.After) is { } mark)
        {
            // The bound by time alone is what an index can begin at; with "or" it would read all that lies before the mark.
            entries = query.Before is not null
                ? entries.Where(each => each.At >= mark.At && (each.At > mark.At || each.Number > mark.Number))
                : entries.Where(each => each.At <= mark.At && (each.At < mark.At || each.Number < mark.Number));
        }
        return entries;
    }

    /// <summary>The entries about one order, newest first.</summary>
    public async Task<IReadOnlyList<EntryView>> EntriesOfOrderAsync(
        Guid accountId,
        string orderId,
        CancellationToken cancellation
    ) =>
        await WithLots(
                (await OfOrderAsync(db, accountId, orderId, cancellation))
                    .OrderByDescending(each => each.At)
                    .ThenByDescending(each => each.Number)
            )
            .ToListAsync(cancellation);

    /// <summary>The entries about an order in the ledger of an account and of those that were joined to it: the order came
    /// over, what was posted on it before stays where it was.</summary>
    internal static async Task<IQueryable<Entry>> OfOrderAsync(
        PortalDb db,
        Guid accountId,
        string orderId,
        CancellationToken cancellation
    )
    {
        var merged = await MergedAccounts.Of(db, accountId).Select(each => each.FromId).ToListAsync(cancellation);
        List<Guid> own = [accountId, .. merged];
        return db.Entries.AsNoTracking().Where(each => own.Contains(each.AccountId) && each.OrderId == orderId);
    }

    /// <summary>What was joined to a member's account, the latest first.</summary>
    public async Task<IReadOnlyList<AccountMerge>> MergedAsync(Guid accountId, CancellationToken cancellation) =>
        await MergedAccounts
            .Of(db, accountId)
            .AsNoTracking()
            .OrderByDescending(each => each.DecidedAt)
            .ToListAsync(cancellation);

    /// <summary>The account whose ledger is asked for: a member's own, or one that was joined to it; null for any other.</summary>
    /// <param name="accountId">Whose, signed in.</param>
    /// <param name="part">The account asked for; null for the member's own.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<Guid?> PartAsync(Guid accountId, Guid? part, CancellationToken cancellation) =>
        part is null
        || part == accountId
        || await MergedAccounts.Of(db, accountId).AnyAsync(each => each.FromId == part, cancellation)
            ? part ?? accountId
            : null;

    /// <summary>Whether a text is a mark that a page of the ledger gave.</summary>
    public static bool IsMark(string text) => EntryMark.TryParse(text) is not null;

    /// <summary>One entry of a member; null when the member has no entry of that number.</summary>
    public async Task<EntryDetail?> EntryAsync(Guid accountId, long number, CancellationToken cancellation)
    {
        var entries = db.Entries.AsNoTracking().Where(each => each.AccountId == accountId && each.Number == number);
        if (await WithLots(entries).FirstOrDefaultAsync(cancellation) is not { } entry)
        {
            return null;
        }
        var lots = await (
            from move in db.EntryLots
            where move.AccountId == accountId && move.EntryNumber == number
            join lot in db.Lots
                on new { move.AccountId, Number = move.LotNumber } equals new { lot.AccountId, lot.Number }
            orderby lot.EndsOn, lot.Number
            select new EntryLotView(lot.Number, move.Points, lot.StartsOn, lot.EndsOn)
        ).ToListAsync(cancellation);
        var purchase = entry.OrderId is null
            ? null
            : await db
                .Purchases.AsNoTracking()
                .FirstOrDefaultAsync(
                    each => each.OrderId == entry.OrderId && each.AccountId == accountId,
                    cancellation
                );
        return new EntryDetail(entry, lots, purchase);
    }

    private IQueryable<EntryView> WithLots(IQueryable<Entry> entries) =>
        from entry in entries
        join lot in db.Lots
            on new { entry.AccountId, Number = entry.LotNumber } equals new
            {
                lot.AccountId,
                Number = (long?)lot.Number,
            }
            into lots
        from lot in lots.DefaultIfEmpty()
        select new EntryView(
            entry.Number,
            entry.At,
            entry.Type,
            entry.Wallet,
            entry.Points,
            entry.Settled,
            entry.OrderId,
            entry.Channel,
            entry.LotNumber,
            lot == null ? null : lot.StartsOn,
            lot == null ? null : lot.EndsOn,
            entry.Reason,
            entry.Explanation,
            entry.ProgrammeVersion
        )
        {
            AccountId = entry.AccountId,
        };

    /// <summary>The explanations of the entries that made lots which still wait, by the entry's number.</summary>
    private async Task<Origins> OriginsAsync(Account account, DateOnly today, CancellationToken cancellation)
    {
        var pending = account.Lots.Where(lot => lot.IsOpen && lot.IsPendingOn(today)).ToList();
        var numbers = pending.Select(lot => lot.EntryNumber).OfType<long>().ToList();
        if (numbers.Count == 0)
        {
            return Origins.None;
        }
        var entries = await db
            .Entries.AsNoTracking()
            .Where(each => each.AccountId == account.Id && numbers.Contains(each.Number))
            .Select(each => new Origin(each.Number, each.Reason, each.Explanation))
            .ToDictionaryAsync(each => each.Number, cancellation);
        var orders = pending
            .Where(lot => lot.StartsOn is not null)
            .Select(lot => lot.OrderId)
            .OfType<string>()
            .ToList();
        var purchases =
            orders.Count == 0
                ? []
                : await db
                    .Purchases.AsNoTracking()
                    .Where(each => each.AccountId == account.Id && orders.Contains(each.OrderId))
                    .ToDictionaryAsync(each => each.OrderId, cancellation);
        return new Origins(entries, purchases);
    }

    private WalletView WalletOf(Account account, string wallet, DateTimeOffset now, DateOnly today, Origins origins)
    {
        LotView View(Lot lot)
        {
            var pending = lot.IsPendingOn(today);
            return new LotView(
                lot.Number,
                pending,
                lot.Earned,
                lot.Remaining,
                lot.StartsOn,
                lot.EndsOn,
                lot.OrderId,
                lot.EntryNumber,
                pending ? [.. WaitsOf(lot, origins)] : []
            );
        }

        var pendingLots = account
            .Lots.Where(lot => lot.Wallet == wallet && lot.IsOpen && lot.IsPendingOn(today))
            .OrderBy(lot => lot.StartsOn ?? DateOnly.MaxValue)
            .ThenBy(lot => lot.Number);
        return new WalletView(
            wallet,
            account.BalanceOf(wallet, now, today),
            [.. account.SpendingOrder(wallet, today).Concat(pendingLots).Select(View)]
        );
    }

    /// <summary>What a pending lot waits for. While the start is not known, the entry that made it tells which events are
    /// awaited; once it is, the order tells what set that day; what a return gave back tells of the return.</summary>
    private IEnumerable<Reason> WaitsOf(Lot lot, Origins origins)
    {
        if (origins.Entries.GetValueOrDefault(lot.EntryNumber ?? 0) is not { } origin)
        {
            return [];
        }
        if (lot.StartsOn is not { } start)
        {
            return origin.Explanation.Where(IsAboutStart);
        }
        var why = origins.Orders.GetValueOrDefault(lot.OrderId ?? string.Empty) is { } order
            ? PointsOfOrder.WhyFrom(order, start, programme.Zone)
            : [];
        return why.Count > 0 && lot.OriginNumber is null ? why : [origin.Reason];
    }

    private static bool IsAboutStart(Reason reason) =>
        reason.Code
            is ReasonCodes.UsableAfterPaid
                or ReasonCodes.UsableAfterReceived
                or ReasonCodes.UsableAfterCompleted
                or ReasonCodes.WaitsForPaid
                or ReasonCodes.WaitsForReceived
                or ReasonCodes.WaitsForCompleted;

    /// <summary>What explains lots that still wait.</summary>
    /// <param name="Entries">The entries that made them, by number.</param>
    /// <param name="Orders">The orders of those whose start is known, by the shop's number.</param>
    private sealed record Origins(
        IReadOnlyDictionary<long, Origin> Entries,
        IReadOnlyDictionary<string, Purchase> Orders
    )
    {
        public static readonly Origins None = new(
            new Dictionary<long, Origin>(),
            new Dictionary<string, Purchase>(StringComparer.Ordinal)
        );
    }

    private sealed record Origin(long Number, Reason Reason, IReadOnlyList<Reason> Explanation);
}

/// <summary>A place in the ledger: opaque to callers, stable while entries are added.</summary>
/// <param name="At">Time of the entry there.</param>
/// <param name="Number">Its number.</param>
internal readonly record struct EntryMark(DateTimeOffset At, long Number)
{
    public static string Of(EntryView entry) =>
        string.Create(CultureInfo.InvariantCulture, $"{entry.At.UtcTicks:x}-{entry.Number:x}");

    /// <summary>The place, or null when the text is none.</summary>
    public static EntryMark? TryParse(string? text)
    {
        var parts = (text ?? string.Empty).Split('-');
        return
            parts.Length == 2
            && long.TryParse(parts[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var ticks)
            && long.TryParse(parts[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var number)
            && ticks >= 0
            && ticks <= DateTime.MaxValue.Ticks
            ? new EntryMark(new DateTimeOffset(ticks, TimeSpan.Zero), number)
            : null;
    }
}
