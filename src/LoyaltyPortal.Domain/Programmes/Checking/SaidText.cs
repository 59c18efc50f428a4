namespace LoyaltyPortal.Domain.Programmes.Checking;

/// <summary>A text of the programme in both languages, its figures told apart from its words.</summary>
/// <param name="At">JSON pointer.</param>
/// <param name="Ru">Russian.</param>
/// <param name="En">English.</param>
/// <param name="IsSentence">Whether it is a sentence; a name may be the same in both languages.</param>
internal sealed record SaidText(string At, IReadOnlyList<TextPart> Ru, IReadOnlyList<TextPart> En, bool IsSentence)
{
    /// <summary>The words of a language without its figures.</summary>
    public string WordsIn(string language) =>
        string.Concat((language == "en" ? En : Ru).OfType<TextPart.Words>().Select(part => part.Text));

    /// <summary>The rules whose figures a language names, each once.</summary>
    public IReadOnlyList<string> FiguresIn(string language) =>
        [
            .. (language == "en" ? En : Ru)
                .OfType<TextPart.Figure>()
                .Select(part => part.At)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>Every text of a programme.</summary>
    public static IEnumerable<SaidText> Of(Programme programme) => [.. Names(programme), .. Sentences(programme.Texts)];

    private static IEnumerable<SaidText> Names(Programme programme)
    {
        yield return Name("/name", programme.Name);
        foreach (var (index, wallet) in programme.Wallets.Index())
        {
            yield return Name($"/wallets/{index}/name", wallet.Name);
        }
        foreach (var (index, tier) in programme.Tiers.List.Index())
        {
            yield return Name($"/tiers/list/{index}/name", tier.Name);
            foreach (var (number, benefit) in tier.Benefits.Index())
            {
                yield return Name($"/tiers/list/{index}/benefits/{number}", benefit);
            }
        }
        foreach (var (index, activity) in programme.Activities.Index())
        {
            yield return Name($"/activities/{index}/name", activity.Name);
        }
        foreach (var (index, promotion) in programme.Promotions.Index())
        {
            yield return Name($"/promotions/{index}/name", promotion.Name);
        }
    }

    private static IEnumerable<SaidText> Sentences(ProgrammeTexts texts)
    {
        yield return Sentence("/texts/tagline", texts.Tagline);
        foreach (var (index, step) in texts.HowItWorks.Index())
        {
            yield return Sentence($"/texts/howItWorks/{index}/title", step.Title);
            yield return Sentence($"/texts/howItWorks/{index}/text", step.Text);
        }
        foreach (var (index, asked) in texts.Faq.Index())
        {
            yield return Sentence($"/texts/faq/{index}/question", asked.Question);
            yield return Sentence($"/texts/faq/{index}/answer", asked.Answer);
        }
        yield return Sentence("/texts/suspensionNotice", texts.SuspensionNotice);
    }

    private static SaidText Name(string at, LocalText text) =>
        new(at, [new TextPart.Words(text.Ru)], [new TextPart.Words(text.En)], IsSentence: false);

    private static SaidText Sentence(string at, FiguredText text) => new(at, text.Ru, text.En, IsSentence: true);
}
