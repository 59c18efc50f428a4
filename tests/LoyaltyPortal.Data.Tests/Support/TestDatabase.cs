using LoyaltyPortal.Data.Providers;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace LoyaltyPortal.Data.Tests.Support;

/// <summary>A database of its own for one test class, made by the real migrations and gone afterwards.</summary>
public abstract class TestDatabase : IAsyncLifetime
{
    protected string Name { get; } = $"loyalty_{Guid.CreateVersion7():N}";

    public abstract DatabaseProvider Provider { get; }

    public abstract string Connection { get; }

    /// <summary>Why there is no such database here; null where there is.</summary>
    public virtual string? Missing => null;

    public async ValueTask InitializeAsync()
    {
        if (Missing is not null)
        {
            return;
        }
        await MakeAsync();
        await using var portal = new Portal(this, new TestClock(TestClock.Noon));
        await using var db = portal.Databases.Create();
        await db.Database.MigrateAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (Missing is null)
        {
            await DropAsync();
        }
        GC.SuppressFinalize(this);
    }

    protected abstract Task MakeAsync();

    protected abstract Task DropAsync();
}

/// <summary>A file in the temporary folder; EF makes it in WAL mode.</summary>
public sealed class SqliteDatabase : TestDatabase
{
    private string File => Path.Combine(Path.GetTempPath(), $"{Name}.db");

    public override DatabaseProvider Provider => DatabaseProvider.Sqlite;

    public override string Connection => $"Data Source={File}";

    protected override Task MakeAsync() => Task.CompletedTask;

    protected override async Task DropAsync()
    {
        await using var portal = new Portal(this, new TestClock(TestClock.Noon));
        await using var db = portal.Databases.Create();
        SqliteConnection.ClearPool((SqliteConnection)db.Database.GetDbConnection());
        foreach (var ending in new[] { "", "-wal", "-shm" })
        {
            System.IO.File.Delete(File + ending);
        }
    }
}

/// <summary>A database on the server that <c>./test</c> started.</summary>
public sealed class PostgreSqlDatabase : TestDatabase
{
    private const string Variable = "LOYALTY_TEST_POSTGRES";

    private static readonly string? Server = Environment.GetEnvironmentVariable(Variable);

    public override DatabaseProvider Provider => DatabaseProvider.PostgreSql;

    /// <summary>Fewer connections than racers: two classes race at once, and a server may allow no more than 100.</summary>
    public override string Connection =>
        new NpgsqlConnectionStringBuilder(Server)
        {
            Database = Name,
            MaxPoolSize = 32,
            IncludeErrorDetail = true,
        }.ToString();

    public override string? Missing =>
        string.IsNullOrEmpty(Server) ? $"PostgreSQL is not there: {Variable} names no server." : null;

    protected override Task MakeAsync() => OnServerAsync($"CREATE DATABASE {Name}");

    protected override async Task DropAsync()
    {
        await using (var pool = new NpgsqlConnection(Connection))
        {
            NpgsqlConnection.ClearPool(pool);
        }
        await OnServerAsync($"DROP DATABASE {Name} WITH (FORCE)");
    }

    private static async Task OnServerAsync(string statement)
    {
        await using var server = NpgsqlDataSource.Create(Server!);
        await using var command = server.CreateCommand(statement);
        await command.ExecuteNonQueryAsync();
    }
}
