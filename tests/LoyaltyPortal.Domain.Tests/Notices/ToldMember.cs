using LoyaltyPortal.Domain.Calendar;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Notices;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Domain.Tests.Programmes;

namespace LoyaltyPortal.Domain.Tests.Notices;

/// <summary>A member who is told something now and then, with what they have heard. Stands in Moscow and wants everything
/// at any hour unless said otherwise.</summary>
internal sealed class ToldMember
{
    /// <summary>Noon in Moscow on 1 March 2027.</summary>
    public static readonly DateTimeOffset Noon = new(2027, 3, 1, 9, 0, 0, TimeSpan.Zero);

    /// <summary>The day of <see cref="Noon"/>.</summary>
    public static readonly DateOnly Today = new(2027, 3, 1);

    private readonly List<Entry> entries = [];

    public ToldMember(NoticeWish? wish = null) =>
        Wish = wish ?? new NoticeWish(NoticeKinds.All, Hours("Europe/Moscow", 0, 0));

    public static Programme Programme { get; } = Fixture.Programme("stomatorg");

    public NoticeWish Wish { get; set; }

    public Account Account { get; } = new() { Id = new Guid(1, 0, 0, new byte[8]), CardNumber = "2000000000000000" };

    public ToldSoFar Told { get; set; } = new(null, 0, null, []);

    public Suspensions Suspensions { get; set; } = Suspensions.None;

    /// <summary>When the last look wanted the next one.</summary>
    public DateTimeOffset? LookAt { get; private set; }

    /// <summary>All that was told, with its time.</summary>
    public List<(DateTimeOffset At, NoticeFact Fact)> Heard { get; } = [];

    public static QuietHours Hours(string zone, int from, int to) =>
        new(new ProgrammeZone(TimeZoneInfo.FindSystemTimeZoneById(zone)), new TimeOnly(from, 0), new TimeOnly(to, 0));

    /// <summary>Looks once, as the portal does.</summary>
    public IReadOnlyList<NoticeFact> Look(DateTimeOffset? at = null)
    {
        var now = at ?? Noon;
        var journal = new Journal(Account, Programme, now, Suspensions);
        journal.BringToNow();
        var plan = NoticeDecision.Decide(journal, entries, Wish, Told);
        (Told, LookAt) = (plan.Told, plan.LookAt);
        Heard.AddRange(plan.Facts.Select(fact => (now, fact)));
        return plan.Facts;
    }

    /// <summary>Points that are there from a day on and to another one.</summary>
    public Lot Has(long points, DateOnly? to, DateOnly? from, string wallet = "main")
    {
        var number = Account.NextNumber();
        var lot = Lot.Create(
            new LotOrigin(Account.Id, number, number, null, wallet, null, Programme.Version),
            Points.Whole(points),
            from,
            to
        );
        Account.Lots.Add(lot);
        return lot;
    }

    /// <summary>Points that are there already and end in so many days.</summary>
    public Lot HasEnding(long points, int days, string wallet = "main") =>
        Has(points, Today.AddDays(days), Today.AddDays(-100), wallet);

    /// <summary>An entry of so many points, written now.</summary>
    public void Moves(
        EntryType type,
        long points,
        DateTimeOffset? at = null,
        string? order = null,
        Lot? lot = null,
        string wallet = "main"
    ) =>
        entries.Add(
            new Entry
            {
                AccountId = Account.Id,
                Number = Account.NextNumber(),
                At = at ?? Noon,
                PostedAt = Noon,
                Type = type,
                Wallet = wallet,
                Points = Points.Whole(points),
                OrderId = order,
                LotNumber = lot?.Number,
                Reason = Reason.Of(ReasonCodes.Purchase),
                ProgrammeVersion = Programme.Version,
            }
        );

    /// <summary>Goods paid on a day.</summary>
    public void Pays(long sum, int orders, DateOnly on) =>
        Account.QualifyingDayOf(on, on).Add(Money.Whole(sum), orders);
}
