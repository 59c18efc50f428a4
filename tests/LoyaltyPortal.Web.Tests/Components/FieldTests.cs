using Bunit;
using LoyaltyPortal.Web.Components;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Components;

public sealed class FieldTests : PieceTest
{
    private readonly Person person = new();

    [Fact]
    public void A_label_names_its_input_and_a_hint_describes_it()
    {
        var field = Show(new EditContext(person), "Как в паспорте");
        Assert.Equal("given", field.Find("label").GetAttribute("for"));
        Assert.Equal("given", field.Find("input").Id);
        Assert.Equal("given-hint", field.Find("input").GetAttribute("aria-describedby"));
        Assert.Equal("Как в паспорте", field.Find("#given-hint").TextContent);
    }

    [Fact]
    public void With_nothing_to_explain_nothing_is_pointed_at()
    {
        var field = Show(new EditContext(person), hint: null);
        Assert.False(field.Find("input").HasAttribute("aria-describedby"));
        Assert.Empty(field.FindAll(".field-message"));
    }

    [Fact]
    public async Task A_message_that_comes_later_is_shown_and_described()
    {
        var form = new EditContext(person);
        var field = Show(form, "Как в паспорте");

        await field.InvokeAsync(() =>
        {
            new ValidationMessageStore(form).Add(() => person.Given, "Напишите имя");
            form.NotifyValidationStateChanged();
        });

        Assert.Equal("given-hint given-message", field.Find("input").GetAttribute("aria-describedby"));
        Assert.Equal("Напишите имя", field.Find("#given-message").TextContent);
    }

    private IRenderedComponent<CascadingValue<EditContext>> Show(EditContext form, string? hint) =>
        Page.Render<CascadingValue<EditContext>>(p =>
            p.Add(c => c.Value, form)
                .AddChildContent<Field<string>>(f =>
                    f.Add(x => x.Id, "given")
                        .Add(x => x.Label, "Имя")
                        .Add(x => x.Hint, hint)
                        .Add(x => x.For, () => person.Given)
                        .Add(
                            x => x.ChildContent,
                            ids =>
                                content =>
                                {
                                    content.OpenElement(0, "input");
                                    content.AddAttribute(1, "id", ids.Id);
                                    content.AddAttribute(2, "aria-describedby", ids.DescribedBy);
                                    content.CloseElement();
                                }
                        )
                )
        );

    private sealed class Person
    {
        public string Given { get; set; } = "";
    }
}
