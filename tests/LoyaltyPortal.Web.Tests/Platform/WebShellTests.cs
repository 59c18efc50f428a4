using System.Net;
using System.Text.RegularExpressions;
using LoyaltyPortal.Web.Platform.Codes;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Platform;

public sealed partial class WebShellTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("loyalty-shell-").FullName;
    private readonly WebApplicationFactory<Program> portal;
    private readonly HttpClient client;

    public WebShellTests()
    {
        portal = new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
        {
            host.UseEnvironment("Development");
            host.UseSetting(
                "ConnectionStrings:Portal",
                $"Data Source={Path.Combine(folder, "portal.db")};Pooling=False"
            );
            host.UseSetting("Demo:Members", "false");
            host.UseSetting("Logging:LogLevel:Default", "None");
            host.ConfigureTestServices(services => services.AddScoped<IPhoneCodes, BrokenCodes>());
        });
        client = portal.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/css/portal.css")]
    [InlineData("/no-such-page")]
    [InlineData("/cabinet")]
    public async Task Every_answer_tells_the_browser_what_to_refuse(string path)
    {
        var headers = (await GetAsync(path)).Headers;

        var policy = Assert.Single(headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(headers.GetValues("Referrer-Policy")));
    }

    [Theory]
    [InlineData("/lib/bootstrap.min.css", "text/css")]
    [InlineData("/css/portal.css", "text/css")]
    [InlineData("/css/dark.css", "text/css")]
    [InlineData("/brand.css", "text/css")]
    [InlineData("/js/portal.js", "text/javascript")]
    [InlineData("/_framework/blazor.web.js", "text/javascript")]
    [InlineData("/img/icons.svg", "image/svg+xml")]
    public async Task What_the_pages_load_is_served(string path, string type)
    {
        var answer = await GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("/", 200)]
    [InlineData("/join", 200)]
    [InlineData("/sign-in", 200)]
    [InlineData("/brand.css", 200)]
    [InlineData("/css/portal.css", 200)]
    [InlineData("/cabinet", 302)]
    [InlineData("/no-such-page", 404)]
    public async Task Who_asks_with_HEAD_is_told_what_GET_would_answer(string path, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, path);
        var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var whole = await GetAsync(path);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(whole.StatusCode, answer.StatusCode);
        Assert.Equal(whole.Content.Headers.ContentType, answer.Content.Headers.ContentType);
        Assert.Equal(whole.Headers.Location, answer.Headers.Location);
        Assert.Equal(
            whole.Headers.GetValues("Content-Security-Policy"),
            answer.Headers.GetValues("Content-Security-Policy")
        );
    }

    [Theory]
    [InlineData(null, "Такой страницы нет")]
    [InlineData("en-GB,en;q=0.9", "There is no such page")]
    [InlineData("de-DE", "Такой страницы нет")]
    public async Task A_page_that_is_not_there_says_so_in_the_readers_language(string? language, string title)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/no-such-page");
        if (language is not null)
        {
            request.Headers.Add("Accept-Language", language);
        }

        var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains($"<h1>{title}</h1>", await ReadAsync(answer), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/language")]
    [InlineData("/theme")]
    [InlineData("/sign-out")]
    public async Task A_form_without_its_token_changes_nothing_and_says_why(string path)
    {
        using var form = new FormUrlEncodedContent([
            new("_handler", "phone"),
            new("language", "en"),
            new("theme", "dark"),
        ]);

        var answer = await client.PostAsync(
            new Uri(path, UriKind.Relative),
            form,
            TestContext.Current.CancellationToken
        );

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("<h1>Форма устарела</h1>", await ReadAsync(answer), StringComparison.Ordinal);
        Assert.DoesNotContain(
            answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [],
            cookie => cookie.StartsWith("portal-language", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task What_breaks_is_told_without_a_word_of_what_it_was()
    {
        var page = await ReadAsync(await GetAsync("/sign-in"));
        using var form = new FormUrlEncodedContent([
            new("_handler", "phone"),
            new("_token", Token().Match(page).Groups["token"].Value),
            new("Asked.Phone", "+79001234567"),
        ]);

        var answer = await client.PostAsync(
            new Uri("/sign-in", UriKind.Relative),
            form,
            TestContext.Current.CancellationToken
        );

        var text = await ReadAsync(answer);
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Contains("<h1>Что-то сломалось у нас</h1>", text, StringComparison.Ordinal);
        Assert.DoesNotContain(BrokenCodes.Secret, text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Russian_goes_over_the_wire_as_letters() =>
        Assert.DoesNotContain("&#x4", await ReadAsync(await GetAsync("/")), StringComparison.Ordinal);

    [Fact]
    public async Task A_visitor_is_asked_to_sign_in_and_led_back()
    {
        var answer = await GetAsync("/cabinet/history?kind=spent");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/sign-in?returnUrl=%2Fcabinet%2Fhistory%3Fkind%3Dspent", answer.Headers.Location!.PathAndQuery);
    }

    private Task<HttpResponseMessage> GetAsync(string path) =>
        client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    private static Task<string> ReadAsync(HttpResponseMessage answer) =>
        answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    public void Dispose()
    {
        client.Dispose();
        portal.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [GeneratedRegex(
        "name=\"_token\" value=\"(?<token>[^\"]+)\"",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Token();

    private sealed class BrokenCodes : IPhoneCodes
    {
        public const string Secret = "wires-crossed";

        public Task<CodeSending> SendAsync(CodeRequest request, CancellationToken cancellation) =>
            throw new InvalidOperationException(Secret);

        public Task<CodeCheck> CheckAsync(CodeAnswer answer, CancellationToken cancellation) =>
            throw new InvalidOperationException(Secret);
    }
}
