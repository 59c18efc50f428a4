using LoyaltyPortal.Data.Messages;
using LoyaltyPortal.Data.Model;

namespace LoyaltyPortal.Web.Platform.Messages;

/// <summary>Brings one message to somebody who delivers it.</summary>
public interface IMessageSender
{
    /// <summary>Whether nothing leaves the machine, so that texts with secrets may stay readable.</summary>
    bool StaysHere { get; }

    /// <summary>Sends a message. Takes no longer than its own time limit, which is shorter than
    /// <see cref="OutboxQueue.Lease"/>.</summary>
    /// <param name="message">The message. It may have been sent before without an answer; its id is the same then.</param>
    /// <param name="cancellation">Stops sending: whether the message left is then not known.</param>
    Task<Sending> SendAsync(OutboxMessage message, CancellationToken cancellation);
}

/// <summary>What came of sending a message.</summary>
public abstract record Sending
{
    private Sending() { }

    /// <summary>The other side took it.</summary>
    public sealed record Sent : Sending;

    /// <summary>The other side did not take it, or did not say so in time.</summary>
    /// <param name="Failure">What happened.</param>
    public sealed record Failed(SendFailure Failure) : Sending;

    /// <summary>Not sent; another try may go better.</summary>
    internal static Failed ForNow(string fault, TimeSpan? retryAfter = null) =>
        new(new SendFailure(fault, MayRetry: true, retryAfter));

    /// <summary>Not sent, and it would not go better.</summary>
    internal static Failed ForGood(string fault) => new(new SendFailure(fault, MayRetry: false));
}
