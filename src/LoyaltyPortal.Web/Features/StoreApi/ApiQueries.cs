using LoyaltyPortal.Data;
using LoyaltyPortal.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Web.Features.StoreApi;

/// <summary>What nearly every request asks the database, compiled once.</summary>
internal sealed class ApiQueries
{
    private static readonly CompiledQueries<ApiQueries> Compiled = new();

    /// <summary>The queries for a context's database.</summary>
    public static ApiQueries Of(PortalDb db) => Compiled.For(db);

    /// <summary>The key with that hash, and what its client was answered before under an idempotency key.</summary>
    public Func<PortalDb, byte[], string, CancellationToken, Task<KeyWithAnswer?>> KeyWithAnswer { get; } =
        EF.CompileAsyncQuery(
            (PortalDb db, byte[] hash, string idempotencyKey, CancellationToken _) =>
                (
                    from key in db.ApiKeys.AsNoTracking()
                    where key.KeyHash == hash
                    join record in db.IdempotencyRecords.AsNoTracking().Where(each => each.Key == idempotencyKey)
                        on key.Client equals record.Client
                        into records
                    from record in records.DefaultIfEmpty()
                    select new KeyWithAnswer(key, record)
                ).FirstOrDefault()
        );

    /// <summary>The account of a phone in E.164.</summary>
    public Func<PortalDb, string, CancellationToken, Task<Guid?>> AccountOfPhone { get; } =
        EF.CompileAsyncQuery(
            (PortalDb db, string phone, CancellationToken _) =>
                db.Members.Where(each => each.Phone == phone).Select(each => (Guid?)each.AccountId).FirstOrDefault()
        );

    /// <summary>Whether an order was posted.</summary>
    public Func<PortalDb, string, CancellationToken, Task<bool>> HasOrder { get; } =
        EF.CompileAsyncQuery(
            (PortalDb db, string order, CancellationToken _) => db.Purchases.Any(each => each.OrderId == order)
        );
}

/// <summary>A key and an answer that its client got before.</summary>
/// <param name="Key">The key, live or withdrawn.</param>
/// <param name="Answer">What was answered under an idempotency key; null when nothing was.</param>
internal sealed record KeyWithAnswer(ApiKey Key, IdempotencyRecord? Answer);
