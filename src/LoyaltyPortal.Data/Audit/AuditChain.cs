using System.Security.Cryptography;
using System.Text.Json;
using LoyaltyPortal.Data.Model;

namespace LoyaltyPortal.Data.Audit;

/// <summary>How a line of the audit is bound to the one before it: SHA-256 over the hash of that one and over all that the
/// line says, written as one JSON array of texts, so that no two lines are written alike.</summary>
internal static class AuditChain
{
    public static byte[] HashOf(
        long number,
        DateTimeOffset at,
        AuditActor actor,
        Guid? actorId,
        Guid? accountId,
        string action,
        IReadOnlyList<AuditFact> facts,
        byte[] previous
    )
    {
        string[] said =
        [
            number.ToString(System.Globalization.CultureInfo.InvariantCulture),
            at.ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture),
            actor.ToString(),
            actorId?.ToString() ?? string.Empty,
            accountId?.ToString() ?? string.Empty,
            action,
            Convert.ToHexString(previous),
            .. facts.SelectMany(fact => new[] { fact.Name, fact.Value }),
        ];
        return SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(said));
    }

    public static byte[] HashOf(AuditRecord record) =>
        HashOf(
            record.Number,
            record.At,
            record.Actor,
            record.ActorId,
            record.AccountId,
            record.Action,
            record.Facts,
            record.Previous
        );
}
