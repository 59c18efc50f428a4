using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LoyaltyPortal.Web.Platform;

namespace LoyaltyPortal.Web.Features.Card.Wallets;

/// <summary>What the operator got from Apple to sign passes: the section <c>Wallets:Apple</c>. Without it no pass is offered.</summary>
/// <param name="PassType">The pass type identifier.</param>
/// <param name="Team">The team identifier.</param>
/// <param name="Certificate">The certificate of the pass type, with its key.</param>
/// <param name="Issuer">Apple's certificate that issued it.</param>
/// <param name="Push">Where wallets are told of changes.</param>
public sealed record AppleSettings(
    string PassType,
    string Team,
    X509Certificate2 Certificate,
    X509Certificate2 Issuer,
    Uri Push
)
{
    private const string Section = "Wallets:Apple";

    /// <summary>Whether the certificate holds at a time: with one that has ended no wallet takes a pass.</summary>
    public bool IsGoodAt(DateTimeOffset now) =>
        Certificate.NotBefore.ToUniversalTime() <= now.UtcDateTime
        && Certificate.NotAfter.ToUniversalTime() > now.UtcDateTime;

    /// <summary>The settings; null where nothing is set.</summary>
    /// <exception cref="StartRefusedException">Something is missing or wrong; no value is told, for it may be a secret.</exception>
    public static AppleSettings? Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        if (!section.GetChildren().Any())
        {
            return null;
        }
        var certificate = Load(
            section,
            "Certificate",
            file => X509CertificateLoader.LoadPkcs12FromFile(file, section["Password"])
        );
        return certificate.HasPrivateKey
            ? new AppleSettings(
                Text(section, "PassType"),
                Text(section, "Team"),
                certificate,
                Load(section, "Issuer", X509CertificateLoader.LoadCertificateFromFile),
                AddressOf(section["Push"] ?? "https://api.push.apple.com", "Push")
            )
            : throw Wrong("Certificate", "it must hold the private key");
    }

    private static X509Certificate2 Load(IConfiguration section, string key, Func<string, X509Certificate2> load)
    {
        try
        {
            return load(Text(section, key));
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or IOException)
        {
            throw Wrong(key, "the file cannot be read");
        }
    }

    private static string Text(IConfiguration section, string key) =>
        section[key] is { Length: > 0 } text ? text : throw Wrong(key, "it is missing");

    private static Uri AddressOf(string text, string key) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps
            ? address
            : throw Wrong(key, "it must be an https address");

    private static StartRefusedException Wrong(string key, string why) => new($"{Section}:{key} is wrong: {why}.");
}
