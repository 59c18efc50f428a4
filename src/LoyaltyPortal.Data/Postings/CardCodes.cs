using LoyaltyPortal.Data.Model;

namespace LoyaltyPortal.Data.Postings;

/// <summary>Makes rotating codes of cards.</summary>
public sealed class CardCodes(PortalDb db, TimeProvider time)
{
    /// <summary>How long a code is good for one scan.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromSeconds(30);

    /// <summary>A new code for the picture on a card: opaque, good for one scan within <see cref="Lasts"/>.</summary>
    public async Task<string> NewAsync(Guid accountId, CancellationToken cancellation)
    {
        var code = new CardCode
        {
            Code = CardNumbers.NewLiveCode(),
            AccountId = accountId,
            ExpiresAt = Clock.Now(time) + Lasts,
        };
        db.CardCodes.Add(code);
        await db.SaveChangesAsync(cancellation);
        return code.Code;
    }
}
