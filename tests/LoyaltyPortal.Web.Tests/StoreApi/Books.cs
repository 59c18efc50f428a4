using System.Data.Common;
using System.Globalization;
using System.Text;
using LoyaltyPortal.Data;
using LoyaltyPortal.Data.Keys;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Providers;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Web.Tests.StoreApi;

/// <summary>What is written in a portal's database.</summary>
public sealed class Books(IPortalDbs databases)
{
    /// <summary>What changes without anybody's request: when a key was last used, and what the sending of messages notes.</summary>
    private static readonly string[] Aside =
    [
        nameof(ApiKey.LastUsedAt),
        nameof(OutboxMessage.SentAt),
        nameof(OutboxMessage.NextTryAt),
    ];

    /// <summary>The rows of every table, each as one text, but for what changes by itself.</summary>
    /// <param name="except">Columns not to look at.</param>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> RowsAsync(params string[] except)
    {
        await using var db = databases.Create();
        await db.Database.OpenConnectionAsync();
        var connection = db.Database.GetDbConnection();
        var rows = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var table in db.Model.GetEntityTypes().Select(type => type.GetTableName()!).Distinct())
        {
            rows[table] = await RowsAsync(connection, table, [.. Aside, .. except]);
        }
        return rows;
    }

    /// <summary>How many rows a table has.</summary>
    public async Task<int> CountAsync(string table) => (await RowsAsync())[table].Count;

    /// <summary>Adds a key of a client; null lists stand for everything.</summary>
    public async Task AddKeyAsync(
        string key,
        string client = "shop",
        string[]? scopes = null,
        string[]? channels = null,
        string? store = null
    )
    {
        await using var db = databases.Create();
        db.ApiKeys.Add(
            new ApiKey
            {
                Id = new SequentialKeys(databases.Provider).New(),
                Client = client,
                KeyHash = ApiKeyBook.HashOf(key),
                Scopes = scopes ?? ApiScopes.All,
                Channels = channels ?? [],
                Store = store,
                CreatedAt = DemoPortal.Start,
            }
        );
        await db.SaveChangesAsync();
    }

    /// <summary>Withdraws a key.</summary>
    public async Task RevokeAsync(string key)
    {
        var hash = ApiKeyBook.HashOf(key);
        await using var db = databases.Create();
        var found = await db.ApiKeys.SingleAsync(each => each.KeyHash == hash);
        found.RevokedAt = DemoPortal.Start;
        await db.SaveChangesAsync();
    }

    /// <summary>Looks something up.</summary>
    public async Task<T> AskAsync<T>(Func<PortalDb, Task<T>> question)
    {
        await using var db = databases.Create();
        return await question(db);
    }

    private static async Task<IReadOnlyList<string>> RowsAsync(DbConnection connection, string table, string[] except)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The names of tables come from the model, not from anybody's input.
        command.CommandText = $"SELECT * FROM \"{table}\"";
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            var row = new StringBuilder();
            for (var i = 0; i < reader.FieldCount; i++)
            {
                if (!except.Contains(reader.GetName(i)))
                {
                    row.Append(CultureInfo.InvariantCulture, $"{reader.GetName(i)}={Text(reader.GetValue(i))};");
                }
            }
            // How jobs went is written whenever they run.
            if (!row.ToString().StartsWith("Name=job:", StringComparison.Ordinal))
            {
                rows.Add(row.ToString());
            }
        }
        return rows;
    }

    private static string Text(object value) => value is byte[] bytes ? Convert.ToHexString(bytes) : $"{value}";
}
