using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Sessions;
using LoyaltyPortal.Data.Tests.Support;
using Xunit;

namespace LoyaltyPortal.Data.Tests.Sessions;

/// <summary>A session lasts while its row says so, on every node.</summary>
public abstract class SessionBookTests : PortalTest
{
    private static readonly TimeSpan Lasts = TimeSpan.FromDays(90);

    protected SessionBookTests(TestDatabase database)
        : base(database) { }

    private SessionBook Book => Portal.Get<SessionBook>();

    [Fact]
    public async Task A_session_is_its_owners_and_nobody_elses()
    {
        var owner = await Shop.EnrolsAsync();
        var other = await Shop.EnrolsAsync();
        var id = await StartAsync(owner);

        Assert.True(await Book.IsAliveAsync(id, owner, isStaff: false, Lasts, Stop));
        Assert.False(await Book.IsAliveAsync(id, other, isStaff: false, Lasts, Stop));
        Assert.False(await Book.IsAliveAsync(id, owner, isStaff: true, Lasts, Stop));
        await Book.EndAsync(id, other, Stop);
        Assert.True(await Book.IsAliveAsync(id, owner, isStaff: false, Lasts, Stop));
    }

    [Fact]
    public async Task Ending_all_ends_every_one_but_the_one_that_goes_on()
    {
        var owner = await Shop.EnrolsAsync();
        var here = await StartAsync(owner);
        var there = await StartAsync(owner);
        Assert.True(await Book.IsAliveAsync(there, owner, isStaff: false, Lasts, Stop));

        await Book.EndAllAsync(owner, except: here, Stop);

        Assert.True(await Book.IsAliveAsync(here, owner, isStaff: false, Lasts, Stop));
        Assert.False(await Book.IsAliveAsync(there, owner, isStaff: false, Lasts, Stop));
        Assert.Equal(here, Assert.Single(await Book.ListAsync(owner, Stop)).Id);
    }

    [Fact]
    public async Task A_session_that_was_ended_on_another_node_is_over_here_for_who_asks_anew()
    {
        await using var otherNode = new Portal(Database, Clock);
        var owner = await Shop.EnrolsAsync();
        var id = await StartAsync(owner);
        await Book.EndAllAsync(owner, except: null, Stop);

        Assert.False(await otherNode.Get<SessionBook>().IsAliveAsync(id, owner, isStaff: false, Lasts, Stop));
    }

    [Fact]
    public async Task A_session_that_is_used_lasts_on_and_one_that_is_not_ends()
    {
        var owner = await Shop.EnrolsAsync();
        var used = await StartAsync(owner);
        var left = await StartAsync(owner);

        Clock.AdvanceDays(60);
        Assert.True(await Book.IsAliveAsync(used, owner, isStaff: false, Lasts, Stop));
        Clock.AdvanceDays(60);

        Assert.True(await Book.IsAliveAsync(used, owner, isStaff: false, Lasts, Stop));
        Assert.False(await Book.IsAliveAsync(left, owner, isStaff: false, Lasts, Stop));
    }

    private Task<Guid> StartAsync(Guid owner) =>
        Book.StartAsync(owner, isStaff: false, SignedInBy.Code, "Chrome, Android", Lasts, Stop);
}

public sealed class SessionsOnSqlite(SqliteDatabase database)
    : SessionBookTests(database),
        IClassFixture<SqliteDatabase>;

public sealed class SessionsOnPostgreSql(PostgreSqlDatabase database)
    : SessionBookTests(database),
        IClassFixture<PostgreSqlDatabase>;
