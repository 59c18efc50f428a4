using System.Net;
using System.Text.RegularExpressions;
using Npgsql;

namespace LoyaltyPortal.Benchmarks.Running;

/// <summary>A member's browser: signs in through the portal's own forms, then asks for pages as a browser does, with its
/// cookies and compressed. What came is read to its end and not unpacked.</summary>
internal sealed partial class Visitor : IDisposable
{
    private readonly CookieContainer cookies = new();
    private readonly HttpClient http;

    public Visitor(Uri address, bool followsRedirects = true) =>
        http = new HttpClient(
            new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = followsRedirects }
        )
        {
            BaseAddress = address,
        };

    /// <summary>Signs a member in. The code is read where the portal keeps what it sends.</summary>
    public static async Task<Visitor> SignInAsync(Uri address, string connection, string phone)
    {
        var visitor = new Visitor(address);
        await visitor.SendFormAsync("/sign-in", "phone", "Asked.Phone", phone);
        await visitor.SendFormAsync("/sign-in/code", "code", "Typed.Code", await CodeAsync(connection, phone));
        visitor.http.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br");
        return visitor;
    }

    /// <summary>Asks for a page; its size over the wire.</summary>
    /// <exception cref="InvalidOperationException">It was not answered 200, or by another page.</exception>
    public async Task<int> PageAsync(string path)
    {
        using var response = await http.GetAsync(new Uri(path, UriKind.Relative));
        var page = await response.Content.ReadAsByteArrayAsync();
        return
            response.StatusCode == HttpStatusCode.OK
            && response.RequestMessage!.RequestUri!.AbsolutePath == path.Split('?')[0]
            ? page.Length
            : throw new InvalidOperationException($"{path} was answered {(int)response.StatusCode}.");
    }

    public void Dispose() => http.Dispose();

    /// <summary>Sends the form of a page with the hidden fields that the page gave it.</summary>
    private async Task SendFormAsync(string path, string form, string field, string value)
    {
        var page = await http.GetStringAsync(new Uri(path, UriKind.Relative));
        using var content = new FormUrlEncodedContent(
            new Dictionary<string, string>
            {
                ["_handler"] = form,
                ["_token"] = Token().Match(page).Groups["token"].Value,
                [field] = value,
            }
        );
        using var response = await http.PostAsync(new Uri(path, UriKind.Relative), content);
        if (!response.IsSuccessStatusCode || response.RequestMessage!.RequestUri!.AbsolutePath == path)
        {
            throw new InvalidOperationException($"The form of {path} was answered {(int)response.StatusCode}.");
        }
    }

    /// <summary>Opens a form once and sends it again and again: each time with one value, in a request of its own.</summary>
    public async Task<Func<string, Task<HttpStatusCode>>> OpenFormAsync(string path, string form, string field)
    {
        var page = await http.GetStringAsync(new Uri(path, UriKind.Relative));
        var token = Token().Match(page).Groups["token"].Value;
        return async value =>
        {
            using var content = new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["_handler"] = form,
                    ["_token"] = token,
                    [field] = value,
                }
            );
            using var response = await http.PostAsync(new Uri(path, UriKind.Relative), content);
            return response.StatusCode;
        };
    }

    private static async Task<string> CodeAsync(string connection, string phone)
    {
        await using var db = new NpgsqlConnection(connection);
        await db.OpenAsync();
        await using var command = new NpgsqlCommand(
            "SELECT \"Text\" FROM \"Outbox\" WHERE \"Recipient\" = $1 ORDER BY \"CreatedAt\" DESC LIMIT 1",
            db
        );
        command.Parameters.Add(new NpgsqlParameter { Value = phone });
        return Code().Match((string)(await command.ExecuteScalarAsync())!).Value;
    }

    [GeneratedRegex("name=\"_token\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();

    [GeneratedRegex("[0-9]{6}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();
}
