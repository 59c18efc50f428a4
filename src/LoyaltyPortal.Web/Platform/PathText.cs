using Microsoft.AspNetCore.Http.Features;

namespace LoyaltyPortal.Web.Platform;

/// <summary>Texts of others in a path, such as order numbers.</summary>
internal static class PathText
{
    private const string Slash = "%2F";

    /// <summary>The text that a segment stands for. The server decodes all but <c>%2F</c>, so of a segment with a slash
    /// (order <c>2026/17</c>) one cannot tell what was sent, and it is read from the request's own line.</summary>
    public static string Of(HttpRequest request, string routed)
    {
        if (!routed.Contains(Slash, StringComparison.OrdinalIgnoreCase))
        {
            return routed;
        }
        var sent = request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget.Split('?')[0] ?? string.Empty;
        var segment = sent.Split('/')
            .FirstOrDefault(each => AsRouted(each).Equals(routed, StringComparison.OrdinalIgnoreCase));
        return segment is null ? routed : Uri.UnescapeDataString(segment);
    }

    private static string AsRouted(string segment) =>
        Uri.UnescapeDataString(segment.Replace(Slash, "%252F", StringComparison.OrdinalIgnoreCase));
}
