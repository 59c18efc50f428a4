namespace LoyaltyPortal.Domain.Programmes.Checking;

/// <summary>A questionnaire that stands before spending and must not answer anything.</summary>
internal static class GateThatAsksNothing
{
    public static IEnumerable<Finding> Find(Programme programme)
    {
        if (programme.Joining.QuestionnaireBeforeSpending && !programme.Questionnaire.Any(field => field.Required))
        {
            yield return new(
                "/joining/questionnaireBeforeSpending",
                "Points can be spent only after the questionnaire, and the questionnaire requires no answer: members are held up for nothing."
            );
        }
    }
}
