using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Platform;
using Microsoft.AspNetCore.Components;

namespace LoyaltyPortal.Web.Features.Card;

/// <summary>What stays with a phone for the time without signal: the shell of the card and the files it is made of, under
/// names that change with their contents. Nothing of it is anybody's own.</summary>
internal sealed class OfflineFiles(
    EndpointDataSource endpoints,
    BrandSheet brand,
    HomeScreen screen,
    Programme programme
)
{
    /// <summary>Where the shell is.</summary>
    public const string Shell = "/card/offline";

    private static readonly string[] Kept =
    [
        "lib/bootstrap.min.css",
        "css/portal.css",
        "css/dark.css",
        "css/pass.css",
        "js/offline.js",
        "img/mark.svg",
    ];

    // The pages know the files' names; what is no page asks one of them.
    private readonly Lazy<ResourceAssetCollection> named = new(() =>
        endpoints
            .Endpoints.Select(each => each.Metadata.GetMetadata<ResourceAssetCollection>())
            .FirstOrDefault(each => each is not null)
        ?? ResourceAssetCollection.Empty
    );

    /// <summary>The style sheet of the brand's colours.</summary>
    public string Brand => "/" + brand.Address;

    /// <summary>The address of a file by its plain name.</summary>
    public string this[string name] => "/" + named.Value[name];

    /// <summary>The script that keeps all this. It is another text after each change, and then everything is kept anew.</summary>
    public string Worker
    {
        get
        {
            string[] files = [Brand, screen.KeptIcon, .. Kept.Select(each => this[each])];
            var build = typeof(OfflineFiles).Module.ModuleVersionId;
            var all = Encoding.UTF8.GetBytes(string.Join('\n', [.. files, $"{build:N}", programme.Version]));
            var version = Convert.ToHexStringLower(SHA256.HashData(all).AsSpan(0, 8));
            var kept = JsonSerializer.Serialize(
                new Dictionary<string, object>
                {
                    ["version"] = version,
                    ["shell"] = Shell,
                    ["files"] = files,
                }
            );
            return $"const KEPT = {kept};\nimportScripts(\"{this["js/worker.js"]}\");\n";
        }
    }
}
