namespace LoyaltyPortal.Web.Platform;

/// <summary>The address under which people reach the portal, for links in messages. Taken from the configuration: what a
/// request says of its host is not to be trusted in a text message.</summary>
public sealed class PublicAddress(IConfiguration configuration)
{
    private readonly string root = (configuration["Portal:Address"] ?? "http://localhost:5000").TrimEnd('/');

    /// <summary>The host alone, without a port.</summary>
    public string Host => new Uri(root).Host;

    /// <summary>The full address of a path.</summary>
    public string Of(string path) => root + path;
}
