using System.Collections.Frozen;
using System.Net;
using System.Security;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using LoyaltyPortal.Data.Model;

namespace LoyaltyPortal.Web.Platform.Messages;

/// <summary>How what is filled into a text is written, so that it stays one value there whatever it holds.</summary>
internal enum Escaping
{
    /// <summary>As it is.</summary>
    None,

    /// <summary>Within the quotes of a JSON string.</summary>
    Json,

    /// <summary>Part of an address.</summary>
    Url,

    /// <summary>A value of a form.</summary>
    Form,

    /// <summary>Text or attribute of XML.</summary>
    Xml,
}

/// <summary>A text with places for what a message says: <c>{to}</c> or <c>{phone}</c>, <c>{digits}</c> (the phone without
/// its plus sign), <c>{text}</c>, <c>{subject}</c>, <c>{medium}</c> and <c>{id}</c>. What is filled in is never searched
/// for places again.</summary>
internal sealed partial record MessageTemplate(string Pattern, Escaping Escaping)
{
    private static readonly FrozenDictionary<string, Func<OutboxMessage, string>> Places = new Dictionary<
        string,
        Func<OutboxMessage, string>
    >
    {
        ["to"] = message => message.Recipient,
        ["phone"] = message => message.Recipient,
        ["digits"] = message => message.Recipient.TrimStart('+'),
        ["text"] = message => message.Text,
        ["subject"] = message => message.Subject ?? string.Empty,
        ["medium"] = message => message.Medium,
        ["id"] = message => message.Id.ToString("D"),
    }.ToFrozenDictionary();

    // Cyrillic letters and emoji stay readable in JSON; quotes, backslashes and control characters are escaped.
    private static readonly JavaScriptEncoder JsonText = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>The names of all places.</summary>
    public static IEnumerable<string> Names => Places.Keys.Order(StringComparer.Ordinal);

    /// <summary>The names of the places in this text that there are none of, such as <c>{txt}</c>.</summary>
    public IEnumerable<string> UnknownPlaces => Used.Where(name => !Places.ContainsKey(name));

    /// <summary>The names of the places in this text.</summary>
    public IEnumerable<string> Used => Place().Matches(Pattern).Select(match => match.Groups["name"].Value).Distinct();

    /// <summary>The text with the message in it.</summary>
    public string Fill(OutboxMessage message) =>
        Place()
            .Replace(
                Pattern,
                match =>
                    Places.TryGetValue(match.Groups["name"].Value, out var value)
                        ? Escaped(value(message))
                        : match.Value
            );

    private string Escaped(string value) =>
        Escaping switch
        {
            Escaping.Json => JsonEncodedText.Encode(value, JsonText).ToString(),
            Escaping.Url => Uri.EscapeDataString(value),
            Escaping.Form => WebUtility.UrlEncode(value),
            Escaping.Xml => Xml(value),
            _ => value,
        };

    /// <summary>Line breaks by their number, for an attribute would make spaces of them. XML has no way to write most
    /// other control characters: they are left out.</summary>
    private static string Xml(string value) =>
        string.Concat(
            SecurityElement
                .Escape(value)
                .Select(each =>
                    each switch
                    {
                        '\n' => "&#10;",
                        '\r' => "&#13;",
                        '\t' => "&#9;",
                        _ => char.IsControl(each) ? string.Empty : each.ToString(),
                    }
                )
        );

    [GeneratedRegex(@"\{(?<name>[a-zA-Z]+)\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Place();
}
