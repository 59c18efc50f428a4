using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Providers;
using LoyaltyPortal.Domain.Ledger;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Support;

/// <summary>A member as the desk lists them.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="CardNumber">The number on the card.</param>
/// <param name="Phone">E.164, whole: whoever shows it leaves the end alone.</param>
/// <param name="GivenName">Null until the questionnaire.</param>
/// <param name="FamilyName">Null until the questionnaire.</param>
/// <param name="Status">How the account stands.</param>
public sealed record DeskMember(
    Guid AccountId,
    string CardNumber,
    string Phone,
    string? GivenName,
    string? FamilyName,
    AccountStatus Status
);

/// <summary>By what members were found.</summary>
public enum DeskWay
{
    /// <summary>Nobody was found.</summary>
    None,

    /// <summary>A phone, a card, an order or a mail address, exactly.</summary>
    Exact,

    /// <summary>The beginnings of names.</summary>
    Name,

    /// <summary>Names that are written nearly so.</summary>
    NearName,
}

/// <summary>Whom the desk found.</summary>
/// <param name="Way">By what.</param>
/// <param name="Members">Who, no more than <see cref="DeskSearch.Most"/>, by their names.</param>
/// <param name="HasMore">Whether there are others.</param>
public sealed record DeskFound(DeskWay Way, IReadOnlyList<DeskMember> Members, bool HasMore)
{
    /// <summary>Nobody.</summary>
    public static readonly DeskFound Nobody = new(DeskWay.None, [], HasMore: false);
}

/// <summary>Finds members for support: numbers exactly, names by their beginnings or with a slip of the finger.</summary>
public sealed class DeskSearch(IPortalDbs databases)
{
    /// <summary>Members that are listed.</summary>
    public const int Most = 20;

    /// <summary>The longest text that is searched for, in characters.</summary>
    public const int LongestText = 254;

    private const int MostWords = 4;
    private const int MostNear = 200;
    private const int ShortestCard = 8;
    private const int LongestCard = 19;

    // Above every letter, so that a beginning is a range of the index.
    private const char Last = '\uffff';

    /// <summary>Finds members.</summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="phone">The phone number that it is, E.164; null when it is none.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<DeskFound> FindAsync(string typed, string? phone, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(typed);
        var text = typed.Trim();
        if (text.Length is 0 or > LongestText)
        {
            return DeskFound.Nobody;
        }
        await using var db = databases.Create();
        var ids = await ByNumberAsync(db, text, phone, cancellation);
        if (ids.Count > 0)
        {
            var exact = await ListAsync(db, db.Members.Where(each => ids.Contains(each.AccountId)), cancellation);
            if (exact.Count > 0)
            {
                return Found(DeskWay.Exact, exact);
            }
        }
        // An address that nobody has is no name: all names would be looked through for nothing.
        return text.Contains('@', StringComparison.Ordinal)
            ? DeskFound.Nobody
            : await ByNameAsync(db, text, cancellation);
    }

    private static async Task<List<Guid>> ByNumberAsync(
        PortalDb db,
        string text,
        string? phone,
        CancellationToken cancellation
    )
    {
        if (text.Contains('@', StringComparison.Ordinal))
        {
            return await ByMailAsync(db, text, cancellation);
        }
        var ids = new List<Guid>();
        if (phone is not null)
        {
            ids.AddRange(await Ids(db.Members.Where(each => each.Phone == phone), cancellation));
        }
        if (CardOf(text) is { } card)
        {
            var own = db.Accounts.Where(each => each.CardNumber == card).Select(each => each.Id);
            var linked = db.Set<LinkedCard>().Where(each => each.Number == card).Select(each => each.AccountId);
            ids.AddRange(await own.Concat(linked).ToListAsync(cancellation));
        }
        var order = text.TrimStart('№', '#', ' ');
        // A shop's own number may begin with such a sign.
        var buyers = db.Purchases.Where(each =>
            (each.OrderId == order || each.OrderId == text) && each.AccountId != null
        );
        ids.AddRange(await buyers.Select(each => each.AccountId!.Value).Take(2).ToListAsync(cancellation));
        return [.. ids.Distinct()];
    }

    private static async Task<List<Guid>> ByMailAsync(PortalDb db, string text, CancellationToken cancellation)
    {
#pragma warning disable CA1304, CA1308, CA1311, CA1862, MA0011 // The database compares; small letters are what it makes too.
        var small = text.ToLowerInvariant();
        var asTyped = db.Members.Where(each => each.Email == text || each.Email == small);
        var found = await Ids(asTyped, cancellation);
        // An address that was typed in large letters is rare enough to be looked for in all rows.
        return found.Count > 0
            ? found
            : await Ids(db.Members.Where(each => each.Email != null && each.Email.ToLower() == small), cancellation);
#pragma warning restore CA1304, CA1308, CA1311, CA1862, MA0011
    }

    private static Task<List<Guid>> Ids(IQueryable<Member> members, CancellationToken cancellation) =>
        members.Select(each => each.AccountId).Take(Most + 1).ToListAsync(cancellation);

    private static string? CardOf(string text)
    {
        var digits = new string([.. text.Where(each => !char.IsWhiteSpace(each))]);
        return digits.Length is >= ShortestCard and <= LongestCard && digits.All(char.IsAsciiDigit) ? digits : null;
    }

    private static async Task<DeskFound> ByNameAsync(PortalDb db, string text, CancellationToken cancellation)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(word => NameKey.Of(word) ?? string.Empty)
            .Where(key => key.Length > 0)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        if (words.Count is 0 or > MostWords)
        {
            return DeskFound.Nobody;
        }
        var members = db.Members.Where(each =>
            db.Accounts.Any(account => account.Id == each.AccountId && account.Status != AccountStatus.Closed)
        );
        var begins = words.Aggregate(members, Beginning);
        // A name of two words is kept as one.
        var together = Beginning(members, string.Concat(words));
        var found = await ListAsync(db, words.Count > 1 ? begins.Union(together) : begins, cancellation);
        if (found.Count > 0)
        {
            return Found(DeskWay.Name, found);
        }
        foreach (var word in words)
        {
            members = await NearAsync(db, members, word, cancellation);
        }
        return Found(DeskWay.NearName, await ListAsync(db, members, cancellation));
    }

#pragma warning disable CA1309 // The database compares: letters by their numbers, as the columns say.
    /// <summary>Those of whom a name begins so.</summary>
    private static IQueryable<Member> Beginning(IQueryable<Member> members, string word)
    {
        var end = word + Last;
        return members.Where(each =>
            (string.Compare(each.GivenNameKey, word) >= 0 && string.Compare(each.GivenNameKey, end) < 0)
            || (string.Compare(each.FamilyNameKey, word) >= 0 && string.Compare(each.FamilyNameKey, end) < 0)
        );
    }

    /// <summary>Those of whom a name begins so or is nearly this one.</summary>
    private static async Task<IQueryable<Member>> NearAsync(
        PortalDb db,
        IQueryable<Member> members,
        string word,
        CancellationToken cancellation
    )
    {
        var most = NameDistance.MostOf(word);
        if (most == 0)
        {
            return Beginning(members, word);
        }
        var (shortest, longest) = (word.Length - most, word.Length + most);
        var given = await db
            .Members.Select(each => each.GivenNameKey!)
            .Where(each => each.Length >= shortest && each.Length <= longest)
            .Distinct()
            .ToListAsync(cancellation);
        var family = await db
            .Members.Select(each => each.FamilyNameKey!)
            .Where(each => each.Length >= shortest && each.Length <= longest)
            .Distinct()
            .ToListAsync(cancellation);
        var (nearGiven, nearFamily) = (NearestOf(given, word, most), NearestOf(family, word, most));
        var end = word + Last;
        return members.Where(each =>
            nearGiven.Contains(each.GivenNameKey!)
            || nearFamily.Contains(each.FamilyNameKey!)
            || (string.Compare(each.GivenNameKey, word) >= 0 && string.Compare(each.GivenNameKey, end) < 0)
            || (string.Compare(each.FamilyNameKey, word) >= 0 && string.Compare(each.FamilyNameKey, end) < 0)
        );
    }
#pragma warning restore CA1309

    private static List<string> NearestOf(IEnumerable<string> keys, string word, int most) =>
        [
            .. keys.Select(key => (Key: key, Distance: NameDistance.Between(word, key, most)))
                .Where(each => each.Distance is not null)
                .OrderBy(each => each.Distance)
                .ThenBy(each => each.Key, StringComparer.Ordinal)
                .Take(MostNear)
                .Select(each => each.Key),
        ];

    private static Task<List<DeskMember>> ListAsync(
        PortalDb db,
        IQueryable<Member> members,
        CancellationToken cancellation
    ) =>
        members
            .OrderBy(each => each.FamilyNameKey)
            .ThenBy(each => each.GivenNameKey)
            .ThenBy(each => each.AccountId)
            .Take(Most + 1)
            .Join(
                db.Accounts,
                each => each.AccountId,
                account => account.Id,
                (each, account) =>
                    new DeskMember(
                        each.AccountId,
                        account.CardNumber,
                        each.Phone,
                        each.GivenName,
                        each.FamilyName,
                        account.Status
                    )
            )
            .AsNoTracking()
            .ToListAsync(cancellation);

    private static DeskFound Found(DeskWay way, List<DeskMember> members) =>
        members.Count == 0
            ? DeskFound.Nobody
            : new DeskFound(way, [.. members.Take(Most)], HasMore: members.Count > Most);
}
