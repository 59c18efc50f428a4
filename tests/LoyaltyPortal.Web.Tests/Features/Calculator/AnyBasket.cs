using System.Globalization;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Tests.StoreApi;

namespace LoyaltyPortal.Web.Tests.Features.Calculator;

/// <summary>A basket by chance, as a shop would send it and as somebody would type it.</summary>
internal sealed record AnyBasket(string Channel, string Method, bool HasPromo, IReadOnlyList<Line> Lines)
{
    private static readonly string[] Methods = ["online", "cash", "card", "instalments", "other"];
    private static readonly string?[] Marks =
    [
        null,
        null,
        null,
        null,
        "onOffer",
        "outlet",
        "giftCard",
        "service",
        "noPoints",
    ];

    public static AnyBasket Of(Programme programme, Random chance)
    {
        var lines = Enumerable
            .Range(1, chance.Next(1, 5))
            .Select(number => LineOf(number, programme, chance))
            .ToArray();
        return new AnyBasket(
            chance.GetItems([.. programme.Channels], 1)[0].Id,
            chance.GetItems(Methods, 1)[0],
            chance.Next(5) == 0,
            lines
        );
    }

    /// <summary>The body of a quote.</summary>
    public Order Quoted(Shopper? buyer)
    {
        var order = Order.Of([.. Lines]).With("channel", Channel).With("paymentMethod", Method).By(buyer);
        return HasPromo ? order.With("promoCode", "1") : order;
    }

    /// <summary>The address of the calculation.</summary>
    public string Typed()
    {
        List<(string Name, string Value)> fields = [("channel", Channel), ("payment", Method)];
        if (HasPromo)
        {
            fields.Add(("promo", "1"));
        }
        foreach (var line in Lines)
        {
            fields.AddRange(FieldsOf(line));
        }
        return "/calculator?"
            + string.Join('&', fields.Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value)}"));
    }

    private static IEnumerable<(string Name, string Value)> FieldsOf(Line line)
    {
        yield return ($"price-{line.Id}", Typed(line.Price, ','));
        yield return ($"pieces-{line.Id}", line.Quantity.ToString(CultureInfo.InvariantCulture));
        yield return ($"discount-{line.Id}", line.Discount == 0 ? "" : Typed(line.Discount, '.'));
        yield return ($"points-{line.Id}", line.Points is { } points ? Typed(points, ',') : "");
        yield return ($"article-{line.Id}", line.Sku ?? "");
        if (line.Mark is { } mark)
        {
            yield return ($"mark-{line.Id}", char.ToUpperInvariant(mark[0]) + mark[1..]);
        }
    }

    /// <summary>With a comma the plain number, with a point in groups of thousands.</summary>
    private static string Typed(decimal number, char separator) =>
        separator == ','
            ? number.ToString("0.##", CultureInfo.InvariantCulture).Replace('.', ',')
            : number.ToString("#,0.##", CultureInfo.InvariantCulture).Replace(',', ' ');

    private static Line LineOf(int number, Programme programme, Random chance)
    {
        var quantity = chance.Next(1, 6);
        var price = chance.Next(4) switch
        {
            0 => chance.Next(0, 500) / 100m,
            1 => chance.Next(50_000, 20_000_000) / 100m,
            _ => chance.Next(1, 1_000_000) / 100m,
        };
        var discount = chance.Next(3) == 0 ? decimal.Round(quantity * price * chance.Next(0, 101) / 100, 2) : 0;
        var articles = (programme.Earning.Rate as RateRules.PerProduct)?.Products.Keys.ToArray() ?? [];
        var hasArticle = articles.Length > 0 && chance.Next(3) == 0;
        return new Line(
            number.ToString(CultureInfo.InvariantCulture),
            price,
            quantity,
            discount,
            chance.GetItems(Marks, 1)[0],
            hasArticle || chance.Next(3) == 0 ? null : chance.Next(1, 300),
            hasArticle ? articles[0] : null
        );
    }
}
