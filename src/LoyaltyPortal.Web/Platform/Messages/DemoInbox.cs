using LoyaltyPortal.Data.Model;

namespace LoyaltyPortal.Web.Platform.Messages;

/// <summary>A developer's way of sending: nothing leaves the machine, and <c>/demo</c> shows what would have.</summary>
internal sealed class DemoInbox : IMessageSender
{
    public bool StaysHere => true;

    public Task<Sending> SendAsync(OutboxMessage message, CancellationToken cancellation) =>
        Task.FromResult<Sending>(new Sending.Sent());
}
