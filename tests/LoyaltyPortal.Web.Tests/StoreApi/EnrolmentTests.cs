using System.Text.Json.Nodes;
using Xunit;

namespace LoyaltyPortal.Web.Tests.StoreApi;

public sealed class EnrolmentTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    private Till Till => portal.Till;

    [Fact]
    public async Task Somebody_new_gets_a_membership_a_card_and_a_message()
    {
        var phone = Till.NewPhone();

        var member = (await Till.Enrol(phone)).Is(201);

        Assert.True(Guid.TryParse(member.Text("memberId"), out _));
        Assert.Equal("active", member.Text("status"));
        Assert.Matches("^[0-9]{16}$", member.Text("cardNumber"));
        var message = Assert.Single((await Till.Get($"/demo/messages?phone={phone}")).Is(200).AsArray())!;
        Assert.Equal(phone, message.Text("to"));
        Assert.Equal("sms", message.Text("channel"));
        Assert.Contains("http", message.Text("text"), StringComparison.Ordinal);
        Assert.Equal(await Till.Now(), message.Time("at"));
    }

    [Fact]
    public async Task A_phone_that_is_a_member_already_is_answered_with_that_member_and_no_second_message()
    {
        var known = await Till.NewShopper();

        var again = (await Till.Enrol($"8 ({known.Phone[2..5]}) {known.Phone[5..]}")).Is(200);

        Assert.Equal(known.MemberId, again.Text("memberId"));
        Assert.Equal("active", again.Text("status"));
        Assert.Equal(known.CardNumber, again.Text("cardNumber"));
        Assert.Single((await Till.Get($"/demo/messages?phone={known.Phone}")).Is(200).AsArray());
    }

    [Fact]
    public async Task Of_sixteen_tills_that_enrol_one_phone_at_once_one_makes_the_member()
    {
        var phone = Till.NewPhone();
        var before = await portal.Books.CountAsync("Members");

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Till.Enrol(phone)));

        Assert.Single(answers, answer => answer.Status == 201);
        Assert.Equal(15, answers.Count(answer => answer.Status == 200));
        Assert.Single(answers.Select(answer => JsonNode.Parse(answer.Text)!.Text("memberId")).Distinct());
        Assert.Equal(before + 1, await portal.Books.CountAsync("Members"));
    }

    [Theory]
    [InlineData("70000001")]
    [InlineData("7000000000000000001")]
    public async Task A_plastic_card_is_linked_by_its_number(string number)
    {
        var member = (await Till.Enrol(Till.NewPhone(), number)).Is(201);

        Assert.Equal(number, member.Text("cardNumber"));
        Assert.Equal(member.Text("memberId"), (await Till.Find("cardNumber", number)).Is(200).Text("memberId"));
    }

    [Fact]
    public async Task A_card_of_somebody_else_is_taken()
    {
        (await Till.Enrol(Till.NewPhone(), "80000001")).Is(201);
        var phone = Till.NewPhone();

        (await Till.Enrol(phone, "80000001")).IsRefused(409, "card-taken");

        (await Till.Find("phone", phone)).IsRefused(404, "member-unknown");
    }

    [Theory]
    [InlineData("7000000")]
    [InlineData("70000000000000000001")]
    [InlineData("7000000A")]
    [InlineData("")]
    public async Task A_card_number_of_another_shape_is_malformed(string number) =>
        (await Till.Enrol(Till.NewPhone(), number)).IsMalformed("$.cardNumber");

    [Theory]
    [InlineData("")]
    [InlineData("12")]
    [InlineData("+7 900 123")]
    [InlineData("phone")]
    [InlineData("+1 212 555 0100")]
    [InlineData("+7 495 123-45-67")]
    public async Task A_phone_that_gets_no_message_or_is_not_served_is_malformed(string phone) =>
        (await Till.Enrol(phone)).IsMalformed("$.phone");

    [Fact]
    public async Task Without_consent_to_personal_data_there_is_no_membership()
    {
        foreach (
            var consent in new[]
            {
                null,
                new JsonObject(),
                new JsonObject { ["personalData"] = false },
            }
        )
        {
            var phone = Till.NewPhone();
            var body = new JsonObject
            {
                ["phone"] = phone,
                ["channel"] = "web",
                ["consent"] = consent,
            };

            (await Till.Post("/api/v1/members", body)).IsMalformed("$.consent.personalData");

            (await Till.Find("phone", phone)).IsRefused(404, "member-unknown");
        }
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    public async Task Consents_are_kept_as_given(bool? marketing, int kept)
    {
        var before = await portal.Books.CountAsync("Consents");

        (
            await Till.Post(
                "/api/v1/members",
                new JsonObject
                {
                    ["phone"] = Till.NewPhone(),
                    ["channel"] = "web",
                    ["consent"] = new JsonObject { ["personalData"] = true, ["marketing"] = marketing },
                }
            )
        ).Is(201);

        Assert.Equal(before + kept, await portal.Books.CountAsync("Consents"));
    }

    [Fact]
    public async Task A_channel_of_another_programme_is_unknown() =>
        (
            await Till.Post(
                "/api/v1/members",
                new JsonObject
                {
                    ["phone"] = Till.NewPhone(),
                    ["channel"] = "boutique",
                    ["consent"] = new JsonObject { ["personalData"] = true },
                }
            )
        ).IsRefused(422, "channel-unknown");
}
