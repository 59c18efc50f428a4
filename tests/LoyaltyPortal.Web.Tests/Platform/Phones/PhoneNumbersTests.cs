using System.Text.Json;
using LoyaltyPortal.Domain.Members;
using LoyaltyPortal.Web.Platform.Phones;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Platform.Phones;

public class PhoneNumbersTests
{
    private static readonly PhoneNumbers Phones = PhoneNumbers.LoadBuiltIn();

    private static readonly string[] Russia = ["RU", "BY", "KZ"];

    private static readonly string[] Belarus = ["BY", "RU", "KZ"];

    /// <summary>Islands and the like whose mobile numbers are those of a larger country.</summary>
    private static readonly string[] WithAnothersMobiles = ["AX", "BL", "CC", "CX", "EH", "IM", "MF", "SJ", "VA"];

    [Theory]
    [InlineData("+79001234567")]
    [InlineData("+7 900 123-45-67")]
    [InlineData("+7(900)1234567")]
    [InlineData("(+7) 900 123 45 67")]
    [InlineData("8 900 123-45-67")]
    [InlineData("8(900)123-45-67")]
    [InlineData("89001234567")]
    [InlineData("79001234567")]
    [InlineData("7 900 1234567")]
    [InlineData("9001234567")]
    [InlineData("900 123 45 67")]
    [InlineData("(900) 123.45.67")]
    [InlineData("00 7 900 123 45 67")]
    [InlineData("8~10 7 900 123-45-67", PhoneFault.NotANumber)]
    [InlineData("8 10 7 900 123-45-67")]
    [InlineData("+7 8 900 123-45-67")]
    [InlineData("+7 (8-900) 123 45 67")]
    [InlineData("８９００１２３４５６７")]
    [InlineData("＋７（９００）１２３－４５－６７")]
    [InlineData("٨٩٠٠١٢٣٤٥٦٧")]
    [InlineData("\u202A+7 900 123-45-67\u202C")]
    [InlineData("\u200E+7\u00A0900\u00A0123\u201145\u201167\u200F")]
    [InlineData("+7 900 123 — 45 − 67")]
    [InlineData("  +7/900/123.45.67\t\n")]
    public void A_Russian_number_is_read_in_every_spelling(string typed, PhoneFault? fault = null) =>
        AssertReads(typed, Russia, "+79001234567", "RU", fault);

    [Theory]
    [InlineData("+375 29 123-45-67")]
    [InlineData("8029 123-45-67")]
    [InlineData("8 (029) 123-45-67")]
    [InlineData("80291234567")]
    [InlineData("029 123 45 67")]
    [InlineData("29 123 45 67")]
    [InlineData("375291234567")]
    [InlineData("00375291234567")]
    [InlineData("810 375 29 123 45 67")]
    [InlineData("+375 (029) 123-45-67")]
    [InlineData("+375 8029 1234567")]
    public void A_Belarusian_number_is_read_in_every_spelling_wherever_the_shop_is(string typed)
    {
        AssertReads(typed, Belarus, "+375291234567", "BY");
        AssertReads(typed, Russia, "+375291234567", "BY");
    }

    [Theory]
    [InlineData("+7 701 234-56-78")]
    [InlineData("8 701 234 56 78")]
    [InlineData("7012345678")]
    [InlineData("77012345678")]
    public void A_Kazakh_number_shares_the_code_of_Russia_and_is_told_apart(string typed)
    {
        AssertReads(typed, Russia, "+77012345678", "KZ");
        AssertReads(typed, ["RU"], "+77012345678", "KZ", PhoneFault.CountryNotServed);
    }

    [Theory]
    [InlineData("+1 (415) 555-0132", "US", "+14155550132")]
    [InlineData("415-555-0132", "US", "+14155550132")]
    [InlineData("1 415 555 0132", "US", "+14155550132")]
    [InlineData("07400 123456", "GB", "+447400123456")]
    [InlineData("+44 (0)7400 123456", "GB", "+447400123456")]
    [InlineData("0170 1234567", "DE", "+491701234567")]
    [InlineData("312 345 678 9", "IT", "+393123456789")]
    [InlineData("011 15 2345-6789", "AR", "+5491123456789")]
    [InlineData("0 55 123 45 67", "AZ", "+994551234567")]
    [InlineData("050 123 45 67", "AZ", "+994501234567")]
    [InlineData("090 123 45 67", "UZ", "+998901234567", PhoneFault.NotPossible)]
    [InlineData("90 123 45 67", "UZ", "+998901234567")]
    public void Numbers_of_other_countries_are_read_by_their_own_rules(
        string typed,
        string country,
        string e164,
        PhoneFault? fault = null
    ) => AssertReads(typed, [country], e164, country, fault);

    [Theory]
    [InlineData(null, PhoneFault.Empty)]
    [InlineData("", PhoneFault.Empty)]
    [InlineData(" \t\u00A0", PhoneFault.Empty)]
    [InlineData("позвоните мне", PhoneFault.NotANumber)]
    [InlineData("8 900 ABC-DE-FG", PhoneFault.NotANumber)]
    [InlineData("+7 900 123-45-67 доб. 5", PhoneFault.NotANumber)]
    [InlineData("me@example.com", PhoneFault.NotANumber)]
    [InlineData("+", PhoneFault.NotANumber)]
    [InlineData("---", PhoneFault.NotANumber)]
    [InlineData("++79001234567", PhoneFault.NotANumber)]
    [InlineData("7900+1234567", PhoneFault.NotANumber)]
    [InlineData("8 900 123-45-67\0", PhoneFault.NotANumber)]
    [InlineData("8 900 123-45-67; DROP TABLE", PhoneFault.NotANumber)]
    [InlineData("Ⅷ 900 123-45-67", PhoneFault.NotANumber)]
    [InlineData("8 900 123-45-6½", PhoneFault.NotANumber)]
    [InlineData("\uD800 900", PhoneFault.NotANumber)]
    [InlineData("112", PhoneFault.NotPossible)]
    [InlineData("900123456", PhoneFault.NotPossible)]
    [InlineData("+7 900 123-45-6", PhoneFault.NotPossible)]
    [InlineData("+7 900 123-45-678", PhoneFault.NotPossible)]
    [InlineData("+0 900 123-45-67", PhoneFault.NotPossible)]
    [InlineData("+999 900 123-45-67", PhoneFault.NotPossible)]
    [InlineData("0000000000", PhoneFault.NotPossible)]
    [InlineData("12345678901234567890", PhoneFault.NotPossible)]
    [InlineData("+44 7400 123456", PhoneFault.CountryNotServed)]
    [InlineData("00 44 7400 123456", PhoneFault.CountryNotServed)]
    [InlineData("+870 301 234567", PhoneFault.CountryNotServed)]
    [InlineData("+800 1234 5678", PhoneFault.CountryNotServed)]
    [InlineData("+7 495 123-45-67", PhoneFault.NotMobile)]
    [InlineData("8 (495) 123-45-67", PhoneFault.NotMobile)]
    [InlineData("8 800 100-20-30", PhoneFault.NotMobile)]
    [InlineData("+375 17 212-34-56", PhoneFault.NotMobile)]
    [InlineData("+7 727 234-56-78", PhoneFault.NotMobile)]
    public void What_is_no_mobile_number_of_a_served_country_is_refused_with_the_reason(
        string? typed,
        PhoneFault fault
    ) => Assert.Equal(new PhoneParse.Refused(fault), Phones.Parse(typed, Russia));

    [Theory]
    [InlineData('8')]
    [InlineData('+')]
    [InlineData('(')]
    [InlineData(' ', PhoneFault.Empty)]
    [InlineData('\u202E')]
    [InlineData('ж')]
    public void Ten_thousand_characters_are_refused_at_once(char letter, PhoneFault fault = PhoneFault.NotANumber)
    {
        Assert.Equal(new PhoneParse.Refused(fault), Phones.Parse(new string(letter, 10_000), Russia));
        Assert.Equal(
            new PhoneParse.Refused(PhoneFault.NotANumber),
            Phones.Parse("89001234567" + new string(letter, 10_000), Russia)
        );
    }

    [Fact]
    public void A_programme_that_serves_no_known_country_takes_no_number()
    {
        Assert.Equal(new PhoneParse.Refused(PhoneFault.CountryNotServed), Phones.Parse("+79001234567", []));
        Assert.Equal(new PhoneParse.Refused(PhoneFault.CountryNotServed), Phones.Parse("+79001234567", ["XX"]));
        Assert.True(Phones.Knows("RU"));
        Assert.False(Phones.Knows("XX"));
    }

    [Theory]
    [InlineData("+79001234567", "+7 900 123-45-67", "8 (900) 123-45-67")]
    [InlineData("+375291234567", "+375 29 123-45-67", "8 029 123-45-67")]
    [InlineData("+77012345678", "+7 701 234 5678", "8 (701) 234 5678")]
    [InlineData("+14155550132", "+1 415-555-0132", "(415) 555-0132")]
    [InlineData("+447400123456", "+44 7400 123456", "07400 123456")]
    [InlineData("+5491123456789", "+54 9 11 2345-6789", "011 15-2345-6789")]
    [InlineData("+99999999999", "+99999999999", "+99999999999")]
    public void A_number_is_written_in_groups(string e164, string international, string national)
    {
        Assert.Equal(international, Phones.Format(Phone.Of(e164)));
        Assert.Equal(national, Phones.Format(Phone.Of(e164), PhoneStyle.National));
    }

    [Fact]
    public void A_mobile_number_of_every_country_is_read_written_and_read_again()
    {
        using var stream = typeof(PhoneNumbersTests).Assembly.GetManifestResourceStream("phone-examples.json")!;
        using var examples = JsonDocument.Parse(stream);
        var seen = 0;
        foreach (var example in examples.RootElement.EnumerateObject())
        {
            var country = example.Name;
            if (WithAnothersMobiles.Contains(country))
            {
                continue;
            }
            var parsed = Phones.Parse(example.Value.GetString(), [country]);
            var phone = parsed is PhoneParse.Accepted accepted ? accepted.Phone : null;
            Assert.True(phone is not null, $"{country} {example.Value}: {parsed}");
            foreach (
                var spelling in (string[])
                    [phone.E164, Phones.Format(phone), phone.E164[1..], Phones.Format(phone, PhoneStyle.National)]
            )
            {
                Assert.True(
                    Phones.Parse(spelling, [country]) == parsed,
                    $"{country} {spelling}: {Phones.Parse(spelling, [country])}"
                );
            }
            seen++;
        }
        Assert.True(seen > 230);
    }

    private static void AssertReads(
        string typed,
        IReadOnlyList<string> countries,
        string e164,
        string country,
        PhoneFault? fault = null
    ) =>
        Assert.Equal(
            fault is { } reason ? new PhoneParse.Refused(reason) : new PhoneParse.Accepted(Phone.Of(e164), country),
            Phones.Parse(typed, countries)
        );
}
