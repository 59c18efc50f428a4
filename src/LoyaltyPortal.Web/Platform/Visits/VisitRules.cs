using Microsoft.AspNetCore.Components.Endpoints;

namespace LoyaltyPortal.Web.Platform.Visits;

/// <summary>What is open to somebody who looks through a member's eyes. Whatever is not named here is closed: a new page is
/// not seen in a visit until somebody has thought about it.</summary>
public static class VisitRules
{
    public const string EndPath = "/visit/end";
    public const string LiftPath = "/visit/lift";

    /// <summary>Pages with all below them.</summary>
    private static readonly PathString[] Trees = ["/cabinet", "/error"];

    private static readonly PathString[] Pages =
    [
        "/",
        "/profile",
        "/profile/data",
        "/profile/notices",
        "/rules",
        "/faq",
        "/calculator",
        LiftPath,
    ];

    /// <summary>Forms that change nothing of the member's: the agent's own language and theme, and the visit itself.</summary>
    private static readonly PathString[] Forms = ["/language", "/theme", EndPath, LiftPath];

    /// <summary>What makes a page look as it does, and belongs to nobody.</summary>
    public static bool IsAsset(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.GetEndpoint()?.Metadata.GetMetadata<Microsoft.AspNetCore.StaticAssets.StaticAssetDescriptor>()
                is not null
            || context.Request.Path.Equals("/brand.css", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether a request only reads what may be read.</summary>
    public static bool MayRead(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var path = context.Request.Path;
        var reads = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        // Files and programs' addresses are nobody's page: what they would hand over leaves no picture of what was seen.
        var isPage =
            context.GetEndpoint() is not { } endpoint
            || endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null;
        return reads
            && isPage
            && (
                Pages.Contains(path, PathsAlike.Instance)
                || Array.Exists(Trees, tree => path.StartsWithSegments(tree, StringComparison.OrdinalIgnoreCase))
            );
    }

    /// <summary>Whether a request sends a form that changes nothing of the member's.</summary>
    public static bool IsOwnForm(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return HttpMethods.IsPost(context.Request.Method) && Forms.Contains(context.Request.Path, PathsAlike.Instance);
    }

    /// <summary>Paths without regard to small and large letters and to a slash at the end, as routing takes them.</summary>
    private sealed class PathsAlike : IEqualityComparer<PathString>
    {
        public static readonly PathsAlike Instance = new();

        public bool Equals(PathString x, PathString y) =>
            string.Equals(Bare(x), Bare(y), StringComparison.OrdinalIgnoreCase);

        public int GetHashCode(PathString obj) => StringComparer.OrdinalIgnoreCase.GetHashCode(Bare(obj));

        private static string Bare(PathString path) => path.Value?.TrimEnd('/') ?? string.Empty;
    }
}
