using System.Security.Cryptography;
using System.Text;
using LoyaltyPortal.Data.Postings;

namespace LoyaltyPortal.Data.Tests.Support;

/// <summary>Wishes to be answered once.</summary>
public static class Claims
{
    public static IdempotencyClaim New(string body = "body") => Of(Guid.CreateVersion7().ToString(), body);

    public static IdempotencyClaim Of(string key, string body, string client = "till") =>
        new(client, key, SHA256.HashData(Encoding.UTF8.GetBytes(body)));
}
