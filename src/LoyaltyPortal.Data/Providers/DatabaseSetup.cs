using LoyaltyPortal.Data.Audit;
using LoyaltyPortal.Data.Cards;
using LoyaltyPortal.Data.Figures;
using LoyaltyPortal.Data.Identity;
using LoyaltyPortal.Data.Joining;
using LoyaltyPortal.Data.Keys;
using LoyaltyPortal.Data.Limits;
using LoyaltyPortal.Data.Messages;
using LoyaltyPortal.Data.Notices;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Privacy;
using LoyaltyPortal.Data.Programmes;
using LoyaltyPortal.Data.Reading;
using LoyaltyPortal.Data.Sessions;
using LoyaltyPortal.Data.Staff;
using LoyaltyPortal.Data.Support;
using LoyaltyPortal.Data.Webhooks;
using LoyaltyPortal.Domain.Programmes;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace LoyaltyPortal.Data.Providers;

/// <summary>Makes a context of the database in use; the caller disposes it.</summary>
public interface IPortalDbs
{
    /// <summary>A new context.</summary>
    PortalDb Create();

    /// <summary>The database in use.</summary>
    DatabaseProvider Provider { get; }
}

/// <summary>Registers the database.</summary>
public static class DatabaseSetup
{
    /// <summary>Adds the database, its readings and its postings. A <see cref="ConfiguredProgramme"/> and a
    /// <see cref="TimeProvider"/> must be registered as well.</summary>
    public static IServiceCollection AddPortalData(
        this IServiceCollection services,
        DatabaseProvider provider,
        string connection
    )
    {
        switch (provider)
        {
            case DatabaseProvider.Sqlite:
                Add<SqlitePortalDb>(services, provider, options => options.UseSqlite(SqliteConnection(connection)));
                break;
            case DatabaseProvider.SqlServer:
                Add<SqlServerPortalDb>(services, provider, options => options.UseSqlServer(connection));
                break;
            default:
                Add<PostgreSqlPortalDb>(
                    services,
                    provider,
                    options => options.UseNpgsql(PostgreSqlConnection(connection))
                );
                break;
        }
        services.AddLogging();
        services.AddIdentityTables();
        services.AddSingleton(new SequentialKeys(provider));
        services.AddSingleton(new WriteGate(provider));
        services.AddScoped<MemberReading>();
        services.AddScoped<OrderReading>();
        services.AddScoped<OrderPointsReading>();
        services.AddScoped<ReturnPreviews>();
        services.AddSingleton<CardSignature>();
        services.AddSingleton<CardCodes>();
        services.AddTransient<WalletBook>();
        services.AddSingleton<SuspensionBook>();
        AddProgramme(services);
        services.AddTransient<Suspending>();
        services.AddTransient<PostingRunner>();
        services.AddTransient<Enrolment>();
        services.AddSingleton<JoiningDrafts>();
        services.AddSingleton<JoiningLinks>();
        services.AddTransient<CardLinking>();
        services.AddTransient<DueWork>();
        services.AddSingleton<CountedMonths>();
        services.TryAddSingleton(MessageKeeping.Default);
        services.AddSingleton<Housekeeping>();
        services.AddSingleton<OutboxQueue>();
        services.AddSingleton<DeadLetters>();
        services.AddSingleton<LimitBook>();
        services.AddSingleton<SessionBook>();
        // By default the name is the folder a node runs in, and another node could not read what this one protects.
        services.AddDataProtection().SetApplicationName("LoyaltyPortal");
        AddPeople(services);
        AddWebhooks(services);
        services.AddSingleton<IXmlRepository, ProtectionKeyStore>();
        services
            .AddOptions<KeyManagementOptions>()
            .Configure<IXmlRepository>((options, keys) => options.XmlRepository = keys);
        return services;
    }

    /// <summary>The programme in force. It changes while the portal runs, so nothing that stays may keep one: what asks for a
    /// <see cref="Programme"/> is made anew for each use, or asks the book each time.</summary>
    private static void AddProgramme(IServiceCollection services)
    {
        services.AddSingleton<ProgrammeBook>();
        services.AddTransient(all => all.GetRequiredService<ProgrammeBook>().Current);
        services.AddTransient(all => all.GetRequiredService<ProgrammeBook>().Current.Programme);
        services.AddSingleton<ProgrammeVersions>();
        services.AddSingleton<ProgrammeTrials>();
        services.AddSingleton<AnnouncementBook>();
    }

    /// <summary>What members and staff do besides posting.</summary>
    private static void AddPeople(IServiceCollection services)
    {
        services.AddSingleton<ApiKeyBook>();
        services.AddSingleton<StaffBook>();
        services.AddSingleton<StaffLinks>();
        services.AddSingleton<StaffChanges>();
        services.AddSingleton<StaffTries>();
        services.AddSingleton<SecondFactors>();
        services.AddTransient<MemberChanges>();
        services.AddTransient<Consenting>();
        services.AddTransient<PhoneChange>();
        services.AddTransient<Leaving>();
        services.AddTransient<ClaimBook>();
        services.AddTransient<ClaimQueue>();
        services.AddSingleton<DeskSearch>();
        services.AddTransient<DeskReading>();
        services.AddSingleton<VisitBook>();
        services.AddSingleton<NameIndex>();
        services.AddTransient<AccountActs>();
        services.AddTransient<AccountMerging>();
        services.AddTransient<SupportPhones>();
        services.AddSingleton<AuditBook>();
        services.AddSingleton<AuditVerifier>();
        services.AddTransient<Erasure>();
        services.AddTransient<Export>();
        services.AddTransient<NoticeBook>();
        services.AddTransient<NoticeRound>();
        services.AddSingleton<FigureBook>();
        services.AddTransient<FigureCheck>();
        services.AddTransient<MemberCount>();
    }

    /// <summary>What shops' systems are told. What posts is made anew for each use, so that it never outlives the rules in
    /// force.</summary>
    private static void AddWebhooks(IServiceCollection services)
    {
        services.AddSingleton<WebhookList>();
        services.AddSingleton<WebhookSecrets>();
        services.AddSingleton<WebhookOutbox>();
        services.AddSingleton<WebhookQueue>();
        services.AddSingleton<WebhookBook>();
        services.AddTransient<WebhookWatching>();
    }

    private static void Add<T>(
        IServiceCollection services,
        DatabaseProvider provider,
        Action<DbContextOptionsBuilder> use
    )
        where T : PortalDb
    {
        services.AddPooledDbContextFactory<T>(use);
        services.AddSingleton<IPortalDbs>(all => new PortalDbs<T>(
            all.GetRequiredService<IDbContextFactory<T>>(),
            provider
        ));
        services.AddScoped<PortalDb>(all => all.GetRequiredService<IPortalDbs>().Create());
    }

    /// <summary>Adds what every SQLite connection of the portal needs.</summary>
    private static string SqliteConnection(string connection) =>
        new SqliteConnectionStringBuilder(connection) { ForeignKeys = true, DefaultTimeout = 30 }.ToString();

    /// <summary>Statements are prepared once they recur, and a connection goes back to its pool as it is: the portal
    /// never changes a session's state. What the operator's connection string says comes last and wins.</summary>
    private static string PostgreSqlConnection(string connection) =>
        $"Max Auto Prepare=200;Auto Prepare Min Usages=2;No Reset On Close=true;{connection}";

    private sealed class PortalDbs<T>(IDbContextFactory<T> factory, DatabaseProvider provider) : IPortalDbs
        where T : PortalDb
    {
        public DatabaseProvider Provider => provider;

        public PortalDb Create() => factory.CreateDbContext();
    }
}
