namespace LoyaltyPortal.Web.Platform.Limits;

/// <summary>How many messages with codes are sent, from the section <c>Limits</c> of the settings. Windows are hours and
/// days of UTC.</summary>
public sealed record SendingRules
{
    /// <summary>Codes to one phone in an hour.</summary>
    public int PhoneHour { get; init; } = 6;

    /// <summary>Codes to one phone in a day.</summary>
    public int PhoneDay { get; init; } = 12;

    /// <summary>Codes asked for from one address in an hour: a shop or a mobile network may stand behind one.</summary>
    public int AddressHour { get; init; } = 30;

    /// <summary>Codes asked for from one address in a day.</summary>
    public int AddressDay { get; init; } = 120;

    /// <summary>Codes asked for from the network around an address (24 bits of an IPv4 one, 48 of an IPv6 one) in a day.</summary>
    public int NetworkDay { get; init; } = 600;

    /// <summary>Codes tried from one address in an hour, right ones included.</summary>
    public int TriesHour { get; init; } = 60;

    /// <summary>Codes to phones of each country but the programme's first, in a day.</summary>
    public int CountryDay { get; init; } = 500;

    /// <summary>Codes to all phones in a day: what the operator is ready to pay for.</summary>
    public int Day { get; init; } = 5_000;

    /// <summary>Codes for spending points that one member gets in an hour, whichever tills ask.</summary>
    public int RedemptionsHour { get; init; } = 20;

    /// <summary>Members that one client of the store API enrols in a day; each gets a message.</summary>
    public int EnrolmentsDay { get; init; } = 2_000;

    /// <summary>Numbers of countries that are not served, asked for in a day, at which the operator should know.</summary>
    public int ForeignAlarm { get; init; } = 100;

    /// <summary>The share of a day's budget at which the operator should know, in percent.</summary>
    public int AlarmPercent { get; init; } = 80;

    /// <summary>Seconds until another code may be sent to a phone.</summary>
    public int ResendSeconds { get; init; } = 60;

    /// <summary>The rules as configured.</summary>
    /// <exception cref="StartRefusedException">A setting is no sensible number.</exception>
    public static SendingRules Read(IConfiguration configuration)
    {
        SendingRules rules;
        try
        {
            rules = configuration.GetSection("Limits").Get<SendingRules>() ?? new SendingRules();
        }
        catch (InvalidOperationException wrong)
        {
            throw new StartRefusedException($"Limits: {wrong.Message}");
        }
        foreach (var property in typeof(SendingRules).GetProperties().Where(each => each.PropertyType == typeof(int)))
        {
            if (property.GetValue(rules) is < 1)
            {
                throw new StartRefusedException($"Limits:{property.Name} must be 1 or more.");
            }
        }
        return rules;
    }
}
