using LoyaltyPortal.Data;
using LoyaltyPortal.Data.Cards;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Programmes;
using LoyaltyPortal.Data.Providers;
using LoyaltyPortal.Data.Support;
using LoyaltyPortal.Data.Webhooks;
using LoyaltyPortal.Web.Platform.Codes;
using LoyaltyPortal.Web.Platform.Jobs;
using LoyaltyPortal.Web.Platform.Limits;
using LoyaltyPortal.Web.Platform.Messages;
using LoyaltyPortal.Web.Platform.Phones;
using LoyaltyPortal.Web.Platform.Sessions;
using LoyaltyPortal.Web.Platform.Webhooks;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Web.Platform;

/// <summary>What the portal stands on: the programme in force, the database, the clock and the jobs.</summary>
public static class PortalServices
{
    /// <summary>Reads the programme (a wrong file stops the start with every fault in it) and registers the rest.</summary>
    /// <exception cref="StartRefusedException">The programme or the configuration is wrong.</exception>
    public static WebApplicationBuilder AddPortal(this WebApplicationBuilder builder)
    {
        var clock = new PortalClock(TimeProvider.System);
        builder.Services.AddSingleton(clock);
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton(ProgrammeInSettings.Read(builder.Configuration));
        builder.Services.AddMessages(builder.Configuration, builder.Environment);
        var provider = ProviderOf(builder.Configuration);
        builder.Services.AddPortalData(provider, ConnectionOf(builder.Configuration, provider));
        builder.Services.AddSingleton(_ => PhoneNumbers.LoadBuiltIn());
        builder.Services.AddTransient<IPhones, PortalPhones>();
        builder.Services.AddSingleton<PublicAddress>();
        builder.Services.AddTransient<Icons.BrandIcon>();
        builder.Services.AddSingleton<PortalMeters>();
        builder.Services.AddSingleton(SendingRules.Read(builder.Configuration));
        builder.Services.AddTransient<SendingLimits>();
        builder.Services.AddSingleton<KnownBrowsers>();
        builder.Services.AddScoped<IPhoneCodes, PhoneCodes>();
        builder.Services.AddSingleton<OpenCircuits>();
        builder.Services.AddScoped<CircuitHandler, CircuitGuard>();
        builder.Services.AddHostedService<OpenCircuitsJob>();
        builder.Services.AddHostedService<DueWorkJob>();
        builder.Services.AddHostedService<SuspensionJob>();
        builder.Services.AddHostedService<ProgrammeJob>();
        builder.Services.AddHostedService<TrialJob>();
        builder.Services.AddWebhooks(builder.Configuration, builder.Environment);
        builder.Services.AddHostedService<FiguresJob>();
        AddJobs(builder.Services);
        return builder;
    }

    /// <summary>The jobs of the platform, for whoever looks after them; slices add their own.</summary>
    private static void AddJobs(IServiceCollection services)
    {
        services.AddSingleton<JobLog>();
        services.AddSingleton(all => new PortalJob(
            JobNames.DueWork,
            DueWorkJob.Every,
            stop => DueWorkJob.RunAsync(all, stop)
        ));
        services.AddSingleton(all => new PortalJob(
            JobNames.Housekeeping,
            DueWorkJob.CleanedEvery,
            all.GetRequiredService<Housekeeping>().RunAsync
        ));
        services.AddSingleton(all => new PortalJob(
            JobNames.Figures,
            FiguresJob.Every,
            stop => FiguresJob.RunAsync(all, stop)
        ));
        services.AddSingleton(all => new PortalJob(
            JobNames.FiguresCheck,
            FiguresJob.CheckedEvery,
            stop => FiguresJob.CheckAsync(all, stop)
        ));
        // It looks each second by itself, so running it by hand would bring nothing sooner.
        services.AddSingleton(new PortalJob(JobNames.Outbox, OutboxJob.LookEvery));
        services.AddSingleton(new PortalJob(JobNames.Suspensions, SuspensionBook.RefreshEvery));
        services.AddSingleton(new PortalJob(JobNames.Programme, ProgrammeBook.RefreshEvery));
        services.AddSingleton(new PortalJob(JobNames.Trials, TrialJob.Every));
        services.AddSingleton(new PortalJob(JobNames.OpenCircuits, OpenCircuitsJob.Every));
    }

    /// <summary>Brings the database's tables to what this version needs.</summary>
    public static async Task MigrateAsync(this IServiceProvider services, CancellationToken cancellation)
    {
        await using var db = services.GetRequiredService<IPortalDbs>().Create();
        await db.Database.MigrateAsync(cancellation);
        if (db.Database.ProviderName?.EndsWith("Sqlite", StringComparison.Ordinal) == true)
        {
            // Readers then never wait for the writer.
            await db.Database.ExecuteSqlAsync($"PRAGMA journal_mode = WAL", cancellation);
        }
        await LookAsync(services.GetRequiredService<ProgrammeBook>().RefreshAsync, cancellation);
        await services.GetRequiredService<AnnouncementBook>().RefreshAsync(cancellation);
        await services.GetRequiredService<SuspensionBook>().RefreshAsync(cancellation);
        await services.GetRequiredService<WebhookList>().RefreshAsync(cancellation);
        await services.GetRequiredService<CardSignature>().PrepareAsync(cancellation);
        await services.GetRequiredService<NameIndex>().FillAsync(cancellation);
    }

    /// <summary>Brings the programme of the settings into force, where it is another one than at the last start. Only a portal
    /// that is going to run does so: a command may be given in a place with other settings.</summary>
    /// <exception cref="StartRefusedException">It cannot follow the version in force.</exception>
    public static Task StartProgrammeAsync(this IServiceProvider services, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(services);
        return LookAsync(services.GetRequiredService<ProgrammeBook>().StartAsync, cancellation);
    }

    private static async Task LookAsync(Func<CancellationToken, Task> look, CancellationToken cancellation)
    {
        try
        {
            await look(cancellation);
        }
        catch (Exception fault) when (fault is ProgrammeUnreadableException or ProgrammeBarredException)
        {
            throw new StartRefusedException(fault.Message);
        }
    }

    private static DatabaseProvider ProviderOf(ConfigurationManager configuration)
    {
        var name = configuration["Database:Provider"] ?? nameof(DatabaseProvider.Sqlite);
        return Enum.TryParse<DatabaseProvider>(name, ignoreCase: true, out var provider) && Enum.IsDefined(provider)
            ? provider
            : throw new StartRefusedException(
                $"Database:Provider is \"{name}\"; it must be one of {string.Join(", ", Enum.GetNames<DatabaseProvider>())}."
            );
    }

    private static string ConnectionOf(ConfigurationManager configuration, DatabaseProvider provider)
    {
        var connection = configuration.GetConnectionString("Portal");
        if (!string.IsNullOrWhiteSpace(connection))
        {
            return connection;
        }
        if (provider != DatabaseProvider.Sqlite)
        {
            throw new StartRefusedException($"ConnectionStrings:Portal is missing; {provider} needs one.");
        }
        Directory.CreateDirectory("data");
        return "Data Source=data/portal.db";
    }
}

/// <summary>The portal cannot start as configured; the message says where and why.</summary>
public sealed class StartRefusedException(string message) : Exception(message);
