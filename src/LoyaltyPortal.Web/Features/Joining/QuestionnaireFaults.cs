using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Platform;
using LoyaltyPortal.Web.Platform.Persons;

namespace LoyaltyPortal.Web.Features.Joining;

/// <summary>Something to mend.</summary>
/// <param name="Model">What holds the answer: the questionnaire, or a day in it.</param>
/// <param name="Field">The property.</param>
/// <param name="Message">The key of its message.</param>
public sealed record QuestionnaireFault(object Model, string Field, string Message);

/// <summary>What is wrong with the answers of a step, in the order of the page.</summary>
/// <param name="programme">Says what is asked and what must be answered.</param>
/// <param name="today">Today in the programme's zone.</param>
public sealed class QuestionnaireFaults(Programme programme, DateOnly today)
{
    private const int GrownAt = 18;

    /// <summary>The faults of one step; none for a step that may go on.</summary>
    public IEnumerable<QuestionnaireFault> Of(JoiningStep step, Questionnaire typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        if (step == JoiningStep.Consents)
        {
            return typed.PersonalData ? [] : [new(typed, nameof(typed.PersonalData), "PersonalDataMissing")];
        }
        return programme
            .Questionnaire.Where(asked => JoiningSteps.IsOn(step, asked.Field))
            .OrderBy(asked => asked.Field)
            .SelectMany(asked => Of(asked, typed));
    }

    private IEnumerable<QuestionnaireFault> Of(QuestionnaireField asked, Questionnaire typed) =>
        asked.Field switch
        {
            PersonalField.GivenName => Name(typed, nameof(typed.GivenName), typed.GivenName, asked.Required),
            PersonalField.FamilyName => Name(typed, nameof(typed.FamilyName), typed.FamilyName, asked.Required),
            PersonalField.BirthDate => Birthday(typed.Born, asked.Required),
            PersonalField.Sex => Sex(typed, asked.Required),
            PersonalField.City => Name(typed, nameof(typed.City), typed.City, asked.Required),
            PersonalField.Email => Email(typed, asked.Required),
            PersonalField.Interests => Interests(typed, asked),
            _ => Children(typed),
        };

    private static IEnumerable<QuestionnaireFault> Name(Questionnaire typed, string field, string? name, bool required)
    {
        if (TypedText.NameFault(name) is { } fault && (required || TypedText.OrNull(name) is not null))
        {
            yield return new(typed, field, field + fault);
        }
    }

    private IEnumerable<QuestionnaireFault> Birthday(TypedDay born, bool required)
    {
        if (!born.IsTold)
        {
            if (required)
            {
                yield return new(born, nameof(born.Day), "BirthdayMissing");
            }
        }
        else if (born.Date is not { } day || day > today)
        {
            yield return new(born, nameof(born.Day), "BirthdayWrong");
        }
    }

    private static IEnumerable<QuestionnaireFault> Sex(Questionnaire typed, bool required)
    {
        if (string.IsNullOrEmpty(typed.Sex) ? required : !SexWords.All.Contains(typed.Sex))
        {
            yield return new(typed, nameof(typed.Sex), "SexMissing");
        }
    }

    private static IEnumerable<QuestionnaireFault> Email(Questionnaire typed, bool required)
    {
        var address = TypedText.Clean(typed.Email);
        if (address.Length == 0 ? required : !MailAddresses.HasShape(address))
        {
            yield return new(typed, nameof(typed.Email), address.Length == 0 ? "EmailMissing" : "EmailWrong");
        }
    }

    private static IEnumerable<QuestionnaireFault> Interests(Questionnaire typed, QuestionnaireField asked)
    {
        var known = asked.Choices.Select(choice => choice.Id);
        if (typed.Interests.Count == 0 ? asked.Required : typed.Interests.Except(known).Any())
        {
            yield return new(
                typed,
                nameof(typed.Interests),
                typed.Interests.Count == 0 ? "InterestsMissing" : "InterestsUnknown"
            );
        }
    }

    private IEnumerable<QuestionnaireFault> Children(Questionnaire typed)
    {
        foreach (var child in typed.Children.Where(each => each.IsTold))
        {
            if (child.Date is not { } day || day > today)
            {
                yield return new(child, nameof(child.Day), "ChildWrong");
            }
            else if (day < today.AddYears(-GrownAt))
            {
                yield return new(child, nameof(child.Day), "ChildGrown");
            }
        }
    }
}
