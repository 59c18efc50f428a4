using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace LoyaltyPortal.Browser.Tests;

/// <summary>A person at a browser, and what that browser complained about.</summary>
public sealed partial class Visitor : IAsyncDisposable
{
    private readonly List<string> complaints = [];
    private readonly Look look;

    public Visitor(IPage page, Look look)
    {
        Page = page;
        this.look = look;
        page.PageError += (_, error) => complaints.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                complaints.Add(message.Text);
            }
        };
    }

    public IPage Page { get; }

    /// <summary>Errors of scripts and breaches of the content security policy so far.</summary>
    public IReadOnlyList<string> Complaints => complaints;

    public string Path => new Uri(Page.Url).PathAndQuery;

    public async Task GoAsync(string path) => await Page.GotoAsync(path);

    public Task SignInAsync(string phone) => ProvePhoneAsync("/sign-in", phone);

    /// <summary>Types the phone and the code that was sent to it.</summary>
    public async Task ProvePhoneAsync(string from, string phone)
    {
        await GoAsync(from);
        await AskForCodeAsync(phone);
        await TypeCodeAsync(await CodeAsync(phone));
    }

    public async Task AskForCodeAsync(string phone)
    {
        await Page.FillAsync("#phone", phone);
        await Page.ClickAsync("main form button");
        await Page.WaitForURLAsync("**/code");
    }

    /// <summary>With scripts the sixth digit sends the form; without them the button does.</summary>
    public async Task TypeCodeAsync(string code)
    {
        await Page.Locator("#code").PressSequentiallyAsync(code);
        if (!look.HasScript)
        {
            await Page.ClickAsync("form:has(#code) button");
        }

        await Page.WaitForURLAsync(url => !url.EndsWith("/code", StringComparison.Ordinal));
    }

    /// <summary>The code of the newest message to a phone.</summary>
    public async Task<string> CodeAsync(string phone)
    {
        var answer = await Page.APIRequest.GetAsync("/demo/messages?phone=" + Uri.EscapeDataString(phone));
        var messages = (await answer.JsonAsync())!.Value;
        return SixDigits().Match(messages.EnumerateArray().First().GetProperty("text").GetString()!).Value;
    }

    public async Task<string> TextAsync(string selector) => (await Page.TextContentAsync(selector))!.Trim();

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();

    [GeneratedRegex(@"\b\d{6}\b", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SixDigits();
}
