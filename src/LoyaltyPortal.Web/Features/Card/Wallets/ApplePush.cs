using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LoyaltyPortal.Data.Cards;
using LoyaltyPortal.Data.Model;

namespace LoyaltyPortal.Web.Features.Card.Wallets;

/// <summary>How telling a wallet went.</summary>
public enum Told
{
    /// <summary>It knows.</summary>
    Yes,

    /// <summary>Another try may go better.</summary>
    NotYet,

    /// <summary>The wallet no longer has the pass.</summary>
    Gone,
}

/// <summary>Tells wallets of one kind that a pass changed.</summary>
public interface IWalletTeller
{
    /// <summary>Whose wallets.</summary>
    WalletKind Kind { get; }

    /// <summary>Tells a wallet.</summary>
    Task<Told> TellAsync(DueWallet due, CancellationToken cancellation);
}

/// <summary>Tells Apple's wallets over its push service: an empty message, upon which the wallet asks for the pass.</summary>
internal sealed class ApplePush(IHttpClientFactory clients, AppleSettings settings) : IWalletTeller
{
    /// <summary>The name of the client that the factory makes.</summary>
    public const string Client = "apple-push";

    public WalletKind Kind => WalletKind.Apple;

    public async Task<Told> TellAsync(DueWallet due, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            new Uri(settings.Push, $"/3/device/{Uri.EscapeDataString(due.PushToken)}")
        )
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new StringContent("{}"),
        };
        request.Headers.Add("apns-topic", settings.PassType);
        using var client = clients.CreateClient(Client);
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        return answer.StatusCode switch
        {
            HttpStatusCode.OK => Told.Yes,
            HttpStatusCode.Gone => Told.Gone,
            // Other reasons for 400 are of the settings: whoever puts them right wants the wallets to be there still.
            HttpStatusCode.BadRequest when await ReasonAsync(answer, cancellation) == "BadDeviceToken" => Told.Gone,
            _ => Told.NotYet,
        };
    }

    private static async Task<string?> ReasonAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation);
        return body.ValueKind == JsonValueKind.Object && body.TryGetProperty("reason", out var reason)
            ? reason.GetString()
            : null;
    }
}
