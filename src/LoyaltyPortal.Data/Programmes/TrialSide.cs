using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Backtests;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Orders;
using LoyaltyPortal.Domain.Programmes;

namespace LoyaltyPortal.Data.Programmes;

/// <summary>One of the two versions of a trial: lives through what happened in the shop.</summary>
internal sealed class TrialSide(Programme programme, Percent spend)
{
    private readonly Replay replay = new(programme, spend);
    private readonly Dictionary<Guid, int> members = [];
    private int refused;

    /// <summary>Takes in a member; accounts that the programme leaves out take no part.</summary>
    public void Join(Guid account, AccountKind kind)
    {
        if (!programme.LeavesOut(kind))
        {
            members[account] = replay.Join();
        }
    }

    /// <summary>Posts a fact, and counts it where the rules refuse it.</summary>
    public void Post(OwnFact fact)
    {
        var refusal = fact switch
        {
            OwnFact.Bought bought => replay.Purchase(MemberOf(bought.Order.AccountId), OrderOf(bought)).Refusal,
            OwnFact.Happened happened => replay.Event(happened.OrderId, happened.Kind, happened.At).Refusal,
            OwnFact.Cancelled cancelled => replay.Cancel(cancelled.OrderId, cancelled.At).Refusal,
            OwnFact.Returned(var orderId, var goods) => replay
                .Return(orderId, goods.ReturnId!, goods.Lines, goods.At)
                .Refusal,
            OwnFact.Did did => Did(did.Activity),
            _ => throw new InvalidOperationException("There are no other facts."),
        };
        refused += refusal is null ? 0 : 1;
    }

    /// <summary>Lives on to a moment and tells what it came to.</summary>
    public TrialFigures EndAt(DateTimeOffset end)
    {
        replay.EndAt(end);
        return TrialFigures.Of(replay.Figures, refused);
    }

    private int? MemberOf(Guid? account) =>
        account is { } id && members.TryGetValue(id, out var member) ? member : null;

    private Refusal? Did(ActivityRecord activity)
    {
        if (MemberOf(activity.AccountId) is not { } member)
        {
            return null;
        }
        if (programme.Activities.FirstOrDefault(each => each.Type == activity.Type) is not { } rules)
        {
            return new Refusal("activity-unknown");
        }
        replay.Activity(member, rules, activity.At);
        return null;
    }

    private Order OrderOf(OwnFact.Bought bought)
    {
        var order = bought.Order;
        return new Order(
            order.Id,
            order.OrderId,
            programme.ChannelOf(order.Channel)
                ?? throw new InvalidOperationException("A version with fewer channels is not tried."),
            order.Store,
            order.PaymentMethod,
            order.PlacedAt,
            order.PaidAt,
            order.PaidAt is not null && order.ReceivedAt <= bought.At ? order.ReceivedAt : null,
            order.PromoCode,
            order.DeliveryFee,
            [.. order.Lines.Select(line => line.Line)]
        );
    }
}
