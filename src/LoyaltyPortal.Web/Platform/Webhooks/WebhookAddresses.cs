using System.Net;
using System.Net.Sockets;
using LoyaltyPortal.Data.Webhooks;

namespace LoyaltyPortal.Web.Platform.Webhooks;

/// <summary>What is to be said of an address that somebody typed for a webhook.</summary>
public abstract record AddressCheck
{
    private AddressCheck() { }

    /// <summary>It may be told.</summary>
    /// <param name="Address">As it is kept.</param>
    public sealed record Good(string Address) : AddressCheck;

    /// <summary>It may not.</summary>
    /// <param name="Why">What is wrong.</param>
    public sealed record Refused(AddressFault Why) : AddressCheck;
}

/// <summary>What is wrong with an address.</summary>
public enum AddressFault
{
    /// <summary>It is no whole address of a server.</summary>
    NoAddress,

    /// <summary>It is not encrypted.</summary>
    NotHttps,

    /// <summary>It has a name and a password in it, or a part that servers never see.</summary>
    TooMuch,

    /// <summary>Its port is one of other services.</summary>
    Port,

    /// <summary>Nobody knows its name.</summary>
    UnknownHost,

    /// <summary>It leads to this machine, or into a network that is not public.</summary>
    NotPublic,
}

/// <summary>Finds the addresses behind a name.</summary>
public interface IHostNames
{
    /// <summary>The addresses; at least one.</summary>
    /// <exception cref="SocketException">Nobody knows the name.</exception>
    Task<IPAddress[]> FindAsync(string host, CancellationToken cancellation);
}

/// <summary>The machine's own way to find them.</summary>
internal sealed class HostNames : IHostNames
{
    public Task<IPAddress[]> FindAsync(string host, CancellationToken cancellation) =>
        Dns.GetHostAddressesAsync(host, cancellation);
}

/// <summary>Which addresses webhooks may have. A name may lead elsewhere tomorrow, so <see cref="WebhookConnection"/> looks
/// again at each connection.</summary>
public sealed class WebhookAddresses
{
    private const int Https = 443;
    private const int FirstFree = 1024;

    private static readonly TimeSpan LongestSearch = TimeSpan.FromSeconds(5);

    private readonly bool allowsPrivate;
    private readonly IHostNames names;

    internal WebhookAddresses(WebhookSettings settings, IHostNames names) =>
        (allowsPrivate, this.names) = (settings.AllowPrivate, names);

    /// <summary>Checks what somebody typed.</summary>
    public async Task<AddressCheck> CheckAsync(string? typed, CancellationToken cancellation)
    {
        if (
            typed is not { Length: > 0 and <= WebhookBook.LongestAddress }
            || !Uri.TryCreate(typed.Trim(), UriKind.Absolute, out var address)
            || address.HostNameType is UriHostNameType.Unknown or UriHostNameType.Basic
            || address.AbsoluteUri.Length > WebhookBook.LongestAddress
        )
        {
            return new AddressCheck.Refused(AddressFault.NoAddress);
        }
        var isPlain = address.Scheme == Uri.UriSchemeHttp && allowsPrivate && address.IsLoopback;
        if (address.Scheme != Uri.UriSchemeHttps && !isPlain)
        {
            return new AddressCheck.Refused(AddressFault.NotHttps);
        }
        if (address.UserInfo.Length > 0 || address.Fragment.Length > 0)
        {
            return new AddressCheck.Refused(AddressFault.TooMuch);
        }
        if (address.Port != Https && address.Port < FirstFree)
        {
            return new AddressCheck.Refused(AddressFault.Port);
        }
        return await FaultOfHostAsync(address.IdnHost, cancellation) is { } fault
            ? new AddressCheck.Refused(fault)
            : new AddressCheck.Good(address.AbsoluteUri);
    }

    /// <summary>The addresses behind a host, for a connection to it.</summary>
    /// <exception cref="SocketException">Nobody knows the name.</exception>
    /// <exception cref="PrivateAddressException">One of them is not public.</exception>
    internal async Task<IPAddress[]> FindAsync(string host, CancellationToken cancellation)
    {
        var found = IPAddress.TryParse(host, out var literal) ? [literal] : await names.FindAsync(host, cancellation);
        // One that is not public among others is no slip: somebody tries which of them is taken.
        return allowsPrivate || Array.TrueForAll(found, PublicNetwork.Has)
            ? found
            : throw new PrivateAddressException();
    }

    private async Task<AddressFault?> FaultOfHostAsync(string host, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(LongestSearch);
        try
        {
            return (await FindAsync(host, limit.Token)).Length == 0 ? AddressFault.UnknownHost : null;
        }
        catch (PrivateAddressException)
        {
            return AddressFault.NotPublic;
        }
        catch (Exception unknown)
            when (unknown is SocketException or ArgumentException
                || (unknown is OperationCanceledException && !cancellation.IsCancellationRequested)
            )
        {
            return AddressFault.UnknownHost;
        }
    }
}

/// <summary>A webhook's name leads to an address that is not public.</summary>
internal sealed class PrivateAddressException() : Exception("The address is not public.");
