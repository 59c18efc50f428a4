namespace LoyaltyPortal.Domain.Programmes.Checking;

/// <summary>A birthday gift in a programme that never asks for the birth date.</summary>
internal static class BirthdayNotAsked
{
    public static IEnumerable<Finding> Find(Programme programme)
    {
        if (
            programme.Birthday is not null
            && programme.Questionnaire.All(field => field.Field != PersonalField.BirthDate)
        )
        {
            yield return new(
                "/birthday",
                "There is a birthday gift, and the questionnaire does not ask the birth date."
            );
        }
    }
}
