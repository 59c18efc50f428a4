using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using LoyaltyPortal.Data.Reading;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Components;
using Microsoft.Extensions.Localization;

namespace LoyaltyPortal.Web.Features.Cabinet;

/// <summary>The history as a file for a spreadsheet: separators and numbers as the reader's language has them, written page
/// by page while it is read, so that a long history needs no more memory than a short one.</summary>
internal sealed class HistoryFile(
    MemberReading reading,
    Programme programme,
    ReasonSentences reasons,
    IStringLocalizer<CabinetTexts> texts,
    IStringLocalizer<ReasonTexts> words
)
{
    private const int PageSize = 200;

    private static readonly string[] Columns =
    [
        "FileNumber",
        "FileTime",
        "FileKind",
        "FileWhy",
        "Order",
        "Place",
        "Wallet",
        "FilePoints",
        "FileSettled",
        "Starts",
        "Ends",
        "RulesVersion",
    ];

    public async Task WriteAsync(Stream to, Guid accountId, HistoryChoice choice, CancellationToken cancellation)
    {
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
        string? after = null;
        do
        {
            var page = await reading.EntriesAsync(accountId, choice.Query(PageSize, after, null), cancellation);
            foreach (var entry in page.Entries)
            {
                Write(file, entry, culture);
                await file.NextRecordAsync();
            }
            after = page.Older;
        } while (after is not null);
    }

    private void Write(CsvWriter file, EntryView entry, CultureInfo culture)
    {
        file.WriteField(entry.Number);
        file.WriteField(programme.Zone.ToLocal(entry.At).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
        file.WriteField(texts[$"Type-{entry.Type}"].Value);
        file.WriteField(Plain(reasons.Say(entry.Reason)));
        file.WriteField(Plain(entry.OrderId));
        file.WriteField(entry.Channel is { } channel ? words[$"channel-{channel}"].Value : "");
        file.WriteField(
            programme.Wallets.FirstOrDefault(each => each.Id == entry.Wallet)?.Name.In(culture.TwoLetterISOLanguageName)
        );
        file.WriteField(entry.Points.Value.ToString("0.##", culture));
        file.WriteField(entry.Settled.IsZero ? "" : entry.Settled.Value.ToString("0.##", culture));
        file.WriteField(HistoryChoice.Text(entry.StartsOn));
        file.WriteField(HistoryChoice.Text(entry.EndsOn));
        file.WriteField(entry.ProgrammeVersion);
    }

    /// <summary>A shop's words, such as an order's number, must not become a formula of the reader's spreadsheet.</summary>
    private static string? Plain(string? text) =>
        text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + text : text;
}
