using LoyaltyPortal.Data.Keys;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Backtests;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Platform.Phones;
using LoyaltyPortal.Web.Platform.StoreContract;

namespace LoyaltyPortal.Web.Features.StoreApi.Backtests;

/// <summary>One of the programmes of a backtest: decides on lines as an import does, and posts them to a replay in
/// memory.</summary>
internal sealed class BacktestSide(Programme programme, Percent spend, PhoneNumbers phones, TimeProvider time)
{
    private static readonly ApiCaller Caller = new("backtest", ApiScopes.All, [], null);

    private readonly Replay replay = new(programme, spend);
    private readonly BasketReader baskets = new(programme, time);
    private readonly Dictionary<string, int> byTyped = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> byPhone = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> byCard = new(StringComparer.Ordinal);
    private readonly HashSet<(string Type, string Key)> activities = [];
    private readonly SortedDictionary<string, int> refused = new(StringComparer.Ordinal);

    /// <summary>The rules.</summary>
    public Programme Programme => programme;

    /// <summary>What the replay came to.</summary>
    public ReplayFigures Figures => replay.Figures;

    /// <summary>Lines posted.</summary>
    public int Accepted { get; private set; }

    /// <summary>Lines that said what was known.</summary>
    public int Repeated { get; private set; }

    /// <summary>Lines refused, by code.</summary>
    public IReadOnlyDictionary<string, int> Refused => refused;

    /// <summary>Posts a line and counts how it ended.</summary>
    public void Post(ImportLine line)
    {
        var (isNews, refusal) = line switch
        {
            { Fault: { } fault } => (false, CodeOf(fault)),
            { Body: EnrolBody body } => Member(body),
            { Body: PurchaseBody body } => Purchase(body),
            { Body: EventBody body } => Event(body),
            { Body: ReturnBody body } => Return(body),
            { Body: ActivityBody body } => Activity(body),
            _ => throw new InvalidOperationException("A line has a body or a fault."),
        };
        if (refusal is not null)
        {
            refused[refusal] = refused.GetValueOrDefault(refusal) + 1;
        }
        else if (isNews)
        {
            Accepted++;
        }
        else
        {
            Repeated++;
        }
    }

    /// <summary>Lives on to the start of the day after a moment.</summary>
    public void EndAfter(DateTimeOffset last) =>
        replay.EndAt(programme.Zone.StartOf(programme.Zone.DayOf(last).AddDays(1)));

    private (bool IsNews, string? Refusal) Member(EnrolBody body)
    {
        var (person, fault) = EnrolMember.Read(Caller, body, phones, programme);
        if (fault is not null)
        {
            return (false, CodeOf(fault));
        }
        if (byPhone.ContainsKey(person!.Phone))
        {
            return (false, null);
        }
        if (person.CardNumber is { } card && byCard.ContainsKey(card))
        {
            return (false, "card-taken");
        }
        var number = replay.Join();
        byPhone[person.Phone] = number;
        if (person.CardNumber is { } linked)
        {
            byCard[linked] = number;
        }
        return (true, null);
    }

    private (bool IsNews, string? Refusal) Purchase(PurchaseBody body)
    {
        var (order, fault) = baskets.ReadOrder(Caller, body, Guid.Empty);
        if (fault is not null)
        {
            return (false, CodeOf(fault));
        }
        int? member = null;
        if (body.Member is not null)
        {
            var (found, unknown) = Find(body.Member);
            if (unknown is not null)
            {
                return (false, unknown);
            }
            member = found;
        }
        return body.RedemptionId is not null
            ? (false, Refusal.RedemptionClosed.Code)
            : Told(replay.Purchase(member, order!));
    }

    private (bool IsNews, string? Refusal) Event(EventBody body)
    {
        if (PostEvent.Fault(body, baskets) is { } fault)
        {
            return (false, CodeOf(fault));
        }
        var (orderId, at) = (body.OrderId ?? string.Empty, Clock.Cut(body.At!.Value));
        return Told(
            PostEvent.EventOf(body.Type!) is { } kind ? replay.Event(orderId, kind, at) : replay.Cancel(orderId, at)
        );
    }

    private (bool IsNews, string? Refusal) Return(ReturnBody body)
    {
        var (lines, fault) = PostReturn.Read(body, baskets);
        if (fault is not null)
        {
            return (false, CodeOf(fault));
        }
        return body.DryRun == true
            ? (false, "malformed")
            : Told(replay.Return(body.OrderId ?? string.Empty, body.ReturnId!, lines!, Clock.Cut(body.At!.Value)));
    }

    private (bool IsNews, string? Refusal) Activity(ActivityBody body)
    {
        var (rules, fault) = PostActivity.Read(body, programme, baskets);
        if (fault is not null)
        {
            return (false, CodeOf(fault));
        }
        var (member, unknown) = Find(body.Member);
        if (unknown is not null)
        {
            return (false, unknown);
        }
        var record = PostActivity.RecordOf(Guid.Empty, Replay.AccountIdOf(member), body, rules!);
        if (!activities.Add((record.Type, "=" + record.Reference)))
        {
            return (false, null);
        }
        if (!activities.Add((record.Type, record.OnceKey)))
        {
            activities.Remove((record.Type, "=" + record.Reference));
            return (false, "already-exists");
        }
        replay.Activity(member, rules!, record.At);
        return (true, null);
    }

    /// <summary>The member that a name means, or why not. The portal's own ids and scanned codes mean nothing in a file.</summary>
    private (int Member, string? Refusal) Find(MemberName? name)
    {
        var typed = name is { MemberId: null, CardNumber: null, Qr: null } ? name.Phone : null;
        if (typed is not null && byTyped.TryGetValue(typed, out var known))
        {
            return (known, null);
        }
        if (MemberLookup.Fault(name, "$.member", phones, programme) is { } fault)
        {
            return (0, CodeOf(fault));
        }
        if (typed is not null && phones.Parse(typed, programme.Countries) is PhoneParse.Accepted accepted)
        {
            if (byPhone.TryGetValue(accepted.Phone.E164, out known))
            {
                byTyped[typed] = known;
                return (known, null);
            }
        }
        else if (name!.CardNumber is { } card && byCard.TryGetValue(CardText.Digits(card), out known))
        {
            return (known, null);
        }
        return (0, "member-unknown");
    }

    private static (bool IsNews, string? Refusal) Told(Outcome<bool> done) =>
        done.Refusal is { } refusal ? (false, refusal.Code) : (done.Value, null);

    private static string CodeOf(PostingAnswer answer) => new LineResult(0, ImportedLine.Refused, answer).Told().Code;
}
