using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.ValueGeneration;

namespace LoyaltyPortal.Data.Keys;

/// <summary>New keys in the order in which the database at hand keeps its pages, so that inserts go to the end.</summary>
/// <param name="provider">The database: SQL Server orders GUIDs by their last bytes, the others by their first.</param>
public sealed class SequentialKeys(DatabaseProvider provider)
{
    private readonly SequentialGuidValueGenerator sqlServer = new();

    /// <summary>A key that was never given before.</summary>
    public Guid New() =>
        provider == DatabaseProvider.SqlServer ? sqlServer.Next((EntityEntry)null!) : Guid.CreateVersion7();
}
