using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using LoyaltyPortal.Web.Platform;
using LoyaltyPortal.Web.Tests.StoreApi;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace LoyaltyPortal.Web.Tests.Features.Card;

/// <summary>A portal whose operator has what Apple and Google ask for: certificates and a key made for the test, and servers
/// of its own in place of theirs.</summary>
public sealed class WalletPortal : DemoPortal
{
    public const string PassType = "pass.example.card";
    public const string Issuer = "3388000000000000001";

    private readonly string folder = Directory.CreateTempSubdirectory("portal-wallets-").FullName;
    private readonly RSA google = RSA.Create(2048);

    public WalletPortal()
    {
        using var authority = RSA.Create(2048);
        var request = RequestOf("CN=Authority", authority);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        Authority = request.CreateSelfSigned(Start.AddYears(-9), Start.AddYears(9));
        using var own = RSA.Create(2048);
        using var signed = RequestOf($"CN={PassType}", own)
            .Create(Authority, Start.AddYears(-8), Start.AddYears(8), RandomNumberGenerator.GetBytes(8));
        Certificate = signed.CopyWithPrivateKey(own);
        System.IO.File.WriteAllBytes(
            PathOf("own.p12"),
            Certificate.ExportPkcs12(Pkcs12ExportPbeParameters.Default, "secret")
        );
        System.IO.File.WriteAllBytes(PathOf("authority.cer"), Authority.Export(X509ContentType.Cert));
    }

    /// <summary>Who signed the certificate of passes.</summary>
    public X509Certificate2 Authority { get; }

    /// <summary>The certificate of passes.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>The public half of the service account's key.</summary>
    public RSA GoogleKey => google;

    /// <summary>Apple's push service.</summary>
    public WalletServer Apple { get; } = new(isSecure: true);

    /// <summary>Google's service.</summary>
    public WalletServer Google { get; } = new(isSecure: false);

    /// <summary>Looks after the wallets, as every node does a few times a minute.</summary>
    public async Task LookAsync()
    {
        foreach (var work in Services.GetServices<IMinuteWork>())
        {
            await work.RunAsync(CancellationToken.None);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Apple.DisposeAsync();
        await Google.DisposeAsync();
        Directory.Delete(folder, recursive: true);
        google.Dispose();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        System.IO.File.WriteAllText(
            PathOf("google.json"),
            JsonSerializer.Serialize(
                new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["client_email"] = "cards@shop.example",
                    ["private_key"] = google.ExportPkcs8PrivateKeyPem(),
                    ["token_uri"] = Google.Address + "/token",
                }
            )
        );
        builder.UseSetting("Portal:Address", "https://card.shop.example");
        builder.UseSetting("Wallets:Apple:PassType", PassType);
        builder.UseSetting("Wallets:Apple:Team", "TEAM123456");
        builder.UseSetting("Wallets:Apple:Certificate", PathOf("own.p12"));
        builder.UseSetting("Wallets:Apple:Password", "secret");
        builder.UseSetting("Wallets:Apple:Issuer", PathOf("authority.cer"));
        builder.UseSetting("Wallets:Apple:Push", Apple.Address);
        builder.UseSetting("Wallets:Google:Issuer", Issuer);
        builder.UseSetting("Wallets:Google:KeyFile", PathOf("google.json"));
        builder.UseSetting("Wallets:Google:Api", Google.Address);
        builder.ConfigureTestServices(services =>
            services
                .AddHttpClient("apple-push")
                .ConfigurePrimaryHttpMessageHandler(() =>
                    new SocketsHttpHandler
                    {
                        SslOptions =
                        {
                            ClientCertificates = [Certificate],
                            // The server is the test's own.
                            RemoteCertificateValidationCallback = (_, server, _, _) =>
                                server?.GetCertHashString() == Apple.Thumbprint,
                        },
                    }
                )
        );
    }

    private string PathOf(string name) => System.IO.Path.Combine(folder, name);

    private static CertificateRequest RequestOf(string name, RSA key) =>
        new(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
}
