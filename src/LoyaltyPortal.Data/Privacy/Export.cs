using System.Buffers;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Providers;
using LoyaltyPortal.Domain.Programmes;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Privacy;

/// <summary>Everything that is kept of a member as JSON, table by table as <see cref="DataMap"/> says. It is written as it
/// is read, so a long history needs no more memory than a short one.</summary>
public sealed class Export(IPortalDbs databases, Programme programme, TimeProvider time)
{
    /// <summary>Bytes that are kept back before they are written.</summary>
    private const int Most = 32 * 1024;

    private static readonly JsonSerializerOptions Words = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters =
        {
            new JsonStringEnumConverter(JsonNamingPolicy.CamelCase),
            new PointsFigure(),
            new MoneyFigure(),
            new PercentFigure(),
            new ReasonFigures(),
            new PasskeyWords(),
        },
    };

    /// <summary>Writes it all.</summary>
    /// <param name="accountId">Whose, signed in.</param>
    /// <param name="target">Where to.</param>
    /// <param name="cancellation">Stops writing in the middle.</param>
    /// <returns>False when there is no such member: nothing was written.</returns>
    public async Task<bool> WriteAsync(Guid accountId, Stream target, CancellationToken cancellation)
    {
        await using var db = databases.Create();
        var person = await db
            .Members.Where(each => each.AccountId == accountId)
            .Select(each => new Person(each.AccountId, each.Phone, each.Email))
            .FirstOrDefaultAsync(cancellation);
        if (person is null)
        {
            return false;
        }
        var options = new JsonWriterOptions { Indented = true, Encoder = Words.Encoder };
        // The serializer empties a writer after each value, which a response must not be made to wait for.
        var buffer = new ArrayBufferWriter<byte>(2 * Most);
        await using var json = new Utf8JsonWriter(buffer, options);
        json.WriteStartObject();
        json.WriteString("programme", programme.Name.In("ru"));
        json.WriteString("madeAt", Clock.Now(time));
        await WriteTablesAsync(person);
        var merged = await MergedAccounts
            .Of(db, accountId)
            .OrderBy(each => each.DecidedAt)
            .Select(each => each.FromId)
            .ToListAsync(cancellation);
        if (merged.Count > 0)
        {
            // What was kept of accounts that were joined to this one; their person is this member.
            json.WriteStartArray("mergedAccounts");
            foreach (var each in merged)
            {
                json.WriteStartObject();
                await WriteTablesAsync(new Person(each, string.Empty, null));
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
        await json.FlushAsync(cancellation);
        await target.WriteAsync(buffer.WrittenMemory, cancellation);
        return true;

        async Task WriteTablesAsync(Person who)
        {
            foreach (var table in DataMap.Exported)
            {
                json.WriteStartArray(table.Section!);
                await foreach (var row in table.ReadAsync(db, who).WithCancellation(cancellation))
                {
                    Write(json, table, row);
                    if (buffer.WrittenCount > Most)
                    {
                        await target.WriteAsync(buffer.WrittenMemory, cancellation);
                        buffer.ResetWrittenCount();
                    }
                }
                json.WriteEndArray();
            }
        }
    }

    private static void Write(Utf8JsonWriter json, TableRule table, object row)
    {
        json.WriteStartObject();
        foreach (var (name, property) in table.Shown.Select(shown => Property(table.Entity, shown)))
        {
            json.WritePropertyName(name);
            JsonSerializer.Serialize(json, property.GetValue(row), property.PropertyType, Words);
        }
        json.WriteEndObject();
        json.Flush();
    }

    private static (string Name, PropertyInfo Property) Property(Type entity, string name) =>
        (JsonNamingPolicy.CamelCase.ConvertName(name), entity.GetProperty(name)!);
}
