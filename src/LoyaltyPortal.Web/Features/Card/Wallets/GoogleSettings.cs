using System.Security.Cryptography;
using System.Text.Json;
using LoyaltyPortal.Web.Platform;
using Microsoft.IdentityModel.Tokens;

namespace LoyaltyPortal.Web.Features.Card.Wallets;

/// <summary>What the operator got from Google to make cards: the section <c>Wallets:Google</c>. Without it no card is offered.</summary>
/// <param name="Issuer">The issuer's number.</param>
/// <param name="Class">The name of the class of cards, made with the first of them.</param>
/// <param name="Account">The service account's mail address.</param>
/// <param name="Key">Its key.</param>
/// <param name="Token">Where the key is changed for a pass of an hour.</param>
/// <param name="Api">Where cards are kept.</param>
/// <param name="Save">Where a member saves one.</param>
public sealed record GoogleSettings(
    string Issuer,
    string Class,
    string Account,
    SigningCredentials Key,
    Uri Token,
    Uri Api,
    string Save
)
{
    private const string Section = "Wallets:Google";

    /// <summary>The settings; null where nothing is set.</summary>
    /// <exception cref="StartRefusedException">Something is missing or wrong; no value is told, for it may be a secret.</exception>
    public static GoogleSettings? Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        if (!section.GetChildren().Any())
        {
            return null;
        }
        var issuer =
            section["Issuer"] is { Length: > 0 } number && number.All(char.IsAsciiDigit)
                ? number
                : throw Wrong("Issuer", "it must be a number");
        var name = section["Class"] ?? "loyalty";
        if (!name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-'))
        {
            throw Wrong("Class", "it holds letters, digits, dots, lines and underlines only");
        }
        try
        {
            using var file = JsonDocument.Parse(File.ReadAllBytes(section["KeyFile"] ?? string.Empty));
            var root = file.RootElement;
            var key = RSA.Create();
            key.ImportFromPem(root.GetProperty("private_key").GetString());
            return new GoogleSettings(
                issuer,
                $"{issuer}.{name}",
                root.GetProperty("client_email").GetString()!,
                new SigningCredentials(new RsaSecurityKey(key), SecurityAlgorithms.RsaSha256),
                new Uri(root.GetProperty("token_uri").GetString()!),
                new Uri(section["Api"] ?? "https://walletobjects.googleapis.com"),
                section["Save"] ?? "https://pay.google.com/gp/v/save/"
            );
        }
        catch (Exception unreadable)
            when (unreadable
                    is IOException
                        or UnauthorizedAccessException
                        or ArgumentException
                        or FormatException
                        or JsonException
                        or KeyNotFoundException
                        or InvalidOperationException
                        or CryptographicException
            )
        {
            throw Wrong("KeyFile", "it must be the key file of a service account");
        }
    }

    private static StartRefusedException Wrong(string key, string why) => new($"{Section}:{key} is wrong: {why}.");
}
