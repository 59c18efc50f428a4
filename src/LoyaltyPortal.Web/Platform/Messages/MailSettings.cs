using System.Globalization;
using System.Net;
using System.Net.Mail;

namespace LoyaltyPortal.Web.Platform.Messages;

/// <summary>The server that takes mail: the section <c>Messages:Smtp</c>.</summary>
internal sealed record MailSettings(
    string Host,
    int Port,
    bool StartTls,
    string? User,
    string? Password,
    MailAddress From,
    TimeSpan Timeout
)
{
    private const string Section = "Messages:Smtp";

    /// <exception cref="StartRefusedException">A setting is missing or wrong; no value is told, for it may be a secret.</exception>
    public static MailSettings Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        var settings = new MailSettings(
            section["Host"] is { Length: > 0 } host ? host : throw Wrong("Host", "it must name a server"),
            PortOf(section),
            section["StartTls"] is not { } tls ? true
                : bool.TryParse(tls, out var isOn) ? isOn
                : throw Wrong("StartTls", "it must be true or false"),
            section["User"] is { Length: > 0 } user ? user : null,
            section["Password"],
            MailAddress.TryCreate(section["From"] ?? string.Empty, out var from)
                ? from
                : throw Wrong("From", "it must be a mail address, such as \"Shop <card@shop.example>\""),
            GatewaySettings.SecondsOf(section, Section)
        );
        if (settings.User is null != settings.Password is null)
        {
            throw Wrong("User", "it goes together with a Password");
        }
        if (settings.User is not null && !settings.StartTls && !IsLoopback(settings.Host))
        {
            throw Wrong("StartTls", "a password does not travel unencrypted");
        }
        return settings;
    }

    private static int PortOf(IConfiguration section) =>
        int.TryParse(section["Port"] ?? "587", NumberStyles.None, CultureInfo.InvariantCulture, out var port)
        && port is >= 1 and <= 65_535
            ? port
            : throw Wrong("Port", "it must be a number from 1 to 65535");

    private static bool IsLoopback(string host) =>
        host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static StartRefusedException Wrong(string key, string why) => new($"{Section}:{key} is wrong: {why}.");
}
