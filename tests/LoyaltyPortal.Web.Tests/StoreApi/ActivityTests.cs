using Xunit;

namespace LoyaltyPortal.Web.Tests.StoreApi;

public sealed class ActivityTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    private Till Till => portal.Till;

    [Fact]
    public async Task A_questionnaire_gives_points_at_once_and_for_ever()
    {
        var now = await Till.Now();
        var shopper = await Till.NewShopper();

        var done = (await Till.Act(shopper, "questionnaire", Till.NewName(), now)).Is(201);

        Assert.Equal(100, done.Number("points"));
        Assert.Equal(new DateOnly(2027, 3, 1), done.Day("startsOn"));
        Assert.Null(done["endsOn"]);
        var wallet = await Till.Wallet(shopper);
        Assert.Equal(100, wallet.Number("active"));
        Assert.Empty(wallet.Items("expiring"));
        var entry = Assert.Single(await Till.Ledger(shopper));
        Assert.Equal(("bonus", 100), (entry.Text("type"), entry.Number("points")));
        Assert.True(entry.IsNull("endsOn"));
    }

    [Theory]
    [InlineData("questionnaire", 100)]
    [InlineData("firstReview", 50)]
    public async Task Each_action_counts_once_per_member(string type, int points)
    {
        var now = await Till.Now();
        var (anna, boris) = (await Till.NewShopper(), await Till.NewShopper());
        (await Till.Act(anna, type, Till.NewName(), now)).Is(201);

        (await Till.Act(anna, type, Till.NewName(), now)).IsRefused(409, "already-exists");

        Assert.Equal(points, await Till.Active(anna));
        (await Till.Act(boris, type, Till.NewName(), now)).Is(201);
    }

    [Fact]
    public async Task A_reference_is_used_once_per_action_in_the_portal()
    {
        var now = await Till.Now();
        var (anna, boris) = (await Till.NewShopper(), await Till.NewShopper());
        var reference = Till.NewName();
        (await Till.Act(anna, "firstReview", reference, now)).Is(201);

        (await Till.Act(boris, "firstReview", reference, now)).IsRefused(409, "already-exists");
        (await Till.Act(boris, "questionnaire", reference, now)).Is(201);

        Assert.Equal(100, await Till.Active(boris));
    }

    [Fact]
    public async Task Of_sixteen_reviews_at_once_one_counts()
    {
        var now = await Till.Now();
        var shopper = await Till.NewShopper();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(_ => Till.Act(shopper, "firstReview", Till.NewName(), now))
        );

        Assert.Single(answers, answer => answer.Status == 201);
        Assert.Equal(15, answers.Count(answer => answer.Status == 409));
        Assert.Equal(50, await Till.Active(shopper));
    }

    [Fact]
    public async Task An_action_of_another_programme_is_unknown() =>
        (await Till.Act(await Till.NewShopper(), "clubCard400", Till.NewName(), await Till.Now())).IsRefused(
            422,
            "activity-unknown"
        );

    [Fact]
    public async Task Nobody_acts_in_the_future() =>
        (
            await Till.Act(await Till.NewShopper(), "firstReview", Till.NewName(), (await Till.Now()).AddMinutes(6))
        ).IsRefused(422, "time-in-future");

    [Fact]
    public async Task Somebody_unknown_does_nothing()
    {
        var nobody = new Shopper("00000000-0000-0000-0000-000000000001", "", "");

        (await Till.Act(nobody, "firstReview", Till.NewName(), await Till.Now())).IsRefused(404, "member-unknown");
    }
}
