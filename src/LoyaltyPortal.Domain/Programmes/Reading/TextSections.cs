namespace LoyaltyPortal.Domain.Programmes.Reading;

/// <summary>Reads what members see: names, the word for points, colours.</summary>
internal static class TextSections
{
    public static LocalText Local(Place place)
    {
        var text = place.Object(Vocabulary.LocalText);
        return new(text["ru"].Text() ?? "", text["en"].Text() ?? "");
    }

    public static Brand Brand(Place place)
    {
        var brand = place.Object(Vocabulary.Brand);
        return new(Colour(brand["light"]), Colour(brand["dark"]));
    }

    /// <summary>English has two forms only; the middle one repeats the plural.</summary>
    public static PointWord PointWord(Place place)
    {
        var word = place.Object(Vocabulary.PointWord);
        var ru = word["ru"].Object(Vocabulary.RussianForms);
        var en = word["en"].Object(Vocabulary.EnglishForms);
        var many = en["many"].Text() ?? "";
        return new(
            new(ru["one"].Text() ?? "", ru["few"].Text() ?? "", ru["many"].Text() ?? ""),
            new(en["one"].Text() ?? "", many, many)
        );
    }

    private static string Colour(Place place) => place.Text(Forms.Colour(), "a colour as #rrggbb") ?? "";
}
