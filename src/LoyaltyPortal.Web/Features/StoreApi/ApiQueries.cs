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

    /// <summary>The key with that hash, live or withdrawn.</summary>
    public Func<PortalDb, byte[], CancellationToken, Task<ApiKey?>> KeyOfHash { get; } =
        EF.CompileAsyncQuery(
            (PortalDb db, byte[] hash, CancellationToken _) =>
                db.ApiKeys.AsNoTracking().FirstOrDefault(each => each.KeyHash == hash)
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
