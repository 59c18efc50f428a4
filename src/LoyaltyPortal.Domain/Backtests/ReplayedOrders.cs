using LoyaltyPortal.Domain.Orders;
using LoyaltyPortal.Domain.Programmes;

namespace LoyaltyPortal.Domain.Backtests;

/// <summary>The orders of a backtest by their numbers: paid ones packed, the few that still wait for payment as they are.</summary>
internal sealed class ReplayedOrders(Programme programme)
{
    private const int NoMember = -1;

    private readonly Dictionary<string, (int Member, byte[] Bytes)> packed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Member, Purchase Purchase)> unpaid = new(StringComparer.Ordinal);

    /// <summary>Keeps an order as it is now.</summary>
    public void Keep(string orderId, int? member, Purchase purchase)
    {
        if (member is not null && purchase.PaidAt is null && purchase.CancelledAt is null)
        {
            unpaid[orderId] = (member.Value, purchase);
            return;
        }
        unpaid.Remove(orderId);
        packed[orderId] = (member ?? NoMember, PackedPurchase.Pack(purchase, programme));
    }

    /// <summary>An order and whose it is; null where there is none.</summary>
    public (Purchase Purchase, int? Member)? Find(string orderId)
    {
        if (unpaid.TryGetValue(orderId, out var waits))
        {
            return (waits.Purchase, waits.Member);
        }
        return packed.TryGetValue(orderId, out var kept)
            ? (
                PackedPurchase.Unpack(kept.Bytes, string.Empty, null, programme),
                kept.Member == NoMember ? null : kept.Member
            )
            : null;
    }
}
