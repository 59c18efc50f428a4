using Microsoft.EntityFrameworkCore.Diagnostics;

namespace LoyaltyPortal.Data.Tests.Privacy;

/// <summary>A node that dies when it is about to save, after everything else was done.</summary>
public sealed class BreaksAtSaving : SaveChangesInterceptor
{
    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    ) => throw new InvalidOperationException("The node died.");
}
