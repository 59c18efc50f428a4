using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace LoyaltyPortal.Data.Postings;

/// <summary>Tells failures that a second try resolves from those that it does not.</summary>
public static class Conflicts
{
    /// <summary>Two wrote at once: the same unique key, the same row, or locks in a ring. Nothing of the loser was
    /// written; a new try sees what the winner did.</summary>
    public static bool IsConflict(Exception exception) =>
        exception switch
        {
            DbUpdateConcurrencyException => true,
            DbUpdateException { InnerException: { } inner } => IsConflict(inner),
            // EF wraps what it takes for transient, deadlocks among it, when no retrying strategy is configured.
            InvalidOperationException { InnerException: { } inner } => IsConflict(inner),
            // 2067 and 1555: unique index and primary key; 5 and 6: busy and locked.
            SqliteException sqlite => sqlite.SqliteExtendedErrorCode is 2067 or 1555
                || sqlite.SqliteErrorCode is 5 or 6,
            PostgresException postgres => postgres.SqlState
                is PostgresErrorCodes.UniqueViolation
                    or PostgresErrorCodes.DeadlockDetected
                    or PostgresErrorCodes.SerializationFailure,
            // 2627 and 2601: unique constraint and index; 1205: chosen as deadlock victim.
            SqlException server => server.Number is 2627 or 2601 or 1205,
            _ => false,
        };
}
