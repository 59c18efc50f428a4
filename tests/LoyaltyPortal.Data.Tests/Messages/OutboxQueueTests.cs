using System.Collections.Concurrent;
using LoyaltyPortal.Data.Messages;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LoyaltyPortal.Data.Tests.Messages;

/// <summary>Each message leaves once, as long as no node dies; one that cannot leave is tried ever later, then told as a
/// dead letter (docs/decisions/outbox.md).</summary>
public abstract class OutboxQueueTests(TestDatabase database) : OutboxTest(database)
{
    [Fact]
    public async Task Eight_senders_on_two_nodes_send_each_of_a_hundred_messages_once()
    {
        const int Messages = 100;
        for (var i = 0; i < Messages; i++)
        {
            await WritesAsync();
        }
        await using var otherNode = new Portal(Database, Clock);
        var sent = new ConcurrentBag<Guid>();

        await AllAtOnceAsync(
            8,
            async racer =>
            {
                var queue = (racer % 2 == 0 ? Portal : otherNode).Get<OutboxQueue>();
                // A race may leave one with empty hands while others still have work.
                for (var empty = 0; empty < 20; )
                {
                    var claimed = await queue.ClaimAsync(new ClaimAsk(Medium, 5, []), Stop);
                    empty = claimed.ToSend.Count == 0 ? empty + 1 : 0;
                    foreach (var message in claimed.ToSend)
                    {
                        sent.Add(message.Id);
                        await queue.MarkSentAsync(message, false, Stop);
                    }
                }
                return 0;
            }
        );

        Assert.Equal(Messages, sent.Count);
        Assert.Equal(Messages, sent.Distinct().Count());
        Assert.Equal(
            Messages,
            await Portal.QueryAsync(
                (db, stop) => db.Outbox.CountAsync(each => each.Medium == Medium && each.SentAt != null, stop)
            )
        );
    }

    [Fact]
    public async Task A_claimed_message_is_nobody_elses_until_its_lease_ends()
    {
        var id = await WritesAsync();
        var first = await ClaimsOneAsync();
        Assert.Equal("123456", first.Text);

        Assert.Empty((await ClaimsAsync()).ToSend);
        Clock.Advance(OutboxQueue.Lease - TimeSpan.FromMilliseconds(1));
        Assert.Empty((await ClaimsAsync()).ToSend);

        // Its node died.
        Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(id, (await ClaimsOneAsync()).Id);
    }

    [Fact]
    public async Task A_message_that_is_being_sent_is_not_claimed_when_a_demo_clock_jumps()
    {
        var id = await WritesAsync();
        await ClaimsOneAsync();
        Clock.AdvanceDays(30);

        Assert.Empty((await ClaimsAsync(10, id)).ToSend);
    }

    [Fact]
    public async Task What_a_late_claimer_says_of_a_failure_does_not_touch_the_claim_of_the_next()
    {
        var id = await WritesAsync();
        var late = await ClaimsOneAsync();
        Clock.Advance(OutboxQueue.Lease);
        var next = await ClaimsOneAsync();

        await Queue.MarkFailedAsync(late, Never(), false, Stop);

        var message = await ReadsAsync(id);
        Assert.Null(message.GivenUpAt);
        Assert.Equal(next.NextTryAt, message.NextTryAt);
    }

    [Fact]
    public async Task What_a_late_claimer_sent_is_not_sent_again()
    {
        await WritesAsync();
        var late = await ClaimsOneAsync();
        Clock.Advance(OutboxQueue.Lease);

        await Queue.MarkSentAsync(late, false, Stop);

        Assert.Empty((await ClaimsAsync()).ToSend);
    }

    [Fact]
    public async Task A_message_that_cannot_be_sent_is_tried_ever_later_for_most_of_a_day_then_given_up()
    {
        var id = await WritesAsync();
        var start = Clock.GetUtcNow();
        var waits = new List<TimeSpan>();
        for (var tries = 1; ; tries++)
        {
            var now = Clock.GetUtcNow();
            var claimed = await ClaimsOneAsync();
            if (await Queue.MarkFailedAsync(claimed, Later(), false, Stop) is not { } next)
            {
                break;
            }
            Assert.Equal((tries, "http-500"), ((await ReadsAsync(id)).FailedTries, (await ReadsAsync(id)).LastFault));
            waits.Add(next - now);
            Clock.MoveTo(next - TimeSpan.FromMilliseconds(1));
            Assert.Empty((await ClaimsAsync()).ToSend);
            Clock.MoveTo(next);
        }

        Assert.Equal(10, waits.Count);
        Assert.InRange(waits[0], TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(6));
        Assert.True(waits.Zip(waits.Skip(1)).All(pair => pair.Second > pair.First));
        Assert.InRange(Clock.GetUtcNow() - start, TimeSpan.FromHours(17), TimeSpan.FromHours(28));
        var dead = await ReadsAsync(id);
        Assert.Equal((11, "http-500"), (dead.FailedTries, dead.LastFault));
        Assert.Equal(Clock.GetUtcNow(), dead.GivenUpAt);
        Assert.Null(dead.SentAt);
        Assert.Equal("123456", dead.Text);
        Clock.AdvanceDays(10);
        Assert.Empty((await ClaimsAsync()).ToSend);
    }

    [Fact]
    public async Task A_gateway_that_asks_for_a_pause_gets_it()
    {
        await WritesAsync();
        var pause = TimeSpan.FromMinutes(7);

        var next = await Queue.MarkFailedAsync(await ClaimsOneAsync(), Later(pause: pause), false, Stop);

        Assert.Equal(Clock.GetUtcNow() + pause, next);
    }

    [Fact]
    public async Task A_refusal_for_good_is_not_tried_again()
    {
        var id = await WritesAsync();

        Assert.Null(await Queue.MarkFailedAsync(await ClaimsOneAsync(), Never(), false, Stop));

        var dead = await ReadsAsync(id);
        Assert.Equal((1, "http-400", Clock.GetUtcNow()), (dead.FailedTries, dead.LastFault, dead.GivenUpAt));
    }

    [Fact]
    public async Task A_code_that_expired_is_not_sent_and_does_not_stay_readable()
    {
        var id = await WritesAsync(TimeSpan.FromMinutes(5));
        Clock.Advance(TimeSpan.FromMinutes(5));

        var claimed = await ClaimsAsync();

        Assert.Empty(claimed.ToSend);
        Assert.Equal(id, Assert.Single(claimed.Over).Id);
        var dead = await ReadsAsync(id);
        Assert.Equal(("expired", "", Clock.GetUtcNow()), (dead.LastFault, dead.Text, dead.GivenUpAt));
    }

    [Fact]
    public async Task Texts_with_secrets_are_blanked_once_they_left_and_others_stay()
    {
        var secret = await WritesAsync(TimeSpan.FromMinutes(5));
        var other = await WritesAsync();

        foreach (var message in (await ClaimsAsync()).ToSend)
        {
            await Queue.MarkSentAsync(message, false, Stop);
        }

        Assert.Equal(("", Clock.GetUtcNow()), ((await ReadsAsync(secret)).Text, (await ReadsAsync(secret)).SentAt));
        Assert.Equal("123456", (await ReadsAsync(other)).Text);
    }

    [Fact]
    public async Task A_refused_code_does_not_stay_readable()
    {
        var id = await WritesAsync(TimeSpan.FromMinutes(5));

        await Queue.MarkFailedAsync(await ClaimsOneAsync(), Never(), false, Stop);

        Assert.Equal("", (await ReadsAsync(id)).Text);
    }

    [Fact]
    public async Task Where_nothing_leaves_the_machine_secrets_stay_readable()
    {
        var sent = await WritesAsync(TimeSpan.FromMinutes(5));
        await Queue.MarkSentAsync(await ClaimsOneAsync(), true, Stop);
        var expired = await WritesAsync(TimeSpan.FromMinutes(5));
        Clock.AdvanceDays(1);
        await Queue.ClaimAsync(new ClaimAsk(Medium, 1, [], KeepsTexts: true), Stop);

        Assert.Equal("123456", (await ReadsAsync(sent)).Text);
        Assert.Equal(("123456", "expired"), ((await ReadsAsync(expired)).Text, (await ReadsAsync(expired)).LastFault));
    }

    [Fact]
    public async Task Messages_from_before_there_was_sending_are_not_sent_years_later()
    {
        var id = await WritesAsync(kind: "");

        Assert.Equal(id, Assert.Single((await ClaimsAsync()).Over).Id);
        Assert.Equal("too-old", (await ReadsAsync(id)).LastFault);
    }

    [Fact]
    public async Task Where_nobody_sends_only_what_is_of_no_use_is_given_up()
    {
        var (code, waits) = (await WritesAsync(TimeSpan.FromMinutes(5)), await WritesAsync());
        Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(1, await Queue.GiveUpUnclaimedAsync([Medium], areOff: false, Stop));

        Assert.Equal(("expired", ""), ((await ReadsAsync(code)).LastFault, (await ReadsAsync(code)).Text));
        Assert.Null((await ReadsAsync(waits)).GivenUpAt);
        Assert.Equal(1, await Queue.GiveUpUnclaimedAsync([Medium], areOff: true, Stop));
        Assert.Equal("switched-off", (await ReadsAsync(waits)).LastFault);
        Assert.Equal(0, await Queue.GiveUpUnclaimedAsync([Medium], areOff: true, Stop));
    }

    [Fact]
    public async Task Housekeeping_removes_messages_90_days_after_they_were_sent_or_given_up_but_none_that_waits()
    {
        var (sent, dead) = (await WritesAsync(), await WritesAsync());
        foreach (var message in (await ClaimsAsync()).ToSend)
        {
            await (
                message.Id == sent
                    ? Queue.MarkSentAsync(message, false, Stop)
                    : Queue.MarkFailedAsync(message, Never(), false, Stop)
            );
        }
        var waits = await WritesAsync();

        Clock.AdvanceDays(90);
        await Portal.Get<Housekeeping>().RunAsync(Stop);
        Assert.Equal(3, await LeftAsync(sent, dead, waits));
        Clock.Advance(TimeSpan.FromMilliseconds(1));
        await Portal.Get<Housekeeping>().RunAsync(Stop);

        Assert.Equal(1, await LeftAsync(sent, dead, waits));
        Assert.Null((await ReadsAsync(waits)).SentAt);
    }

    private Task<int> LeftAsync(params Guid[] ids) =>
        Portal.QueryAsync((db, stop) => db.Outbox.CountAsync(each => ids.Contains(each.Id), stop));
}

public sealed class OutboxQueueOnSqlite(SqliteDatabase database)
    : OutboxQueueTests(database),
        IClassFixture<SqliteDatabase>;

public sealed class OutboxQueueOnPostgreSql(PostgreSqlDatabase database)
    : OutboxQueueTests(database),
        IClassFixture<PostgreSqlDatabase>;
