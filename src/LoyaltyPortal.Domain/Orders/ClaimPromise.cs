namespace LoyaltyPortal.Domain.Orders;

/// <summary>By when a member's claim is answered (programmes.md, "What the cabinet shows": "within 7 days of delivery").
/// That can be read of the goods and of the claim itself. The day told holds under both readings: so many days after the
/// claim reached support, or so many after the goods were delivered where that comes sooner and is still ahead.</summary>
public static class ClaimPromise
{
    /// <summary>The last day of the promised time, never today.</summary>
    /// <param name="today">The day on which the claim comes, in the programme's zone.</param>
    /// <param name="receivedOn">The day on which the goods of the order were delivered; null where that is not known.</param>
    /// <param name="claimDays"><see cref="Programmes.Programme.ClaimDays"/>, at least 1.</param>
    public static DateOnly DueOn(DateOnly today, DateOnly? receivedOn, int claimDays)
    {
        var ofClaim = today.AddDays(claimDays);
        var ofGoods = receivedOn?.AddDays(claimDays);
        return ofGoods > today && ofGoods < ofClaim ? ofGoods.Value : ofClaim;
    }
}
