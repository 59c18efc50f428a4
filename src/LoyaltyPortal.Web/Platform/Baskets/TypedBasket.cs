using System.Globalization;

namespace LoyaltyPortal.Web.Platform.Baskets;

/// <summary>A line of the basket as it was typed.</summary>
/// <param name="Number">Its place in the form, from 1.</param>
/// <param name="Price">The price of a piece.</param>
/// <param name="Pieces">How many.</param>
/// <param name="Discount">Off the whole line.</param>
/// <param name="Points">Points of a piece.</param>
/// <param name="Article">The article.</param>
/// <param name="Category">The category.</param>
/// <param name="Marks">Marks by their words.</param>
public sealed record TypedLine(
    int Number,
    string? Price,
    string? Pieces,
    string? Discount,
    string? Points,
    string? Article,
    string? Category,
    IReadOnlyList<string> Marks
)
{
    /// <summary>A line that nobody has touched.</summary>
    public static TypedLine Blank(int number) => new(number, null, "1", null, null, null, null, []);

    /// <summary>Whether it is left as it was given.</summary>
    public bool IsBlank =>
        new[] { Price, Discount, Points, Article }.All(string.IsNullOrWhiteSpace)
        && Pieces?.Trim() is null or "" or "1"
        && Marks.Count == 0;

    /// <summary>The name of one of its fields in the address.</summary>
    public string NameOf(string field) => NameOf(field, Number);

    /// <summary>The name of a field of a line in the address.</summary>
    public static string NameOf(string field, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{field}-{number}");
}

/// <summary>A basket as it stands in the address of a page: it is kept as typed, so the same link asks the same again.</summary>
/// <param name="IsAsked">Whether an answer is wanted: something was typed, and not only one more line wished for.</param>
/// <param name="Channel">Where it is bought.</param>
/// <param name="Method">How it is paid.</param>
/// <param name="Promo">The promo code, or that there is one.</param>
/// <param name="Level">A visitor's level.</param>
/// <param name="Total">A visitor's total of earlier purchases.</param>
/// <param name="Lines">The lines, one at least.</param>
public sealed record TypedBasket(
    bool IsAsked,
    string? Channel,
    string? Method,
    string? Promo,
    string? Level,
    string? Total,
    IReadOnlyList<TypedLine> Lines
)
{
    /// <summary>The lines of a form that says nothing else.</summary>
    public const int MostLines = 10;

    public const string ChannelField = "channel";
    public const string MethodField = "payment";
    public const string PromoField = "promo";
    public const string LevelField = "level";
    public const string TotalField = "total";
    public const string AddField = "add";
    public const string PriceField = "price";
    public const string PiecesField = "pieces";
    public const string DiscountField = "discount";
    public const string PointsField = "points";
    public const string ArticleField = "article";
    public const string CategoryField = "category";
    public const string MarkField = "mark";

    /// <summary>A text that nobody needs longer is not looked at beyond this.</summary>
    private const int MostCharacters = 100;

    /// <summary>Reads an address.</summary>
    /// <param name="query">What stands in it.</param>
    /// <param name="most">No more lines than that.</param>
    public static TypedBasket Of(IQueryCollection query, int most = MostLines)
    {
        var last = Enumerable
            .Range(1, most)
            .LastOrDefault(number => query.ContainsKey(TypedLine.NameOf(PriceField, number)));
        var wished = query.ContainsKey(AddField);
        var lines = Enumerable.Range(1, last).Select(number => LineOf(query, number)).ToList();
        if (lines.Count == 0 || (wished && lines.Count < most))
        {
            lines.Add(TypedLine.Blank(lines.Count + 1));
        }
        return new TypedBasket(
            last > 0 && !wished,
            Text(query, ChannelField),
            Text(query, MethodField),
            Text(query, PromoField),
            Text(query, LevelField),
            Text(query, TotalField),
            lines
        );
    }

    private static TypedLine LineOf(IQueryCollection query, int number)
    {
        string? Field(string name) => Text(query, TypedLine.NameOf(name, number));
        return new TypedLine(
            number,
            Field(PriceField),
            Field(PiecesField) ?? "1",
            Field(DiscountField),
            Field(PointsField),
            Field(ArticleField),
            Field(CategoryField),
            [.. query[TypedLine.NameOf(MarkField, number)].OfType<string>().Take(MostLines)]
        );
    }

    private static string? Text(IQueryCollection query, string name) =>
        query[name] is [{ } text, ..] ? text[..Math.Min(text.Length, MostCharacters)] : null;
}
