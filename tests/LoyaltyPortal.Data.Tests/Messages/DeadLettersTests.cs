using LoyaltyPortal.Data.Messages;
using LoyaltyPortal.Data.Tests.Support;
using Xunit;

namespace LoyaltyPortal.Data.Tests.Messages;

/// <summary>What was given up is told, and put back where that is of use.</summary>
public abstract class DeadLettersTests(TestDatabase database) : OutboxTest(database)
{
    [Fact]
    public async Task A_dead_letter_that_is_put_back_is_tried_as_often_as_a_new_one()
    {
        var id = await WritesAsync();
        await Queue.MarkFailedAsync(await ClaimsOneAsync(), Never(), false, Stop);

        Assert.Equal(PuttingBack.Done, await Dead.PutBackAsync(id, Stop));

        var again = await ClaimsOneAsync();
        Assert.Equal((id, 0), (again.Id, again.FailedTries));
    }

    [Fact]
    public async Task What_is_of_no_use_any_more_stays_dead()
    {
        var secret = await WritesAsync(TimeSpan.FromMinutes(5));
        await Queue.MarkFailedAsync(await ClaimsOneAsync(), Never(), false, Stop);
        var old = await WritesAsync(kind: "");
        await ClaimsAsync();
        var waits = await WritesAsync();

        Assert.Equal(PuttingBack.OfNoUse, await Dead.PutBackAsync(secret, Stop));
        Assert.Equal(PuttingBack.OfNoUse, await Dead.PutBackAsync(old, Stop));
        Assert.Equal(PuttingBack.NotDead, await Dead.PutBackAsync(waits, Stop));
        Assert.Equal(PuttingBack.NotThere, await Dead.PutBackAsync(Guid.Empty, Stop));
        await Dead.PutAllBackAsync(Stop);
        Assert.Equal(waits, (await ClaimsOneAsync()).Id);
    }

    [Fact]
    public async Task All_dead_letters_that_are_of_use_are_put_back_at_once()
    {
        var dead = new List<Guid> { await WritesAsync(), await WritesAsync() };
        foreach (var message in (await ClaimsAsync()).ToSend)
        {
            await Queue.MarkFailedAsync(message, Never(), false, Stop);
        }

        var (putBack, _) = await Dead.PutAllBackAsync(Stop);

        Assert.True(putBack >= 2);
        Assert.Equal(dead.Order(), (await ClaimsAsync()).ToSend.Select(message => message.Id).Order());
    }

    [Fact]
    public async Task Messages_are_counted_by_kind_and_medium()
    {
        await WritesAsync();
        await Queue.MarkFailedAsync(await ClaimsOneAsync(), Never(), false, Stop);
        await WritesAsync();
        await Queue.MarkSentAsync(await ClaimsOneAsync(), false, Stop);
        await WritesAsync();
        await WritesAsync();
        await WritesAsync(kind: "other");

        var counts = await Dead.CountsAsync(Stop);

        Assert.Contains(new MessageCount("test", Medium, Waiting: 2, Sent: 1, Dead: 1), counts);
        Assert.Contains(new MessageCount("other", Medium, Waiting: 1, Sent: 0, Dead: 0), counts);
        Assert.Contains(await Dead.ListAsync(1000, Stop), letter => letter.Medium == Medium);
    }
}

public sealed class DeadLettersOnSqlite(SqliteDatabase database)
    : DeadLettersTests(database),
        IClassFixture<SqliteDatabase>;

public sealed class DeadLettersOnPostgreSql(PostgreSqlDatabase database)
    : DeadLettersTests(database),
        IClassFixture<PostgreSqlDatabase>;
