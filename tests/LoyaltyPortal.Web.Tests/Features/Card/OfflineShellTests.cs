using System.Text.Json;
using System.Text.RegularExpressions;
using LoyaltyPortal.Web.Tests.Features.Support;
using LoyaltyPortal.Web.Tests.StoreApi;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Features.Card;

/// <summary>What a phone keeps for the time without signal is the same for everybody and nobody's own.</summary>
public sealed partial class OfflineShellTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    private const string Shell = "/card/offline";

    [Fact]
    public async Task The_shell_is_the_same_for_a_member_as_for_nobody_and_asks_for_no_cookie()
    {
        using var member = await SignedInMember.NewAsync(portal);
        using var nobody = portal.CreateClient();
        using var answer = await nobody.GetAsync(Path(Shell), Stop);

        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Contains("no-cache", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        var text = System.Net.WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Stop));
        Assert.Equal(text, (await member.GoAsync(Shell)).Text);
        Assert.DoesNotContain("_token", text, StringComparison.Ordinal);
        Assert.DoesNotContain("_blazor", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<!--Blazor", text, StringComparison.Ordinal);
        Assert.Contains("Нет связи", text, StringComparison.Ordinal);
        Assert.Contains("No signal", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_worker_keeps_exactly_what_the_shell_loads_and_all_of_it_is_there()
    {
        using var client = portal.CreateClient();
        using var answer = await client.GetAsync(Path("/sw.js"), Stop);
        Assert.Equal("text/javascript", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("no-cache", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        var script = await answer.Content.ReadAsStringAsync(Stop);
        var kept = JsonDocument.Parse(Kept().Match(script).Groups["kept"].Value).RootElement;
        var files = kept.GetProperty("files").EnumerateArray().Select(each => each.GetString()!).ToList();
        var shell = await client.GetStringAsync(Path(Shell), Stop);

        Assert.Equal(Shell, kept.GetProperty("shell").GetString());
        Assert.All(
            Loaded().Matches(shell).Select(each => each.Groups["path"].Value),
            path => Assert.Contains(path, files)
        );
        foreach (var file in files.Append(Imported().Match(script).Groups["path"].Value))
        {
            using var got = await client.GetAsync(Path(file), Stop);
            Assert.True(got.IsSuccessStatusCode, file);
            Assert.False(got.Headers.Contains("Set-Cookie"), file);
        }
        // A name that changes with the file: a new build keeps everything anew.
        Assert.Matches(
            @"^/css/portal\.[a-z0-9]+\.css$",
            files.Single(file => file.StartsWith("/css/portal", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task Pages_say_whether_they_are_made_for_a_member_who_is_signed_in()
    {
        using var member = await SignedInMember.NewAsync(portal);
        using var nobody = portal.CreateClient();

        Assert.Contains(" data-member", (await member.GoAsync("/card")).Text, StringComparison.Ordinal);
        Assert.Contains(" data-member", (await member.GoAsync("/rules")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(
            " data-member",
            await nobody.GetStringAsync(Path("/rules"), Stop),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(
            " data-member",
            await nobody.GetStringAsync(Path("/sign-in"), Stop),
            StringComparison.Ordinal
        );
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static Uri Path(string path) => new(path, UriKind.Relative);

    [GeneratedRegex("const KEPT = (?<kept>.+);\n", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Kept();

    [GeneratedRegex("importScripts\\(\"(?<path>[^\"]+)\"\\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Imported();

    [GeneratedRegex("(href|src)=\"(?<path>/[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Loaded();
}
