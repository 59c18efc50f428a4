using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using LoyaltyPortal.Data.Model;

namespace LoyaltyPortal.Web.Platform.Messages;

/// <summary>How a gateway is asked over HTTP to deliver a message, and when it did: the section <c>Messages:Http</c>.</summary>
internal sealed record GatewaySettings
{
    private const string Section = "Messages:Http";

    public required HttpMethod Method { get; init; }

    public required MessageTemplate Url { get; init; }

    /// <summary>Headers, such as the key of the gateway. Only <c>{id}</c> is filled in.</summary>
    public required IReadOnlyList<(string Name, MessageTemplate Value)> Headers { get; init; }

    /// <summary>The body; null for none.</summary>
    public required MessageTemplate? Body { get; init; }

    public required MediaTypeHeaderValue ContentType { get; init; }

    /// <summary>How long the whole answer may take.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>Answers that may mean success.</summary>
    public required StatusRanges Success { get; init; }

    /// <summary>Answers after which another try may go better; all others that are no success are refusals for good.</summary>
    public required StatusRanges Retry { get; init; }

    /// <summary>What the body of a success holds; null for anything.</summary>
    public required string? BodyContains { get; init; }

    /// <summary>The path of a value in the JSON of a success, such as <c>result.0.status</c>; null for none.</summary>
    public required string? JsonPath { get; init; }

    /// <summary>The value there.</summary>
    public required string? JsonEquals { get; init; }

    /// <exception cref="StartRefusedException">A setting is missing or wrong; no value is told, for it may be a secret.</exception>
    public static GatewaySettings Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        var (contentType, escaping) = ContentTypeOf(section);
        var settings = new GatewaySettings
        {
            Method = MethodOf(section),
            Url = UrlOf(section),
            Headers = [.. section.GetSection("Headers").GetChildren().Select(HeaderOf)],
            Body = section["Body"] is { Length: > 0 } body
                ? Checked(new MessageTemplate(body, escaping), "Body")
                : null,
            ContentType = contentType,
            Timeout = SecondsOf(section, Section),
            Success = RangesOf(section, "Success:Status", "200-299"),
            Retry = RangesOf(section, "RetryStatus", "408,425,429,500-599"),
            BodyContains = section["Success:BodyContains"],
            JsonPath = section["Success:JsonPath"],
            JsonEquals = section["Success:JsonEquals"],
        };
        if (settings.JsonPath is null != settings.JsonEquals is null)
        {
            throw Wrong("Success", "JsonPath and JsonEquals go together");
        }
        ProveBody(settings);
        return settings;
    }

    /// <summary>A time limit: 10 seconds unless said, less than a claim lasts.</summary>
    internal static TimeSpan SecondsOf(IConfiguration section, string name) =>
        (section["Timeout"] ?? "10") is var text
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds is >= 1 and <= 60
            ? TimeSpan.FromSeconds(seconds)
            : throw new StartRefusedException($"{name}:Timeout must be seconds from 1 to 60.");

    private static HttpMethod MethodOf(IConfiguration section) =>
        (section["Method"] ?? "POST").ToUpperInvariant() switch
        {
            "POST" => HttpMethod.Post,
            "PUT" => HttpMethod.Put,
            "GET" => HttpMethod.Get,
            _ => throw Wrong("Method", "it must be POST, PUT or GET"),
        };

    /// <summary>Messages hold phones and codes, so they travel encrypted; loopback is the machine itself.</summary>
    private static MessageTemplate UrlOf(IConfiguration section)
    {
        var url = Checked(new MessageTemplate(section["Url"] ?? string.Empty, Escaping.Url), "Url");
        var (one, other) = (AddressOf(url, "1"), AddressOf(url, "2"));
        if (one is null || other is null)
        {
            throw Wrong("Url", "it must be a full address, such as https://gateway.example/send");
        }
        if (one.Authority != other.Authority || one.UserInfo != other.UserInfo)
        {
            throw Wrong("Url", "its host cannot depend on the message");
        }
        if (one.Scheme != Uri.UriSchemeHttps && !one.IsLoopback && section["AllowPlainHttp"] != "true")
        {
            throw Wrong("Url", $"it must begin with https, or {Section}:AllowPlainHttp must be true");
        }
        return url;
    }

    private static Uri? AddressOf(MessageTemplate url, string filling) =>
        Uri.TryCreate(url.Fill(Sample(filling)), UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
            ? address
            : null;

    private static (string Name, MessageTemplate Value) HeaderOf(IConfigurationSection header)
    {
        var value = new MessageTemplate(header.Value ?? string.Empty, Escaping.None);
        using var probe = new HttpRequestMessage();
        return value.Used.All(name => name == "id") && probe.Headers.TryAddWithoutValidation(header.Key, value.Pattern)
            ? (header.Key, value)
            : throw Wrong(
                $"Headers:{header.Key}",
                "it must be a request's header (the content type has a setting of its own), and only {id} is filled in"
            );
    }

    private static (MediaTypeHeaderValue, Escaping) ContentTypeOf(IConfiguration section)
    {
        if (!MediaTypeHeaderValue.TryParse(section["ContentType"] ?? "application/json", out var type))
        {
            throw Wrong("ContentType", "it must be a media type, such as application/json");
        }
        // A gateway must not have to guess how Cyrillic letters are written.
        type.CharSet = "utf-8";
        var name = (type.MediaType ?? string.Empty).ToLowerInvariant();
        return name switch
        {
            "application/json" => (type, Escaping.Json),
            "application/x-www-form-urlencoded" => (type, Escaping.Form),
            "application/xml" or "text/xml" => (type, Escaping.Xml),
            "text/plain" => (type, Escaping.None),
            _ when name.EndsWith("+json", StringComparison.Ordinal) => (type, Escaping.Json),
            _ when name.EndsWith("+xml", StringComparison.Ordinal) => (type, Escaping.Xml),
            _ => throw Wrong("ContentType", "texts can be put into JSON, XML, a form or plain text"),
        };
    }

    private static StatusRanges RangesOf(IConfiguration section, string key, string otherwise) =>
        StatusRanges.Parse(section[key] ?? otherwise)
        ?? throw Wrong(key, "it must be status codes, such as 200-299,304");

    private static MessageTemplate Checked(MessageTemplate template, string key) =>
        template.UnknownPlaces.FirstOrDefault() is { } unknown
            ? throw Wrong(
                key,
                $"there is no place {{{unknown}}}; there are {string.Join(", ", MessageTemplate.Names.Select(name => $"{{{name}}}"))}"
            )
            : template;

    /// <summary>Fills the body once: a place outside the quotes, or a forgotten bracket, is told at the start.</summary>
    private static void ProveBody(GatewaySettings settings)
    {
        if (settings.Body is not { } body)
        {
            return;
        }
        try
        {
            switch (body.Escaping)
            {
                case Escaping.Json:
                    using (JsonDocument.Parse(body.Fill(Sample("\"a\\")))) { }
                    break;
                case Escaping.Xml:
                    XDocument.Parse(body.Fill(Sample("<&\"")));
                    break;
            }
        }
        catch (Exception wrong) when (wrong is JsonException or XmlException)
        {
            throw Wrong("Body", $"with a message in it it is no {settings.ContentType.MediaType}");
        }
    }

    private static OutboxMessage Sample(string text) =>
        new()
        {
            Kind = text,
            Recipient = text,
            Medium = OutboxMessage.SmsMedium,
            Subject = text,
            Text = text,
        };

    private static StartRefusedException Wrong(string key, string why) => new($"{Section}:{key} is wrong: {why}.");
}
