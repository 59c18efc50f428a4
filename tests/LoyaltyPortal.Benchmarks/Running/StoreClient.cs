using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace LoyaltyPortal.Benchmarks.Running;

/// <summary>A shop's order system: speaks to the store API over kept-alive connections.</summary>
internal sealed class StoreClient : IDisposable
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly HttpClient http;

    public StoreClient(Uri address, string key, int clients)
    {
        http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = clients, UseCookies = false })
        {
            BaseAddress = address,
        };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    /// <summary>Posts a purchase and reads the answer to its end.</summary>
    /// <exception cref="InvalidOperationException">It was not answered 201, or not as a replay when one was awaited.</exception>
    public async Task PurchaseAsync(byte[] body, string idempotencyKey, bool replay = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/purchases")
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = Json } },
        };
        request.Headers.Add("Idempotency-Key", idempotencyKey);
        using var response = await http.SendAsync(request);
        var answer = await response.Content.ReadAsByteArrayAsync();
        if (response.StatusCode != HttpStatusCode.Created || response.Headers.Contains("Idempotent-Replay") != replay)
        {
            throw new InvalidOperationException(
                $"A purchase was answered {(int)response.StatusCode}: {Encoding.UTF8.GetString(answer)}"
            );
        }
    }

    /// <summary>Asks for a member with balances and level, and reads the answer to its end.</summary>
    /// <exception cref="HttpRequestException">It was not answered 200.</exception>
    public async Task MemberAsync(string phone) =>
        await http.GetByteArrayAsync(new Uri($"/api/v1/members?phone={Uri.EscapeDataString(phone)}", UriKind.Relative));

    /// <summary>Imports lines, in parts as large as the route takes.</summary>
    public async Task ImportAsync(IEnumerable<string> lines)
    {
        foreach (var part in lines.Chunk(1000))
        {
            using var content = new StringContent(string.Join('\n', part), Encoding.UTF8, "application/x-ndjson");
            using var response = await http.PostAsync("/api/v1/imports", content);
            var answer = await response.Content.ReadAsStringAsync();
            if (!response.IsSuccessStatusCode || !answer.Contains("\"refused\":[]", StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"An import was answered {(int)response.StatusCode}: {answer}");
            }
        }
    }

    public void Dispose() => http.Dispose();
}
