using Microsoft.AspNetCore.Mvc;

namespace LoyaltyPortal.Web.Platform;

/// <summary>The two choices of the footer: language and theme. A form posts them, so they work without JavaScript.</summary>
public static class Preferences
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    public static IEndpointRouteBuilder MapPreferences(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/language", ChooseLanguage);
        routes.MapPost("/theme", ChooseTheme);
        return routes;
    }

    private static IResult ChooseLanguage(
        [FromForm] string? language,
        [FromForm] string? returnUrl,
        LanguageCookie cookie,
        HttpContext context
    )
    {
        if (Languages.Knows(language))
        {
            Keep(context, cookie.Name, LanguageCookie.Value(language!));
        }

        return Results.LocalRedirect(LocalAddress.OrHome(returnUrl));
    }

    private static IResult ChooseTheme(
        [FromForm] string? theme,
        [FromForm] string? returnUrl,
        ThemeCookie cookie,
        HttpContext context
    )
    {
        if (ThemeCookie.Parse(theme) is { } chosen)
        {
            Keep(context, cookie.Name, ThemeCookie.Write(chosen));
        }

        return Results.LocalRedirect(LocalAddress.OrHome(returnUrl));
    }

    private static void Keep(HttpContext context, string name, string value) =>
        context.Response.Cookies.Append(name, value, PortalCookies.Options(context, Kept));
}

/// <summary>An address to go back to that came from a form: kept only when it stays on this host.</summary>
public static class LocalAddress
{
    public static string OrHome(string? address) => IsLocal(address) ? Escaped(address!) : "/";

    /// <summary>A header holds ASCII only; what is escaped already stays as it is.</summary>
    private static string Escaped(string address) =>
        string.Concat(
            address
                .EnumerateRunes()
                .Select(rune => rune.IsAscii ? rune.ToString() : Uri.EscapeDataString(rune.ToString()))
        );

    /// <summary>
    /// True for a path of this host. <c>//host</c> and <c>/\host</c> are other hosts to a browser, and a control
    /// character can hide either.
    /// </summary>
    public static bool IsLocal(string? address) =>
        address is ['/', ..]
        && (address.Length == 1 || address[1] is not ('/' or '\\'))
        && !address.Any(char.IsControl);
}
