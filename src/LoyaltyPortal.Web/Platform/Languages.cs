using System.Globalization;
using Microsoft.AspNetCore.Localization;

namespace LoyaltyPortal.Web.Platform;

/// <summary>
/// The languages of the pages. Russian comes first and is what an unknown visitor gets; a choice made in the footer
/// wins over what the browser asks for.
/// </summary>
public static class Languages
{
    public const string Russian = "ru";
    public const string English = "en";

    public static readonly IReadOnlyList<string> All = [Russian, English];

    public static bool Knows(string? language) =>
        language is not null && All.Contains(language, StringComparer.Ordinal);

    /// <summary>The language of the page being made: one of <see cref="All"/>.</summary>
    public static string Current =>
        CultureInfo.CurrentUICulture.TwoLetterISOLanguageName is var name && Knows(name) ? name : Russian;

    /// <summary>A text, or what holds texts, in a person's own language, whatever the language of the request that causes it.</summary>
    public static T In<T>(string language, Func<CultureInfo, T> text)
    {
        var (culture, ui) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        var own = CultureInfo.GetCultureInfo(Knows(language) ? language : Russian);
        try
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (own, own);
            return text(own);
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, ui);
        }
    }

    public static IServiceCollection AddPortalLanguages(this IServiceCollection services, IHostEnvironment environment)
    {
        services.AddLocalization();
        services.AddSingleton(new LanguageCookie(PortalCookies.Name("language", environment)));
        return services.Configure<RequestLocalizationOptions>(options =>
        {
            options.SetDefaultCulture(Russian).AddSupportedCultures([.. All]).AddSupportedUICultures([.. All]);
            options.RequestCultureProviders =
            [
                new CookieRequestCultureProvider { CookieName = PortalCookies.Name("language", environment) },
                new AcceptLanguageHeaderRequestCultureProvider(),
            ];
        });
    }
}

/// <summary>The cookie in which a visitor's language stays.</summary>
public sealed record LanguageCookie(string Name)
{
    public static string Value(string language) =>
        CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(language));
}
