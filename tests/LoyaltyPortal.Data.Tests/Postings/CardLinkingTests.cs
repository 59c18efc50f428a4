using LoyaltyPortal.Data.Joining;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Privacy;
using LoyaltyPortal.Data.Tests.Support;
using LoyaltyPortal.Data.Webhooks;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LoyaltyPortal.Data.Tests.Postings;

/// <summary>A plastic card is linked by its number and a code to the phone it is registered to; both cards lead to the same
/// account (programmes.md, "Joining", autostars).</summary>
public abstract class CardLinkingTests(TestDatabase database) : PortalTest(database)
{
    private static int lastCard;
    private string? code;

    private CardLinking Linking => Portal.Get<CardLinking>();

    [Fact]
    public async Task A_card_of_nobody_is_registered_to_whoever_links_it()
    {
        var member = await Shop.EnrolsWithPointsAsync(100);
        var card = NewCard();

        var sent = await SendAsync(member, card);

        Assert.Equal(await PhoneAsync(member), sent.Phone);
        Assert.Equal(new LinkEnd.Linked(member), await Linking.ConfirmAsync(member, sent.Id, code!, Stop));
        Assert.Equal(member, await HolderAsync(card));
        Assert.IsType<LinkStart.IsYours>(await StartAsync(member, card));
        // And nobody can be enrolled with it any more.
        var (result, _) = await Portal.Enrolment.EnrolAsync(Shop.Person(Shop.NextPhone(), card), Stop);
        Assert.Equal(EnrolmentResult.CardTaken, result);
    }

    [Fact]
    public async Task The_cards_own_account_takes_in_one_without_a_history()
    {
        var card = NewCard();
        var (_, inStore) = await Portal.Enrolment.EnrolAsync(Shop.Person(Shop.NextPhone(), card), Stop);
        await Shop.SellsAndHandsOverAsync(inStore, 10_000);
        var online = await Shop.EnrolsAsync();
        var virtualCard = (await Portal.AccountAsync(online)).CardNumber;

        var sent = await SendAsync(online, card);

        // The code goes to the phone that the card is registered to, not to the asker's.
        Assert.Equal(await PhoneAsync(inStore), sent.Phone);
        Assert.Equal(new LinkEnd.Linked(inStore), await Linking.ConfirmAsync(online, sent.Id, code!, Stop));
        Assert.Equal((inStore, inStore), (await HolderAsync(card), await HolderAsync(virtualCard)));
        Assert.Equal(Has(pending: 300), await Portal.BalanceAsync(inStore));
        Assert.False(await Portal.QueryAsync((db, stop) => db.Accounts.AnyAsync(each => each.Id == online, stop)));
    }

    [Fact]
    public async Task Webhooks_are_told_which_account_took_another_one_in()
    {
        var book = Portal.Get<WebhookBook>();
        var asks = new[] { WebhookEvents.MemberLeft, WebhookEvents.TierChanged };
        var (webhook, _) = (await book.CreateAsync("https://shop.example/", asks, Guid.CreateVersion7(), Stop))!.Value;
        var card = NewCard();
        var (_, inStore) = await Portal.Enrolment.EnrolAsync(Shop.Person(Shop.NextPhone(), card), Stop);
        var online = await Shop.EnrolsAsync();
        Assert.True(await IsWatchedAsync(online));

        var sent = await SendAsync(online, card);
        Assert.Equal(new LinkEnd.Linked(inStore), await Linking.ConfirmAsync(online, sent.Id, code!, Stop));

        var told = Assert.Single(await book.DeliveriesAsync(webhook, 10, Stop));
        Assert.Equal((inStore, WebhookEvents.MemberLeft), (told.AccountId, told.Event));
        Assert.Contains($"\"memberId\":\"{online}\",\"takenInBy\":\"{inStore}\"", told.Body, StringComparison.Ordinal);
        Assert.Equal((false, true), (await IsWatchedAsync(online), await IsWatchedAsync(inStore)));
        await book.RemoveAsync(webhook, Guid.CreateVersion7(), Stop);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nobody_who_is_leaving_stays_by_a_card_and_nobody_leaves_by_one(bool isAsker)
    {
        var card = NewCard();
        var (_, inStore) = await Portal.Enrolment.EnrolAsync(Shop.Person(Shop.NextPhone(), card), Stop);
        var online = await Shop.EnrolsAsync();
        var sent = await SendAsync(online, card);
        var rightCode = code!;
        var leaving = isAsker ? online : inStore;
        Assert.NotNull(
            await Portal
                .Get<Leaving>()
                .AskAsync(leaving, await PhoneAsync(leaving), TimeSpan.FromDays(14), (_, _) => "leaving", Stop)
        );

        Assert.IsType<LinkEnd.Ended>(await Linking.ConfirmAsync(online, sent.Id, rightCode, Stop));
        Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.IsType<LinkStart.Leaving>(await StartAsync(online, card));

        Assert.True(await Portal.QueryAsync((db, stop) => db.Accounts.AnyAsync(each => each.Id == online, stop)));
        Assert.Equal(inStore, await HolderAsync(card));
    }

    [Fact]
    public async Task The_account_that_stays_learns_all_that_the_other_one_was_told_and_waits_for_nothing_more()
    {
        var card = NewCard();
        var phone = Shop.NextPhone();
        var (_, inStore) = await Portal.Enrolment.EnrolAsync(Shop.Person(phone, card), Stop);
        await Portal.Get<JoiningDrafts>().KeepAsync(phone, "a draft", 1, Stop);
        var told = new MemberProfile("Анна", "Смирнова", new DateOnly(1990, 7, 5))
        {
            Sex = Sex.Male,
            City = "Минск",
            Email = "anna@example.com",
            Interests = ["therapy"],
            Children = [new DateOnly(2020, 2, 29)],
        };
        var person = Shop.Person(Shop.NextPhone()) with { Language = "en", Profile = told };
        var (_, online) = await Portal.Enrolment.EnrolAsync(person, Stop);
        string token;
        await using (var db = Portal.Databases.Create())
        {
            (token, _) = JoiningLinks.Add(db, inStore, Clock.GetUtcNow());
            await db.SaveChangesAsync(Stop);
        }

        var sent = await SendAsync(online, card);
        Assert.Equal(new LinkEnd.Linked(inStore), await Linking.ConfirmAsync(online, sent.Id, code!, Stop));

        var member = await Portal.QueryAsync(
            (db, stop) => db.Members.FirstAsync(each => each.AccountId == inStore, stop)
        );
        Assert.Equal(
            ("Анна", "Смирнова", told.BirthDate, Sex.Male, "Минск", "anna@example.com", "en"),
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
        Assert.Equal(told.Interests, member.Interests);
        Assert.Equal(told.Children, member.Children);
        Assert.Null(await Portal.Get<JoiningDrafts>().FindAsync(phone, Stop));
        Assert.Null(await Portal.Get<JoiningLinks>().UseAsync(token, Stop));
    }

    [Fact]
    public async Task Two_histories_are_left_to_support()
    {
        var card = NewCard();
        var (_, inStore) = await Portal.Enrolment.EnrolAsync(Shop.Person(Shop.NextPhone(), card), Stop);
        var online = await Shop.EnrolsWithPointsAsync(100);

        Assert.IsType<LinkStart.TwoHistories>(await StartAsync(online, card));
        Assert.Equal(inStore, await HolderAsync(card));
    }

    [Fact]
    public async Task A_history_that_began_after_the_code_was_sent_stops_the_linking()
    {
        var card = NewCard();
        var (_, inStore) = await Portal.Enrolment.EnrolAsync(Shop.Person(Shop.NextPhone(), card), Stop);
        var online = await Shop.EnrolsAsync();
        var sent = await SendAsync(online, card);
        await Shop.SellsAndHandsOverAsync(online, 10_000);

        Assert.IsType<LinkEnd.Ended>(await Linking.ConfirmAsync(online, sent.Id, code!, Stop));
        Assert.Equal(Has(pending: 300), await Portal.BalanceAsync(online));
        Assert.Equal(inStore, await HolderAsync(card));
    }

    [Fact]
    public async Task A_code_takes_five_tries_lives_five_minutes_works_once_and_for_the_asker_only()
    {
        var member = await Shop.EnrolsAsync();
        var other = await Shop.EnrolsAsync();
        var sent = await SendAsync(member, NewCard());
        Assert.IsType<LinkEnd.Ended>(await Linking.ConfirmAsync(other, sent.Id, code!, Stop));
        for (var left = 4; left >= 0; left--)
        {
            Assert.Equal(new LinkEnd.Wrong(left), await Linking.ConfirmAsync(member, sent.Id, Wrong(code!), Stop));
        }
        Assert.IsType<LinkEnd.Ended>(await Linking.ConfirmAsync(member, sent.Id, code!, Stop));

        Clock.Advance(TimeSpan.FromMinutes(1));
        var late = await SendAsync(member, NewCard());
        Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.IsType<LinkEnd.Ended>(await Linking.ConfirmAsync(member, late.Id, code!, Stop));

        var good = await SendAsync(member, NewCard());
        Assert.IsType<LinkEnd.Linked>(await Linking.ConfirmAsync(member, good.Id, code!, Stop));
        Assert.IsType<LinkEnd.Ended>(await Linking.ConfirmAsync(member, good.Id, code!, Stop));
    }

    [Fact]
    public async Task One_code_a_minute_and_six_an_hour()
    {
        var member = await Shop.EnrolsAsync();
        var atOnce = await AllAtOnceAsync(8, _ => StartAsync(member, NewCard()));
        Assert.Single(atOnce.OfType<LinkStart.Sent>());
        for (var more = 0; more < 5; more++)
        {
            Clock.Advance(TimeSpan.FromMinutes(1));
            Assert.IsType<LinkStart.Sent>(await StartAsync(member, NewCard()));
        }
        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.IsType<LinkStart.TooOften>(await StartAsync(member, NewCard()));
    }

    [Fact]
    public async Task A_card_that_two_members_confirm_at_once_goes_to_one()
    {
        var card = NewCard();
        var members = new List<Guid>();
        for (var i = 0; i < 4; i++)
        {
            members.Add(await Shop.EnrolsWithPointsAsync(100));
        }
        var askers = new List<(Guid Member, Guid Id, string Code)>();
        foreach (var member in members)
        {
            var sent = await SendAsync(member, card);
            askers.Add((member, sent.Id, code!));
        }

        var ends = await AllAtOnceAsync(
            4,
            i => Linking.ConfirmAsync(askers[i].Member, askers[i].Id, askers[i].Code, Stop)
        );

        var winner = Assert.Single(ends.OfType<LinkEnd.Linked>());
        Assert.Equal(winner.AccountId, await HolderAsync(card));
    }

    private async Task<LinkStart.Sent> SendAsync(Guid member, string card) =>
        Assert.IsType<LinkStart.Sent>(await StartAsync(member, card));

    private Task<LinkStart> StartAsync(Guid member, string card) =>
        Linking.StartAsync(
            member,
            card,
            (_, sent) =>
            {
                code = sent;
                return "a message";
            },
            Stop
        );

    private Task<bool> IsWatchedAsync(Guid member) =>
        Portal.QueryAsync((db, stop) => db.WebhookWatches.AnyAsync(each => each.AccountId == member, stop));

    private Task<Guid> HolderAsync(string card) =>
        Portal.QueryAsync((db, stop) => CardLinking.HolderOf(db, card).SingleAsync(stop));

    private Task<string> PhoneAsync(Guid member) =>
        Portal.QueryAsync(
            (db, stop) =>
                db.Members.Where(each => each.AccountId == member).Select(each => each.Phone).SingleAsync(stop)
        );

    private static string NewCard() =>
        $"{70_000_000 + Interlocked.Increment(ref lastCard)}{Random.Shared.Next(1000, 9999)}";

    private static string Wrong(string code) => code == "000000" ? "000001" : "000000";
}

public sealed class CardLinkingOnSqlite(SqliteDatabase database)
    : CardLinkingTests(database),
        IClassFixture<SqliteDatabase>;

public sealed class CardLinkingOnPostgreSql(PostgreSqlDatabase database)
    : CardLinkingTests(database),
        IClassFixture<PostgreSqlDatabase>;
