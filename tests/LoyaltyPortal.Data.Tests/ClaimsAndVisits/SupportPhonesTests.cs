using LoyaltyPortal.Data.Audit;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Privacy;
using LoyaltyPortal.Data.Staff;
using LoyaltyPortal.Data.Support;
using LoyaltyPortal.Data.Tests.Support;
using LoyaltyPortal.Domain.Ledger;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LoyaltyPortal.Data.Tests.ClaimsAndVisits;

/// <summary>A member who has lost the old phone gets another one, unless the owner of the old one stops it.</summary>
public abstract class SupportPhonesTests(TestDatabase database) : PortalTest(database)
{
    private static readonly TimeSpan Wait = TimeSpan.FromHours(24);

    private SupportPhones Phones => Portal.Get<SupportPhones>();

    [Fact]
    public async Task The_phone_changes_when_the_time_has_come_and_not_before()
    {
        var member = await Shop.EnrolsAsync();
        var (old, wanted) = (await PhoneAsync(member), Shop.NextPhone());
        await SignsInAsync(member);
        var act = ActOn(member);

        Assert.IsType<Acted.Done>(await AskAsync(act, wanted));
        Assert.IsType<Acted.Done>(await AskAsync(act, wanted));
        Assert.Equal("phone-waiting", Refused(await AskAsync(ActOn(member), Shop.NextPhone())));
        Clock.Advance(Wait - TimeSpan.FromMinutes(1));
        await RunAsync();
        Assert.Equal(old, await PhoneAsync(member));
        Clock.Advance(TimeSpan.FromMinutes(2));
        await Task.WhenAll(RunAsync(), RunAsync());

        Assert.Equal(wanted, await PhoneAsync(member));
        await using var db = Portal.Databases.Create();
        Assert.Equal(wanted, (await db.Users.SingleAsync(each => each.Id == member, Stop)).PhoneNumber);
        Assert.False(await db.Sessions.AnyAsync(each => each.UserId == member && each.EndedAt == null, Stop));
        Assert.False(await db.UserPasskeys.AnyAsync(each => each.UserId == member, Stop));
        var told = await db
            .Outbox.Where(each => each.AccountId == member && each.Kind == "phone-changed")
            .Select(each => each.Recipient)
            .ToListAsync(Stop);
        Assert.Equal(new[] { old, wanted }.Order(), told.Order());
        var asked = await db.Outbox.SingleAsync(
            each => each.AccountId == member && each.Kind == "phone-change-asked",
            Stop
        );
        Assert.Equal((old, true), (asked.Recipient, asked.IsSecret));
        var lines = await db
            .AuditRecords.Where(each => each.AccountId == member)
            .OrderBy(each => each.Number)
            .Select(each => each.Action)
            .ToListAsync(Stop);
        Assert.Equal([AuditActions.PhoneAsked, AuditActions.PhoneChanged], lines);
        var traces = await Portal.Get<VisitBook>().ListAsync(member, 10, Stop);
        Assert.Equal(
            [ReasonCodes.SupportChangedPhone, ReasonCodes.SupportAskedPhone],
            traces.Select(each => each.Acts[0].What.Code)
        );
    }

    [Fact]
    public async Task Whoever_has_the_old_phone_stops_it_once_by_the_word_that_was_sent_there()
    {
        var member = await Shop.EnrolsAsync();
        var (old, words) = (await PhoneAsync(member), new List<string>());
        await AskAsync(ActOn(member), Shop.NextPhone(), words);

        Assert.False(await Phones.StopAsync("guess", Stop));
        var stopped = await AllAtOnceAsync(8, _ => Phones.StopAsync(words[^1], Stop));

        Assert.Single(stopped, each => each);
        Clock.Advance(Wait + Wait);
        await RunAsync();
        Assert.Equal(old, await PhoneAsync(member));
        Assert.Null(await Phones.WaitingAsync(member, Stop));
    }

    [Fact]
    public async Task The_member_and_an_agent_stop_it_too()
    {
        var member = await Shop.EnrolsAsync();
        await AskAsync(ActOn(member), Shop.NextPhone());
        Assert.True(await Phones.StopAsync(member, Stop));
        Assert.False(await Phones.StopAsync(member, Stop));
        await AskAsync(ActOn(member), Shop.NextPhone());
        var waiting = await Phones.WaitingAsync(member, Stop);
        var other = await Shop.EnrolsAsync();

        Assert.Equal("decided-before", Refused(await Phones.CancelAsync(ActOn(other), waiting!.Id, Stop)));
        Assert.IsType<Acted.Done>(await Phones.CancelAsync(ActOn(member), waiting.Id, Stop));

        Assert.Null(await Phones.WaitingAsync(member, Stop));
        Assert.Equal("decided-before", Refused(await Phones.CancelAsync(ActOn(member), waiting.Id, Stop)));
    }

    [Fact]
    public async Task Of_a_stop_and_the_change_at_one_moment_one_wins()
    {
        for (var round = 0; round < 4; round++)
        {
            var member = await Shop.EnrolsAsync();
            var (old, wanted) = (await PhoneAsync(member), Shop.NextPhone());
            await AskAsync(ActOn(member), wanted);
            Clock.Advance(Wait);

            var came = await AllAtOnceAsync(
                4,
                async racer => racer % 2 == 0 ? await Phones.StopAsync(member, Stop) : await RunAsync() < 0
            );

            var isStopped = came.Any(each => each);
            Assert.Equal(isStopped ? old : wanted, await PhoneAsync(member));
        }
    }

    [Fact]
    public async Task A_number_that_is_another_members_is_refused_now_and_later()
    {
        var (member, other) = (await Shop.EnrolsAsync(), await Shop.EnrolsAsync());
        var (old, wanted) = (await PhoneAsync(member), Shop.NextPhone());
        Assert.Equal("phone-taken", Refused(await AskAsync(ActOn(member), await PhoneAsync(other))));
        Assert.Equal("phone-same", Refused(await AskAsync(ActOn(member), old)));
        Assert.Equal("no-member", Refused(await AskAsync(ActOn(Guid.CreateVersion7()), wanted)));
        await AskAsync(ActOn(member), wanted);
        await Portal.Enrolment.EnrolAsync(Shop.Person(wanted), Stop);

        Clock.Advance(Wait);
        await RunAsync();

        Assert.Equal(old, await PhoneAsync(member));
        Assert.Null(await Phones.WaitingAsync(member, Stop));
    }

    [Fact]
    public async Task A_member_who_proves_the_old_phone_needs_no_support()
    {
        var member = await Shop.EnrolsAsync();
        var (old, own) = (await PhoneAsync(member), Shop.NextPhone());
        await AskAsync(ActOn(member), Shop.NextPhone());

        Assert.IsType<PhoneChanged.Done>(
            await Portal.Get<PhoneChange>().RunAsync(member, old, own, _ => "old", _ => "new", Stop)
        );

        Clock.Advance(Wait);
        await RunAsync();
        Assert.Equal(own, await PhoneAsync(member));
    }

    private static StaffAct ActOn(Guid member) =>
        new(Guid.CreateVersion7(), StaffRoles.Agent, member, "Телефон утерян, карта в руках", Guid.CreateVersion7());

    private static string Refused(Acted came) => Assert.IsType<Acted.Refused>(came).Code;

    private Task<Acted> AskAsync(StaffAct act, string phone, List<string>? words = null) =>
        Phones.AskAsync(
            act,
            new PhoneWish(phone, PhoneCheck.Card, "SUP-1", Wait),
            (_, word, _) =>
            {
                words?.Add(word);
                return $"stop {word}";
            },
            Stop
        );

    /// <summary>Comes round after the messages have left.</summary>
    private async Task<int> RunAsync()
    {
        var now = Clock.GetUtcNow();
        await Portal.QueryAsync(
            (db, stop) =>
                db
                    .Outbox.Where(each => each.SentAt == null)
                    .ExecuteUpdateAsync(set => set.SetProperty(each => each.SentAt, now), stop)
        );
        return await Phones.RunAsync(_ => "changed", Stop);
    }

    [Fact]
    public async Task Without_a_warning_that_left_nothing_changes()
    {
        var member = await Shop.EnrolsAsync();
        var phone = Shop.NextPhone();
        await AskAsync(ActOn(member), phone);
        Clock.AdvanceDays(2);

        await Phones.RunAsync(_ => "changed", Stop);

        Assert.False(await Portal.QueryAsync((db, stop) => db.Members.AnyAsync(each => each.Phone == phone, stop)));
    }

    private async Task<string> PhoneAsync(Guid member)
    {
        await using var db = Portal.Databases.Create();
        return (await db.Members.AsNoTracking().SingleAsync(each => each.AccountId == member, Stop)).Phone;
    }

    private Task<Guid> SignsInAsync(Guid member) =>
        Portal
            .Get<LoyaltyPortal.Data.Sessions.SessionBook>()
            .StartAsync(member, isStaff: false, SignedInBy.Code, "Firefox", TimeSpan.FromDays(30), Stop);
}

/// <inheritdoc/>
public sealed class SupportPhonesOnSqlite(SqliteDatabase database)
    : SupportPhonesTests(database),
        IClassFixture<SqliteDatabase>;

/// <inheritdoc/>
public sealed class SupportPhonesOnPostgreSql(PostgreSqlDatabase database)
    : SupportPhonesTests(database),
        IClassFixture<PostgreSqlDatabase>;
