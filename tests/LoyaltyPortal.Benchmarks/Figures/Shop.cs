using LoyaltyPortal.Benchmarks.Running;
using Npgsql;

namespace LoyaltyPortal.Benchmarks.Figures;

/// <summary>A portal on PostgreSQL with a key and members, ready to be posted to.</summary>
internal sealed class Shop : IAsyncDisposable
{
    private readonly Postgres postgres;
    private readonly PublishedPortal published;

    private Shop(Postgres postgres, PublishedPortal published, Portal portal, string connection, StoreClient client)
    {
        this.postgres = postgres;
        this.published = published;
        Portal = portal;
        Connection = connection;
        Client = client;
    }

    public Portal Portal { get; }

    public string Connection { get; }

    public StoreClient Client { get; }

    /// <summary>Opens a shop.</summary>
    /// <param name="options">The command line.</param>
    /// <param name="members">Members numbered from 0.</param>
    /// <param name="clients">How many will ask at once.</param>
    /// <param name="environment">Development or Production.</param>
    /// <param name="variables">More environment of the portal.</param>
    public static async Task<Shop> OpenAsync(
        Options options,
        int members,
        int clients,
        string environment = "Production",
        IReadOnlyDictionary<string, string>? variables = null
    )
    {
        var published = await PublishedPortal.FindAsync(options);
        Postgres? postgres = null;
        Portal? portal = null;
        try
        {
            postgres = await Postgres.StartAsync(options);
            Console.WriteLine(
                $"PostgreSQL: {await postgres.DurabilityAsync()}; {Environment.ProcessorCount} processors"
            );
            var connection = await postgres.NewDatabaseAsync("loyalty_benchmark");
            var database = Database.PostgreSql(connection);
            var key = await Portal.NewKeyAsync(published, database);
            portal = await Portal.StartAsync(published, database, environment, variables);
            var client = new StoreClient(portal.Address, key, clients);
            await client.ImportAsync(Enumerable.Range(0, members).Select(Goods.MemberLine));
            return new Shop(postgres, published, portal, connection, client);
        }
        catch
        {
            await CloseAsync(portal, postgres, published);
            throw;
        }
    }

    /// <summary>The accounts of the first members, by number.</summary>
    public async Task<IReadOnlyList<Guid>> AccountsAsync(int members)
    {
        await using var db = new NpgsqlConnection(Connection);
        await db.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT \"Phone\", \"AccountId\" FROM \"Members\"", db);
        await using var reader = await command.ExecuteReaderAsync();
        var accounts = new Dictionary<string, Guid>(StringComparer.Ordinal);
        while (await reader.ReadAsync())
        {
            accounts[reader.GetString(0)] = reader.GetGuid(1);
        }
        return [.. Enumerable.Range(0, members).Select(member => accounts[Goods.Phone(member)])];
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await CloseAsync(Portal, postgres, published);
    }

    private static async Task CloseAsync(Portal? portal, Postgres? postgres, PublishedPortal published)
    {
        if (portal is not null)
        {
            await portal.DisposeAsync();
        }
        if (postgres is not null)
        {
            await postgres.DisposeAsync();
        }
        published.Dispose();
    }
}
