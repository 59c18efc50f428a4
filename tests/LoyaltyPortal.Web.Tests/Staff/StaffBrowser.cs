using System.Net;
using System.Text.RegularExpressions;

namespace LoyaltyPortal.Web.Tests.Staff;

/// <summary>A browser without scripts at the pages of staff: keeps cookies, sends the forms it was given, follows no
/// redirect by itself.</summary>
internal sealed partial class StaffBrowser : IDisposable
{
    private readonly HttpClient http;

    public StaffBrowser(Uri address) =>
        http = new HttpClient(new SocketsHttpHandler { CookieContainer = Cookies, AllowAutoRedirect = false })
        {
            BaseAddress = address,
        };

    public CookieContainer Cookies { get; } = new();

    /// <summary>What a page answers.</summary>
    public async Task<Seen> GoAsync(string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        return await SeeAsync(answer);
    }

    /// <summary>Opens a page and sends a form of it.</summary>
    public async Task<Seen> SendAsync(string path, string form, params (string Name, string Value)[] fields)
    {
        var page = await GoAsync(path);
        return await PostAsync(path, page, form, fields);
    }

    /// <summary>Sends a form with the token of a page that was opened before.</summary>
    public async Task<Seen> PostAsync(string path, Seen page, string form, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent([
            new("_handler", form),
            new("_token", Token().Match(page.Text).Groups["token"].Value),
            .. fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Value)),
        ]);
        using var answer = await http.PostAsync(new Uri(path, UriKind.Relative), content);
        return await SeeAsync(answer);
    }

    /// <summary>Sends a form with files, with the token of a page that was opened before.</summary>
    public async Task<Seen> PostAsync(
        string path,
        Seen page,
        string form,
        MultipartFormDataContent files,
        params (string Name, string Value)[] fields
    )
    {
        (string Name, string Value)[] all =
        [
            ("_handler", form),
            ("_token", Token().Match(page.Text).Groups["token"].Value),
            .. fields,
        ];
        foreach (var (name, value) in all)
        {
            files.Add(new StringContent(value), name);
        }
        using var answer = await http.PostAsync(new Uri(path, UriKind.Relative), files);
        return await SeeAsync(answer);
    }

    /// <summary>A file that must be there.</summary>
    public Task<byte[]> FileAsync(string path) => http.GetByteArrayAsync(new Uri(path, UriKind.Relative));

    public void Dispose() => http.Dispose();

    private static async Task<Seen> SeeAsync(HttpResponseMessage answer)
    {
        var to = answer.Headers.Location;
        return new Seen(
            (int)answer.StatusCode,
            to is { IsAbsoluteUri: true } ? to.PathAndQuery : to?.ToString(),
            WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync())
        );
    }

    [GeneratedRegex("name=\"_token\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}

/// <summary>An answer.</summary>
/// <param name="Status">Its status.</param>
/// <param name="To">Where it sends the browser, as a path.</param>
/// <param name="Text">The page.</param>
internal sealed partial record Seen(int Status, string? To, string Text)
{
    /// <summary>The page without what differs each time: tokens of forms.</summary>
    public string Lasting => Tokens().Replace(Text, string.Empty);

    [GeneratedRegex("(value=|<!--Blazor)[^>]*>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tokens();
}
