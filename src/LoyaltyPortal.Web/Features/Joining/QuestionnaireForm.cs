using System.Globalization;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Platform;
using LoyaltyPortal.Web.Platform.Persons;

namespace LoyaltyPortal.Web.Features.Joining;

/// <summary>What a button of the questionnaire asks for.</summary>
public enum QuestionnaireMove
{
    /// <summary>On to the next step, if nothing is to be mended.</summary>
    Next,

    /// <summary>Back to the step before; what was typed stays.</summary>
    Back,

    /// <summary>On without answering this step.</summary>
    Skip,

    /// <summary>Room for one more child.</summary>
    AddChild,
}

/// <summary>A step of the questionnaire as a browser sends it: by its button, or in the background while it is typed.
/// One reader for both, so that a draft holds what the form holds.</summary>
public static class QuestionnaireForm
{
    /// <summary>The names of what is not an answer.</summary>
    public const string StepField = "Step";

    /// <inheritdoc cref="StepField"/>
    public const string MoveField = "Move";

    private const int MostInterests = 100;

    /// <summary>The name of an answer's input.</summary>
    public static string NameOf(string answer) => $"Typed.{answer}";

    /// <summary>The name of a day of a child's birth, without its part.</summary>
    public static string NameOfChild(int number) => NameOf($"Children[{number}]");

    /// <summary>The step that was sent, from 1; null when none is told.</summary>
    public static int? StepOf(IFormCollection form) =>
        int.TryParse(form[StepField], CultureInfo.InvariantCulture, out var step) ? step : null;

    /// <summary>The button that was pressed.</summary>
    public static QuestionnaireMove MoveOf(IFormCollection form) =>
        form[MoveField].ToString() switch
        {
            "back" => QuestionnaireMove.Back,
            "skip" => QuestionnaireMove.Skip,
            "child" => QuestionnaireMove.AddChild,
            _ => QuestionnaireMove.Next,
        };

    /// <summary>Takes the answers of one step; those of other steps stay as they are.</summary>
    public static void Take(IFormCollection form, JoiningStep step, Questionnaire into)
    {
        switch (step)
        {
            case JoiningStep.About:
                into.GivenName = Text(form, nameof(into.GivenName));
                into.FamilyName = Text(form, nameof(into.FamilyName));
                into.Born = Day(form, NameOf(nameof(into.Born)));
                into.Sex = Text(form, nameof(into.Sex));
                break;
            case JoiningStep.More:
                into.City = Text(form, nameof(into.City));
                into.Email = Text(form, nameof(into.Email));
                into.Interests =
                [
                    .. form[NameOf(nameof(into.Interests))]
                        .OfType<string>()
                        .Distinct(StringComparer.Ordinal)
                        .Take(MostInterests),
                ];
                into.Children =
                [
                    .. Enumerable
                        .Range(0, Questionnaire.MostChildren)
                        .TakeWhile(number => form.ContainsKey($"{NameOfChild(number)}.Day"))
                        .Select(number => Day(form, NameOfChild(number))),
                ];
                break;
            default:
                into.PersonalData = IsTicked(form, nameof(into.PersonalData));
                into.News = IsTicked(form, nameof(into.News));
                into.Sms = IsTicked(form, nameof(into.Sms));
                into.Calls = IsTicked(form, nameof(into.Calls));
                break;
        }
    }

    /// <summary>Leaves out what the programme no longer has to choose from, so that an old draft can be sent.</summary>
    public static void LeaveOutUnknown(Questionnaire answers, Programme programme) =>
        answers.Interests = [.. answers.Interests.Intersect(programme.Interests.Select(each => each.Id))];

    private static TypedDay Day(IFormCollection form, string name) =>
        new()
        {
            Day = First(form, $"{name}.Day"),
            Month = First(form, $"{name}.Month"),
            Year = First(form, $"{name}.Year"),
        };

    private static string? Text(IFormCollection form, string name) => First(form, NameOf(name));

    /// <summary>What a field says. One that comes twice, which no browser sends, is not strung together.</summary>
    private static string? First(IFormCollection form, string name) => form[name].FirstOrDefault();

    private static bool IsTicked(IFormCollection form, string name) =>
        string.Equals(form[NameOf(name)], bool.TrueString, StringComparison.OrdinalIgnoreCase);
}
