using System.Globalization;
using LoyaltyPortal.Domain.Programmes;
using Microsoft.Extensions.Localization;

namespace LoyaltyPortal.Web.Components;

/// <summary>Texts of the programme with their figures written out in the reader's language.</summary>
public static class FiguredWords
{
    /// <summary>The whole text as plain words.</summary>
    public static string Say(this Programme programme, FiguredText text, IStringLocalizer<ComponentTexts> texts)
    {
        ArgumentNullException.ThrowIfNull(text);
        return string.Concat(
            text.In(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName).Select(part => programme.Say(part, texts))
        );
    }

    /// <summary>One part of a text.</summary>
    public static string Say(this Programme programme, TextPart part, IStringLocalizer<ComponentTexts> texts) =>
        part switch
        {
            TextPart.Words words => words.Text,
            TextPart.Figure figure => Written(programme, figure.Value, texts, CultureInfo.CurrentCulture),
            _ => throw new InvalidOperationException($"No part of kind {part?.GetType().Name}."),
        };

    private static string Written(
        Programme programme,
        TextFigure figure,
        IStringLocalizer<ComponentTexts> texts,
        CultureInfo culture
    ) =>
        figure switch
        {
            TextFigure.Sum sum => programme.Say(sum.Value, culture),
            TextFigure.Share share => Figures.Say(share.Value, culture),
            TextFigure.Amount amount => programme.Say(amount.Value, culture),
            TextFigure.Length length => PeriodWords.Say(length.Value, texts, culture),
            TextFigure.Number { Forms: { } forms } number => Figures.Number(number.Value, culture)
                + Figures.NoBreakSpace
                + forms.After(number.Value, culture),
            TextFigure.Number number => Figures.Number(number.Value, culture),
            _ => throw new InvalidOperationException($"No figure of kind {figure.GetType().Name}."),
        };
}
