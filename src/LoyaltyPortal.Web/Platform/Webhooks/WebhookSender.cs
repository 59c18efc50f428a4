using System.Globalization;
using System.Net;
using System.Text;
using LoyaltyPortal.Data.Messages;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Webhooks;

namespace LoyaltyPortal.Web.Platform.Webhooks;

/// <summary>What came of posting a delivery.</summary>
internal abstract record Posted
{
    private Posted() { }

    /// <summary>The receiver took it.</summary>
    public sealed record Taken : Posted;

    /// <summary>The receiver wants to be told nothing more.</summary>
    /// <param name="Fault">What it answered.</param>
    public sealed record Gone(string Fault) : Posted;

    /// <summary>It was not taken.</summary>
    /// <param name="Failure">What happened.</param>
    public sealed record Failed(SendFailure Failure) : Posted;
}

/// <summary>Posts deliveries, signed as the Standard Webhooks specification says. Nothing of an answer but its status is
/// looked at, and nothing of either is logged.</summary>
internal sealed class WebhookSender(IHttpClientFactory clients, TimeProvider time)
{
    /// <summary>The name of the client that the factory makes.</summary>
    public const string Client = "webhooks";

    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(12);

    public async Task<Posted> SendAsync(WebhookTarget target, WebhookDelivery delivery, CancellationToken cancellation)
    {
        // The machine's time: a receiver hangs no shorter because a demo's clock is moved.
        using var limit = new CancellationTokenSource(Timeout);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            using var request = RequestFor(target, delivery);
            using var client = clients.CreateClient(Client);
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token);
            return Read(answer);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // It may have been taken all the same: the next try carries the same id.
            return Failed("http-timeout");
        }
        catch (HttpRequestException refused) when (refused.InnerException is PrivateAddressException)
        {
            return Failed("private-address");
        }
        catch (HttpRequestException unreachable)
        {
            return Failed(FaultOf(unreachable.HttpRequestError));
        }
        catch (IOException)
        {
            return Failed("http-broken-answer");
        }
    }

    /// <summary>The id as receivers see it.</summary>
    public static string IdOf(WebhookDelivery delivery) => $"msg_{delivery.Id:N}";

    private HttpRequestMessage RequestFor(WebhookTarget target, WebhookDelivery delivery)
    {
        var (id, timestamp) = (IdOf(delivery), Clock.Now(time).ToUnixTimeSeconds());
        var signatures = target.Secrets.Select(secret => WebhookSecret.Sign(secret, id, timestamp, delivery.Body));
        var request = new HttpRequestMessage(HttpMethod.Post, target.Address)
        {
            Version = HttpVersion.Version11,
            Content = new StringContent(delivery.Body, Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("webhook-id", id);
        request.Headers.TryAddWithoutValidation("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation("webhook-signature", string.Join(' ', signatures));
        request.Headers.TryAddWithoutValidation("User-Agent", "LoyaltyPortal-Webhooks/1");
        return request;
    }

    private Posted Read(HttpResponseMessage answer) =>
        answer.StatusCode switch
        {
            HttpStatusCode.Gone => new Posted.Gone("http-410"),
            _ when answer.IsSuccessStatusCode => new Posted.Taken(),
            var status => new Posted.Failed(new SendFailure($"http-{(int)status}", MayRetry: true, PauseOf(answer))),
        };

    /// <summary>How long the receiver wants to be left alone, half a day at most; null where it did not say.</summary>
    private TimeSpan? PauseOf(HttpResponseMessage answer)
    {
        var asked = answer.Headers.RetryAfter switch
        {
            { Delta: { } span } => span,
            { Date: { } date } => date - time.GetUtcNow(),
            _ => (TimeSpan?)null,
        };
        return asked > LongestPause ? LongestPause : asked;
    }

    private static Posted.Failed Failed(string fault) => new(new SendFailure(fault, MayRetry: true));

    private static string FaultOf(HttpRequestError error) =>
        error switch
        {
            HttpRequestError.NameResolutionError => "http-unknown-host",
            HttpRequestError.ConnectionError => "http-unreachable",
            HttpRequestError.SecureConnectionError => "http-no-trust",
            _ => "http-broken-answer",
        };
}
