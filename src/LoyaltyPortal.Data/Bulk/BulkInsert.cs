using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace LoyaltyPortal.Data.Bulk;

/// <summary>Inserts many new objects in the context's transaction in the quickest way that its database has: COPY on
/// PostgreSQL, one prepared INSERT a table on SQLite, EF's own batches on SQL Server.</summary>
internal static class BulkInsert
{
    /// <summary>Inserts objects, those that others refer to first. The context does not track them afterwards, except on
    /// SQL Server, where they wait for the next saving of changes.</summary>
    public static async Task RunAsync(PortalDb db, IReadOnlyList<object> rows, CancellationToken cancellation)
    {
        var tables = rows.GroupBy(row => row.GetType())
            .Select(group => (Shape: TableShape.Of(db, group.Key), Rows: group))
            .OrderBy(table => table.Shape.Depth);
        foreach (var (shape, rowsOfTable) in tables)
        {
            switch (db.Database.GetDbConnection())
            {
                case NpgsqlConnection connection:
                    await CopyAsync(connection, shape, rowsOfTable, cancellation);
                    break;
                case var connection when db.Database.IsSqlite():
                    await InsertAsync(connection, db.Database.CurrentTransaction!, shape, rowsOfTable, cancellation);
                    break;
                default:
                    foreach (var row in rowsOfTable)
                    {
                        db.Entry(row).State = EntityState.Added;
                    }
                    break;
            }
        }
    }

    private static async Task CopyAsync(
        NpgsqlConnection connection,
        TableShape shape,
        IEnumerable<object> rows,
        CancellationToken cancellation
    )
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            $"COPY \"{shape.Table}\" ({Names(shape)}) FROM STDIN (FORMAT BINARY)",
            cancellation
        );
        foreach (var row in rows)
        {
            await copy.StartRowAsync(cancellation);
            foreach (var column in shape.Columns)
            {
                if (column.StoredOf(row) is { } value)
                {
                    await copy.WriteAsync(value, column.Mapping.StoreTypeNameBase, cancellation);
                }
                else
                {
                    await copy.WriteNullAsync(cancellation);
                }
            }
        }
        await copy.CompleteAsync(cancellation);
    }

    private static async Task InsertAsync(
        DbConnection connection,
        IDbContextTransaction transaction,
        TableShape shape,
        IEnumerable<object> rows,
        CancellationToken cancellation
    )
    {
        await using var insert = connection.CreateCommand();
        insert.Transaction = transaction.GetDbTransaction();
        var places = shape.Columns.Select((_, i) => $"@p{i}").ToList();
        insert.CommandText = $"INSERT INTO \"{shape.Table}\" ({Names(shape)}) VALUES ({string.Join(", ", places)})";
        var parameters = shape
            .Columns.Select((column, i) => column.Mapping.CreateParameter(insert, places[i], null, nullable: true))
            .ToList();
        insert.Parameters.AddRange(parameters.ToArray());
        foreach (var row in rows)
        {
            for (var i = 0; i < parameters.Count; i++)
            {
                parameters[i].Value = shape.Columns[i].StoredOf(row) ?? DBNull.Value;
            }
            await insert.ExecuteNonQueryAsync(cancellation);
        }
    }

    private static string Names(TableShape shape) =>
        string.Join(", ", shape.Columns.Select(column => $"\"{column.Name}\""));
}
