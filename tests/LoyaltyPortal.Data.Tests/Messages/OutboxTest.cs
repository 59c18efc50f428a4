using LoyaltyPortal.Data.Keys;
using LoyaltyPortal.Data.Messages;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LoyaltyPortal.Data.Tests.Messages;

/// <summary>A test with messages of its own: each test has its own medium, so that classes may share a database.</summary>
public abstract class OutboxTest(TestDatabase database) : PortalTest(database)
{
    private static int lastMedium;

    protected const string Phone = "+79000000001";

    /// <summary>Nobody else's messages are of it.</summary>
    protected string Medium { get; } = $"t{Interlocked.Increment(ref lastMedium)}";

    protected OutboxQueue Queue => Portal.Get<OutboxQueue>();

    protected DeadLetters Dead => Portal.Get<DeadLetters>();

    protected static SendFailure Later(string fault = "http-500", TimeSpan? pause = null) => new(fault, true, pause);

    protected static SendFailure Never(string fault = "http-400") => new(fault, false);

    /// <summary>Writes a message.</summary>
    /// <param name="expires">After this it is of no use; a message that expires holds a secret here.</param>
    /// <param name="kind">What it is.</param>
    protected async Task<Guid> WritesAsync(TimeSpan? expires = null, string kind = "test")
    {
        var message = new OutboxMessage
        {
            Id = Portal.Get<SequentialKeys>().New(),
            Kind = kind,
            Recipient = Phone,
            Medium = Medium,
            Text = "123456",
            IsSecret = expires is not null,
            CreatedAt = Clock.GetUtcNow(),
            ExpiresAt = Clock.GetUtcNow() + expires,
            NextTryAt = Clock.GetUtcNow(),
        };
        await using var db = Portal.Databases.Create();
        db.Outbox.Add(message);
        await db.SaveChangesAsync(Stop);
        return message.Id;
    }

    protected Task<Claimed> ClaimsAsync(int most = 10, params Guid[] except) =>
        Queue.ClaimAsync(new ClaimAsk(Medium, most, except), Stop);

    protected async Task<OutboxMessage> ClaimsOneAsync() => Assert.Single((await ClaimsAsync()).ToSend);

    protected Task<OutboxMessage> ReadsAsync(Guid id) =>
        Portal.QueryAsync((db, stop) => db.Outbox.AsNoTracking().FirstAsync(each => each.Id == id, stop));
}
