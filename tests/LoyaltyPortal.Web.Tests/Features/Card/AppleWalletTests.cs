using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Text.Json.Nodes;
using LoyaltyPortal.Web.Tests.Features.Support;
using LoyaltyPortal.Web.Tests.StoreApi;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Features.Card;

/// <summary>The card in Apple Wallet: a signed archive that the wallet keeps up to date by itself.</summary>
public sealed class AppleWalletTests(WalletPortal portal) : IClassFixture<WalletPortal>, IDisposable
{
    private readonly HttpClient wallet = portal.CreateClient();

    private Till Till => portal.Till;

    public void Dispose() => wallet.Dispose();

    [Fact]
    public async Task The_pass_is_an_archive_signed_by_the_operator_whose_list_names_every_file()
    {
        using var member = await SignedInMember.NewAsync(portal);
        var files = Files(await member.FileAsync("/card/wallet/apple"));

        var signed = new SignedCms(new ContentInfo(files["manifest.json"]), detached: true);
        signed.Decode(files["signature"]);
        signed.CheckSignature(verifySignatureOnly: true);
        Assert.Equal(portal.Certificate.Thumbprint, signed.SignerInfos[0].Certificate!.Thumbprint);
        Assert.Contains(signed.Certificates, each => each.Thumbprint == portal.Authority.Thumbprint);
        Assert.Contains(
            signed.SignerInfos[0].SignedAttributes.Cast<CryptographicAttributeObject>(),
            each => each.Oid.Value == "1.2.840.113549.1.9.5"
        );
        var manifest = JsonNode.Parse(files["manifest.json"])!.AsObject();
        Assert.Equal(
            files.Keys.Except(["manifest.json", "signature"]).Order(StringComparer.Ordinal),
            manifest.Select(each => each.Key).Order(StringComparer.Ordinal)
        );
#pragma warning disable CA5350 // It is what wallets compare.
        Assert.All(
            manifest,
            each =>
                Assert.Equal(Convert.ToHexStringLower(SHA1.HashData(files[each.Key])), each.Value!.GetValue<string>())
        );
#pragma warning restore CA5350
        Assert.Contains("icon.png", files.Keys);
    }

    [Fact]
    public async Task The_pass_shows_number_level_and_balance_and_a_code_that_only_earns()
    {
        using var member = await SignedInMember.NewAsync(portal);
        await RichAsync(member);

        var pass = Pass(await member.FileAsync("/card/wallet/apple"));

        Assert.Equal(WalletPortal.PassType, pass.Text("passTypeIdentifier"));
        Assert.Equal("https://card.shop.example/wallets/apple", pass.Text("webServiceURL"));
        Assert.StartsWith("150", pass.Text("storeCard.primaryFields[0].value"), StringComparison.Ordinal);
        Assert.NotEmpty(pass.Text("storeCard.headerFields[0].value"));
        Assert.Equal(
            member.Shopper.CardNumber,
            pass.Text("barcodes[0].altText").Replace(" ", string.Empty, StringComparison.Ordinal)
        );
        var found = (await Till.Find("qr", pass.Text("barcodes[0].message"))).Is(200);
        Assert.Equal(("offline", member.Shopper.MemberId), (found.Text("qrTrust"), found.Text("memberId")));
        Assert.DoesNotContain(member.Shopper.Phone, pass.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wallet_registers_is_told_of_a_new_balance_and_fetches_the_pass_anew()
    {
        using var member = await SignedInMember.NewAsync(portal);
        var pass = Pass(await member.FileAsync("/card/wallet/apple"));
        var (device, push) = ("device-" + Till.NewName(), "push-" + Till.NewName());
        await portal.LookAsync();
        Assert.Equal(HttpStatusCode.Created, await RegisterAsync(pass, device, push));
        Assert.Equal(HttpStatusCode.OK, await RegisterAsync(pass, device, push));
        Assert.Equal(HttpStatusCode.NoContent, (await ChangedAsync(device, TagOf(await SerialsAsync(device)))).Status);

        await Till.Wait(TimeSpan.FromSeconds(2));
        await RichAsync(member);
        await portal.LookAsync();

        var told = Assert.Single(portal.Apple.All, each => each.Path == "/3/device/" + push);
        Assert.Equal(("HTTP/2", "{}"), (told.Protocol, told.Body));
        Assert.Equal(WalletPortal.PassType, told.Headers["apns-topic"]);
        Assert.Equal(portal.Certificate.Thumbprint, told.Client);
        var (_, changed) = await ChangedAsync(device, null);
        Assert.Equal(
            [pass.Text("serialNumber")],
            changed!["serialNumbers"]!.AsArray().Select(each => each!.GetValue<string>())
        );
        var (status, modified, file) = await FetchAsync(pass, since: null);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.StartsWith("150", Pass(file).Text("storeCard.primaryFields[0].value"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotModified, (await FetchAsync(pass, modified)).Status);
    }

    [Fact]
    public async Task A_wallet_is_told_once_of_a_change_and_not_of_what_it_does_not_show()
    {
        using var member = await SignedInMember.NewAsync(portal);
        var pass = Pass(await member.FileAsync("/card/wallet/apple"));
        var push = "push-" + Till.NewName();
        await portal.LookAsync();
        await RegisterAsync(pass, "device-" + Till.NewName(), push);
        await Till.Wait(TimeSpan.FromSeconds(2));
        await RichAsync(member);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => portal.LookAsync()));
        await portal.LookAsync();
        Assert.Single(portal.Apple.All, each => each.Path.EndsWith(push, StringComparison.Ordinal));

        // Kept and freed again: the account moved, and the card shows what it did.
        await Till.Wait(TimeSpan.FromSeconds(2));
        await Till.Cancel(await Till.Hold(Order.Of(1_000).By(member.Shopper), 30));
        await portal.LookAsync();
        Assert.Single(portal.Apple.All, each => each.Path.EndsWith(push, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(503, 2)]
    [InlineData(410, 1)]
    public async Task A_service_that_is_down_is_tried_again_and_a_wallet_that_is_gone_is_not(int status, int times)
    {
        using var member = await SignedInMember.NewAsync(portal);
        var pass = Pass(await member.FileAsync("/card/wallet/apple"));
        var push = "push-" + Till.NewName();
        await portal.LookAsync();
        await RegisterAsync(pass, "device-" + Till.NewName(), push);
        await Till.Wait(TimeSpan.FromSeconds(2));
        await RichAsync(member);
        portal.Apple.Status = status;
        try
        {
            await portal.LookAsync();
        }
        finally
        {
            portal.Apple.Status = 200;
        }
        await Till.Wait(TimeSpan.FromMinutes(1));
        await portal.LookAsync();
        await portal.LookAsync();

        Assert.Equal(times, portal.Apple.All.Count(each => each.Path.EndsWith(push, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Nothing_is_told_without_the_pass_s_own_token()
    {
        using var member = await SignedInMember.NewAsync(portal);
        using var other = await SignedInMember.NewAsync(portal);
        var pass = Pass(await member.FileAsync("/card/wallet/apple"));
        var foreign = Pass(await other.FileAsync("/card/wallet/apple")).Text("authenticationToken");
        var serial = pass.Text("serialNumber");

        foreach (var token in new[] { null, "", "x", foreign, pass.Text("authenticationToken") + "x" })
        {
            foreach (
                var (method, path) in new[]
                {
                    (HttpMethod.Get, $"/passes/{WalletPortal.PassType}/{serial}"),
                    (HttpMethod.Post, $"/devices/d/registrations/{WalletPortal.PassType}/{serial}"),
                    (HttpMethod.Delete, $"/devices/d/registrations/{WalletPortal.PassType}/{serial}"),
                }
            )
            {
                Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(method, path, token));
            }
        }
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            await AskAsync(HttpMethod.Get, $"/passes/pass.other/{serial}", pass.Text("authenticationToken"))
        );
    }

    [Fact]
    public async Task A_wallet_that_removes_the_pass_is_told_no_more()
    {
        using var member = await SignedInMember.NewAsync(portal);
        var pass = Pass(await member.FileAsync("/card/wallet/apple"));
        var (device, push) = ("device-" + Till.NewName(), "push-" + Till.NewName());
        await portal.LookAsync();
        await RegisterAsync(pass, device, push);

        var removed = await AskAsync(
            HttpMethod.Delete,
            $"/devices/{device}/registrations/{WalletPortal.PassType}/{pass.Text("serialNumber")}",
            pass.Text("authenticationToken")
        );

        Assert.Equal(HttpStatusCode.OK, removed);
        await Till.Wait(TimeSpan.FromSeconds(2));
        await RichAsync(member);
        await portal.LookAsync();
        Assert.DoesNotContain(portal.Apple.All, each => each.Path.EndsWith(push, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_is_not_signed_in_gets_no_pass()
    {
        using var visitor = new MemberBrowser(portal);

        Assert.Equal(302, await visitor.StatusAsync("/card/wallet/apple"));
        Assert.Equal(302, await visitor.StatusAsync("/card/wallet/google"));
    }

    [Fact]
    public async Task The_card_s_page_offers_both_wallets()
    {
        using var member = await SignedInMember.NewAsync(portal);

        var page = (await member.GoAsync("/card")).Text;

        Assert.Contains("/card/wallet/apple", page, StringComparison.Ordinal);
        Assert.Contains("/card/wallet/google", page, StringComparison.Ordinal);
    }

    private Task<Order> RichAsync(SignedInMember member) => Till.GivePoints(member.Shopper, 150);

    private static JsonNode Pass(byte[] file) => JsonNode.Parse(Files(file)["pass.json"])!;

    private static Dictionary<string, byte[]> Files(byte[] file)
    {
        using var archive = new ZipArchive(new MemoryStream(file));
        return archive.Entries.ToDictionary(
            entry => entry.FullName,
            entry =>
            {
                using var content = new MemoryStream();
                using var stream = entry.Open();
                stream.CopyTo(content);
                return content.ToArray();
            },
            StringComparer.Ordinal
        );
    }

    private async Task<HttpStatusCode> RegisterAsync(JsonNode pass, string device, string push)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            $"/wallets/apple/v1/devices/{device}/registrations/{WalletPortal.PassType}/{pass.Text("serialNumber")}"
        )
        {
            Content = JsonContent.Create(new { pushToken = push }),
        };
        request.Headers.TryAddWithoutValidation("Authorization", "ApplePass " + pass.Text("authenticationToken"));
        using var answer = await wallet.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private async Task<(HttpStatusCode Status, JsonNode? Body)> ChangedAsync(string device, string? since)
    {
        var address =
            $"/wallets/apple/v1/devices/{device}/registrations/{WalletPortal.PassType}"
            + (since is null ? "" : $"?passesUpdatedSince={since}");
        using var answer = await wallet.GetAsync(
            new Uri(address, UriKind.Relative),
            TestContext.Current.CancellationToken
        );
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (answer.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
    }

    private async Task<JsonNode> SerialsAsync(string device) => (await ChangedAsync(device, null)).Body!;

    private static string TagOf(JsonNode serials) => serials.Text("lastUpdated");

    private async Task<(HttpStatusCode Status, DateTimeOffset? Modified, byte[] File)> FetchAsync(
        JsonNode pass,
        DateTimeOffset? since
    )
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            $"/wallets/apple/v1/passes/{WalletPortal.PassType}/{pass.Text("serialNumber")}"
        );
        request.Headers.TryAddWithoutValidation("Authorization", "ApplePass " + pass.Text("authenticationToken"));
        request.Headers.IfModifiedSince = since;
        using var answer = await wallet.SendAsync(request, TestContext.Current.CancellationToken);
        var file = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        return (answer.StatusCode, answer.Content.Headers.LastModified, file);
    }

    private async Task<HttpStatusCode> AskAsync(HttpMethod method, string path, string? token)
    {
        using var request = new HttpRequestMessage(method, "/wallets/apple/v1" + path);
        if (token is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", "ApplePass " + token);
        }
        if (method == HttpMethod.Post)
        {
            request.Content = JsonContent.Create(new { pushToken = "push" });
        }
        using var answer = await wallet.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
