using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LoyaltyPortal.Data.Tests.Postings;

/// <summary>One account per phone, one phone per card.</summary>
public abstract class EnrolmentTests : PortalTest
{
    private const int Racers = 32;

    private readonly Portal otherNode;

    protected EnrolmentTests(TestDatabase database)
        : base(database)
    {
        otherNode = new Portal(database, Clock);
    }

    public override async ValueTask DisposeAsync()
    {
        await otherNode.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task One_phone_that_many_enrol_at_once_becomes_one_account()
    {
        var phone = Shop.NextPhone();

        var ends = await AllAtOnceAsync(Racers, racer => EnrolAsync(racer, Shop.Person(phone)));

        Assert.Single(ends, end => end.Result == EnrolmentResult.Joined);
        Assert.Equal(Racers - 1, ends.Count(end => end.Result == EnrolmentResult.WasMember));
        var account = Assert.Single(ends.Select(end => end.AccountId).Distinct());
        var members = await Portal.QueryAsync(
            (db, stop) => db.Members.Where(member => member.Phone == phone).ToListAsync(stop)
        );
        Assert.Equal(account, Assert.Single(members).AccountId);
    }

    [Fact]
    public async Task One_card_that_many_phones_want_at_once_goes_to_one()
    {
        const string Card = "40001234";

        var ends = await AllAtOnceAsync(Racers, racer => EnrolAsync(racer, Shop.Person(Shop.NextPhone(), Card)));

        var winner = Assert.Single(ends, end => end.Result == EnrolmentResult.Joined);
        Assert.Equal(Racers - 1, ends.Count(end => end.Result == EnrolmentResult.CardTaken));
        var accounts = await Portal.QueryAsync(
            (db, stop) => db.Accounts.Where(account => account.CardNumber == Card).ToListAsync(stop)
        );
        Assert.Equal(winner.AccountId, Assert.Single(accounts).Id);
    }

    [Fact]
    public async Task A_phone_whose_card_was_taken_is_nobody_yet_and_joins_without_it()
    {
        const string Card = "40005678";
        await EnrolAsync(0, Shop.Person(Shop.NextPhone(), Card));
        var phone = Shop.NextPhone();

        var refused = await EnrolAsync(0, Shop.Person(phone, Card));
        var joined = await EnrolAsync(0, Shop.Person(phone));

        Assert.Equal(EnrolmentResult.CardTaken, refused.Result);
        Assert.Equal(EnrolmentResult.Joined, joined.Result);
    }

    [Fact]
    public async Task A_member_is_a_user_with_an_account_a_wallet_a_card_and_the_consents_given()
    {
        var phone = Shop.NextPhone();
        var person = Shop.Person(phone) with { Consents = [ConsentKind.PersonalData, ConsentKind.News] };

        var (_, id) = await EnrolAsync(0, person);

        var account = await Portal.AccountAsync(id);
        Assert.Equal(phone, account.Member.Phone);
        Assert.Equal(Has(), Assert.Single(account.Wallets).Balance);
        Assert.Equal("base", account.Standing.Tier.Id);
        Assert.Matches("^2[0-9]{15}$", account.CardNumber);
        await using var db = Portal.Databases.Create();
        Assert.Equal(phone, (await db.Users.FirstAsync(user => user.Id == id, Stop)).PhoneNumber);
        var consents = await db.Consents.Where(consent => consent.AccountId == id).ToListAsync(Stop);
        Assert.Equal([ConsentKind.PersonalData, ConsentKind.News], consents.Select(consent => consent.Kind).Order());
        Assert.All(consents, consent => Assert.Equal(TestClock.Noon, consent.GivenAt));
    }

    private Task<(EnrolmentResult Result, Guid AccountId)> EnrolAsync(int racer, NewMember person) =>
        (racer % 2 == 0 ? Portal : otherNode).Enrolment.EnrolAsync(person, Stop);
}

public sealed class EnrolmentOnSqlite(SqliteDatabase database)
    : EnrolmentTests(database),
        IClassFixture<SqliteDatabase>;

public sealed class EnrolmentOnPostgreSql(PostgreSqlDatabase database)
    : EnrolmentTests(database),
        IClassFixture<PostgreSqlDatabase>;
