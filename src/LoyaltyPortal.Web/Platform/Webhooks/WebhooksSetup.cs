using LoyaltyPortal.Web.Platform.Jobs;

namespace LoyaltyPortal.Web.Platform.Webhooks;

/// <summary>Registers the sending of webhooks.</summary>
internal static class WebhooksSetup
{
    /// <summary>Adds the jobs and the one client that reaches receivers.</summary>
    /// <exception cref="StartRefusedException">A setting is wrong.</exception>
    public static IServiceCollection AddWebhooks(
        this IServiceCollection services,
        IConfiguration configuration,
        IHostEnvironment environment
    )
    {
        var settings = WebhookSettings.Read(configuration, environment.IsDevelopment());
        services.AddSingleton<IHostNames, HostNames>();
        services.AddSingleton(all => new WebhookAddresses(settings, all.GetRequiredService<IHostNames>()));
        services
            .AddHttpClient(WebhookSender.Client)
            .ConfigureHttpClient(client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(all =>
                WebhookConnection.HandlerFor(all.GetRequiredService<WebhookAddresses>())
            )
            // They would write addresses, which may hold keys.
            .RemoveAllLoggers();
        services.AddSingleton<WebhookSender>();
        services.AddHostedService<WebhookJob>();
        services.AddSingleton<WebhookMoments>();
        services.AddSingleton<IMinuteWork>(all => all.GetRequiredService<WebhookMoments>());
        services.AddHostedService<WebhookMomentsJob>();
        // It looks each second by itself, so running it by hand would bring nothing sooner.
        services.AddSingleton(new PortalJob(JobNames.Webhooks, WebhookJob.LookEvery));
        services.AddSingleton(all => new PortalJob(
            JobNames.WebhookMoments,
            WebhookMoments.Every,
            all.GetRequiredService<WebhookMoments>().RunAsync
        ));
        return services;
    }
}
