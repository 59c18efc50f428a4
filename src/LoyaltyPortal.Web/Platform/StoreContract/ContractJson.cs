using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using LoyaltyPortal.Domain;

namespace LoyaltyPortal.Web.Platform.StoreContract;

/// <summary>How the contract writes and reads JSON (store-api.md, "Conventions").</summary>
public static class ContractJson
{
    /// <summary>Camel case, plain UTF-8 letters, amounts in whole units, times with offset; numbers are numbers and no
    /// name stands twice.</summary>
    public static readonly JsonSerializerOptions Options = Make();

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Apply(options);
        options.Converters.Add(new TextJson());
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    /// <summary>Sets options to the contract's ways.</summary>
    public static void Apply(JsonSerializerOptions options)
    {
        options.NumberHandling = JsonNumberHandling.Strict;
        options.AllowDuplicateProperties = false;
        options.MaxDepth = 16;
        options.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new PointsJson());
        options.Converters.Add(new MoneyJson());
        options.Converters.Add(new Rfc3339Json());
    }

    /// <summary>An amount of at most 10 billion units and two decimals.</summary>
    internal static decimal ReadAmount(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.Number)
        {
            throw new JsonException("must be a number");
        }
        if (!reader.TryGetDecimal(out var value) || Math.Abs(value) > 10_000_000_000m)
        {
            throw new JsonException("is too large");
        }
        // A decimal keeps 28 digits and rounds the rest away, which must not turn 0.01...1 into 0.01 or 1e-99 into 0.
        if (reader.ValueSpan.Length > 28)
        {
            throw new JsonException("has too many digits");
        }
        return decimal.Truncate(value * 100m) == value * 100m && (value != 0m || IsZero(reader.ValueSpan))
            ? value
            : throw new JsonException("has more than two decimals");
    }

    private static bool IsZero(ReadOnlySpan<byte> number)
    {
        var exponent = number.IndexOfAny((byte)'e', (byte)'E');
        return !(exponent < 0 ? number : number[..exponent]).ContainsAnyInRange((byte)'1', (byte)'9');
    }
}

/// <summary>Points as a number of whole points with up to two decimals.</summary>
internal sealed class PointsJson : JsonConverter<Points>
{
    public override Points Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Points.Of(ContractJson.ReadAmount(ref reader));

    public override void Write(Utf8JsonWriter writer, Points value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(Trimmed.Of(value.Value));
}

/// <summary>Money as a number of currency units with up to two decimals.</summary>
internal sealed class MoneyJson : JsonConverter<Money>
{
    public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Money.Of(ContractJson.ReadAmount(ref reader));

    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(Trimmed.Of(value.Value));
}

/// <summary>A text that every database can keep: no NUL, no half of a surrogate pair.</summary>
internal sealed class TextJson : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException("must be a text");
        }
        string text;
        try
        {
            text = reader.GetString()!;
        }
        catch (InvalidOperationException half)
        {
            throw new JsonException("has characters that cannot be shown", half);
        }
        return text.Contains('\0', StringComparison.Ordinal)
            ? throw new JsonException("has characters that cannot be shown")
            : text;
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value);

    public override string ReadAsPropertyName(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    ) => reader.GetString()!;

    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value);
}

/// <summary>A decimal without zeros at its end.</summary>
internal static class Trimmed
{
    public static decimal Of(decimal value) =>
        decimal.Parse(value.ToString("0.####", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}

/// <summary>A time as RFC 3339 with offset, between the years 2000 and 2200.</summary>
internal sealed partial class Rfc3339Json : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : string.Empty;
        if (
            !Shape().IsMatch(text)
            || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time)
        )
        {
            throw new JsonException("must be a time with offset, such as 2026-03-01T12:00:00+03:00");
        }
        return time.UtcDateTime.Year is >= 2000 and < 2200
            ? time.ToUniversalTime()
            : throw new JsonException("lies outside the years 2000 to 2199");
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(
            value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture)
        );

    [GeneratedRegex(
        @"^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})\z",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Shape();
}
