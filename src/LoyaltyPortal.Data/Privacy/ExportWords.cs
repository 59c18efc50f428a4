using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Ledger;
using Microsoft.AspNetCore.Identity;

namespace LoyaltyPortal.Data.Privacy;

/// <summary>How an export writes a value; it is never read back.</summary>
internal abstract class ExportWord<T> : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("An export is only written.");
}

/// <summary>Points as a number.</summary>
internal sealed class PointsFigure : ExportWord<Points>
{
    public override void Write(Utf8JsonWriter writer, Points value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.Value);
}

/// <summary>Money as a number.</summary>
internal sealed class MoneyFigure : ExportWord<Money>
{
    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.Value);
}

/// <summary>A share in percent.</summary>
internal sealed class PercentFigure : ExportWord<Percent>
{
    public override void Write(Utf8JsonWriter writer, Percent value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.Value);
}

/// <summary>A reason as its code and its figures.</summary>
internal sealed class ReasonFigures : ExportWord<Reason>
{
    public override void Write(Utf8JsonWriter writer, Reason value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("code", value.Code);
        foreach (var (name, figure) in value.Args)
        {
            writer.WritePropertyName(name);
            Write(writer, figure);
        }
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string figure)
    {
        var text = figure is [_, ':', ..] ? figure[2..] : figure;
        switch (figure[0])
        {
            case Figure.PointsKind or Figure.MoneyKind:
                writer.WriteNumberValue(Whole(text) / 100m);
                break;
            case Figure.PercentKind:
                writer.WriteNumberValue(new Percent(Whole(text)).Value);
                break;
            case Figure.CountKind:
                writer.WriteNumberValue(Whole(text));
                break;
            default:
                writer.WriteStringValue(text);
                break;
        }
    }

    private static long Whole(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}

/// <summary>A passkey without what it is checked by.</summary>
internal sealed class PasskeyWords : ExportWord<IdentityPasskeyData>
{
    public override void Write(Utf8JsonWriter writer, IdentityPasskeyData value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("name", value.Name);
        writer.WriteString("createdAt", value.CreatedAt);
        writer.WritePropertyName("transports");
        JsonSerializer.Serialize(writer, value.Transports, options);
        writer.WriteEndObject();
    }
}
