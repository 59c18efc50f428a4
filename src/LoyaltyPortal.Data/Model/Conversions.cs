using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using LoyaltyPortal.Domain;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace LoyaltyPortal.Data.Model;

/// <summary>Points as hundredths.</summary>
internal sealed class PointsConverter() : ValueConverter<Points, long>(value => value.Hundredths, value => new(value));

/// <summary>Money as hundredths.</summary>
internal sealed class MoneyConverter() : ValueConverter<Money, long>(value => value.Hundredths, value => new(value));

/// <summary>A share as millionths.</summary>
internal sealed class PercentConverter()
    : ValueConverter<Percent, long>(value => value.Millionths, value => new(value));

/// <summary>A time as UTC: SQLite compares and orders nothing else in SQL.</summary>
internal sealed class UtcConverter()
    : ValueConverter<DateTimeOffset, DateTime>(
        value => value.UtcDateTime,
        value => new DateTimeOffset(DateTime.SpecifyKind(value, DateTimeKind.Utc))
    );

/// <summary>Small facts that are written once and read whole, kept as JSON in a column.</summary>
internal static class JsonColumn
{
    private static readonly JsonSerializerOptions Options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new PointsJson(), new MoneyJson() },
    };

    /// <summary>Maps a property to a JSON column. The value must be immutable: it is compared by reference.</summary>
    public static PropertyBuilder<T> AsJson<T>(this PropertyBuilder<T> property)
    {
        property.HasConversion(
            new ValueConverter<T, string>(
                value => JsonSerializer.Serialize(value, Options),
                text => JsonSerializer.Deserialize<T>(text, Options)!
            ),
            new ValueComparer<T>((a, b) => ReferenceEquals(a, b), value => 0, value => value)
        );
        return property;
    }

    private sealed class PointsJson : JsonConverter<Points>
    {
        public override Points Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(reader.GetInt64());

        public override void Write(Utf8JsonWriter writer, Points value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(value.Hundredths);
    }

    private sealed class MoneyJson : JsonConverter<Money>
    {
        public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(reader.GetInt64());

        public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(value.Hundredths);
    }
}
