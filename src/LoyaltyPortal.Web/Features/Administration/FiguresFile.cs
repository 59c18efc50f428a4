using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using LoyaltyPortal.Data.Figures;
using Microsoft.Extensions.Localization;

namespace LoyaltyPortal.Web.Features.Administration;

/// <summary>The figures as a file for a spreadsheet: a month in a line, oldest first.</summary>
internal sealed class FiguresFile(FiguresReading reading, IStringLocalizer<FigureTexts> texts)
{
    private static readonly string[] Columns =
    [
        "Month",
        "Wallet",
        "Issued",
        "Spent",
        "Expired",
        "Annulled",
        "TakenOff",
        "Outstanding",
        "FileRedemption",
        "FileBreakage",
        "FileEntries",
        "Joined",
        "Left",
    ];

    public static async Task<IResult> WriteAsync(HttpContext context, FiguresFile file)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentType = "text/csv; charset=utf-8";
        context.Response.Headers.ContentDisposition = "attachment; filename=figures.csv";
        await file.WriteAsync(context.Response.BodyWriter.AsStream(), context.Request.Query, context.RequestAborted);
        return Results.Empty;
    }

    private async Task WriteAsync(Stream to, IQueryCollection query, CancellationToken cancellation)
    {
        var figures = await reading.ReadAsync(query, cancellation);
        var culture = CultureInfo.CurrentCulture;
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
        foreach (var (line, month) in figures.Sheet.Lines.Zip(figures.Months))
        {
            Write(file, figures.Choice.Wallet, line, month);
            await file.NextRecordAsync();
        }
    }

    private static void Write(CsvWriter file, string wallet, FigureLine line, MemberMonth month)
    {
        file.WriteField(line.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture));
        file.WriteField(Plain(wallet));
        file.WriteField(line.Issued.Value);
        file.WriteField(line.Spent.Value);
        file.WriteField(line.Expired.Value);
        file.WriteField(line.Annulled.Value);
        file.WriteField(line.TakenOff.Value);
        file.WriteField(line.Outstanding.Value);
        file.WriteField(line.RedemptionRate);
        file.WriteField(line.Breakage);
        file.WriteField(line.Entries);
        file.WriteField(month.Joined);
        file.WriteField(month.Left);
    }

    /// <summary>The programme's own word for a wallet must not become a formula of the reader's spreadsheet.</summary>
    private static string Plain(string text) => text is ['=' or '+' or '-' or '@', ..] ? "'" + text : text;
}
