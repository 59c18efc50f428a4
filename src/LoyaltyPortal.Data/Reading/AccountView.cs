using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Tiers;

namespace LoyaltyPortal.Data.Reading;

/// <summary>What a member has at a moment: everything derived by date, whether or not jobs have run.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="CardNumber">The number on the card.</param>
/// <param name="Kind">Person or legal entity.</param>
/// <param name="Status">In use, waiting or stopped.</param>
/// <param name="Member">The person behind it.</param>
/// <param name="Standing">The level, what counts for it and what the next one takes.</param>
/// <param name="Qualifying">What was paid by day, as far as it counts or will count for the level.</param>
/// <param name="Months">What came and went by month, oldest first; months without movement are left out.</param>
/// <param name="CannotSpend">Why nothing can be spent now; null where nothing stands in the way.</param>
/// <param name="Wallets">One for each wallet of the programme, in its order.</param>
/// <param name="Now">The moment (UTC).</param>
/// <param name="Today">Its day in the programme's zone.</param>
public sealed record AccountView(
    Guid AccountId,
    string CardNumber,
    AccountKind Kind,
    AccountStatus Status,
    MemberView Member,
    TierStanding Standing,
    IReadOnlyList<QualifyingDay> Qualifying,
    IReadOnlyList<MonthSum> Months,
    Reason? CannotSpend,
    IReadOnlyList<WalletView> Wallets,
    DateTimeOffset Now,
    DateOnly Today
);

/// <summary>The person behind an account.</summary>
/// <param name="Phone">E.164.</param>
/// <param name="GivenName">Null until the questionnaire.</param>
/// <param name="FamilyName">Null until the questionnaire.</param>
/// <param name="Language">Two letters.</param>
public sealed record MemberView(string Phone, string? GivenName, string? FamilyName, string Language);

/// <summary>A wallet at a moment.</summary>
/// <param name="Id">Name in the contract.</param>
/// <param name="Balance">Active, pending, held, debt.</param>
/// <param name="Lots">Open lots: active ones in the order of spending, then pending ones by their start.</param>
public sealed record WalletView(string Id, Balance Balance, IReadOnlyList<LotView> Lots)
{
    /// <summary>What ends and when: active points by last day, soonest first.</summary>
    public IReadOnlyList<Ending> Endings =>
        [
            .. Lots.Where(lot => !lot.IsPending && lot.EndsOn is not null)
                .GroupBy(lot => lot.EndsOn!.Value)
                .OrderBy(group => group.Key)
                .Select(group => new Ending(group.Sum(lot => lot.Remaining), group.Key)),
        ];
}

/// <summary>Points that end together.</summary>
/// <param name="Points">How many.</param>
/// <param name="On">Their last day.</param>
public sealed record Ending(Points Points, DateOnly On);

/// <summary>A lot at a moment.</summary>
/// <param name="Number">Number within the account.</param>
/// <param name="IsPending">Not started yet.</param>
/// <param name="Earned">What was earned at first.</param>
/// <param name="Remaining">What is left.</param>
/// <param name="StartsOn">First active day; null while an event is awaited.</param>
/// <param name="EndsOn">Last active day; null for ever or not known yet.</param>
/// <param name="OrderId">The order it came from.</param>
/// <param name="EntryNumber">The entry that made it: its reason.</param>
/// <param name="Waits">For a pending lot, what it waits for or until when (from its stored explanation).</param>
public sealed record LotView(
    long Number,
    bool IsPending,
    Points Earned,
    Points Remaining,
    DateOnly? StartsOn,
    DateOnly? EndsOn,
    string? OrderId,
    long? EntryNumber,
    IReadOnlyList<Reason> Waits
);
