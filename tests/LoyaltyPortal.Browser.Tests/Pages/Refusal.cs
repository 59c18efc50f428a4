using System.Text.RegularExpressions;
using LoyaltyPortal.Browser.Tests.Support;
using Microsoft.Playwright;

namespace LoyaltyPortal.Browser.Tests.Pages;

/// <summary>How a form says what is to be mended.</summary>
public static class Refusal
{
    public static ILocator Messages(Visitor visitor) => visitor.Page.Locator(".field-message");

    /// <summary>The field is marked, and who listens hears the message with it.</summary>
    public static async Task ExpectAsync(ILocator field, string message)
    {
        await Assertions.Expect(field).ToHaveAttributeAsync("aria-invalid", "true");
        await Assertions
            .Expect(field)
            .ToHaveAccessibleDescriptionAsync(
                new Regex(Regex.Escape(message), RegexOptions.None, TimeSpan.FromSeconds(1))
            );
    }

    /// <summary>The reader starts where there is something to mend.</summary>
    public static async Task ExpectFocusAsync(Visitor visitor, ILocator field)
    {
        if (visitor.Look.HasScript)
        {
            await Assertions.Expect(field).ToBeFocusedAsync();
        }
    }
}
