using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Platform;
using LoyaltyPortal.Web.Platform.Icons;

namespace LoyaltyPortal.Web.Features.Card.Wallets;

/// <summary>Writes cards for Apple Wallet: an archive of what is shown, pictures, a list of their digests and the operator's
/// signature of that list.</summary>
public sealed class ApplePass(
    AppleSettings settings,
    AppleTokens tokens,
    BrandIcon icon,
    PublicAddress address,
    Programme programme,
    TimeProvider time
)
{
    /// <summary>The type of the file.</summary>
    public const string ContentType = "application/vnd.apple.pkpass";

    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };

    /// <summary>The file of a pass.</summary>
    /// <param name="passId">Its serial number.</param>
    /// <param name="face">What it shows.</param>
    public byte[] Write(Guid passId, PassFace face)
    {
        ArgumentNullException.ThrowIfNull(face);
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["pass.json"] = JsonSerializer.SerializeToUtf8Bytes(Content(passId, face), Json),
            ["icon.png"] = icon.Png(29, fills: true),
            ["icon@2x.png"] = icon.Png(58, fills: true),
            ["icon@3x.png"] = icon.Png(87, fills: true),
            ["logo.png"] = icon.Png(50, fills: false),
            ["logo@2x.png"] = icon.Png(100, fills: false),
            ["logo@3x.png"] = icon.Png(150, fills: false),
        };
        var manifest = JsonSerializer.SerializeToUtf8Bytes(
            files.ToDictionary(each => each.Key, each => DigestOf(each.Value))
        );
        files["manifest.json"] = manifest;
        files["signature"] = Sign(manifest);
        return Packed(files);
    }

    private object Content(Guid passId, PassFace face) =>
        new
        {
            FormatVersion = 1,
            PassTypeIdentifier = settings.PassType,
            SerialNumber = passId.ToString("N"),
            TeamIdentifier = settings.Team,
            OrganizationName = face.Programme,
            Description = face.Programme,
            LogoText = face.Programme,
            WebServiceURL = address.Of(AppleRoutes.Root),
            AuthenticationToken = tokens.Write(passId),
            BackgroundColor = Rgb(programme.Brand.Light),
            ForegroundColor = Rgb(BrandSheet.InkOn(programme.Brand.Light)),
            LabelColor = Rgb(BrandSheet.InkOn(programme.Brand.Light)),
            SharingProhibited = true,
            Barcodes = new[]
            {
                new
                {
                    Format = "PKBarcodeFormatQR",
                    Message = face.Code,
                    MessageEncoding = "iso-8859-1",
                    AltText = face.Number,
                },
            },
            StoreCard = new
            {
                HeaderFields = new[] { Field(face.Level) },
                PrimaryFields = face.Balances.Take(1).Select(Field),
                SecondaryFields = face.Balances.Skip(1).Append(face.Ending).OfType<PassFigure>().Select(Field),
                BackFields = new[]
                {
                    new
                    {
                        Key = "note",
                        Label = face.Number,
                        Value = face.Note,
                    },
                    new
                    {
                        Key = "portal",
                        Label = face.Programme,
                        Value = address.Of("/cabinet"),
                    },
                },
            },
        };

    /// <summary>A figure; the wallet says on the locked screen what a new one is.</summary>
    private static object Field(PassFigure figure) =>
        new
        {
            figure.Key,
            figure.Label,
            figure.Value,
            ChangeMessage = $"{figure.Label}: %@",
        };

    // Apple's list holds SHA-1, which is what wallets check; the signature over it is what protects the pass.
#pragma warning disable CA5350
    private static string DigestOf(byte[] file) => Convert.ToHexStringLower(SHA1.HashData(file));
#pragma warning restore CA5350

    private byte[] Sign(byte[] manifest)
    {
        var signed = new SignedCms(new ContentInfo(manifest), detached: true);
        var signer = new CmsSigner(settings.Certificate)
        {
            DigestAlgorithm = new Oid("2.16.840.1.101.3.4.2.1"),
            IncludeOption = X509IncludeOption.EndCertOnly,
        };
        signer.Certificates.Add(settings.Issuer);
        signer.SignedAttributes.Add(new Pkcs9SigningTime(time.GetUtcNow().UtcDateTime));
        signed.ComputeSignature(signer);
        return signed.Encode();
    }

    private static byte[] Packed(Dictionary<string, byte[]> files)
    {
        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var entry = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
                entry.Write(content);
            }
        }
        return packed.ToArray();
    }

    private static string Rgb(string hex) =>
        string.Create(CultureInfo.InvariantCulture, $"rgb({Part(hex, 1)}, {Part(hex, 3)}, {Part(hex, 5)})");

    private static byte Part(string hex, int at) =>
        byte.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
