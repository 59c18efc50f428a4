using LoyaltyPortal.Data.Joining;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Tests.Support;
using LoyaltyPortal.Domain.Ledger;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LoyaltyPortal.Data.Tests.Joining;

/// <summary>What a questionnaire leaves in the database: answers, consents, drafts, links.</summary>
public abstract class JoiningTests : PortalTest
{
    private static readonly MemberProfile Told = new("Анна", "Смирнова", new DateOnly(1990, 7, 5))
    {
        Sex = Sex.Female,
        City = "Тверь",
        Email = "анна@почта.рф",
        Interests = ["therapy", "surgery"],
        Children = [new DateOnly(2020, 2, 29), new DateOnly(2022, 1, 1)],
    };

    private static readonly ConsentKind[] AllConsents = Enum.GetValues<ConsentKind>();

    private readonly Portal otherNode;

    protected JoiningTests(TestDatabase database)
        : base(database)
    {
        otherNode = new Portal(database, Clock);
    }

    private JoiningDrafts Drafts => Portal.Get<JoiningDrafts>();

    private JoiningLinks Links => Portal.Get<JoiningLinks>();

    public override async ValueTask DisposeAsync()
    {
        await otherNode.DisposeAsync();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task What_a_page_sends_late_does_not_undo_what_a_button_kept()
    {
        var phone = Shop.NextPhone();
        await Drafts.KeepAsync(phone, "step one", 1, Stop);
        var read = (await Drafts.FindAsync(phone, Stop))!.UpdatedAt;
        Clock.Advance(TimeSpan.FromSeconds(1));
        await Drafts.KeepAsync(phone, "step two", 2, Stop);

        Assert.False(await Drafts.KeepLateAsync(phone, "late", 1, read, Stop));
        Assert.False(await Drafts.KeepLateAsync(Shop.NextPhone(), "of a draft that has gone", 1, read, Stop));

        var kept = await Drafts.FindAsync(phone, Stop);
        Assert.Equal(("step two", 2), (kept!.Answers, kept.Step));
        Assert.True(await Drafts.KeepLateAsync(phone, "in time", 2, kept.UpdatedAt, Stop));
    }

    [Fact]
    public async Task All_that_the_questionnaire_tells_is_kept_and_each_consent_has_its_own_row()
    {
        var phone = Shop.NextPhone();
        await Drafts.KeepAsync(phone, "draft", 3, Stop);
        var person = Shop.Person(phone) with
        {
            Language = "en",
            Consents = AllConsents,
            TextVersion = "words-1",
            Profile = Told,
        };

        var (_, id) = await Portal.Enrolment.EnrolAsync(person, Stop);

        await ExpectToldAsync(id, "en");
        await using var db = Portal.Databases.Create();
        var consents = await db.Consents.Where(each => each.AccountId == id).ToListAsync(Stop);
        Assert.Equal(AllConsents, consents.Select(each => each.Kind).Order());
        Assert.All(
            consents,
            each =>
                Assert.Equal(
                    ("words-1", "en", "web", TestClock.Noon, null),
                    (each.TextVersion, each.Language, each.Place, each.GivenAt, each.RevokedAt)
                )
        );
        Assert.Null(await Drafts.FindAsync(phone, Stop));
    }

    [Fact]
    public async Task A_member_from_a_till_tells_all_of_it_in_their_own_language_and_keeps_the_consent_of_the_till()
    {
        var phone = Shop.NextPhone();
        var (_, id) = await Portal.Enrolment.EnrolAsync(Shop.Person(phone) with { Channel = "store" }, Stop);
        await Drafts.KeepAsync(phone, "draft", 2, Stop);

        await Portal.Enrolment.FillInAsync(id, Told, [ConsentKind.PersonalData, ConsentKind.Sms], "2", "en", Stop);

        await ExpectToldAsync(id, "en");
        var consents = await Portal.QueryAsync(
            (db, stop) => db.Consents.Where(each => each.AccountId == id).ToListAsync(stop)
        );
        Assert.Equal(
            [("PersonalData", "store", "ru"), ("PersonalData", "web", "en"), ("Sms", "web", "en")],
            consents.Select(each => (each.Kind.ToString(), each.Place, each.Language)).Order()
        );
        Assert.Null(await Drafts.FindAsync(phone, Stop));
    }

    [Fact]
    public async Task A_questionnaire_that_many_send_at_once_is_taken_once()
    {
        var id = await Shop.EnrolsAsync();

        await AllAtOnceAsync(
            20,
            async racer =>
            {
                var node = racer % 2 == 0 ? Portal : otherNode;
                var told = Told with { City = $"City {racer}" };
                await node.Enrolment.FillInAsync(id, told, [ConsentKind.Calls], "1", "ru", Stop);
                return racer;
            }
        );

        await using var db = Portal.Databases.Create();
        Assert.Equal(
            1,
            await db.Consents.CountAsync(each => each.AccountId == id && each.Kind == ConsentKind.Calls, Stop)
        );
    }

    [Fact]
    public async Task An_interest_that_the_programme_does_not_have_is_not_written_down()
    {
        var phone = Shop.NextPhone();
        var person = Shop.Person(phone) with { Profile = Told with { Interests = ["therapy", "bags"] } };

        await Assert.ThrowsAsync<ArgumentException>(() => Portal.Enrolment.EnrolAsync(person, Stop));

        Assert.False(await Portal.QueryAsync((db, stop) => db.Members.AnyAsync(each => each.Phone == phone, stop)));
    }

    [Fact]
    public async Task A_draft_is_kept_by_phone_the_last_one_stays_and_it_is_forgotten_after_thirty_days()
    {
        var (phone, other) = (Shop.NextPhone(), Shop.NextPhone());
        await Drafts.KeepAsync(phone, "first", 1, Stop);
        await Drafts.KeepAsync(other, "other", 1, Stop);
        await Drafts.KeepAsync(phone, "second", 2, Stop);

        var kept = await Drafts.FindAsync(phone, Stop);
        Assert.Equal(("second", 2), (kept!.Answers, kept.Step));
        Assert.Equal("other", (await Drafts.FindAsync(other, Stop))!.Answers);

        Clock.Advance(TimeSpan.FromDays(29));
        await Portal.Get<Housekeeping>().RunAsync(Stop);
        Assert.NotNull(await Drafts.FindAsync(phone, Stop));
        Clock.Advance(TimeSpan.FromDays(2));
        Assert.Null(await Drafts.FindAsync(phone, Stop));
        await Portal.Get<Housekeeping>().RunAsync(Stop);
        Assert.False(
            await Portal.QueryAsync((db, stop) => db.JoiningDrafts.AnyAsync(each => each.Phone == phone, stop))
        );
    }

    [Fact]
    public async Task A_draft_that_is_too_long_or_comes_after_the_questionnaire_is_not_kept()
    {
        var phone = Shop.NextPhone();
        Assert.False(await Drafts.KeepAsync(phone, new string('x', JoiningDrafts.MostLetters + 1), 1, Stop));
        Assert.True(await Drafts.KeepAsync(phone, new string('x', JoiningDrafts.MostLetters), 1, Stop));
        await Portal.Enrolment.EnrolAsync(Shop.Person(phone) with { Profile = Told }, Stop);

        Assert.False(await Drafts.KeepAsync(phone, "late", 1, Stop));

        Assert.Null(await Drafts.FindAsync(phone, Stop));
    }

    [Fact]
    public async Task A_draft_that_many_pages_write_at_once_is_one()
    {
        var phone = Shop.NextPhone();

        var kept = await AllAtOnceAsync(
            20,
            racer => (racer % 2 == 0 ? Portal : otherNode).Get<JoiningDrafts>().KeepAsync(phone, $"{racer}", 1, Stop)
        );

        Assert.All(kept, Assert.True);
        Assert.NotNull(await Drafts.FindAsync(phone, Stop));
    }

    [Fact]
    public async Task Whoever_joins_at_a_till_meanwhile_finds_the_draft_again()
    {
        var phone = Shop.NextPhone();
        await Drafts.KeepAsync(phone, "begun on the web", 2, Stop);

        await Portal.Enrolment.EnrolAsync(Shop.Person(phone), Stop);

        Assert.Equal("begun on the web", (await Drafts.FindAsync(phone, Stop))!.Answers);
    }

    [Fact]
    public async Task A_link_that_twenty_press_at_once_opens_for_one()
    {
        var id = await Shop.EnrolsAsync();
        var token = await LinkAsync(id);
        Assert.NotNull(await Links.PhoneOfAsync(token, Stop));

        var ends = await AllAtOnceAsync(
            20,
            racer => (racer % 2 == 0 ? Portal : otherNode).Get<JoiningLinks>().UseAsync(token, Stop)
        );

        Assert.Equal(id, Assert.Single(ends, end => end is not null));
        Assert.Null(await Links.PhoneOfAsync(token, Stop));
    }

    [Fact]
    public async Task A_link_is_good_for_seven_days_for_its_own_member_and_until_the_questionnaire_is_filled_in()
    {
        var (late, filledIn, good) = (await Shop.EnrolsAsync(), await Shop.EnrolsAsync(), await Shop.EnrolsAsync());
        var ended = await LinkAsync(late);
        Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        Assert.NotNull(await Links.PhoneOfAsync(ended, Stop));
        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await Links.PhoneOfAsync(ended, Stop));
        Assert.Null(await Links.UseAsync(ended, Stop));

        var useless = await LinkAsync(filledIn);
        await Portal.Enrolment.FillInAsync(filledIn, Told, [], "1", "ru", Stop);
        Assert.Null(await Links.PhoneOfAsync(useless, Stop));
        Assert.Null(await Links.UseAsync(useless, Stop));

        Assert.Null(await Links.UseAsync(new string('A', 24), Stop));
        Assert.Null(await Links.UseAsync("", Stop));
        Assert.Equal(good, await Links.UseAsync(await LinkAsync(good), Stop));
    }

    [Fact]
    public async Task Links_that_have_ended_are_cleared_away()
    {
        var id = await Shop.EnrolsAsync();
        await LinkAsync(id);
        Clock.Advance(TimeSpan.FromDays(9));

        await Portal.Get<Housekeeping>().RunAsync(Stop);

        Assert.False(
            await Portal.QueryAsync((db, stop) => db.JoiningLinks.AnyAsync(each => each.AccountId == id, stop))
        );
    }

    private async Task<string> LinkAsync(Guid id)
    {
        await using var db = Portal.Databases.Create();
        var (token, _) = JoiningLinks.Add(db, id, Clock.GetUtcNow());
        await db.SaveChangesAsync(Stop);
        return token;
    }

    private async Task ExpectToldAsync(Guid id, string language)
    {
        var member = await Portal.QueryAsync((db, stop) => db.Members.FirstAsync(each => each.AccountId == id, stop));
        Assert.Equal(
            (Told.GivenName, Told.FamilyName, Told.BirthDate, Told.Sex, Told.City, Told.Email, language),
            (
                member.GivenName,
                member.FamilyName,
                member.BirthDate,
                member.Sex,
                member.City,
                member.Email,
                member.Language
            )
        );
        Assert.Equal(Told.Interests, member.Interests);
        Assert.Equal(Told.Children, member.Children);
        Assert.NotNull(member.NextBirthday);
        Assert.Equal(TestClock.Noon, member.QuestionnaireAt);
        Assert.Equal(AccountStatus.Active, (await Portal.AccountAsync(id)).Status);
    }
}

public sealed class JoiningOnSqlite(SqliteDatabase database) : JoiningTests(database), IClassFixture<SqliteDatabase>;

public sealed class JoiningOnPostgreSql(PostgreSqlDatabase database)
    : JoiningTests(database),
        IClassFixture<PostgreSqlDatabase>;
