namespace LoyaltyPortal.Web.Platform;

/// <summary>Light, dark, or as the visitor's system is now.</summary>
public enum Theme
{
    Auto,
    Light,
    Dark,
}

/// <summary>
/// The cookie in which a visitor's theme stays. The server renders it, so that nothing flashes: see
/// <see cref="DarkSheetMedia"/>.
/// </summary>
public sealed record ThemeCookie(string Name)
{
    public Theme Read(HttpContext? context) => Parse(context?.Request.Cookies[Name]) ?? Theme.Auto;

    public static Theme? Parse(string? value) =>
        value switch
        {
            "auto" => Theme.Auto,
            "light" => Theme.Light,
            "dark" => Theme.Dark,
            _ => null,
        };

    public static string Write(Theme theme) =>
        theme switch
        {
            Theme.Light => "light",
            Theme.Dark => "dark",
            _ => "auto",
        };

    /// <summary>When the sheet of dark colours applies: the browser decides for "auto", without any script; paper is always light.</summary>
    public static string DarkSheetMedia(Theme theme) =>
        theme switch
        {
            Theme.Light => "not all",
            Theme.Dark => "screen",
            _ => "screen and (prefers-color-scheme: dark)",
        };
}
