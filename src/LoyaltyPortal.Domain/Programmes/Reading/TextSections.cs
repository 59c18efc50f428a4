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

    public static ProgrammeTexts Texts(Place place, FiguredTexts figured)
    {
        var texts = place.Object(Vocabulary.Texts);
        return new(
            figured.Read(texts["tagline"]),
            [.. texts["howItWorks"].ListOfSome("Say in a few steps how the programme works.").Select(Step)],
            [.. texts["faq"].ListOfSome("Every programme has a page of questions and answers.").Select(Asked)],
            figured.Read(texts["suspensionNotice"])
        );

        TitledText Step(Place item)
        {
            var step = item.Object(Vocabulary.TitledText);
            return new(figured.Read(step["title"]), figured.Read(step["text"]));
        }

        QuestionAnswered Asked(Place item)
        {
            var asked = item.Object(Vocabulary.QuestionAnswered);
            return new(figured.Read(asked["question"]), figured.Read(asked["answer"]));
        }
    }

    private static string Colour(Place place) => place.Text(Forms.Colour(), "a colour as #rrggbb") ?? "";
}
