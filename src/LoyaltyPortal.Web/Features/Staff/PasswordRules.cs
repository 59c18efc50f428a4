namespace LoyaltyPortal.Web.Features.Staff;

/// <summary>What is wrong with a password that somebody of the staff chose.</summary>
public enum PasswordFault
{
    None,
    TooShort,
    TooLong,
    TooUniform,
    TooCommon,
    HoldsAddress,
}

/// <summary>Which passwords staff may choose: long ones that are not among the first to be guessed. No rule asks for
/// digits or signs: such rules make passwords alike.</summary>
public static class PasswordRules
{
    public const int Shortest = 12;
    public const int Longest = 128;

    private const int Different = 6;

    /// <summary>What is left of the commonest long passwords when the digits and signs around the words are taken off.</summary>
    private static readonly HashSet<string> Common = new(StringComparer.Ordinal)
    {
        "",
        "administrator",
        "admin",
        "adminadmin",
        "changeme",
        "iloveyou",
        "letmein",
        "loyalty",
        "loyaltyportal",
        "moscow",
        "parol",
        "pass",
        "passw",
        "password",
        "passwordpassword",
        "passwort",
        "qazwsx",
        "qazwsxedc",
        "qazwsxedcrfv",
        "qwerty",
        "qwertyqwerty",
        "qwertyuiop",
        "qwertyuiopasdfgh",
        "qwertyuiopasdfghjkl",
        "qweasdzxc",
        "russia",
        "secret",
        "superman",
        "welcome",
        "йцукен",
        "йцукенгшщзхъ",
        "пароль",
        "парольпароль",
    };

    /// <summary>The first fault of a password; none when it may be chosen.</summary>
    public static PasswordFault Check(string? password, string email)
    {
        if (password is null || password.Length < Shortest)
        {
            return PasswordFault.TooShort;
        }
        if (password.Length > Longest)
        {
            return PasswordFault.TooLong;
        }
        var small = password.ToLowerInvariant();
        var account = email.ToLowerInvariant().Split('@')[0];
        if (
            small.Contains(email, StringComparison.OrdinalIgnoreCase)
            || (account.Length > 2 && small.Contains(account, StringComparison.Ordinal))
        )
        {
            return PasswordFault.HoldsAddress;
        }
        if (small.Distinct().Count() < Different)
        {
            return PasswordFault.TooUniform;
        }
        return Common.Contains(WordOf(small)) ? PasswordFault.TooCommon : PasswordFault.None;
    }

    /// <summary>The letters alone; also as somebody writes them who takes a digit or a sign for a letter.</summary>
    private static string WordOf(string password)
    {
        var read = password.Replace('@', 'a').Replace('$', 's').Trim("0123456789!?.,_-+*# ".ToCharArray());
        return new string([.. read.Replace('0', 'o').Replace('1', 'l').Replace('3', 'e').Where(char.IsLetter)]);
    }
}
