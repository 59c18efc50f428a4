using System.Globalization;
using LoyaltyPortal.Data.Messages;
using LoyaltyPortal.Data.Model;

namespace LoyaltyPortal.Web.Platform.Messages;

/// <summary>How messages of a medium are sent.</summary>
internal enum MessageWay
{
    /// <summary>Nobody said it: they wait.</summary>
    Unsaid,

    /// <summary>They stay on the machine and are shown at <c>/demo</c>.</summary>
    Inbox,

    /// <summary>By a gateway over HTTP.</summary>
    Http,

    /// <summary>By a mail server.</summary>
    Smtp,

    /// <summary>They are not sent, by the operator's wish.</summary>
    None,
}

/// <summary>How messages are sent: the section <c>Messages</c> of the settings.</summary>
/// <param name="Ways">The way of each medium.</param>
/// <param name="Gateway">The gateway, where a medium needs it.</param>
/// <param name="Mail">The mail server, where mail needs it.</param>
/// <param name="Keeping">How long messages stay in the database.</param>
internal sealed record MessageSettings(
    IReadOnlyDictionary<string, MessageWay> Ways,
    GatewaySettings? Gateway,
    MailSettings? Mail,
    MessageKeeping Keeping
)
{
    /// <summary>The setting that says the way of a medium.</summary>
    public static string KeyOf(string medium) => medium == OutboxMessage.SmsMedium ? "Messages:Sms" : "Messages:Mail";

    /// <exception cref="StartRefusedException">A setting is wrong.</exception>
    public static MessageSettings Read(IConfiguration configuration, bool isDevelopment)
    {
        var ways = new Dictionary<string, MessageWay>
        {
            [OutboxMessage.SmsMedium] = WayOf(configuration, OutboxMessage.SmsMedium, isDevelopment),
            [OutboxMessage.MailMedium] = WayOf(configuration, OutboxMessage.MailMedium, isDevelopment),
        };
        return new MessageSettings(
            ways,
            ways.ContainsValue(MessageWay.Http) ? GatewaySettings.Read(configuration) : null,
            ways.ContainsValue(MessageWay.Smtp) ? MailSettings.Read(configuration) : null,
            KeepingOf(configuration)
        );
    }

    private static MessageWay WayOf(IConfiguration configuration, string medium, bool isDevelopment)
    {
        var key = KeyOf(medium);
        return configuration[key]?.ToLowerInvariant() switch
        {
            null or "" => isDevelopment ? MessageWay.Inbox : MessageWay.Unsaid,
            "inbox" when isDevelopment => MessageWay.Inbox,
            "inbox" => throw new StartRefusedException(
                $"{key} is \"inbox\", which nobody can read outside Development."
            ),
            "http" => MessageWay.Http,
            "smtp" when medium == OutboxMessage.MailMedium => MessageWay.Smtp,
            "none" => MessageWay.None,
            _ => throw new StartRefusedException(
                medium == OutboxMessage.MailMedium
                    ? $"{key} must be one of inbox, smtp, http, none."
                    : $"{key} must be one of inbox, http, none."
            ),
        };
    }

    private static MessageKeeping KeepingOf(IConfiguration configuration)
    {
        const string Key = "Messages:KeepDays";
        if (configuration[Key] is not { } text)
        {
            return MessageKeeping.Default;
        }
        return
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days)
            && days is >= 1 and <= 3650
            ? new MessageKeeping(TimeSpan.FromDays(days))
            : throw new StartRefusedException($"{Key} must be days from 1 to 3650.");
    }
}
