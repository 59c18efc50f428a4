using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace LoyaltyPortal.Web.Platform.Webhooks;

/// <summary>Connections to receivers of webhooks: to the addresses that were looked at and to no other ones, straight, and
/// where the address says and nowhere else.</summary>
internal static class WebhookConnection
{
    private const int MostHeaders = 16;

    public static SocketsHttpHandler HandlerFor(WebhookAddresses addresses) =>
        new()
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            PreAuthenticate = false,
            MaxResponseHeadersLength = MostHeaders,
            // What a receiver answers besides its status is nobody's concern.
            MaxResponseDrainSize = 0,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            // Receivers are told nothing of how the portal is watched.
            ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
            ConnectCallback = (context, cancellation) => ConnectAsync(addresses, context.DnsEndPoint, cancellation),
        };

    private static async ValueTask<Stream> ConnectAsync(
        WebhookAddresses addresses,
        DnsEndPoint to,
        CancellationToken cancellation
    )
    {
        var found = await addresses.FindAsync(to.Host, cancellation);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(found, to.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
