using System.Text.Json;
using LoyaltyPortal.Domain.Members;

namespace LoyaltyPortal.Web.Platform.Phones;

/// <summary>Which way a number is written.</summary>
public enum PhoneStyle
{
    /// <summary>+7 900 123-45-67.</summary>
    International,

    /// <summary>8 (900) 123-45-67.</summary>
    National,
}

/// <summary>Reads phone numbers as people type them and writes them in groups, by the metadata of libphonenumber.
/// Immutable; one instance serves the whole portal.</summary>
public sealed class PhoneNumbers
{
    private const string Metadata = "phones.json";
    private const int LongestCallingCode = 3;
    private const int MostDigits = 17;

    private readonly Dictionary<string, NumberingPlan> byCountry = new(StringComparer.Ordinal);

    /// <summary>Countries by calling code, the leading one first; none where the code belongs to no country.</summary>
    private readonly Dictionary<string, List<NumberingPlan>> byCode = new(StringComparer.Ordinal);

    private PhoneNumbers(JsonElement metadata)
    {
        foreach (var row in metadata.GetProperty("countries").EnumerateObject())
        {
            byCountry[row.Name] = new NumberingPlan(row.Name, row.Value);
        }
        foreach (var code in metadata.GetProperty("country_calling_codes").EnumerateObject())
        {
            var plans = code
                .Value.EnumerateArray()
                .Select(country => byCountry.GetValueOrDefault(country.GetString()!));
            byCode[code.Name] = [.. plans.OfType<NumberingPlan>()];
        }
        foreach (var code in metadata.GetProperty("nonGeographic").EnumerateObject())
        {
            byCode[code.Name] = [];
        }
    }

    /// <summary>Reads <c>metadata.max.json</c> of the npm package <c>libphonenumber-js</c>.</summary>
    public static PhoneNumbers Load(Stream metadata)
    {
        using var document = JsonDocument.Parse(metadata);
        return new PhoneNumbers(document.RootElement);
    }

    /// <summary>The metadata that the portal was built with.</summary>
    public static PhoneNumbers LoadBuiltIn()
    {
        using var stream =
            typeof(PhoneNumbers).Assembly.GetManifestResourceStream(Metadata)
            ?? throw new InvalidOperationException($"The assembly carries no {Metadata}.");
        return Load(stream);
    }

    /// <summary>Whether the metadata knows a country (ISO 3166 alpha-2).</summary>
    public bool Knows(string country) => byCountry.ContainsKey(country);

    /// <summary>The number somebody typed, in any national or international spelling.</summary>
    /// <param name="typed">The text; any length and content.</param>
    /// <param name="countries">Countries whose numbers may join, ISO 3166 alpha-2. A number without a calling code is
    /// taken for one of the first country where it is a good number; those the metadata does not know serve nobody.</param>
    public PhoneParse Parse(string? typed, IReadOnlyList<string> countries)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return new PhoneParse.Refused(PhoneFault.Empty);
        }
        if (TypedDigits.Read(typed) is not { } read)
        {
            return new PhoneParse.Refused(PhoneFault.NotANumber);
        }
        if (read.Digits.Length > MostDigits)
        {
            return new PhoneParse.Refused(PhoneFault.NotPossible);
        }
        var served = countries.Select(country => byCountry.GetValueOrDefault(country)).OfType<NumberingPlan>().ToList();
        var closest = PhoneFault.NotPossible;
        foreach (var (code, national) in Readings(read, served))
        {
            switch (Judge(code, national, countries))
            {
                case PhoneParse.Refused refused when refused.Reason > closest:
                    closest = refused.Reason;
                    break;
                case PhoneParse.Accepted accepted:
                    return accepted;
            }
        }
        return new PhoneParse.Refused(closest);
    }

    /// <summary>A number in groups that people can read.</summary>
    public string Format(Phone phone, PhoneStyle style = PhoneStyle.International)
    {
        ArgumentNullException.ThrowIfNull(phone);
        if (Split(phone.E164[1..]) is not var (code, national))
        {
            return phone.E164;
        }
        var plan = PlanOf(code, national);
        var formats = plan is { Formats.Count: > 0 } ? plan.Formats : byCode[code].FirstOrDefault()?.Formats ?? [];
        var format = formats.FirstOrDefault(each => each.Fits(national));
        if (style == PhoneStyle.National)
        {
            return format?.AtHome(national) ?? national;
        }
        return $"+{code} {format?.Abroad(national) ?? national}";
    }

    /// <summary>What the digits may mean, the likeliest first: with a plus only one thing; else a number dialled at home,
    /// one dialled for abroad, or a calling code whose plus was left out.</summary>
    private IEnumerable<(string Code, string National)> Readings(TypedDigits read, List<NumberingPlan> served)
    {
        if (read.HasPlus)
        {
            return International(read.Digits);
        }
        var atHome = served.SelectMany(plan =>
            plan.Readings(read.Digits).Select(national => (plan.CallingCode, national))
        );
        var abroad = served
            .Select(plan => plan.AfterAbroadPrefix(read.Digits))
            .Append(read.Digits.StartsWith("00", StringComparison.Ordinal) ? read.Digits[2..] : null)
            .OfType<string>()
            .SelectMany(International);
        var withoutPlus = International(read.Digits)
            .Where(reading => served.Exists(plan => plan.CallingCode == reading.Code));
        return atHome.Concat(abroad).Concat(withoutPlus);
    }

    /// <summary>Digits that start with a calling code; the prefix of home may follow it by mistake: +7 8 900.</summary>
    private IEnumerable<(string Code, string National)> International(string digits) =>
        Split(digits) is var (code, national)
            ? byCode[code]
                .SelectMany(plan => plan.Readings(national))
                .Append(national)
                .Distinct()
                .Select(each => (code, each))
            : [];

    private PhoneParse Judge(string code, string national, IReadOnlyList<string> countries)
    {
        if (PlanOf(code, national) is not { } plan || !plan.IsOfSomeKind(national))
        {
            // Codes of no country (satellites, international free calls) are refused as what they are.
            var ofNoCountry = byCode[code].Count == 0;
            return new PhoneParse.Refused(ofNoCountry ? PhoneFault.CountryNotServed : PhoneFault.NotPossible);
        }
        if (!countries.Contains(plan.Country, StringComparer.Ordinal))
        {
            return new PhoneParse.Refused(PhoneFault.CountryNotServed);
        }
        if (!plan.MayBeMobile(national))
        {
            return new PhoneParse.Refused(PhoneFault.NotMobile);
        }
        return Phone.TryOf($"+{code}{national}") is { } phone
            ? new PhoneParse.Accepted(phone, plan.Country)
            : new PhoneParse.Refused(PhoneFault.NotPossible);
    }

    /// <summary>The country of a number among those that share its calling code.</summary>
    private NumberingPlan? PlanOf(string code, string national)
    {
        var plans = byCode[code];
        return plans.Count == 1
            ? plans[0]
            : plans.Find(plan => plan.LeadsHere(national) ?? plan.IsOfSomeKind(national));
    }

    private (string Code, string National)? Split(string digits)
    {
        for (var length = 1; length <= LongestCallingCode && length < digits.Length; length++)
        {
            if (byCode.ContainsKey(digits[..length]))
            {
                return (digits[..length], digits[length..]);
            }
        }
        return null;
    }
}
