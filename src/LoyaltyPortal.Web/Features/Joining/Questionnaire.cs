using System.Text.Json.Serialization;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Web.Platform;
using LoyaltyPortal.Web.Platform.Persons;

namespace LoyaltyPortal.Web.Features.Joining;

/// <summary>The questionnaire as it was typed: what a draft keeps of it, and what the member will have told.</summary>
public sealed class Questionnaire
{
    /// <summary>So many children can be told of.</summary>
    public const int MostChildren = 10;

    public string? GivenName { get; set; }

    public string? FamilyName { get; set; }

    public TypedDay Born { get; set; } = new();

    /// <summary><c>female</c>, <c>male</c> or <c>unsaid</c>; empty for no answer.</summary>
    public string? Sex { get; set; }

    public string? City { get; set; }

    public string? Email { get; set; }

    /// <summary>Ids that were ticked.</summary>
    public IReadOnlyList<string> Interests { get; set; } = [];

    public IReadOnlyList<TypedDay> Children { get; set; } = [];

    // A consent is given at the end, in one act, by whoever sits there then. A draft therefore never keeps it: a tick that
    // comes back by itself on another day or device would be a box ticked by the portal.

    [JsonIgnore]
    public bool PersonalData { get; set; }

    [JsonIgnore]
    public bool News { get; set; }

    [JsonIgnore]
    public bool Sms { get; set; }

    [JsonIgnore]
    public bool Calls { get; set; }

    /// <summary>What was agreed to.</summary>
    [JsonIgnore]
    public IReadOnlyList<ConsentKind> Consents =>
        [
            .. new[]
            {
                (PersonalData, ConsentKind.PersonalData),
                (News, ConsentKind.News),
                (Sms, ConsentKind.Sms),
                (Calls, ConsentKind.Calls),
            }
                .Where(each => each.Item1)
                .Select(each => each.Item2),
        ];

    /// <summary>What the member tells; asked for only when nothing is wrong with it.</summary>
    public MemberProfile ToProfile() =>
        new(TypedText.OrNull(GivenName), TypedText.OrNull(FamilyName), Born.Date)
        {
            Sex = Sex switch
            {
                SexWords.Female => Data.Model.Sex.Female,
                SexWords.Male => Data.Model.Sex.Male,
                _ => null,
            },
            City = TypedText.OrNull(City),
            Email = TypedText.OrNull(Email),
            Interests = Interests.Count > 0 ? Interests : null,
            Children = Children.Any(child => child.IsTold)
                ? [.. Children.Where(child => child.IsTold).Select(child => child.Date!.Value)]
                : null,
        };

    /// <summary>Leaves out what one step asks.</summary>
    public void Forget(JoiningStep step)
    {
        if (step == JoiningStep.More)
        {
            (City, Email, Interests, Children) = (null, null, [], []);
        }
    }
}

/// <summary>The answers to the question of sex, as forms send them.</summary>
public static class SexWords
{
    public const string Female = "female";
    public const string Male = "male";
    public const string Unsaid = "unsaid";

    /// <summary>In the order of the page.</summary>
    public static readonly IReadOnlyList<string> All = [Female, Male, Unsaid];
}
