using LoyaltyPortal.Domain.Programmes;

namespace LoyaltyPortal.Web.Platform;

/// <summary>A page of the questionnaire.</summary>
public enum JoiningStep
{
    /// <summary>Names, birthday, sex.</summary>
    About,

    /// <summary>City, mail address, interests, children.</summary>
    More,

    /// <summary>Consents; the last one, always.</summary>
    Consents,
}

/// <summary>How many steps there are to a card: the phone, its code, and the questionnaire's pages, as few as what the
/// programme asks takes.</summary>
public static class JoiningSteps
{
    /// <summary>The phone and its code come first.</summary>
    public const int BeforeQuestionnaire = 2;

    private static readonly PersonalField[] OfPerson =
    [
        PersonalField.GivenName,
        PersonalField.FamilyName,
        PersonalField.BirthDate,
        PersonalField.Sex,
    ];

    /// <summary>The pages of the questionnaire, in their order.</summary>
    public static IReadOnlyList<JoiningStep> Of(Programme programme)
    {
        ArgumentNullException.ThrowIfNull(programme);
        var steps = new List<JoiningStep>();
        if (programme.Questionnaire.Any(asked => IsOn(JoiningStep.About, asked.Field)))
        {
            steps.Add(JoiningStep.About);
        }
        if (programme.Questionnaire.Any(asked => IsOn(JoiningStep.More, asked.Field)))
        {
            steps.Add(JoiningStep.More);
        }
        steps.Add(JoiningStep.Consents);
        return steps;
    }

    /// <summary>All steps from the phone to the card.</summary>
    public static int Count(Programme programme) => BeforeQuestionnaire + Of(programme).Count;

    /// <summary>Whether a field is asked on a page.</summary>
    public static bool IsOn(JoiningStep step, PersonalField field) =>
        step switch
        {
            JoiningStep.About => OfPerson.Contains(field),
            JoiningStep.More => !OfPerson.Contains(field),
            _ => false,
        };
}
