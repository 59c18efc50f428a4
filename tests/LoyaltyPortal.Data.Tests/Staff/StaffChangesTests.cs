using LoyaltyPortal.Data.Audit;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Sessions;
using LoyaltyPortal.Data.Staff;
using LoyaltyPortal.Data.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LoyaltyPortal.Data.Tests.Staff;

/// <summary>What operators do to others of the staff, also to each other at the same moment.</summary>
public abstract class StaffChangesTests(TestDatabase database) : PortalTest(database)
{
    private static int people;

    private StaffBook Staff => Portal.Get<StaffBook>();

    private StaffChanges Changes => Portal.Get<StaffChanges>();

    [Fact]
    public async Task Two_operators_who_remove_each_other_at_the_same_moment_leave_one()
    {
        var (one, other) = await TwoAloneAsync();

        var came = await AllAtOnceAsync(
            2,
            racer => racer == 0 ? Changes.RemoveAsync(other, one, Stop) : Changes.RemoveAsync(one, other, Stop)
        );

        Assert.Equal([StaffChanging.Done, StaffChanging.NotAllowed], came.Order());
        Assert.Single(await OperatorsAsync());
        Assert.Equal(1, await CountAsync(AuditActions.StaffRemoved, one, other));
    }

    [Fact]
    public async Task Two_operators_who_take_the_role_from_each_other_at_the_same_moment_leave_one()
    {
        var (one, other) = await TwoAloneAsync();

        var came = await AllAtOnceAsync(
            2,
            racer =>
                racer == 0
                    ? Changes.SetRolesAsync(other, [StaffRoles.Agent], one, Stop)
                    : Changes.SetRolesAsync(one, [StaffRoles.Agent], other, Stop)
        );

        Assert.Equal([StaffChanging.Done, StaffChanging.NotAllowed], came.Order());
        Assert.Single(await OperatorsAsync());
    }

    [Fact]
    public async Task Who_is_no_operator_any_more_changes_nothing()
    {
        var (one, other) = await TwoAloneAsync();
        Assert.Equal(StaffChanging.Done, await Changes.SetRolesAsync(other, [StaffRoles.Agent], one, Stop));

        Assert.Equal(StaffChanging.NotAllowed, await Changes.SetRolesAsync(other, StaffRoles.All, other, Stop));
        Assert.Equal(StaffChanging.NotAllowed, await Changes.RemoveAsync(one, other, Stop));
        Assert.Equal(StaffChanging.NotAllowed, await Changes.UnlockAsync(one, other, Stop));

        Assert.Equal([StaffRoles.Agent], (await Staff.FindAsync(other, Stop))!.Roles);
        Assert.False((await Staff.FindAsync(one, Stop))!.IsRemoved);
    }

    [Fact]
    public async Task Nobody_removes_themselves_or_takes_the_operators_role_from_themselves()
    {
        var (one, _) = await TwoAloneAsync();

        Assert.Equal(StaffChanging.Oneself, await Changes.RemoveAsync(one, one, Stop));
        Assert.Equal(StaffChanging.Oneself, await Changes.SetRolesAsync(one, [StaffRoles.Clerk], one, Stop));
        Assert.Equal(
            StaffChanging.Done,
            await Changes.SetRolesAsync(one, [StaffRoles.Clerk, StaffRoles.Operator], one, Stop)
        );

        Assert.Equal([StaffRoles.Clerk, StaffRoles.Operator], (await Staff.FindAsync(one, Stop))!.Roles);
        Assert.Equal(1, await CountAsync(AuditActions.StaffRolesSet, one));
    }

    [Fact]
    public async Task Whoever_is_removed_loses_their_sessions_and_cannot_be_changed_any_more()
    {
        var (one, other) = await TwoAloneAsync();
        var sessions = Portal.Get<SessionBook>();
        var session = await sessions.StartAsync(other, true, SignedInBy.Password, "—", TimeSpan.FromHours(1), Stop);

        Assert.Equal(StaffChanging.Done, await Changes.RemoveAsync(other, one, Stop));

        Assert.False(await sessions.IsAliveAsync(session, other, true, null, Stop));
        Assert.True((await Staff.FindAsync(other, Stop))!.IsRemoved);
        Assert.Equal(StaffChanging.NotThere, await Changes.RemoveAsync(other, one, Stop));
        Assert.Equal(StaffChanging.NotThere, await Changes.UnlockAsync(other, one, Stop));
        Assert.True((await Staff.FindAsync(other, Stop))!.IsRemoved);
        Assert.Equal(StaffChanging.NotThere, await Changes.SetRolesAsync(other, [StaffRoles.Operator], one, Stop));
    }

    [Fact]
    public async Task A_lock_by_wrong_tries_is_lifted()
    {
        var (one, other) = await TwoAloneAsync();
        var tries = Portal.Get<StaffTries>();
        for (var wrong = 0; wrong < StaffTries.Most; wrong++)
        {
            await tries.TakeAsync(other, Stop);
        }
        Assert.NotNull((await Staff.FindAsync(other, Stop))!.LockedUntil);

        Assert.Equal(StaffChanging.Done, await Changes.UnlockAsync(other, one, Stop));

        Assert.Null((await Staff.FindAsync(other, Stop))!.LockedUntil);
        Assert.True(await tries.TakeAsync(other, Stop));
        Assert.Equal(1, await CountAsync(AuditActions.StaffUnlocked, other));
    }

    private async Task<(Guid One, Guid Other)> TwoAloneAsync()
    {
        foreach (var before in await Staff.ListAsync(Stop))
        {
            await Staff.RemoveAsync(before.Email, Stop);
        }
        return (await AddAsync(), await AddAsync());
    }

    private async Task<Guid> AddAsync()
    {
        var email = $"changed-{Interlocked.Increment(ref people)}@shop.example";
        return Assert.IsType<StaffAdding.Added>(await Staff.AddAsync(email, "Ольга", [StaffRoles.Operator], Stop)).Id;
    }

    private async Task<List<StaffPerson>> OperatorsAsync() =>
        [.. (await Staff.ListAsync(Stop)).Where(each => !each.IsRemoved && each.Roles.Contains(StaffRoles.Operator))];

    /// <summary>Lines of the audit that tell of an act by somebody of the staff on one of these.</summary>
    private async Task<int> CountAsync(string action, params Guid[] staff)
    {
        var lines = await Portal.QueryAsync(
            (db, stop) => db.AuditRecords.Where(each => each.Action == action).ToListAsync(stop)
        );
        return lines.Count(line =>
            line.Actor == AuditActor.Staff
            && line.ActorId is not null
            && staff.Any(id => line.Facts.Contains(new AuditFact("staff", id.ToString())))
        );
    }
}

public sealed class StaffChangesOnSqlite(SqliteDatabase database)
    : StaffChangesTests(database),
        IClassFixture<SqliteDatabase>;

public sealed class StaffChangesOnPostgreSql(PostgreSqlDatabase database)
    : StaffChangesTests(database),
        IClassFixture<PostgreSqlDatabase>;
