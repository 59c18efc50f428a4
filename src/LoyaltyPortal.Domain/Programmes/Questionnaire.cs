namespace LoyaltyPortal.Domain.Programmes;

/// <summary>A field of the questionnaire that a member fills in (programmes.md, "Joining").</summary>
/// <param name="Field">What is asked.</param>
/// <param name="Required">Whether it must be answered.</param>
/// <param name="Choices">What there is to choose from where interests are asked; empty for every other field.</param>
public readonly record struct QuestionnaireField(
    PersonalField Field,
    bool Required,
    IReadOnlyList<InterestChoice> Choices
);

/// <summary>Something a member may like to hear of.</summary>
/// <param name="Id">Names it in the database; unique in the programme.</param>
/// <param name="Name">What members read.</param>
public sealed record InterestChoice(string Id, LocalText Name);

/// <summary>What a questionnaire may ask of a member.</summary>
public enum PersonalField
{
    /// <summary>The given name.</summary>
    GivenName,

    /// <summary>The family name.</summary>
    FamilyName,

    /// <summary>The day of birth.</summary>
    BirthDate,

    /// <summary>The sex.</summary>
    Sex,

    /// <summary>Where the member lives.</summary>
    City,

    /// <summary>The e-mail address.</summary>
    Email,

    /// <summary>What the member likes to hear of.</summary>
    Interests,

    /// <summary>The children's days of birth.</summary>
    Children,
}
