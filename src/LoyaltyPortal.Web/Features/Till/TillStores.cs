using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Platform;
using LoyaltyPortal.Web.Platform.StoreContract;

namespace LoyaltyPortal.Web.Features.Till;

/// <summary>A place where a till stands.</summary>
/// <param name="Id">What the browser's cookie keeps.</param>
/// <param name="Name">The name of the store, as purchases carry it; null where the shop names none.</param>
/// <param name="Channel">A channel of the programme.</param>
public sealed record TillStore(string Id, string? Name, Channel Channel)
{
    /// <summary>Somebody of the staff at work there.</summary>
    public TillClerk Clerk(Guid staffId) => new(staffId, Channel.Id, Name);
}

/// <summary>The stores a clerk can choose from, and the one this browser stands in. The cookie is only a wish: it is held against
/// the settings with each request.</summary>
public sealed class TillStores
{
    private const string Section = "Till:Stores";
    private const int LongestName = 100;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    private readonly string cookie;

    /// <exception cref="StartRefusedException">A store has no name, or a channel that the programme does not have.</exception>
    public TillStores(IConfiguration configuration, Programme programme, IHostEnvironment environment)
    {
        cookie = PortalCookies.Name("till", environment);
        var configured = configuration.GetSection(Section).GetChildren().Select(each => Read(each, programme)).ToList();
        All = configured.Count > 0 ? configured : OfChannels(programme);
        if (All.Select(store => store.Id).Distinct(StringComparer.Ordinal).Count() < All.Count)
        {
            throw new StartRefusedException($"{Section}: two stores have the same id.");
        }
    }

    /// <summary>All of them, one at least.</summary>
    public IReadOnlyList<TillStore> All { get; }

    /// <summary>The store of that id, or null.</summary>
    public TillStore? Find(string? id) => All.FirstOrDefault(store => store.Id == id);

    /// <summary>Where this browser stands; null while that is to be chosen.</summary>
    public TillStore? Of(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        return All.Count == 1 ? All[0] : Find(http.Request.Cookies[cookie]);
    }

    /// <summary>Keeps the choice of this browser.</summary>
    public void Choose(HttpContext http, TillStore store)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(store);
        http.Response.Cookies.Append(cookie, store.Id, PortalCookies.Options(http, Kept, SameSiteMode.Strict));
    }

    /// <summary>Where no stores are named there is one for each channel that hands goods over at payment, or, where none does,
    /// for each channel.</summary>
    private static List<TillStore> OfChannels(Programme programme)
    {
        var counters = programme.Channels.Where(channel => channel.ReceivedWhenPaid).ToList();
        return
        [
            .. (counters.Count > 0 ? counters : programme.Channels).Select(channel => new TillStore(
                channel.Id,
                null,
                channel
            )),
        ];
    }

    private static TillStore Read(IConfigurationSection store, Programme programme)
    {
        var (id, name, channel) = (store["id"], store["name"]?.Trim(), store["channel"]);
        if (string.IsNullOrWhiteSpace(id) || string.IsNullOrEmpty(name) || name.Length > LongestName)
        {
            throw new StartRefusedException($"{store.Path} needs an id and a name of at most {LongestName} letters.");
        }
        return programme.ChannelOf(channel ?? string.Empty) is { } known
            ? new TillStore(id, name, known)
            : throw new StartRefusedException(
                $"{store.Path}:channel is \"{channel}\"; the programme has {string.Join(", ", programme.Channels.Select(each => each.Id))}."
            );
    }
}
