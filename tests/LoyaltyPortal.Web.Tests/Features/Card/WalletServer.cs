using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace LoyaltyPortal.Web.Tests.Features.Card;

/// <summary>A request that came to a wallet's service.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Protocol">The version of HTTP.</param>
/// <param name="Headers">Its headers.</param>
/// <param name="Client">The certificate it came with, by thumbprint.</param>
/// <param name="Body">Its body.</param>
public sealed record Came(
    string Path,
    string Protocol,
    IReadOnlyDictionary<string, string> Headers,
    string? Client,
    string Body
);

/// <summary>A service of a wallet's maker, played on this machine: keeps what comes and answers what it is told to.</summary>
public sealed class WalletServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<Came> came = new();
    private readonly X509Certificate2 certificate = OwnCertificate();

    public WalletServer(bool isSecure)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(
                System.Net.IPAddress.Loopback,
                0,
                listen =>
                {
                    if (isSecure)
                    {
                        listen.Protocols = HttpProtocols.Http2;
                        listen.UseHttps(https =>
                        {
                            https.ServerCertificate = certificate;
                            https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
                            https.ClientCertificateValidation = (_, _, _) => true;
                        });
                    }
                }
            )
        );
        app = builder.Build();
        app.Run(AnswerAsync);
        app.StartAsync().GetAwaiter().GetResult();
        Address = app.Urls.First();
    }

    /// <summary>Its own certificate.</summary>
    public string Thumbprint => certificate.Thumbprint;

    /// <summary>Where it listens.</summary>
    public string Address { get; }

    /// <summary>What it answers to all but a question for a token.</summary>
    public int Status { get; set; } = 200;

    /// <summary>What came so far.</summary>
    public IReadOnlyList<Came> All => [.. came];

    /// <summary>Forgets what came.</summary>
    public void Clear() => came.Clear();

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        came.Enqueue(
            new Came(
                context.Request.Path,
                context.Request.Protocol,
                context.Request.Headers.ToDictionary(
                    each => each.Key,
                    each => each.Value.ToString(),
                    StringComparer.OrdinalIgnoreCase
                ),
                context.Connection.ClientCertificate?.Thumbprint,
                body
            )
        );
        if (context.Request.Path == "/token")
        {
            await context.Response.WriteAsJsonAsync(new { access_token = "of-an-hour", expires_in = 3600 });
            return;
        }
        context.Response.StatusCode = Status;
    }

    private static X509Certificate2 OwnCertificate()
    {
        using var key = RSA.Create(2048);
        using var made = new CertificateRequest(
            "CN=localhost",
            key,
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1
        ).CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(9));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }
}
