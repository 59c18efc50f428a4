using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LoyaltyPortal.Data.Reading;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Components;
using Microsoft.Extensions.Localization;

namespace LoyaltyPortal.Web.Features.Cabinet;

/// <summary>The last days of points as a calendar (RFC 5545): a day for each end, told three days ahead. Taken in once more
/// it changes the days it made before instead of adding new ones.</summary>
internal sealed class CalendarFile(Programme programme, IStringLocalizer<CabinetTexts> texts)
{
    private const int LongestLine = 75;

    public string Write(AccountView account)
    {
        var culture = CultureInfo.CurrentCulture;
        var file = new StringBuilder();
        Line(file, "BEGIN:VCALENDAR");
        Line(file, "VERSION:2.0");
        Line(file, $"PRODID:-//LoyaltyPortal//{programme.Id}//{culture.TwoLetterISOLanguageName.ToUpperInvariant()}");
        Line(file, "METHOD:PUBLISH");
        Line(file, $"X-WR-CALNAME:{Escaped(programme.Name.In(culture.TwoLetterISOLanguageName))}");
        foreach (var wallet in account.Wallets)
        {
            foreach (var ending in wallet.Endings)
            {
                Write(file, account, wallet, ending, culture);
            }
        }
        Line(file, "END:VCALENDAR");
        return file.ToString();
    }

    private void Write(StringBuilder file, AccountView account, WalletView wallet, Ending ending, CultureInfo culture)
    {
        var title = Escaped(texts["CalendarTitle", programme.Say(ending.Points, culture)]);
        Line(file, "BEGIN:VEVENT");
        Line(file, $"UID:{NameOf(account, wallet, ending)}");
        Line(file, $"DTSTAMP:{account.Now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}");
        Line(file, $"DTSTART;VALUE=DATE:{Day(ending.On)}");
        Line(file, $"DTEND;VALUE=DATE:{Day(ending.On.AddDays(1))}");
        Line(file, $"SUMMARY:{title}");
        Line(file, $"DESCRIPTION:{Escaped(texts["CalendarText"])}");
        Line(file, "TRANSP:TRANSPARENT");
        Line(file, "BEGIN:VALARM");
        Line(file, "ACTION:DISPLAY");
        Line(file, "TRIGGER:-P3D");
        Line(file, $"DESCRIPTION:{title}");
        Line(file, "END:VALARM");
        Line(file, "END:VEVENT");
    }

    /// <summary>The same for the same end of the same member, and nothing that leads to the member.</summary>
    private string NameOf(AccountView account, WalletView wallet, Ending ending)
    {
        var what = $"{account.AccountId:N} {wallet.Id} {Day(ending.On)}";
        return $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(what)))[..32]}@{programme.Id}";
    }

    private static string Day(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static string Escaped(string text) =>
        text.Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace(";", @"\;", StringComparison.Ordinal)
            .Replace(",", @"\,", StringComparison.Ordinal)
            .Replace("\n", @"\n", StringComparison.Ordinal);

    /// <summary>A line is at most 75 octets long; what is longer goes on in a line that begins with a space.</summary>
    private static void Line(StringBuilder file, string text)
    {
        var length = 0;
        foreach (var letter in text.EnumerateRunes())
        {
            if (length + letter.Utf8SequenceLength > LongestLine)
            {
                file.Append("\r\n ");
                length = 1;
            }
            file.Append(letter);
            length += letter.Utf8SequenceLength;
        }
        file.Append("\r\n");
    }
}
