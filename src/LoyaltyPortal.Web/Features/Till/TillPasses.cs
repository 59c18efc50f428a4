using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Web.Platform.StoreContract;
using Microsoft.AspNetCore.DataProtection;

namespace LoyaltyPortal.Web.Features.Till;

/// <summary>Something that is ready to be posted: it can be kept by a browser that has lost its connection, says nothing to
/// whoever finds it there, and can only ever do this one thing.</summary>
/// <param name="Clerk">Who of the staff made it.</param>
/// <param name="StoreId">Where.</param>
/// <param name="Until">Until when it may be posted (UTC).</param>
/// <param name="Sale">A sale, or null.</param>
/// <param name="Return">A return, or null.</param>
public sealed record TillPass(Guid Clerk, string StoreId, DateTimeOffset Until, SaleToPost? Sale, ReturnToPost? Return)
{
    /// <summary>When it was made (UTC).</summary>
    [JsonIgnore]
    public DateTimeOffset MadeAt => Until - TillPasses.Lasts;
}

/// <summary>A sale but for its time.</summary>
/// <param name="OrderId">Its number.</param>
/// <param name="MemberId">The member; null for none, or one who was named by the static code.</param>
/// <param name="OfflineCode">That code.</param>
/// <param name="PaymentMethod">How it is paid.</param>
/// <param name="PromoCode">A promo code.</param>
/// <param name="RedemptionId">Points that were kept for it.</param>
/// <param name="Lines">The basket.</param>
public sealed record SaleToPost(
    string OrderId,
    Guid? MemberId,
    string? OfflineCode,
    string PaymentMethod,
    string? PromoCode,
    string? RedemptionId,
    IReadOnlyList<LineBody> Lines
);

/// <summary>A return but for its time.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="ReturnId">The return's number.</param>
/// <param name="Lines">What comes back.</param>
public sealed record ReturnToPost(string OrderId, string ReturnId, IReadOnlyList<ReturnLineBody> Lines);

/// <summary>Writes and reads passes.</summary>
public sealed class TillPasses(IDataProtectionProvider protection, TimeProvider time)
{
    /// <summary>How long after it was made a sale or a return may still be posted.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(24);

    private readonly IDataProtector protector = protection.CreateProtector("LoyaltyPortal.TillPass");

    public string For(Guid clerk, TillStore store, SaleToPost sale) => Write(clerk, store, sale, null);

    public string For(Guid clerk, TillStore store, ReturnToPost back) => Write(clerk, store, null, back);

    /// <summary>What a pass is for; null when it is none, or too old.</summary>
    public TillPass? Read(string? pass)
    {
        if (string.IsNullOrEmpty(pass))
        {
            return null;
        }
        try
        {
            var read = JsonSerializer.Deserialize<TillPass>(protector.Unprotect(pass), ContractJson.Options);
            return read is not null && read.Until > Clock.Now(time) ? read : null;
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or JsonException)
        {
            return null;
        }
    }

    private string Write(Guid clerk, TillStore store, SaleToPost? sale, ReturnToPost? back)
    {
        ArgumentNullException.ThrowIfNull(store);
        var pass = new TillPass(clerk, store.Id, Clock.Now(time) + Lasts, sale, back);
        return protector.Protect(JsonSerializer.Serialize(pass, ContractJson.Options));
    }
}
