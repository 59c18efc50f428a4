using System.Globalization;
using LoyaltyPortal.Domain.Programmes;
using Microsoft.Extensions.Primitives;

namespace LoyaltyPortal.Web.Platform;

/// <summary>The programme's two colours as a style sheet: portal.css and dark.css take their brand from it.</summary>
public sealed class BrandSheet(Programme programme)
{
    private const string LightInk = "#ffffff";
    private const string DarkInk = "#0b1512";

    /// <summary>Changes with the programme, so that a browser may keep the sheet for ever.</summary>
    public string Address { get; } = $"brand.css?v={programme.Version}";

    public string Text { get; } =
        $":root{{--brand-on-light:{programme.Brand.Light};--brand-on-light-ink:{InkOn(programme.Brand.Light)};"
        + $"--brand-on-dark:{programme.Brand.Dark};--brand-on-dark-ink:{InkOn(programme.Brand.Dark)}}}";

    public static IEndpointRouteBuilder Map(IEndpointRouteBuilder routes)
    {
        routes.MapMethods(
            "/brand.css",
            [HttpMethods.Get, HttpMethods.Head],
            (BrandSheet sheet, HttpContext context) =>
            {
                context.Response.Headers.CacheControl = new StringValues("public, max-age=31536000, immutable");
                return Results.Text(sheet.Text, "text/css");
            }
        );
        return routes;
    }

    /// <summary>White or near black, whichever stands out more on a colour (WCAG 2 contrast).</summary>
    public static string InkOn(string colour)
    {
        var back = Luminance(colour);
        var onLight = (1.05) / (back + 0.05);
        var onDark = (back + 0.05) / (Luminance(DarkInk) + 0.05);
        return onLight >= onDark ? LightInk : DarkInk;
    }

    private static double Luminance(string colour) =>
        (0.2126 * Channel(colour, 1)) + (0.7152 * Channel(colour, 3)) + (0.0722 * Channel(colour, 5));

    private static double Channel(string colour, int at)
    {
        var share = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
    }
}
