using LoyaltyPortal.Data.Notices;
using LoyaltyPortal.Web.Platform;

namespace LoyaltyPortal.Web.Features.Notices;

/// <summary>Tells members what has become due, in words.</summary>
internal sealed class NoticeTelling(NoticeRound round, NoticeWriter writer) : IMinuteWork
{
    public Task RunAsync(CancellationToken cancellation) => round.RunAsync(writer.Write, cancellation);
}
