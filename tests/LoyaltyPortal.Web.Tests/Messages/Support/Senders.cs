using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Web.Platform.Messages;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LoyaltyPortal.Web.Tests.Messages.Support;

/// <summary>Senders as the portal makes them from its settings.</summary>
internal static class Senders
{
    public const string Phone = "+79261234567";

    /// <summary>The sender of a medium.</summary>
    /// <param name="medium">The medium.</param>
    /// <param name="settings">The settings below <c>Messages:</c>.</param>
    public static IMessageSender Of(string medium, params (string Key, string? Value)[] settings) =>
        All("Development", settings).ByMedium[medium];

    /// <summary>The sender of text messages by a gateway.</summary>
    public static IMessageSender Gateway(string url, params (string Key, string? Value)[] settings) =>
        Of(OutboxMessage.SmsMedium, [("Sms", "http"), ("Http:Url", url), .. settings]);

    /// <summary>All senders of an environment.</summary>
    public static MessageSenders All(string environment, params (string Key, string? Value)[] settings)
    {
        var services = new ServiceCollection();
        services.AddSingleton(TimeProvider.System);
        services.AddMessages(
            new ConfigurationBuilder()
                .AddInMemoryCollection(
                    // What is said later wins.
                    settings
                        .GroupBy(each => $"Messages:{each.Key}")
                        .Select(each => KeyValuePair.Create(each.Key, each.Last().Value))
                )
                .Build(),
            Host.CreateEmptyApplicationBuilder(
                new HostApplicationBuilderSettings { EnvironmentName = environment }
            ).Environment
        );
        return services.BuildServiceProvider().GetRequiredService<MessageSenders>();
    }

    /// <summary>A message.</summary>
    public static OutboxMessage Message(
        string text = "654321",
        string? subject = null,
        string recipient = Phone,
        string? stopLink = null
    ) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            Kind = "test",
            Recipient = recipient,
            Medium = subject is null ? OutboxMessage.SmsMedium : OutboxMessage.MailMedium,
            Subject = subject,
            Text = text,
            StopLink = stopLink,
        };
}
