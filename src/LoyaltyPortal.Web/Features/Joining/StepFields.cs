using LoyaltyPortal.Domain.Programmes;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Localization;

namespace LoyaltyPortal.Web.Features.Joining;

/// <summary>The questions of one step.</summary>
public abstract class StepFields : ComponentBase
{
    /// <summary>The answers.</summary>
    [Parameter, EditorRequired]
    public Questionnaire Typed { get; set; } = default!;

    [Inject]
    protected IStringLocalizer<JoiningTexts> T { get; set; } = default!;

    [Inject]
    protected Programme Programme { get; set; } = default!;

    [CascadingParameter]
    private EditContext? Form { get; set; }

    /// <summary>Marks an answer that is to be mended, where the input does not do so by itself.</summary>
    protected string? Invalid(string answer) =>
        Form?.GetValidationMessages(new FieldIdentifier(Typed, answer)).Any() == true ? "true" : null;

    protected bool Asks(PersonalField field) => Programme.Questionnaire.Any(asked => asked.Field == field);

    /// <summary>Says of a question that it can be left out; nothing of one that cannot.</summary>
    protected string? Optional(PersonalField field) => IsRequired(field) ? null : T["Optional"].Value;

    protected bool IsRequired(PersonalField field) =>
        Programme.Questionnaire.Any(asked => asked.Field == field && asked.Required);
}
