using Npgsql;

namespace LoyaltyPortal.Benchmarks.Rows;

/// <summary>A row that the portal wrote, to be written again with other keys: column by column, with the types that the
/// database names.</summary>
internal sealed class TemplateRow
{
    private readonly List<(string Name, string Type, object? Value)> columns = [];

    private TemplateRow(string table) => Table = table;

    public string Table { get; }

    /// <summary>Reads the one row that the condition finds.</summary>
    /// <exception cref="InvalidOperationException">There is none, or more than one.</exception>
    public static async Task<TemplateRow> ReadAsync(
        NpgsqlConnection connection,
        string table,
        string condition,
        params object[] values
    )
    {
        await using var command = new NpgsqlCommand($"SELECT * FROM \"{table}\" WHERE {condition}", connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }
        await using var reader = await command.ExecuteReaderAsync();
        var row = new TemplateRow(table);
        if (!await reader.ReadAsync())
        {
            throw new InvalidOperationException($"The posting left no row in {table}.");
        }
        for (var i = 0; i < reader.FieldCount; i++)
        {
            var value = await reader.IsDBNullAsync(i) ? null : reader.GetValue(i);
            row.columns.Add((reader.GetName(i), reader.GetDataTypeName(i), value));
        }
        return await reader.ReadAsync()
            ? throw new InvalidOperationException($"The posting left more than one row in {table}.")
            : row;
    }

    public T Value<T>(string column) => (T)columns.First(each => each.Name == column).Value!;

    /// <summary>An INSERT of all columns. What it returns sets the columns that differ from row to row.</summary>
    public (NpgsqlBatchCommand Command, Action<string, object> Set) Insert()
    {
        var names = string.Join(", ", columns.Select(column => $"\"{column.Name}\""));
        var places = string.Join(", ", columns.Select((_, i) => $"${i + 1}"));
        var command = new NpgsqlBatchCommand($"INSERT INTO \"{Table}\" ({names}) VALUES ({places})");
        foreach (var (_, type, value) in columns)
        {
            command.Parameters.Add(new NpgsqlParameter { DataTypeName = type, Value = value ?? DBNull.Value });
        }
        return (
            command,
            (column, value) => command.Parameters[columns.FindIndex(each => each.Name == column)].Value = value
        );
    }
}
