using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Platform;
using Microsoft.IdentityModel.JsonWebTokens;

namespace LoyaltyPortal.Web.Features.Card.Wallets;

/// <summary>Makes cards for Google Wallet: a signed link that holds the whole card.</summary>
public sealed class GoogleCard(GoogleSettings settings, PublicAddress address, Programme programme, TimeProvider time)
{
    private static readonly JsonWebTokenHandler Tokens = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>As the service reads it; letters of all languages as they are, since a link has little room.</summary>
    internal static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };

    /// <summary>The address at which a member saves the card.</summary>
    /// <param name="passId">Its number.</param>
    /// <param name="face">What it shows.</param>
    public string SaveLink(Guid passId, PassFace face)
    {
        var claims = new
        {
            Iss = settings.Account,
            Aud = "google",
            Typ = "savetowallet",
            Iat = time.GetUtcNow().ToUnixTimeSeconds(),
            Payload = new { LoyaltyClasses = new[] { Class(face) }, LoyaltyObjects = new[] { Card(passId, face) } },
        };
        return settings.Save + Sign(claims);
    }

    /// <summary>The card as the service keeps it.</summary>
    public object Card(Guid passId, PassFace face)
    {
        ArgumentNullException.ThrowIfNull(face);
        return new
        {
            Id = NumberOf(passId),
            ClassId = settings.Class,
            State = "ACTIVE",
            AccountId = face.Number,
            Barcode = new
            {
                Type = "QR_CODE",
                Value = face.Code,
                AlternateText = face.Number,
            },
            LoyaltyPoints = Points(face.Balances[0]),
            SecondaryLoyaltyPoints = face.Balances.Count > 1 ? Points(face.Balances[1]) : null,
            TextModulesData = new[] { face.Level, face.Ending }
                .OfType<PassFigure>()
                .Select(each => new
                {
                    Id = each.Key,
                    Header = each.Label,
                    Body = each.Value,
                }),
        };
    }

    /// <summary>The card of a member who was forgotten: nothing of it is left to see.</summary>
    public object Nobodys(Guid passId) =>
        new
        {
            Id = NumberOf(passId),
            ClassId = settings.Class,
            State = "EXPIRED",
            AccountId = "-",
            Barcode = new
            {
                Type = "QR_CODE",
                Value = "-",
                AlternateText = "-",
            },
            LoyaltyPoints = Points(new PassFigure("balance", "-", "-")),
            SecondaryLoyaltyPoints = Points(new PassFigure("balance", "-", "-")),
            TextModulesData = Array.Empty<object>(),
        };

    /// <summary>The number under which the service keeps a card.</summary>
    public string NumberOf(Guid passId) => string.Create(CultureInfo.InvariantCulture, $"{settings.Issuer}.{passId:N}");

    /// <summary>Claims as a signed token.</summary>
    public string Sign(object claims) => Tokens.CreateToken(JsonSerializer.Serialize(claims, Json), settings.Key);

    private object Class(PassFace face) =>
        new
        {
            Id = settings.Class,
            IssuerName = face.Programme,
            ProgramName = face.Programme,
            ProgramLogo = new { SourceUri = new { Uri = address.Of(WalletRoutes.Logo) } },
            HexBackgroundColor = programme.Brand.Light,
            ReviewStatus = "UNDER_REVIEW",
        };

    private static object Points(PassFigure balance) => new { balance.Label, Balance = new { String = balance.Value } };
}
