using LoyaltyPortal.Data.Model;
using Microsoft.AspNetCore.DataProtection;

namespace LoyaltyPortal.Data.Webhooks;

/// <summary>Keeps the secrets of webhooks unreadable in the database.</summary>
public sealed class WebhookSecrets(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("LoyaltyPortal.WebhookSecret");

    /// <summary>A secret as it is stored. It may write a key of the portal's: not to be called within a transaction.</summary>
    public string Hide(string secret) => protector.Protect(secret);

    /// <summary>The secrets that sign at a moment, the present one first.</summary>
    public IReadOnlyList<string> Open(Webhook webhook, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(webhook);
        var present = protector.Unprotect(webhook.Secret);
        return webhook.PreviousSecret is { } previous && webhook.PreviousUntil > now
            ? [present, protector.Unprotect(previous)]
            : [present];
    }
}
