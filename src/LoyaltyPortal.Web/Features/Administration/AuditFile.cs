using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CsvHelper;
using CsvHelper.Configuration;
using LoyaltyPortal.Data.Audit;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Staff;
using LoyaltyPortal.Domain.Programmes;
using Microsoft.Extensions.Localization;

namespace LoyaltyPortal.Web.Features.Administration;

/// <summary>The audit as a file for a spreadsheet, oldest line first, written while it is read. With number, facts and both
/// hashes of each line it can be checked without the portal.</summary>
internal sealed class AuditFile(
    AuditBook audit,
    StaffBook staff,
    Programme programme,
    IStringLocalizer<AdministrationTexts> texts
)
{
    private static readonly string[] Columns =
    [
        "FileNumber",
        "FileTime",
        "FileActor",
        "Actor",
        "FileAccount",
        "Action",
        "FileFacts",
        "FilePrevious",
        "FileHash",
    ];

    /// <summary>Cyrillic as it is: this is no part of a page.</summary>
    private static readonly JsonWriterOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static async Task<IResult> WriteAsync(HttpContext context, AuditFile file)
    {
        var choice = AuditChoice.Read(context.Request.Query) with { Before = null };
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentType = "text/csv; charset=utf-8";
        context.Response.Headers.ContentDisposition = "attachment; filename=audit.csv";
        await file.WriteAsync(context.Response.BodyWriter.AsStream(), choice, context.RequestAborted);
        return Results.Empty;
    }

    private async Task WriteAsync(Stream to, AuditChoice choice, CancellationToken cancellation)
    {
        var culture = CultureInfo.CurrentCulture;
        var names = (await staff.ListAsync(cancellation)).ToDictionary(each => each.Id, each => each.Name);
        // A spreadsheet knows the file's letters by the mark at its beginning.
        await using var writer = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        await using var file = new CsvWriter(
            writer,
            new CsvConfiguration(culture)
            {
                Delimiter = culture.TwoLetterISOLanguageName == "ru" ? ";" : ",",
                NewLine = "\r\n",
            }
        );
        foreach (var column in Columns)
        {
            file.WriteField(texts[column].Value);
        }
        await file.NextRecordAsync();
        await foreach (var line in audit.ReadAsync(choice.Query(programme.Zone, int.MaxValue), cancellation))
        {
            Write(file, line, names);
            await file.NextRecordAsync();
        }
    }

    private void Write(CsvWriter file, AuditRecord line, Dictionary<Guid, string> names)
    {
        file.WriteField(line.Number);
        // UTC: local times come twice where a clock is put back, and the hash is made of this one.
        file.WriteField(line.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        file.WriteField(line.ActorId?.ToString());
        file.WriteField(Plain(line.ActorId is { } id ? names.GetValueOrDefault(id) : texts["Command"].Value));
        file.WriteField(line.AccountId?.ToString());
        file.WriteField(line.Action);
        file.WriteField(Json(line.Facts));
        file.WriteField(Convert.ToHexStringLower(line.Previous));
        file.WriteField(Convert.ToHexStringLower(line.Hash));
    }

    /// <summary>Facts by their names, in their order. It begins with a bracket, so no spreadsheet takes it for a formula.</summary>
    private static string Json(IReadOnlyList<AuditFact> facts)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text, Readable))
        {
            json.WriteStartObject();
            foreach (var fact in facts)
            {
                json.WriteString(fact.Name, fact.Value);
            }
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(text.ToArray());
    }

    /// <summary>What people typed, such as a colleague's name, must not become a formula of the reader's spreadsheet.</summary>
    private static string? Plain(string? text) =>
        text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + text : text;
}
