using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Playwright;

namespace LoyaltyPortal.Browser.Tests.Support;

/// <summary>A person at a browser, and what that browser complained about.</summary>
public sealed class Visitor
{
    /// <summary>Pages that show what happens as it happens; all others cost the server no connection.</summary>
    private static readonly string[] LivePages = ["/demo", "/card"];

    private readonly ConcurrentQueue<string> complaints = new();
    private readonly ConcurrentBag<int> expected = [];

    /// <summary>What a browser says that has no signal.</summary>
    private const int MostTries = 6;

    private static readonly string[] Silence =
    [
        "net::ERR_INTERNET_DISCONNECTED",
        "WebSocket",
        "_blazor",
        "Connection disconnected",
        "Server timeout elapsed",
        "Failed to fetch",
        "fetching the script",
        "Failed to complete negotiation",
        "Failed to start the connection",
    ];

    private bool hasLostSignal;

    public Visitor(IPage page, Shop shop, Look look)
    {
        Page = page;
        Shop = shop;
        Look = look;
        page.PageError += (_, error) => complaints.Enqueue($"{Path}: {error}");
        page.WebSocket += (_, socket) =>
        {
            if (!Array.Exists(LivePages, live => Path.StartsWith(live, StringComparison.Ordinal)))
            {
                complaints.Enqueue($"{Path}: opened {socket.Url}");
            }
        };
        page.Dialog += async (_, dialog) =>
        {
            complaints.Enqueue($"{Path}: a dialog, {dialog.Message}");
            await dialog.DismissAsync();
        };
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !IsOfAPageThatWasLeft(message))
            {
                complaints.Enqueue($"{Path}: {message.Text}");
            }
        };
    }

    public IPage Page { get; }

    /// <summary>The shop whose portal this is.</summary>
    public Shop Shop { get; }

    public Look Look { get; }

    public string Path => new Uri(Page.Url).PathAndQuery;

    /// <summary>Errors of scripts, breaches of the content security policy, failed downloads and websockets so far. The
    /// browser calls a page that is not there an error: one that the test asked for is none.</summary>
    public IReadOnlyList<string> Complaints =>
        [
            .. complaints.Where(each =>
                !(hasLostSignal && Array.Exists(Silence, word => each.Contains(word, StringComparison.Ordinal)))
                && !expected.Any(status =>
                    each.Contains(
                        $"status of {status.ToString(CultureInfo.InvariantCulture)} ",
                        StringComparison.Ordinal
                    )
                )
            ),
        ];

    /// <summary>The test is about to ask for what is refused with this status.</summary>
    public void Expects(int status) => expected.Add(status);

    /// <summary>The test is about to cut the connection, and the browser may say so.</summary>
    public void LosesConnection() => hasLostSignal = true;

    /// <summary>The network is cut, or is there again.</summary>
    public Task HasSignalAsync(bool has)
    {
        LosesConnection();
        return Page.Context.SetOfflineAsync(!has);
    }

    /// <summary>Whoever leaves a live page, or signs out on it, before its connection stands has it say so.</summary>
    private static bool IsOfAPageThatWasLeft(IConsoleMessage message) =>
        message.Location.Contains("/_blazor/negotiate", StringComparison.Ordinal)
        || message.Text.Contains("complete negotiation with the server", StringComparison.Ordinal)
        || message.Text.Contains("stopped during negotiation", StringComparison.Ordinal)
        || message.Text.Contains("Failed to start the connection", StringComparison.Ordinal);

    public async Task<IResponse> GoAsync(string path)
    {
        for (var tried = 1; ; tried++)
        {
            try
            {
                return (await Page.GotoAsync(path))!;
            }
            catch (PlaywrightException failure)
                when (hasLostSignal
                    && tried < MostTries
                    && failure.Message.Contains("ERR_INTERNET_DISCONNECTED", StringComparison.Ordinal)
                )
            {
                // A worker that is slow to wake is passed over; whoever has no signal tries again.
                await Task.Delay(500);
            }
        }
    }

    public async Task<string> TextAsync(string selector) => (await Page.TextContentAsync(selector))!.Trim();

    /// <summary>Fills a field with more than it lets anybody type: other programs send forms too.</summary>
    public static async Task FillBeyondAsync(ILocator field, string text)
    {
        await field.EvaluateAsync("field => field.removeAttribute('maxlength')");
        await field.FillAsync(text);
    }

    /// <summary>Waits until the address has this path, however it came there.</summary>
    public Task ArriveAsync(string path) =>
        Page.WaitForURLAsync(
            url => new Uri(url).AbsolutePath == path,
            new() { WaitUntil = WaitUntilState.DOMContentLoaded }
        );
}
