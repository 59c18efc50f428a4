using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using LoyaltyPortal.Web.Tests.Features.Support;
using LoyaltyPortal.Web.Tests.StoreApi;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Features.Card;

/// <summary>The card in Google Wallet: a signed link that saves it, and a service that is told of changes.</summary>
public sealed class GoogleWalletTests(WalletPortal portal) : IClassFixture<WalletPortal>
{
    private Till Till => portal.Till;

    [Fact]
    public async Task The_link_holds_the_card_and_is_signed_by_the_operator_s_account()
    {
        using var member = await SignedInMember.NewAsync(portal);

        var link = (await member.GoAsync("/card/wallet/google")).To!;

        Assert.StartsWith("/gp/v/save/", link, StringComparison.Ordinal);
        var claims = Verified(link["/gp/v/save/".Length..]);
        Assert.Equal(("savetowallet", "google"), (claims.Text("typ"), claims.Text("aud")));
        Assert.Equal("cards@shop.example", claims.Text("iss"));
        var card = claims["payload"]!["loyaltyObjects"]![0]!;
        Assert.StartsWith(WalletPortal.Issuer + ".", card.Text("id"), StringComparison.Ordinal);
        Assert.Equal(claims["payload"]!["loyaltyClasses"]![0]!.Text("id"), card.Text("classId"));
        var found = (await Till.Find("qr", card.Text("barcode.value"))).Is(200);
        Assert.Equal(("offline", member.Shopper.MemberId), (found.Text("qrTrust"), found.Text("memberId")));
    }

    [Fact]
    public async Task The_service_is_told_what_the_card_shows_now()
    {
        using var member = await SignedInMember.NewAsync(portal);
        var link = (await member.GoAsync("/card/wallet/google")).To!;
        var id = Verified(link["/gp/v/save/".Length..])["payload"]!["loyaltyObjects"]![0]!.Text("id");
        await portal.LookAsync();
        await Till.Wait(TimeSpan.FromSeconds(2));

        await Till.GivePoints(member.Shopper, 150);
        await portal.LookAsync();
        await portal.LookAsync();

        var told = Assert.Single(portal.Google.All, each => each.Path.EndsWith(id, StringComparison.Ordinal));
        Assert.Equal("Bearer of-an-hour", told.Headers["Authorization"]);
        Assert.StartsWith(
            "150",
            JsonNode.Parse(told.Body)!.Text("loyaltyPoints.balance.string"),
            StringComparison.Ordinal
        );
        var asked = portal.Google.All.First(each => each.Path == "/token");
        Assert.Contains("assertion=", asked.Body, StringComparison.Ordinal);
        var assertion = asked.Body.Split("assertion=")[1];
        Assert.Equal(portal.Google.Address + "/token", Verified(assertion).Text("aud"));
    }

    [Fact]
    public async Task The_logo_is_there_for_anybody()
    {
        using var visitor = new MemberBrowser(portal);

        Assert.Equal(200, await visitor.StatusAsync("/wallets/logo.png"));
    }

    /// <summary>What a token says, once its signature holds.</summary>
    private JsonNode Verified(string token)
    {
        var parts = token.Split('.');
        Assert.True(
            portal.GoogleKey.VerifyData(
                Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"),
                Bytes(parts[2]),
                HashAlgorithmName.SHA256,
                RSASignaturePadding.Pkcs1
            )
        );
        return JsonNode.Parse(Bytes(parts[1]))!;
    }

    private static byte[] Bytes(string text) => System.Buffers.Text.Base64Url.DecodeFromChars(text);
}
