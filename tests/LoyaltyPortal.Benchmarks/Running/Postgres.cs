using Npgsql;

namespace LoyaltyPortal.Benchmarks.Running;

/// <summary>A PostgreSQL to measure on: the one that was named, or a private one with the durability a fresh server
/// has (fsync, synchronous_commit and full_page_writes on), a unix socket and no port.</summary>
internal sealed class Postgres : IAsyncDisposable
{
    private readonly TemporaryFolder? folder;
    private readonly string? programs;
    private readonly string server;
    private readonly List<string> databases = [];

    private Postgres(string server, TemporaryFolder? folder, string? programs)
    {
        this.server = server;
        this.folder = folder;
        this.programs = programs;
    }

    public static async Task<Postgres> StartAsync(Options options)
    {
        if (options.Postgres is { } named)
        {
            return new Postgres(named, null, null);
        }
        var programs =
            Directory
                .GetDirectories("/usr/lib/postgresql")
                .Select(version => Path.Combine(version, "bin"))
                .Where(bin => File.Exists(Path.Combine(bin, "initdb")))
                .Max(StringComparer.Ordinal)
            ?? throw new InvalidOperationException("No PostgreSQL is installed: apt-get install postgresql.");
        var folder = new TemporaryFolder();
        if (Environment.IsPrivilegedProcess)
        {
            await Command.RunAsync("chown", "/", "postgres", folder.Path);
        }
        var started = new Postgres($"Host={folder.Path};Username=postgres", folder, programs);
        var extra = options.Statements ? "-c shared_preload_libraries=pg_stat_statements" : string.Empty;
        await started.AsOwnerAsync(
            "initdb",
            ["-D", started.Data, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"]
        );
        await started.AsOwnerAsync(
            "pg_ctl",
            [
                "start",
                "-w",
                "-D",
                started.Data,
                "-l",
                folder.File("log"),
                "-o",
                $"-c listen_addresses='' -c unix_socket_directories='{folder.Path}' {extra}",
            ]
        );
        return started;
    }

    private string Data => folder!.File("data");

    /// <summary>A new database, empty or a copy of another one; the connection string for the portal and for us.</summary>
    public async Task<string> NewDatabaseAsync(string name, string template = "template1")
    {
        await using var connection = new NpgsqlConnection(Connection("postgres"));
        await connection.OpenAsync();
        await ExecuteAsync(connection, $"DROP DATABASE IF EXISTS \"{name}\" WITH (FORCE)");
        await ExecuteAsync(connection, $"CREATE DATABASE \"{name}\" TEMPLATE \"{template}\"");
        databases.Add(name);
        return Connection(name);
    }

    public async Task DropAsync(string name)
    {
        await using var connection = new NpgsqlConnection(Connection("postgres"));
        await connection.OpenAsync();
        await ExecuteAsync(connection, $"DROP DATABASE IF EXISTS \"{name}\" WITH (FORCE)");
        databases.Remove(name);
    }

    /// <summary>What the durability is, as the server says it.</summary>
    public async Task<string> DurabilityAsync()
    {
        await using var connection = new NpgsqlConnection(Connection("postgres"));
        await connection.OpenAsync();
        var settings = new List<string>();
        foreach (var name in new[] { "server_version", "fsync", "synchronous_commit", "full_page_writes" })
        {
            await using var show = new NpgsqlCommand($"SHOW {name}", connection);
            settings.Add($"{name} {await show.ExecuteScalarAsync()}");
        }
        return string.Join(", ", settings);
    }

    public static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (folder is null)
        {
            foreach (var name in databases.ToList())
            {
                await DropAsync(name);
            }
            return;
        }
        await AsOwnerAsync("pg_ctl", ["stop", "-D", Data, "-m", "immediate"]);
        folder.Dispose();
    }

    private string Connection(string database) =>
        new NpgsqlConnectionStringBuilder(server)
        {
            Database = database,
            MaxPoolSize = 50,
            IncludeErrorDetail = true,
        }.ToString();

    /// <summary>Runs one of the server's programs as its owner: it refuses to run as root.</summary>
    private Task<string> AsOwnerAsync(string program, IReadOnlyList<string> args)
    {
        var path = Path.Combine(programs!, program);
        return Environment.IsPrivilegedProcess
            ? Command.RunAsync("runuser", "/", ["-u", "postgres", "--", path, .. args])
            : Command.RunAsync(path, "/", args);
    }
}
