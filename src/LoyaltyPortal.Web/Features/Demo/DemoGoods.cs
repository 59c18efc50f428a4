using System.Text.Json;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Orders;
using LoyaltyPortal.Domain.Programmes;

namespace LoyaltyPortal.Web.Features.Demo;

/// <summary>What the shop of the demo sells: <c>goods.json</c>, by programme; a shop with a file of its own gets what
/// stands under <c>any</c>.</summary>
/// <param name="Delivery">The price of a delivery.</param>
/// <param name="Goods">Two small things that every order takes along, three everyday ones, a dear one, a large one.</param>
internal sealed record DemoGoods(decimal Delivery, IReadOnlyList<DemoGoods.Product> Goods)
{
    public const int Small = 0;
    public const int Smaller = 1;
    public const int Everyday = 2;
    public const int OtherEveryday = 3;
    public const int ThirdEveryday = 4;
    public const int Dear = 5;
    public const int Large = 6;

    /// <summary>A product.</summary>
    /// <param name="Sku">Its article.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Price">What a piece costs.</param>
    /// <param name="Points">Points of a piece, where products have points of their own.</param>
    internal sealed record Product(string Sku, string Name, decimal Price, decimal? Points);

    public static DemoGoods Of(Programme programme)
    {
        using var stream = typeof(DemoGoods).Assembly.GetManifestResourceStream("demo-goods.json")!;
        var shops = JsonSerializer.Deserialize<Dictionary<string, DemoGoods>>(stream, JsonSerializerOptions.Web)!;
        return shops.GetValueOrDefault(programme.Id, shops["any"]);
    }

    /// <summary>An order of one thing, the small ones and delivery.</summary>
    public IReadOnlyList<BasketLine> BasketWith(int product) =>
        [
            Line(1, Goods[product], 1),
            Line(2, Goods[Small], 3),
            Line(3, Goods[Smaller], 2),
            new("4", "DLV", "Доставка", null, 1, Money.Of(Delivery), Money.Zero, LineMarks.Service, null),
        ];

    private static BasketLine Line(int number, Product product, int quantity) =>
        new(
            $"{number}",
            product.Sku,
            product.Name,
            null,
            quantity,
            Money.Of(product.Price),
            Money.Zero,
            LineMarks.None,
            product.Points is { } points ? Points.Of(points) : null
        );
}
