using System.Text.RegularExpressions;

namespace LoyaltyPortal.Domain.Members;

/// <summary>A phone number in the form of E.164. Its text shows only the last two digits, so that a number that ends up
/// in a log or a message by accident tells nobody's; who needs the real one says <see cref="E164"/>.</summary>
public sealed partial record Phone
{
    /// <summary>Two-digit calling codes by the plan of ITU-T E.164; +1 and +7 have one digit, all others three.</summary>
    private static readonly HashSet<string> TwoDigitCodes =
    [
        .. "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58".Split(' '),
        .. "60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98".Split(' '),
    ];

    private Phone(string e164) => E164 = e164;

    /// <summary>The real number: a plus and 7 to 15 digits, such as <c>+79001234567</c>.</summary>
    public string E164 { get; }

    /// <summary>The number with all but the calling code and the last two digits hidden: <c>+7 *** ***-**-67</c>.</summary>
    public string Masked
    {
        get
        {
            var code = CodeLength();
            var hidden = new string('*', E164.Length - 1 - code - 2);
            var text = E164[^2..];
            text = hidden.Length >= 2 ? $"{hidden[..2]}-{text}" : hidden + text;
            text = hidden.Length >= 5 ? $"{hidden[..3]}-{text}" : text;
            text = hidden.Length > 5 ? $"{hidden[5..]} {text}" : text;
            return $"{E164[..(code + 1)]} {text}";
        }
    }

    /// <summary>A number that is in E.164 already, from a store or a parser.</summary>
    /// <exception cref="ArgumentException">The text is no E.164 number; the message does not repeat it.</exception>
    public static Phone Of(string e164) =>
        TryOf(e164) ?? throw new ArgumentException("This is no phone number in E.164.", nameof(e164));

    /// <summary>A number that is in E.164 already, or null.</summary>
    public static Phone? TryOf(string? e164) => e164 is not null && Shape().IsMatch(e164) ? new Phone(e164) : null;

    /// <summary>The masked number.</summary>
    public override string ToString() => Masked;

    private int CodeLength()
    {
        if (E164[1] is '1' or '7')
        {
            return 1;
        }
        return TwoDigitCodes.Contains(E164[1..3]) ? 2 : 3;
    }

    [GeneratedRegex(@"^\+[1-9][0-9]{6,14}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Shape();
}
