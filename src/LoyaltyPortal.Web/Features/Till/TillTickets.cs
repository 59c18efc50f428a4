using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Web.Platform.StoreContract;
using Microsoft.AspNetCore.DataProtection;

namespace LoyaltyPortal.Web.Features.Till;

/// <summary>A member who stands at the till.</summary>
/// <param name="Clerk">Who of the staff found them; nobody else can use the ticket.</param>
/// <param name="MemberId">The member; null where only the static code of the card was shown.</param>
/// <param name="OfflineCode">That code: whoever shows it earns, and neither spends nor reads.</param>
/// <param name="EndsAt">Until when it is good (UTC).</param>
public sealed record TillMember(Guid Clerk, Guid? MemberId, string? OfflineCode, DateTimeOffset EndsAt)
{
    /// <summary>Whether the member may only earn.</summary>
    [JsonIgnore]
    public bool EarnsOnly => MemberId is null;

    /// <summary>The member as the contract is asked.</summary>
    [JsonIgnore]
    public MemberName Name =>
        MemberId is { } id ? new MemberName { MemberId = id.ToString() } : new MemberName { Qr = OfflineCode };
}

/// <summary>Names a member in an address without telling who that is: what is in a ticket only the portal can read.</summary>
public sealed class TillTickets(IDataProtectionProvider protection, TimeProvider time)
{
    /// <summary>How long a ticket lasts.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(15);

    private readonly IDataProtector protector = protection.CreateProtector("LoyaltyPortal.TillTicket");

    /// <summary>A ticket for a member who was found, by the trust that the contract has in how.</summary>
    /// <param name="clerk">Who of the staff.</param>
    /// <param name="memberId">The member.</param>
    /// <param name="offlineCode">The static code, where the member was found by it.</param>
    public string For(Guid clerk, Guid memberId, string? offlineCode)
    {
        var member = new TillMember(clerk, offlineCode is null ? memberId : null, offlineCode, Clock.Now(time) + Lasts);
        return protector.Protect(JsonSerializer.Serialize(member));
    }

    /// <summary>The member of a ticket; null when it is over, another clerk's, or none of this portal.</summary>
    public TillMember? Read(string? ticket, Guid clerk)
    {
        if (string.IsNullOrEmpty(ticket))
        {
            return null;
        }
        try
        {
            var member = JsonSerializer.Deserialize<TillMember>(protector.Unprotect(ticket));
            return member is not null && member.Clerk == clerk && member.EndsAt > Clock.Now(time) ? member : null;
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or JsonException)
        {
            return null;
        }
    }
}
