using System.Globalization;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Notices;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Notices;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Components;
using LoyaltyPortal.Web.Platform;
using Microsoft.Extensions.Localization;

namespace LoyaltyPortal.Web.Features.Notices;

/// <summary>Puts a notice into the member's language and the programme's own word for points.</summary>
internal sealed class NoticeWriter(
    Programme programme,
    PublicAddress address,
    IStringLocalizer<NoticesTexts> texts,
    IStringLocalizer<ComponentTexts> words
)
{
    /// <summary>More ends than this are not told one by one: a message is short, the cabinet has them all.</summary>
    private const int MostEndings = 3;

    /// <summary>The whole message with its link that ends all of them.</summary>
    public NoticeText Write(NoticeLetter letter)
    {
        ArgumentNullException.ThrowIfNull(letter);
        var stop = address.Of(NoticesSlice.StopPath(letter.StopToken));
        var isMail = letter.Medium == NoticeMedium.Mail;
        var text = Languages.In(
            letter.Language,
            culture => isMail ? Mail(letter, stop, culture) : Sms(letter, stop, culture)
        );
        var subject = Languages.In(letter.Language, _ => texts["MailSubject", Name(letter.Language)].Value);
        return new NoticeText(isMail ? subject : null, text.Replace(Figures.NoBreakSpace, ' '), stop);
    }

    private string Sms(NoticeLetter letter, string stop, CultureInfo culture) =>
        texts["Sms", Name(letter.Language), string.Join(' ', Sentences(letter, culture)), stop];

    private string Mail(NoticeLetter letter, string stop, CultureInfo culture) =>
        texts[
            "Mail",
            string.Join('\n', Sentences(letter, culture)),
            address.Of(NoticesSlice.CabinetPath),
            Name(letter.Language),
            stop
        ];

    private string Name(string language) => programme.Name.In(language);

    private IEnumerable<string> Sentences(NoticeLetter letter, CultureInfo culture)
    {
        var endings = letter.Facts.OfType<NoticeFact.Ending>().ToList();
        foreach (var ending in endings.Take(MostEndings))
        {
            yield return Ending(ending, letter.Today, culture);
        }
        if (endings.Count > MostEndings)
        {
            yield return texts["MoreEndings"];
        }
        foreach (var credited in letter.Facts.OfType<NoticeFact.Credited>())
        {
            yield return Credited(credited, letter.Today, culture);
        }
        foreach (var level in letter.Facts.OfType<NoticeFact.Level>())
        {
            yield return texts[level.IsHigher ? "LevelHigher" : "LevelLower", level.Tier.Name.In(Language(culture))];
        }
    }

    /// <summary>The last day is the programme's, today is the member's own: where their calendars differ, the date is
    /// true and a word such as "tomorrow" fits the member's.</summary>
    private string Ending(NoticeFact.Ending ending, DateOnly today, CultureInfo culture)
    {
        var left = ending.On.DayNumber - today.DayNumber;
        var key = left switch
        {
            0 => "EndingToday",
            1 => "EndingTomorrow",
            > 1 => "EndingIn",
            _ => "EndingOn",
        };
        var verb = new PluralForms(texts["EndsOne"], texts["EndsFew"], texts["EndsMany"]).After(
            ending.Points.Value,
            culture
        );
        return texts[
            key,
            DayWords.Date(ending.On, today, culture),
            verb,
            Amount(ending.Points, ending.Wallet, culture),
            PeriodWords.Days(Math.Max(left, 1), words, culture)
        ];
    }

    private string Credited(NoticeFact.Credited credited, DateOnly today, CultureInfo culture)
    {
        var amount = Amount(credited.Points, credited.Wallet, culture);
        if (credited.Waiting.IsZero)
        {
            return texts["Credited", amount];
        }
        return credited.UsableOn is { } day
            ? texts["CreditedFrom", amount, DayWords.Date(day, today, culture)]
            : texts["CreditedLater", amount];
    }

    /// <summary>Points with their word, and the wallet where there is more than one.</summary>
    private string Amount(Points points, string wallet, CultureInfo culture)
    {
        var amount = programme.Say(points, culture);
        var rules = programme.Wallets.FirstOrDefault(each => each.Id == wallet);
        return programme.Wallets.Count > 1 && rules is not null
            ? $"{amount} ({rules.Name.In(Language(culture))})"
            : amount;
    }

    private static string Language(CultureInfo culture) => culture.TwoLetterISOLanguageName;
}
