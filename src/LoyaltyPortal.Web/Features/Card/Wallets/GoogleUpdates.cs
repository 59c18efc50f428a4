using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using LoyaltyPortal.Data.Cards;
using LoyaltyPortal.Data.Model;

namespace LoyaltyPortal.Web.Features.Card.Wallets;

/// <summary>Tells Google's service what a card shows now; it tells the phones.</summary>
internal sealed class GoogleUpdates(
    IHttpClientFactory clients,
    IServiceScopeFactory scopes,
    GoogleSettings settings,
    GoogleCard cards,
    TimeProvider time
) : IWalletTeller
{
    /// <summary>The name of the client that the factory makes.</summary>
    public const string Client = "google-wallet";

    private const string Scope = "https://www.googleapis.com/auth/wallet_object.issuer";
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(5);

    private (string Text, DateTimeOffset Until)? token;

    public WalletKind Kind => WalletKind.Google;

    public async Task<Told> TellAsync(DueWallet due, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var face = await scope
            .ServiceProvider.GetRequiredService<PassFaces>()
            .FindAsync(due.Pass.AccountId, cancellation);
        using var client = clients.CreateClient(Client);
        using var request = new HttpRequestMessage(
            HttpMethod.Patch,
            new Uri(settings.Api, $"/walletobjects/v1/loyaltyObject/{cards.NumberOf(due.Pass.Id)}")
        )
        {
            Content = JsonContent.Create(
                face is null ? cards.Nobodys(due.Pass.Id) : cards.Card(due.Pass.Id, face),
                options: GoogleCard.Json
            ),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(client, cancellation));
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        if (answer.StatusCode == HttpStatusCode.Unauthorized)
        {
            token = null;
        }
        return answer.StatusCode switch
        {
            HttpStatusCode.OK => Told.Yes,
            // Nobody saved it yet; the link that does may be on its way, with what the card showed when it was made.
            _ => Told.NotYet,
        };
    }

    /// <summary>A pass of an hour for the service, kept until shortly before its end.</summary>
    private async Task<string> TokenAsync(HttpClient client, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (token is { } kept && kept.Until > now)
        {
            return kept.Text;
        }
        var asked = cards.Sign(
            new
            {
                Iss = settings.Account,
                Scope,
                Aud = settings.Token.ToString(),
                Iat = now.ToUnixTimeSeconds(),
                Exp = (now + Hour).ToUnixTimeSeconds(),
            }
        );
        using var form = new FormUrlEncodedContent([
            new("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"),
            new("assertion", asked),
        ]);
        using var answer = await client.PostAsync(settings.Token, form, cancellation);
        answer.EnsureSuccessStatusCode();
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation);
        var text = body.GetProperty("access_token").GetString()!;
        var lasts = TimeSpan.FromSeconds(body.GetProperty("expires_in").GetInt32());
        token = (text, now + lasts - Early);
        return text;
    }
}
