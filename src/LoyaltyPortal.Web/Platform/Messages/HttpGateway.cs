using System.Globalization;
using System.Text;
using System.Text.Json;
using LoyaltyPortal.Data.Model;

namespace LoyaltyPortal.Web.Platform.Messages;

/// <summary>Asks a gateway over HTTP to deliver a message. Redirects are not followed: they would carry the text to
/// somebody else. Nothing of a request or answer is logged.</summary>
internal sealed class HttpGateway(IHttpClientFactory clients, GatewaySettings settings, TimeProvider time)
    : IMessageSender
{
    /// <summary>The name of the client that the factory makes.</summary>
    public const string Client = "message-gateway";

    /// <summary>More of an answer is not looked at.</summary>
    private const int MostRead = 64 * 1024;

    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(1);

    public bool StaysHere => false;

    public async Task<Sending> SendAsync(OutboxMessage message, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(message);
        // The machine's time: a gateway hangs no shorter because a demo's clock is moved.
        using var limit = new CancellationTokenSource(settings.Timeout);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            using var request = RequestFor(message);
            using var client = clients.CreateClient(Client);
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token);
            return await ReadAsync(answer, both.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // It may have been taken all the same: the next try carries the same id.
            return Sending.ForNow("http-timeout");
        }
        catch (HttpRequestException unreachable)
        {
            return Sending.ForNow(FaultOf(unreachable.HttpRequestError));
        }
        catch (IOException)
        {
            return Sending.ForNow("http-broken-answer");
        }
    }

    private HttpRequestMessage RequestFor(OutboxMessage message)
    {
        var request = new HttpRequestMessage(settings.Method, settings.Url.Fill(message));
        foreach (var (name, value) in settings.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value.Fill(message));
        }
        if (settings.Body is { } body)
        {
            request.Content = new StringContent(body.Fill(message), Encoding.UTF8, settings.ContentType);
        }
        return request;
    }

    private async Task<Sending> ReadAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        var status = (int)answer.StatusCode;
        if (!settings.Success.Contains(status))
        {
            return settings.Retry.Contains(status)
                ? Sending.ForNow($"http-{status}", PauseOf(answer))
                : Sending.ForGood($"http-{status}");
        }
        if (settings.BodyContains is null && settings.JsonPath is null)
        {
            return new Sending.Sent();
        }
        var body = await BodyAsync(answer, cancellation);
        var isTaken =
            (settings.BodyContains is not { } part || body.Contains(part, StringComparison.Ordinal))
            && (settings.JsonPath is not { } path || ValueAt(body, path) == settings.JsonEquals);
        return isTaken ? new Sending.Sent() : Sending.ForNow("http-answer-says-no");
    }

    private static async Task<string> BodyAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        await using var stream = await answer.Content.ReadAsStreamAsync(cancellation);
        var buffer = new byte[MostRead];
        var length = await stream.ReadAtLeastAsync(buffer, MostRead, throwOnEndOfStream: false, cancellation);
        return Encoding.UTF8.GetString(buffer, 0, length);
    }

    /// <summary>The value at a path of names and numbers, as text; null where there is none.</summary>
    private static string? ValueAt(string body, string path)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var at = document.RootElement;
            foreach (var step in path.Split('.', StringSplitOptions.RemoveEmptyEntries).SkipWhile(step => step == "$"))
            {
                if (at.ValueKind == JsonValueKind.Object && at.TryGetProperty(step, out var named))
                {
                    at = named;
                }
                else if (
                    at.ValueKind == JsonValueKind.Array
                    && int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                    && index < at.GetArrayLength()
                )
                {
                    at = at[index];
                }
                else
                {
                    return null;
                }
            }
            return at.ValueKind == JsonValueKind.String ? at.GetString() : at.GetRawText();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>How long the gateway wants to be left alone, a day at most; null where it did not say.</summary>
    private TimeSpan? PauseOf(HttpResponseMessage answer)
    {
        var asked = answer.Headers.RetryAfter switch
        {
            { Delta: { } span } => span,
            { Date: { } date } => date - time.GetUtcNow(),
            _ => (TimeSpan?)null,
        };
        return asked is { } pause && pause > TimeSpan.Zero
            ? TimeSpan.FromTicks(Math.Min(pause.Ticks, LongestPause.Ticks))
            : null;
    }

    private static string FaultOf(HttpRequestError error) =>
        error switch
        {
            HttpRequestError.NameResolutionError => "http-unknown-host",
            HttpRequestError.ConnectionError => "http-unreachable",
            HttpRequestError.SecureConnectionError => "http-no-trust",
            HttpRequestError.ProxyTunnelError => "http-proxy",
            _ => "http-broken-answer",
        };
}
