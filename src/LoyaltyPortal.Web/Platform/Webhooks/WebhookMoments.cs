using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Webhooks;

namespace LoyaltyPortal.Web.Platform.Webhooks;

/// <summary>Looks each minute for what webhooks are to be told by the calendar.</summary>
internal sealed class WebhookMoments(IServiceProvider services, TimeProvider time) : IMinuteWork
{
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    /// <summary>How often accounts are looked for that nobody watches yet.</summary>
    private static readonly TimeSpan SearchEvery = TimeSpan.FromHours(1);

    private DateTimeOffset searchAt;

    public async Task RunAsync(CancellationToken cancellation)
    {
        var now = Clock.Now(time);
        var searches = searchAt <= now;
        // Made anew each time: what posts must not outlive the rules in force.
        var asks = await services.GetRequiredService<WebhookWatching>().RunAsync(searches, cancellation);
        searchAt =
            !asks ? default
            : searches ? now + SearchEvery
            : searchAt;
    }
}
