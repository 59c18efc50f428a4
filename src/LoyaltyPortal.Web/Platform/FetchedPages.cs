namespace LoyaltyPortal.Web.Platform;

/// <summary>Pages that Blazor's script fetches to put them in place of the one before.</summary>
internal static class FetchedPages
{
    /// <summary>Whether a page is asked for by the script. It reads pages without running them, so what is meant for browsers
    /// without scripts (a <c>noscript</c> with a refresh) it would take at its word: that must not be sent to it.</summary>
    public static bool IsFetchedByScript(this HttpRequest request) =>
        request.Headers.Accept.ToString().Contains("blazor-enhanced-nav", StringComparison.Ordinal);
}
