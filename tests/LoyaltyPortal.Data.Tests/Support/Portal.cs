using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Programmes;
using LoyaltyPortal.Data.Providers;
using LoyaltyPortal.Data.Reading;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Programmes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoyaltyPortal.Data.Tests.Support;

/// <summary>One node of the portal, put together as the real one is. Two of them on one database are two nodes.</summary>
public sealed class Portal : IAsyncDisposable
{
    private readonly ServiceProvider services;

    public Portal(TestDatabase database, TestClock clock, params IInterceptor[] interceptors)
        : this(database, clock, Configured, interceptors) { }

    /// <summary>A node whose settings name another programme than <see cref="Programme"/>.</summary>
    public Portal(
        TestDatabase database,
        TestClock clock,
        ConfiguredProgramme configured,
        params IInterceptor[] interceptors
    )
    {
        var all = new ServiceCollection();
        all.AddSingleton(configured);
        all.AddSingleton<TimeProvider>(clock);
        all.AddPortalData(database.Provider, database.Connection);
        all.ConfigureDbContext<SqlitePortalDb>(options => options.AddInterceptors(interceptors));
        all.ConfigureDbContext<PostgreSqlPortalDb>(options => options.AddInterceptors(interceptors));
        services = all.BuildServiceProvider(
            new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true }
        );
    }

    /// <summary>The programme of all data tests: stomatorg.</summary>
    public static Programme Programme { get; } = ((ProgrammeRead.Accepted)Presets.Read("stomatorg")).Programme;

    /// <summary>The programme of the settings.</summary>
    public static ConfiguredProgramme Configured { get; } =
        new(Programme, Presets.Text("stomatorg"), ProgrammeOrigin.Preset, "stomatorg");

    public IPortalDbs Databases => Get<IPortalDbs>();

    public PostingRunner Postings => Get<PostingRunner>();

    public Enrolment Enrolment => Get<Enrolment>();

    public DueWork DueWork => Get<DueWork>();

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public ValueTask DisposeAsync() => services.DisposeAsync();

    /// <summary>Asks the members' reading, as a request does: in a scope of its own.</summary>
    public Task<T> ReadAsync<T>(Func<MemberReading, CancellationToken, Task<T>> ask) => ScopedAsync(ask);

    /// <summary>Asks a service of a request in a scope of its own.</summary>
    public async Task<T> ScopedAsync<TService, T>(Func<TService, CancellationToken, Task<T>> ask)
        where TService : notnull
    {
        await using var scope = services.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<TService>(), PortalTest.Stop);
    }

    /// <summary>Asks the database.</summary>
    public async Task<T> QueryAsync<T>(Func<PortalDb, CancellationToken, Task<T>> ask)
    {
        await using var db = Databases.Create();
        return await ask(db, PortalTest.Stop);
    }

    public async Task<AccountView> AccountAsync(Guid member)
    {
        var account = await ReadAsync((reading, stop) => reading.AccountAsync(member, stop));
        Assert.NotNull(account);
        return account;
    }

    public async Task<Balance> BalanceAsync(Guid member) => Assert.Single((await AccountAsync(member)).Wallets).Balance;

    public async Task<IReadOnlyList<LotView>> LotsAsync(Guid member) =>
        Assert.Single((await AccountAsync(member)).Wallets).Lots;

    /// <summary>All entries of a member in the order of their numbers, with the lots they moved.</summary>
    public Task<List<Entry>> EntriesAsync(Guid member) =>
        QueryAsync(
            (db, stop) =>
                db
                    .Entries.AsNoTracking()
                    .Include(entry => entry.Lots)
                    .Where(entry => entry.AccountId == member)
                    .OrderBy(entry => entry.Number)
                    .ToListAsync(stop)
        );
}
