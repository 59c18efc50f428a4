using System.Text.Json.Nodes;
using Xunit;

namespace LoyaltyPortal.Web.Tests.StoreApi;

public sealed class ProgrammeTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    [Fact]
    public async Task Anybody_may_read_the_rules()
    {
        var programme = (await new Till(portal.CreateClient(), key: null).Get("/api/v1/programme")).Is(200);

        Assert.Equal("stomatorg", programme.Text("id"));
        Assert.NotEmpty(programme.Text("version"));
        Assert.NotEmpty(programme.Text("name"));
        Assert.Equal("RUB", programme.Text("currency"));
        Assert.NotNull(programme.At("pointWord"));
        Assert.Equal(1, programme.Number("pointPrecision"));
        Assert.Equal("Europe/Moscow", programme.Text("timeZone"));
        Assert.Empty(programme.Items("notices"));
        Assert.True(programme.IsNull("suspension"));
        Assert.NotEmpty(programme.Items("demoValues"));
    }

    [Fact]
    public async Task Levels_come_lowest_first_with_sum_orders_rate_and_cap()
    {
        var programme = (await portal.Till.Get("/api/v1/programme")).Is(200);

        Assert.Equal(
            [
                ("base", 0, 0, 3, 3),
                ("regular", 100_000, 3, 5, 5),
                ("partner", 500_000, 10, 7, 10),
                ("vip", 1_000_000, 15, 10, 15),
            ],
            programme
                .Items("tiers")
                .Select(tier =>
                    (
                        tier.Text("id"),
                        (int)tier.Number("sum"),
                        (int)tier.Number("orders"),
                        (int)tier.Number("rate"),
                        (int)tier.Number("cap")
                    )
                )
        );
        Assert.Equal(
            ["Базовый", "Постоянный клиент", "Партнер", "VIP клиент"],
            programme.Items("tiers").Select(tier => tier.Text("name"))
        );
        Assert.All(programme.Items("tiers"), tier => Assert.Empty(tier.Items("benefits")));
    }

    [Fact]
    public async Task The_one_wallet_is_spent_on_the_web_up_to_the_cap_of_the_level()
    {
        var wallet = Assert.Single((await portal.Till.Get("/api/v1/programme")).Is(200).Items("wallets"));

        Assert.Equal("main", wallet.Text("id"));
        Assert.Equal("web", Assert.Single(wallet.Items("channels")).GetValue<string>());
        Assert.Equal("tier", wallet.Text("cap.by"));
    }

    [Fact]
    public async Task Useful_actions_are_told_with_points_that_never_end()
    {
        var activities = (await portal.Till.Get("/api/v1/programme")).Is(200).Items("activities");

        Assert.Equal(
            [("questionnaire", 100m), ("firstReview", 50m)],
            activities.Select(each => (each.Text("type"), each.Number("points")))
        );
        Assert.All(activities, each => Assert.True(each.IsNull("periods")));
    }

    [Fact]
    public async Task The_rules_speak_the_language_that_is_asked_for()
    {
        using var request = portal.Till.Request(HttpMethod.Get, "/api/v1/programme");
        request.Headers.AcceptLanguage.ParseAdd("en");

        var programme = (await portal.Till.Send(request)).Is(200);

        Assert.Equal("Regular customer", programme.Text("tiers[1].name"));
    }

    [Fact]
    public async Task A_route_that_is_not_there_is_a_problem_in_JSON_too()
    {
        (await portal.Till.Get("/api/v1/nothing")).IsRefused(404, "not-found");
        (await portal.Till.Get("/api/v1/nothing/at.all")).IsRefused(404, "not-found");
        (await portal.Till.Post("/api/v1/programme", new JsonObject())).IsRefused(405, "method-not-allowed");
    }
}
