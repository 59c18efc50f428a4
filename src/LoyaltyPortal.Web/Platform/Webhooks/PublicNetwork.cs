using System.Net;
using System.Net.Sockets;

namespace LoyaltyPortal.Web.Platform.Webhooks;

/// <summary>Tells addresses of the public internet from all others: those of this machine, of networks at home, of providers'
/// inner networks, of groups, of documents. An address that carries another one within it is what that one is.</summary>
internal static class PublicNetwork
{
    /// <summary>Of RFC 6890 and the registries that follow it, with groups and what is reserved.</summary>
    private static readonly IPNetwork[] NotPublic4 =
    [
        IPNetwork.Parse("0.0.0.0/8"),
        IPNetwork.Parse("10.0.0.0/8"),
        IPNetwork.Parse("100.64.0.0/10"),
        IPNetwork.Parse("127.0.0.0/8"),
        IPNetwork.Parse("169.254.0.0/16"),
        IPNetwork.Parse("172.16.0.0/12"),
        IPNetwork.Parse("192.0.0.0/24"),
        IPNetwork.Parse("192.0.2.0/24"),
        IPNetwork.Parse("192.88.99.0/24"),
        IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("198.18.0.0/15"),
        IPNetwork.Parse("198.51.100.0/24"),
        IPNetwork.Parse("203.0.113.0/24"),
        IPNetwork.Parse("224.0.0.0/3"),
    ];

    /// <summary>All that is given out of version 6; what lies outside is local, of groups or nobody's.</summary>
    private static readonly IPNetwork Given6 = IPNetwork.Parse("2000::/3");

    /// <summary>Within it: tunnels that carry addresses disguised, keys, and documents.</summary>
    private static readonly IPNetwork[] NotPublic6 =
    [
        IPNetwork.Parse("2001::/23"),
        IPNetwork.Parse("2001:db8::/32"),
        IPNetwork.Parse("3fff::/20"),
    ];

    /// <summary>6to4: the address of version 4 is in the second to fifth byte after the first two.</summary>
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");

    /// <summary>NAT64: the address of version 4 is in the last four bytes.</summary>
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>Whether an address is one of the public internet.</summary>
    public static bool Has(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.IsIPv4MappedToIPv6)
        {
            return Has(address.MapToIPv4());
        }
        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            return !Array.Exists(NotPublic4, network => network.Contains(address));
        }
        if (address.AddressFamily != AddressFamily.InterNetworkV6 || address.ScopeId != 0)
        {
            return false;
        }
        if (Nat64.Contains(address))
        {
            return Has(Within(address, 12));
        }
        if (SixToFour.Contains(address))
        {
            return Has(Within(address, 2));
        }
        return Given6.Contains(address) && !Array.Exists(NotPublic6, network => network.Contains(address));
    }

    private static IPAddress Within(IPAddress address, int at)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        return new IPAddress(bytes.Slice(at, 4));
    }
}
