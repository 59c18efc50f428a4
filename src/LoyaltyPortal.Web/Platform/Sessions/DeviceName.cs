namespace LoyaltyPortal.Web.Platform.Sessions;

/// <summary>A browser as its owner would know it again, from what it says of itself.</summary>
public static class DeviceName
{
    private static readonly (string Sign, string Name)[] Browsers =
    [
        ("YaBrowser/", "Yandex Browser"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("OPR/", "Opera"),
        ("Edg/", "Edge"),
        ("EdgA/", "Edge"),
        ("EdgiOS/", "Edge"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];

    private static readonly (string Sign, string Name)[] Systems =
    [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ];

    /// <summary>Such as "Chrome, Android"; a dash where it says nothing that is known.</summary>
    public static string Of(string? userAgent)
    {
        var parts = new[] { Find(userAgent, Browsers), Find(userAgent, Systems) }.OfType<string>().ToList();
        return parts.Count == 0 ? "—" : string.Join(", ", parts);
    }

    private static string? Find(string? text, (string Sign, string Name)[] names) =>
        text is null
            ? null
            : names
                .Where(each => text.Contains(each.Sign, StringComparison.Ordinal))
                .Select(each => each.Name)
                .FirstOrDefault();
}
