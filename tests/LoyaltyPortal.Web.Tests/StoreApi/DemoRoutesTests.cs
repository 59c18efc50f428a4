using System.Text.Json.Nodes;
using Xunit;

namespace LoyaltyPortal.Web.Tests.StoreApi;

public sealed class DemoRoutesTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    private Till Till => portal.Till;

    [Fact]
    public async Task Messages_come_newest_first_and_by_phone()
    {
        var (anna, boris) = (await Till.NewShopper(), Till.NewPhone());
        await Till.Wait(TimeSpan.FromMinutes(1));
        (await Till.Enrol(boris)).Is(201);

        var all = (await Till.Get("/demo/messages")).Is(200).AsArray();
        Assert.Equal([boris, anna.Phone], all.Take(2).Select(message => message!.Text("to")));
        Assert.True(all[0]!.Time("at") > all[1]!.Time("at"));
        foreach (var spelling in new[] { anna.Phone, $"8{anna.Phone[2..]}", Uri.EscapeDataString(anna.Phone) })
        {
            var hers = (await Till.Get($"/demo/messages?phone={spelling}")).Is(200).AsArray();
            Assert.Equal(anna.Phone, Assert.Single(hers)!.Text("to"));
        }
        Assert.Empty((await Till.Get($"/demo/messages?phone={Till.NewPhone()}")).Is(200).AsArray());
    }

    [Fact]
    public async Task What_a_member_or_an_agent_might_do_is_done()
    {
        var shopper = await Till.NewShopper();

        (
            await Till.Post(
                $"/demo/members/{shopper.MemberId}",
                new JsonObject
                {
                    ["questionnaire"] = true,
                    ["birthDate"] = "1990-02-28",
                    ["kind"] = "legalEntity",
                }
            )
        ).Is(200);

        var member = await Till.Look(shopper);
        Assert.Equal(("active", "legalEntity"), (member.Text("status"), member.Text("kind")));
    }

    [Fact]
    public async Task Nothing_is_done_for_nobody_or_of_another_kind()
    {
        var shopper = await Till.NewShopper();

        Assert.Equal(
            404,
            (await Till.Post("/demo/members/00000000-0000-0000-0000-000000000001", new JsonObject())).Status
        );
        Assert.Equal(
            404,
            (await Till.Post("/demo/members/00000000-0000-0000-0000-000000000001/qr", new JsonObject())).Status
        );
        Assert.Equal(
            400,
            (await Till.Post($"/demo/members/{shopper.MemberId}", new JsonObject { ["kind"] = "robot" })).Status
        );
    }
}
