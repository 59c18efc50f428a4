using System.Net;
using System.Text.RegularExpressions;
using LoyaltyPortal.Web.Tests.Features.Support;
using LoyaltyPortal.Web.Tests.Features.Visits;
using LoyaltyPortal.Web.Tests.Staff;
using LoyaltyPortal.Web.Tests.StoreApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Rights;

/// <summary>Every route, as every person for whom it is not: turned away before anything of it is read or done.</summary>
public sealed partial class RightsTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    /// <summary>Of the framework, or of Development alone, where everybody may do everything.</summary>
    private static readonly string[] Aside = ["/_blazor", "/_framework", "/demo", "/{**path:file}"];

    /// <summary>What the programme's rules are is told to everybody, on pages as well.</summary>
    private const string PublicRules = "/api/v1/programme";

    [Fact]
    public void Every_route_has_a_stated_rule_and_every_rule_a_route()
    {
        var stated = RightsTable.All.Select(right => right.Pattern).ToHashSet(StringComparer.Ordinal);
        // The store API asks for a key in one place, whatever the route.
        var routes = Routes().Where(route => !IsOfApi(route.Pattern)).Select(route => route.Pattern).ToHashSet();

        Assert.Equal(string.Empty, string.Join('\n', routes.Except(stated).Order(StringComparer.Ordinal)));
        Assert.Equal(string.Empty, string.Join('\n', stated.Except(routes).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task Nobody_gets_through_where_others_are_meant()
    {
        using var member = await SignedInMember.NewAsync(portal);
        using var nobody = new StaffDesk(portal).Browser();
        using var clerk = await Agent.NewAsync(portal, "Clerk");
        using var agent = await Agent.NewAsync(portal);
        using var manager = await Agent.NewAsync(portal, "Operator");
        (string Name, CookieContainer Cookies, Whose[] May)[] people =
        [
            ("nobody", nobody.Cookies, [Whose.Everybody]),
            ("a member", member.Cookies, [Whose.Everybody, Whose.Member]),
            ("a clerk", clerk.Browser.Cookies, [Whose.Everybody, Whose.Staff, Whose.Clerk]),
            ("an agent", agent.Browser.Cookies, [Whose.Everybody, Whose.Staff, Whose.Agent]),
            ("an operator", manager.Browser.Cookies, [Whose.Everybody, Whose.Staff, Whose.Operator]),
        ];
        var wrong = new List<string>();
        foreach (var (name, cookies, may) in people)
        {
            using var http = Http(cookies);
            foreach (var (route, right) in Stated())
            {
                foreach (var method in route.Methods)
                {
                    var answer = await AskAsync(http, method, route.Pattern);
                    if (IsTurnedAway(answer) == may.Contains(right.Whose) && !IsOwnSecret(right, answer))
                    {
                        wrong.Add($"{method} {route.Pattern} as {name}: {answer}");
                    }
                }
            }
        }

        Assert.Equal(string.Empty, string.Join('\n', wrong));
    }

    [Fact]
    public async Task An_agent_who_looks_through_a_members_eyes_gets_to_no_more_than_is_stated()
    {
        using var member = await SignedInMember.NewAsync(portal);
        using var agent = await Agent.NewAsync(portal);
        await agent.VisitAsync(member.AccountId);
        using var http = Http(agent.Browser.Cookies);
        string[] ownForms = ["/language", "/theme", "/visit/end", "/visit/lift"];
        var wrong = new List<string>();
        foreach (var (route, right) in Stated().Where(each => !IsOfStaff(each.Route.Pattern)))
        {
            foreach (var method in route.Methods)
            {
                var answer = await AskAsync(http, method, route.Pattern);
                var may = method == "POST" ? ownForms.Contains(right.Pattern) : right.InVisit;
                // A form without its token goes no further than to be told so.
                if (may == (answer.Status == 403) || (method == "POST" && may && answer.Status is not (400 or 404)))
                {
                    wrong.Add($"{method} {route.Pattern}: {answer}");
                }
            }
        }

        Assert.Equal(string.Empty, string.Join('\n', wrong));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("lp_wrong")]
    public async Task No_address_of_the_store_API_answers_without_a_key_of_its_own(string? key)
    {
        using var member = await SignedInMember.NewAsync(portal);
        using var manager = await Agent.NewAsync(portal, "Operator");
        using var agent = await Agent.NewAsync(portal, "Agent,Clerk");
        await agent.VisitAsync(member.AccountId);
        var wrong = new List<string>();
        foreach (var cookies in new[] { member.Cookies, manager.Browser.Cookies, agent.Browser.Cookies })
        {
            using var http = Http(cookies);
            if (key is not null)
            {
                http.DefaultRequestHeaders.Authorization = new("Bearer", key);
            }
            foreach (var route in Routes().Where(route => IsOfApi(route.Pattern) && route.Pattern != PublicRules))
            {
                foreach (var method in route.Methods)
                {
                    var answer = await AskAsync(http, method, route.Pattern);
                    if (answer.Status != 401)
                    {
                        wrong.Add($"{method} {route.Pattern}: {answer}");
                    }
                }
            }
        }

        Assert.Equal(string.Empty, string.Join('\n', wrong));
    }

    [Fact]
    public async Task What_is_another_members_is_not_there()
    {
        using var member = await SignedInMember.NewAsync(portal);
        using var other = await SignedInMember.NewAsync(portal);
        var order = Order.Of(1_000).By(member.Shopper).Paid(await portal.Till.Now());
        (await portal.Till.Buy(order)).Is(201);
        var claims = portal.Services.GetRequiredService<LoyaltyPortal.Data.Support.ClaimBook>();
        var sent = await claims.SubmitAsync(
            member.AccountId,
            new(LoyaltyPortal.Data.Model.ClaimKind.Other, null, null, [], "Анна", member.Shopper.Phone, "Вопрос"),
            TestContext.Current.CancellationToken
        );
        var number = Assert.IsType<LoyaltyPortal.Data.Support.Claiming.Taken>(sent).Number;
        string[] paths =
        [
            $"/cabinet/orders/{order.Id}",
            $"/cabinet/orders/{order.Id}/return",
            $"/cabinet/claims/{number}",
            "/cabinet/history/2",
        ];
        foreach (var path in paths)
        {
            Assert.Equal(200, (await member.GoAsync(path)).Status);
            Assert.Equal(404, (await other.GoAsync(path)).Status);
        }
    }

    private sealed record Route(string Pattern, IReadOnlyList<string> Methods);

    private sealed record Told(int Status, string? To)
    {
        public override string ToString() => To is null ? $"{Status}" : $"{Status} to {To}";
    }

    private IEnumerable<Route> Routes() =>
        portal
            .Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
            .Select(endpoint =>
                (
                    Pattern: "/" + endpoint.RoutePattern.RawText!.Trim('/'),
                    Methods: endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET", "POST"]
                )
            )
            .Where(route => !Aside.Any(each => route.Pattern.StartsWith(each, StringComparison.Ordinal)))
            .GroupBy(route => route.Pattern, StringComparer.Ordinal)
            .Select(all => new Route(
                all.Key,
                [.. all.SelectMany(each => each.Methods).Where(method => method != "HEAD").Distinct()]
            ));

    private IEnumerable<(Route Route, Right Right)> Stated() =>
        Routes()
            .Join(RightsTable.All, route => route.Pattern, right => right.Pattern, (route, right) => (route, right));

    private HttpClient Http(CookieContainer cookies)
    {
        // What is asked for here changes no cookie of whoever asks.
        var own = new CookieContainer();
        own.Add(cookies.GetAllCookies());
        return new HttpClient(new SocketsHttpHandler { CookieContainer = own, AllowAutoRedirect = false })
        {
            BaseAddress = portal.ClientOptions.BaseAddress,
        };
    }

    private static async Task<Told> AskAsync(HttpClient http, string method, string pattern)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(PathOf(pattern), UriKind.Relative));
        if (method != "GET")
        {
            request.Content = IsOfApi(pattern) ? Till.Json("{}") : new FormUrlEncodedContent([new("x", "y")]);
            request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        }
        using var answer = await http.SendAsync(request);
        var to = answer.Headers.Location;
        return new Told((int)answer.StatusCode, to is { IsAbsoluteUri: true } ? to.PathAndQuery : to?.ToString());
    }

    private static string PathOf(string pattern) =>
        Parameter()
            .Replace(
                pattern,
                found =>
                    found.Value.Contains(":guid", StringComparison.Ordinal) ? Guid.CreateVersion7().ToString()
                    : found.Value.Contains(":int", StringComparison.Ordinal) ? "404"
                    : found.Value.Contains(":long", StringComparison.Ordinal) ? "1"
                    : "x"
            );

    /// <summary>Sent to a sign-in, or refused for who they are.</summary>
    private static bool IsTurnedAway(Told answer) =>
        answer.Status is 401 or 403
        || (answer.Status == 302 && answer.To?.Contains("/sign-in?returnUrl", StringComparison.Ordinal) == true)
        || (answer.Status == 302 && answer.To is "/staff/sign-in" or "/sign-in");

    /// <summary>Steps of a sign-in that was not begun send to its beginning, and a visit that is none is not there.</summary>
    private static bool IsOwnSecret(Right right, Told answer) =>
        right.Whose == Whose.Everybody && answer.Status is 302
        || right.Whose == Whose.Visit && answer.Status is 400 or 404;

    private static bool IsOfApi(string pattern) => pattern.StartsWith("/api/v1", StringComparison.Ordinal);

    private static bool IsOfStaff(string pattern) => pattern.StartsWith("/staff", StringComparison.Ordinal);

    [GeneratedRegex(@"\{[^}]+\}", RegexOptions.None, 1000)]
    private static partial Regex Parameter();
}
