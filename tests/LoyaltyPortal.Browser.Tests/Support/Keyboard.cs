using Microsoft.Playwright;
using Xunit;

namespace LoyaltyPortal.Browser.Tests.Support;

/// <summary>A visitor who has no mouse and no finger on a screen: Tab, Enter, arrows and letters.</summary>
public sealed class Keyboard(Visitor visitor)
{
    /// <summary>More stops than any page has: whoever needs more is in a trap.</summary>
    private const int MostStops = 60;

    private const string HasRing = """
        () => {
            const style = getComputedStyle(document.activeElement);
            return document.activeElement === document.body
                || (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2);
        }
        """;

    /// <summary>Goes on with Tab until the goal has the focus; each stop on the way shows that it has it.</summary>
    public async Task GoToAsync(ILocator goal)
    {
        await goal.WaitForAsync();
        for (var stop = 0; stop < MostStops; stop++)
        {
            if (await goal.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                return;
            }

            await PressAsync("Tab");
            Assert.True(
                await visitor.Page.EvaluateAsync<bool>(HasRing),
                $"{visitor.Path}: {await FocusedAsync()} shows no focus"
            );
        }

        Assert.Fail($"{visitor.Path}: Tab does not reach {goal}");
    }

    public async Task TypeAsync(ILocator field, string text)
    {
        await GoToAsync(field);
        await visitor.Page.Keyboard.TypeAsync(text);
    }

    public async Task EnterAsync(ILocator goal)
    {
        await GoToAsync(goal);
        await PressAsync("Enter");
    }

    public Task PressAsync(string key) => visitor.Page.Keyboard.PressAsync(key);

    private Task<string> FocusedAsync() =>
        visitor.Page.EvaluateAsync<string>("document.activeElement.outerHTML.slice(0, 120)");
}
