using LoyaltyPortal.Domain.Calendar;

namespace LoyaltyPortal.Domain.Programmes;

/// <summary>What a programme tells people in its own words (programmes.md, "Questions the public pages answer today").</summary>
/// <param name="Tagline">What it is about, in a sentence.</param>
/// <param name="HowItWorks">The way from joining to spending, in a few steps.</param>
/// <param name="Faq">Questions and answers, the most asked first.</param>
/// <param name="SuspensionNotice">What the public reads while earning or spending is suspended.</param>
public sealed record ProgrammeTexts(
    FiguredText Tagline,
    IReadOnlyList<TitledText> HowItWorks,
    IReadOnlyList<QuestionAnswered> Faq,
    FiguredText SuspensionNotice
);

/// <summary>A step of how the programme works.</summary>
/// <param name="Title">What to do.</param>
/// <param name="Text">How, and what comes of it.</param>
public sealed record TitledText(FiguredText Title, FiguredText Text);

/// <summary>A question that people ask and its answer.</summary>
/// <param name="Question">As a person would ask it.</param>
/// <param name="Answer">The answer.</param>
public sealed record QuestionAnswered(FiguredText Question, FiguredText Answer);

/// <summary>A text in each language of the portal whose figures are those of the rules: the file names them
/// (<c>{/earning/life|period}</c>), so that a text never says another figure than the one in force.</summary>
/// <param name="Ru">Russian.</param>
/// <param name="En">English.</param>
public sealed record FiguredText(IReadOnlyList<TextPart> Ru, IReadOnlyList<TextPart> En)
{
    /// <summary>The parts for a two-letter language; Russian unless it is <c>en</c>.</summary>
    public IReadOnlyList<TextPart> In(string language) => language == "en" ? En : Ru;
}

/// <summary>A part of a text.</summary>
public abstract record TextPart
{
    private TextPart() { }

    /// <summary>Words as they are.</summary>
    /// <param name="Text">The words.</param>
    public sealed record Words(string Text) : TextPart;

    /// <summary>A figure of the rules; how it is written is a matter of the page's language.</summary>
    /// <param name="At">JSON pointer of the figure in the file, to see whether it is a demo value.</param>
    /// <param name="Value">What stands there.</param>
    public sealed record Figure(string At, TextFigure Value) : TextPart;
}

/// <summary>A figure in a text.</summary>
public abstract record TextFigure
{
    private TextFigure() { }

    /// <summary>A number.</summary>
    /// <param name="Value">The number.</param>
    /// <param name="Forms">The word that follows it; null for none.</param>
    public sealed record Number(decimal Value, PluralForms? Forms) : TextFigure;

    /// <summary>Money.</summary>
    /// <param name="Value">The sum.</param>
    public sealed record Sum(Money Value) : TextFigure;

    /// <summary>A share.</summary>
    /// <param name="Value">The share.</param>
    public sealed record Share(Percent Value) : TextFigure;

    /// <summary>Points.</summary>
    /// <param name="Value">How many.</param>
    public sealed record Amount(Points Value) : TextFigure;

    /// <summary>A length of time.</summary>
    /// <param name="Value">How long.</param>
    public sealed record Length(Period Value) : TextFigure;
}
