namespace LoyaltyPortal.Web.Platform.Messages;

/// <summary>Registers the sending of messages.</summary>
internal static class MessagesSetup
{
    /// <summary>Adds the senders that the settings name, and the job that sends. Before the database's services, which
    /// keep messages for as long as is said here.</summary>
    /// <exception cref="StartRefusedException">A setting is wrong.</exception>
    public static IServiceCollection AddMessages(
        this IServiceCollection services,
        IConfiguration configuration,
        IHostEnvironment environment
    )
    {
        var settings = MessageSettings.Read(configuration, environment.IsDevelopment());
        services.AddSingleton(settings);
        services.AddSingleton(settings.Keeping);
        services
            .AddHttpClient(HttpGateway.Client)
            .ConfigureHttpClient(client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() =>
                new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }
            )
            // They would write addresses, which hold phones and keys.
            .RemoveAllLoggers();
        services.AddSingleton<MessageSenders>();
        services.AddHostedService<OutboxJob>();
        return services;
    }
}
