namespace LoyaltyPortal.Domain.Programmes.Reading;

/// <summary>Reads what the questionnaire asks. Interests come with what there is to choose from; nothing else does.</summary>
internal static class QuestionnaireSection
{
    public static IReadOnlyList<QuestionnaireField> Read(Place place)
    {
        var fields = new List<QuestionnaireField>();
        foreach (var item in place.List())
        {
            var field = item.Object(Vocabulary.QuestionnaireField);
            var asked = field["field"].Word(Vocabulary.PersonalFieldWord);
            var required = field["required"].Flag();
            if (asked is not { } personal)
            {
                continue;
            }
            if (fields.Exists(earlier => earlier.Field == personal))
            {
                field["field"].Refuse("The questionnaire asks this already.");
                continue;
            }
            if (personal == PersonalField.Children && required == true)
            {
                field["required"].Refuse("Not everybody has children, so this cannot be required.");
            }
            fields.Add(new(personal, required ?? false, Choices(field, personal)));
        }
        return fields;
    }

    private static List<InterestChoice> Choices(Fields field, PersonalField asked)
    {
        if (asked != PersonalField.Interests)
        {
            if (field.Has("choices"))
            {
                field["choices"].Refuse("Only interests are chosen from a list.");
            }
            return [];
        }
        if (!field.Has("choices"))
        {
            field.Whole.Refuse("choices", "Interests are chosen from a list, and there is none.");
            return [];
        }
        var choices = new List<InterestChoice>();
        foreach (var item in field["choices"].ListOfSome("There is nothing to choose from."))
        {
            var choice = item.Object(Vocabulary.InterestChoice);
            var id = choice["id"].Text(Forms.Word(), "a short name in latin letters");
            if (id is not null && choices.Exists(earlier => earlier.Id == id))
            {
                choice["id"].Refuse($"There is a choice \"{id}\" already.");
            }
            choices.Add(new(id ?? "", TextSections.Local(choice["name"])));
        }
        return choices;
    }
}
