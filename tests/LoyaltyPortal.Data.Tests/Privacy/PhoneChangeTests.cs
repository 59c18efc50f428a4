using LoyaltyPortal.Data.Joining;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Privacy;
using LoyaltyPortal.Data.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LoyaltyPortal.Data.Tests.Privacy;

/// <summary>A member moves to another number, and nothing stays behind at the old one.</summary>
public abstract class PhoneChangeTests : PortalTest
{
    private readonly Portal otherNode;

    protected PhoneChangeTests(TestDatabase database)
        : base(database)
    {
        otherNode = new Portal(database, Clock);
    }

    public override async ValueTask DisposeAsync()
    {
        await otherNode.DisposeAsync();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Of_many_members_who_want_one_number_at_once_one_gets_it()
    {
        var wanted = Shop.NextPhone();
        var members = new List<(Guid Id, string Phone)>();
        for (var member = 0; member < 12; member++)
        {
            members.Add(await MemberAsync());
        }

        var ends = await AllAtOnceAsync(
            members.Count,
            racer => ChangeAsync(members[racer].Id, members[racer].Phone, wanted, racer)
        );

        Assert.Single(ends.OfType<PhoneChanged.Done>());
        Assert.Equal(members.Count - 1, ends.OfType<PhoneChanged.Taken>().Count());
        var holder = await Portal.QueryAsync((db, stop) => db.Members.SingleAsync(each => each.Phone == wanted, stop));
        var user = await Portal.QueryAsync(
            (db, stop) => db.Users.SingleAsync(each => each.PhoneNumber == wanted, stop)
        );
        Assert.Equal(holder.AccountId, user.Id);
    }

    [Fact]
    public async Task A_proof_of_a_number_that_is_no_longer_the_members_changes_nothing()
    {
        var (id, phone) = await MemberAsync();
        var second = Shop.NextPhone();
        Assert.IsType<PhoneChanged.Done>(await ChangeAsync(id, phone, second));

        Assert.IsType<PhoneChanged.Outdated>(await ChangeAsync(id, phone, Shop.NextPhone()));

        var kept = await Portal.QueryAsync((db, stop) => db.Members.SingleAsync(each => each.AccountId == id, stop));
        Assert.Equal(second, kept.Phone);
    }

    [Fact]
    public async Task What_lies_at_the_old_number_opens_nothing_any_more()
    {
        var (id, phone) = await MemberAsync();
        string token;
        var codeId = NewKey();
        await using (var db = Portal.Databases.Create())
        {
            (token, _) = JoiningLinks.Add(db, id, Clock.GetUtcNow());
            db.Outbox.Add(
                OutboxMessage.SecretSms(
                    codeId,
                    Clock.GetUtcNow(),
                    "redemption-code",
                    phone,
                    "code 123456",
                    id,
                    Clock.GetUtcNow().AddMinutes(15)
                )
            );
            await db.SaveChangesAsync(Stop);
        }
        Assert.NotNull(await Portal.Get<JoiningLinks>().PhoneOfAsync(token, Stop));

        Assert.IsType<PhoneChanged.Done>(await ChangeAsync(id, phone, Shop.NextPhone()));

        Assert.Null(await Portal.Get<JoiningLinks>().PhoneOfAsync(token, Stop));
        Assert.Null(await Portal.Get<JoiningLinks>().UseAsync(token, Stop));
        var waiting = await Portal.QueryAsync((db, stop) => db.Outbox.SingleAsync(each => each.Id == codeId, stop));
        Assert.Equal((true, string.Empty), (waiting.GivenUpAt is not null, waiting.Text));
    }

    private Guid NewKey() => Portal.Get<Keys.SequentialKeys>().New();

    private async Task<(Guid Id, string Phone)> MemberAsync()
    {
        var phone = Shop.NextPhone();
        var (_, id) = await Portal.Enrolment.EnrolAsync(Shop.Person(phone) with { Profile = null }, Stop);
        return (id, phone);
    }

    private Task<PhoneChanged> ChangeAsync(Guid id, string from, string to, int racer = 0) =>
        (racer % 2 == 0 ? Portal : otherNode)
            .Get<PhoneChange>()
            .RunAsync(id, from, to, language => $"old {language}", language => $"new {language}", Stop);
}

public sealed class PhoneChangesOnSqlite(SqliteDatabase database)
    : PhoneChangeTests(database),
        IClassFixture<SqliteDatabase>;

public sealed class PhoneChangesOnPostgreSql(PostgreSqlDatabase database)
    : PhoneChangeTests(database),
        IClassFixture<PostgreSqlDatabase>;
