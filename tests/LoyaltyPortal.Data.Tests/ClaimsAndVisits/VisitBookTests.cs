using LoyaltyPortal.Data.Staff;
using LoyaltyPortal.Data.Support;
using LoyaltyPortal.Data.Tests.Support;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Ledger;
using Xunit;

namespace LoyaltyPortal.Data.Tests.ClaimsAndVisits;

/// <summary>Each look of support leaves a trace that the member reads.</summary>
public abstract class VisitBookTests(TestDatabase database) : PortalTest(database)
{
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);
    private static readonly Reason Adjusted = Reason.Of(ReasonCodes.SupportAdjusted).With("points", Points.Whole(100));

    private VisitBook Book => Portal.Get<VisitBook>();

    [Fact]
    public async Task A_visit_tells_role_time_reason_and_changes_in_their_order()
    {
        var member = await Shop.EnrolsAsync();
        var visit = await BeginsAsync(member);
        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await Book.NoteAsync(visit, Adjusted, 7, Stop));
        Clock.Advance(TimeSpan.FromMinutes(1));
        var extended = Reason.Of(ReasonCodes.SupportExtendedLot).With("points", Points.Whole(5));
        Assert.True(await Book.NoteAsync(visit, extended, entryNumber: null, Stop));
        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await Book.EndAsync(visit, Stop));

        var seen = Assert.Single(await Book.ListAsync(member, 50, Stop));

        Assert.Equal((StaffRoles.Agent, "Обращение 12345678"), (seen.Role, seen.Reason));
        Assert.Equal(TimeSpan.FromMinutes(3), seen.EndsAt - seen.StartedAt);
        Assert.Equal(
            [(ReasonCodes.SupportAdjusted, 7L), (ReasonCodes.SupportExtendedLot, null)],
            seen.Acts.Select(act => (act.What.Code, act.EntryNumber))
        );
        Assert.Equal(Points.Whole(100), seen.Acts[0].What.PointsOf("points"));
    }

    [Fact]
    public async Task Nothing_is_noted_in_a_visit_that_is_over_or_does_not_exist()
    {
        var member = await Shop.EnrolsAsync();
        var ended = await BeginsAsync(member);
        await Book.EndAsync(ended, Stop);
        var forgotten = await BeginsAsync(member);
        Clock.Advance(Quarter);

        Assert.False(await Book.NoteAsync(ended, Adjusted, null, Stop));
        Assert.False(await Book.EndAsync(ended, Stop));
        Assert.False(await Book.NoteAsync(forgotten, Adjusted, null, Stop));
        Assert.False(await Book.NoteAsync(Guid.CreateVersion7(), Adjusted, null, Stop));
        Assert.All(await Book.ListAsync(member, 50, Stop), visit => Assert.Empty(visit.Acts));
    }

    [Fact]
    public async Task The_latest_come_first_no_more_than_asked_for_and_nobody_elses()
    {
        var member = await Shop.EnrolsAsync();
        await BeginsAsync(await Shop.EnrolsAsync());
        var first = await BeginsAsync(member);
        Clock.AdvanceDays(1);
        var second = await BeginsAsync(member);

        Assert.Equal([second, first], (await Book.ListAsync(member, 50, Stop)).Select(visit => visit.Id));
        Assert.Equal(second, Assert.Single(await Book.ListAsync(member, 1, Stop)).Id);
    }

    [Fact]
    public async Task A_visit_needs_a_member_a_role_and_a_reason()
    {
        var member = await Shop.EnrolsAsync();

        var wanted = new NewVisit(member, Guid.Empty, StaffRoles.Agent, "why", Quarter);

        Assert.Null(await Book.BeginAsync(wanted with { AccountId = Guid.CreateVersion7() }, Stop));
        NewVisit[] wrong =
        [
            wanted with
            {
                Role = "Owner",
            },
            wanted with
            {
                Reason = " ",
            },
            wanted with
            {
                Reason = new string('w', 501),
            },
            wanted with
            {
                Ticket = new string('t', 51),
            },
        ];
        foreach (var each in wrong)
        {
            await Assert.ThrowsAsync<ArgumentException>(() => Book.BeginAsync(each, Stop));
        }
    }

    private async Task<Guid> BeginsAsync(Guid member)
    {
        var visit = await Book.BeginAsync(
            new NewVisit(member, Guid.CreateVersion7(), StaffRoles.Agent, "Обращение 12345678", Quarter),
            Stop
        );
        Assert.NotNull(visit);
        return visit.Id;
    }
}

public sealed class VisitBookOnSqlite(SqliteDatabase database)
    : VisitBookTests(database),
        IClassFixture<SqliteDatabase>;

public sealed class VisitBookOnPostgreSql(PostgreSqlDatabase database)
    : VisitBookTests(database),
        IClassFixture<PostgreSqlDatabase>;
