using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Platform;
using LoyaltyPortal.Web.Platform.Icons;
using Microsoft.Extensions.Localization;

namespace LoyaltyPortal.Web.Features.Card;

/// <summary>A picture for the home screen.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Size">Pixels on a side.</param>
/// <param name="Fills">Whether the phone cuts its corners.</param>
internal sealed record HomeIcon(string Path, int Size, bool Fills);

/// <summary>The card as an app of its own: what a phone asks before it puts one on its home screen.</summary>
internal sealed partial class HomeScreen(Programme programme, BrandIcon drawing, IStringLocalizer<CardTexts> texts)
{
    private const string Paper = "#f6f4ee";
    private const string Forever = "public, max-age=31536000, immutable";
    private const string ADay = "public, max-age=86400";

    /// <summary>The one that phones by Apple take: square, its corners are cut there.</summary>
    private static readonly HomeIcon Apple = new("/icons/tile-180.png", 180, true);

    private static readonly HomeIcon[] Listed =
    [
        new("/icons/mark-192.png", 192, false),
        new("/icons/mark-512.png", 512, false),
        new("/icons/tile-512.png", 512, true),
    ];

    /// <summary>All pictures.</summary>
    public static IEnumerable<HomeIcon> Icons => Listed.Append(Apple);

    /// <summary>Where the page finds the manifest: one of its own for each language, so that nobody has to send cookies
    /// for it.</summary>
    public string ManifestAddress => $"/manifest.webmanifest?lang={Languages.Current}&v={programme.Version}";

    /// <summary>Where phones by Apple find their picture.</summary>
    public string AppleIcon => Versioned(Apple.Path);

    /// <summary>The picture that stays with a phone without signal.</summary>
    public string KeptIcon => Versioned(Listed[0].Path);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/manifest.webmanifest", Tell).ExcludeFromDescription();
        foreach (var icon in Icons)
        {
            routes
                .MapGet(icon.Path, (HomeScreen screen, HttpContext context) => screen.Draw(icon, context))
                .ExcludeFromDescription();
        }
    }

    private static IResult Tell(HomeScreen screen, HttpContext context, string? lang)
    {
        context.Response.Headers.CacheControl = ADay;
        var language = Languages.Knows(lang) ? lang! : Languages.Russian;
        var manifest = Languages.In(language, _ => JsonSerializer.Serialize(screen.Manifest(language)));
        return Results.Text(manifest, "application/manifest+json", Encoding.UTF8);
    }

    private IResult Draw(HomeIcon icon, HttpContext context)
    {
        // The address changes with the programme, whose colours these are.
        context.Response.Headers.CacheControl = Forever;
        return Results.Bytes(drawing.Png(icon.Size, icon.Fills), "image/png");
    }

    private Dictionary<string, object> Manifest(string language)
    {
        var name = programme.Name.In(language);
        return new Dictionary<string, object>
        {
            ["id"] = "/card",
            ["name"] = name,
            ["short_name"] = Quoted().Match(name) is { Success: true } brand ? brand.Groups["name"].Value : name,
            ["lang"] = language,
            ["dir"] = "ltr",
            ["start_url"] = "/card",
            ["scope"] = "/",
            ["display"] = "standalone",
            ["background_color"] = Paper,
            ["theme_color"] = programme.Brand.Light,
            ["icons"] = Listed.Select(Described),
            ["shortcuts"] = new[]
            {
                Shortcut(texts["Title"].Value, "/card"),
                Shortcut(texts["Cabinet"].Value, "/cabinet"),
            },
        };
    }

    private Dictionary<string, object> Shortcut(string name, string address) =>
        new()
        {
            ["name"] = name,
            ["url"] = address,
            ["icons"] = new[] { Described(Listed[0]) },
        };

    private Dictionary<string, string> Described(HomeIcon icon) =>
        new()
        {
            ["src"] = Versioned(icon.Path),
            ["sizes"] = $"{icon.Size}x{icon.Size}",
            ["type"] = "image/png",
            ["purpose"] = icon.Fills ? "maskable" : "any",
        };

    private string Versioned(string path) => $"{path}?v={programme.Version}";

    // Under an icon there is room for a dozen letters: the brand without the words around it.
    [GeneratedRegex("«(?<name>[^»]+)»", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Quoted();
}
