using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Tests.Support;

/// <summary>Everything that is in the database, to see whether something wrote at all.</summary>
public static class TableContents
{
    /// <summary>Every row of every table of the model as text, by table.</summary>
    public static Task<SortedDictionary<string, string>> ContentsAsync(this Portal portal) =>
        portal.QueryAsync(
            async (db, stop) =>
            {
                var contents = new SortedDictionary<string, string>(StringComparer.Ordinal);
                await db.Database.OpenConnectionAsync(stop);
                foreach (var table in db.Model.GetEntityTypes().Select(type => type.GetTableName()!).Distinct())
                {
                    contents[table] = await RowsAsync(db, table, stop);
                }
                return contents;
            }
        );

    private static async Task<string> RowsAsync(PortalDb db, string table, CancellationToken stop)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"SELECT * FROM \"{table}\"";
        await using var reader = await command.ExecuteReaderAsync(stop);
        var rows = new List<string>();
        while (await reader.ReadAsync(stop))
        {
            var row = new StringBuilder();
            for (var i = 0; i < reader.FieldCount; i++)
            {
                row.Append(CultureInfo.InvariantCulture, $"{reader.GetName(i)}={Text(reader.GetValue(i))} ");
            }
            rows.Add(row.ToString());
        }
        return string.Join('\n', rows.Order(StringComparer.Ordinal));
    }

    private static string Text(object value) =>
        value is byte[] bytes
            ? Convert.ToHexString(bytes)
            : Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;
}
