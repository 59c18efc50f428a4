using LoyaltyPortal.Data;
using LoyaltyPortal.Data.Keys;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Orders;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Platform.Phones;
using LoyaltyPortal.Web.Platform.StoreContract;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Web.Features.StoreApi;

/// <summary>Everything that a batch of import lines speaks of, loaded at once and kept up to date while lines are
/// decided, so that no line asks the database.</summary>
internal sealed class ImportBatch(PortalDb db, Programme programme, PhoneNumbers phones, SequentialKeys keys)
{
    private readonly Dictionary<string, string?> phonesRead = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Guid> byPhone = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Guid> byCard = new(StringComparer.Ordinal);
    private readonly AccountBatch accounts = new(db, programme.Zone, keys);
    private readonly Dictionary<string, Purchase> purchases = new(StringComparer.Ordinal);
    private readonly HashSet<string> returnIds = new(StringComparer.Ordinal);
    private readonly HashSet<(string Type, string Key)> activities = [];

    /// <summary>The database's context of the batch's transaction.</summary>
    public PortalDb Db => db;

    /// <summary>Paid orders of the same day before the one line of a batch, where a ladder asks; else 0.</summary>
    public Money EarlierThatDay { get; private set; }

    /// <summary>Loads what the lines speak of; the accounts are locked first.</summary>
    public async Task LoadAsync(IReadOnlyList<ImportLine> lines, DateOnly earliest, CancellationToken cancellation)
    {
        var bodies = lines.Select(line => line.Body).OfType<object>().ToList();
        var orderIds = bodies.Select(OrderIdOf).OfType<string>().Where(IsShown).Distinct().ToList();
        var ids = await AccountsOfAsync(bodies, orderIds, cancellation);
        await accounts.LockAsync(ids, cancellation);
        foreach (var purchase in await accounts.LoadPurchasesAsync(orderIds, cancellation))
        {
            if (purchase.AccountId is { } buyer && !accounts.Has(buyer))
            {
                throw new DbUpdateConcurrencyException("An order was posted while the batch waited for its accounts.");
            }
            purchases[purchase.OrderId] = purchase;
        }
        // A return changes what counts on the day of payment, however long ago that was.
        var from = purchases
            .Values.Where(each => each.PaidAt is not null)
            .Select(each => programme.Zone.DayOf(each.PaidAt!.Value))
            .Append(earliest)
            .Min();
        await accounts.LoadPartsAsync(programme, from, purchases.Values, cancellation);
        await LoadNaturalKeysAsync(bodies, cancellation);
        await LoadLadderAsync(bodies, cancellation);
    }

    /// <summary>Under a ladder a batch is one line: see <see cref="ImportRun"/>.</summary>
    private async Task LoadLadderAsync(List<object> bodies, CancellationToken cancellation)
    {
        if (programme.Earning.Rate is not RateRules.Ladder || bodies.Count != 1 || accounts.Ids.Count != 1)
        {
            return;
        }
        var (paidAt, except) = bodies[0] switch
        {
            PurchaseBody purchase => (purchase.PaidAt, (Guid?)null),
            EventBody happened => (happened.At, Purchase(happened.OrderId)?.Id),
            _ => (null, null),
        };
        if (paidAt is { } at)
        {
            var account = accounts.Ids.Single();
            EarlierThatDay = await Ladders.EarlierThatDayAsync(db, account, at, except, programme, cancellation);
        }
    }

    /// <summary>Text that a database can be asked for; the line is refused for the rest when it is read.</summary>
    private static bool IsShown(string text) => !text.Any(char.IsControl);

    /// <summary>The order a body speaks of.</summary>
    private static string? OrderIdOf(object body) =>
        body switch
        {
            PurchaseBody purchase => purchase.OrderId,
            EventBody happened => happened.OrderId,
            ReturnBody returned => returned.OrderId,
            _ => null,
        };

    private static MemberName? NameOf(object body) =>
        body switch
        {
            EnrolBody enrol => new MemberName { Phone = enrol.Phone },
            PurchaseBody purchase => purchase.Member,
            ActivityBody activity => activity.Member,
            _ => null,
        };

    private async Task<List<Guid>> AccountsOfAsync(
        List<object> bodies,
        List<string> orderIds,
        CancellationToken cancellation
    )
    {
        var names = bodies.Select(NameOf).OfType<MemberName>().ToList();
        var typed = names.Select(name => E164(name.Phone)).OfType<string>().Distinct().ToList();
        var cards = names
            .Select(name => name.CardNumber)
            .Concat(bodies.OfType<EnrolBody>().Select(enrol => enrol.CardNumber))
            .OfType<string>()
            .Where(IsShown)
            .Select(CardText.Digits)
            .Distinct()
            .ToList();
        var ids = new HashSet<Guid>(names.Select(name => Guid.TryParse(name.MemberId, out var id) ? id : Guid.Empty));
        foreach (
            var member in await db
                .Members.Where(each => typed.Contains(each.Phone))
                .Select(each => new { each.Phone, each.AccountId })
                .ToListAsync(cancellation)
        )
        {
            byPhone[member.Phone] = member.AccountId;
            ids.Add(member.AccountId);
        }
        foreach (
            var account in await db
                .Accounts.Where(each => cards.Contains(each.CardNumber))
                .Select(each => new { each.CardNumber, each.Id })
                .Concat(
                    db.LinkedCards.Where(each => cards.Contains(each.Number))
                        .Select(each => new { CardNumber = each.Number, Id = each.AccountId })
                )
                .ToListAsync(cancellation)
        )
        {
            byCard[account.CardNumber] = account.Id;
            ids.Add(account.Id);
        }
        ids.UnionWith(
            await db
                .Purchases.Where(each => orderIds.Contains(each.OrderId) && each.AccountId != null)
                .Select(each => each.AccountId!.Value)
                .ToListAsync(cancellation)
        );
        ids.Remove(Guid.Empty);
        return [.. ids.Order()];
    }

    private async Task LoadNaturalKeysAsync(List<object> bodies, CancellationToken cancellation)
    {
        var returned = bodies
            .OfType<ReturnBody>()
            .Select(each => each.ReturnId)
            .OfType<string>()
            .Where(IsShown)
            .ToList();
        if (returned.Count > 0)
        {
            returnIds.UnionWith(
                await db
                    .Returns.Where(each => returned.Contains(each.ReturnId!))
                    .Select(each => each.ReturnId!)
                    .ToListAsync(cancellation)
            );
        }
        var references = bodies
            .OfType<ActivityBody>()
            .Select(each => each.Reference)
            .OfType<string>()
            .Where(IsShown)
            .ToList();
        if (references.Count > 0)
        {
            var ids = accounts.Ids.ToList();
            foreach (
                var record in await db
                    .Activities.AsNoTracking()
                    .Where(each => references.Contains(each.Reference) || ids.Contains(each.AccountId))
                    .ToListAsync(cancellation)
            )
            {
                Note(record);
            }
        }
    }

    /// <summary>The account that a name means; null when nobody has it. A scanned code means nothing in a file.</summary>
    public Guid? Find(MemberName? name) => Named(name) is { } id && accounts.HasMember(id) ? id : null;

    private Guid? Named(MemberName? name)
    {
        if (name is null)
        {
            return null;
        }
        if (E164(name.Phone) is { } phone)
        {
            return byPhone.TryGetValue(phone, out var id) ? id : null;
        }
        if (name.CardNumber is { } card)
        {
            return byCard.TryGetValue(CardText.Digits(card), out var id) ? id : null;
        }
        return Guid.TryParse(name.MemberId, out var named) ? named : null;
    }

    /// <summary>A loaded account, to be changed.</summary>
    public Account Account(Guid id) => accounts.Use(id);

    /// <summary>Whether the phone is a member's.</summary>
    public bool Knows(NewMember person) => byPhone.ContainsKey(person.Phone);

    /// <summary>Whether the card is somebody's.</summary>
    public bool CardIsTaken(string? card) => card is not null && byCard.ContainsKey(card);

    /// <summary>Takes in a member who joined in this batch.</summary>
    public void Note(Account account, NewMember person)
    {
        accounts.Add(account);
        byPhone[person.Phone] = account.Id;
        byCard[account.CardNumber] = account.Id;
    }

    /// <summary>An order that is known; null for none.</summary>
    public Purchase? Purchase(string? orderId) => orderId is null ? null : purchases.GetValueOrDefault(orderId);

    /// <summary>Takes in an order posted in this batch.</summary>
    public void Note(Purchase purchase) => purchases[purchase.OrderId] = purchase;

    /// <summary>Whether a return was posted before.</summary>
    public bool KnowsReturn(string returnId) => returnIds.Contains(returnId);

    /// <summary>Takes in a return posted in this batch.</summary>
    public void NoteReturn(string returnId) => returnIds.Add(returnId);

    /// <summary>Whether an activity with that reference was posted before.</summary>
    public bool KnowsReference(ActivityRecord record) => activities.Contains((record.Type, "=" + record.Reference));

    /// <summary>Whether an activity has counted as often as it may.</summary>
    public bool HasCounted(ActivityRecord record) => activities.Contains((record.Type, record.OnceKey));

    /// <summary>Takes in an activity.</summary>
    public void Note(ActivityRecord record)
    {
        activities.Add((record.Type, "=" + record.Reference));
        activities.Add((record.Type, record.OnceKey));
    }

    /// <summary>Writes the batch.</summary>
    /// <summary>Accounts of members who have left, about whose orders the lines still told something.</summary>
    public IEnumerable<Account> UsedClosed => accounts.UsedClosed;

    public Task SaveAsync(DateTimeOffset now, CancellationToken cancellation) => accounts.SaveAsync(now, cancellation);

    /// <summary>A phone as it is kept; null when it is none. The same is asked for when a batch is loaded and again for
    /// its line.</summary>
    private string? E164(string? typed)
    {
        if (typed is null)
        {
            return null;
        }
        if (!phonesRead.TryGetValue(typed, out var phone))
        {
            phone = phones.Parse(typed, programme.Countries) is PhoneParse.Accepted accepted
                ? accepted.Phone.E164
                : null;
            phonesRead[typed] = phone;
        }
        return phone;
    }
}
