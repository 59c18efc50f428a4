using System.Globalization;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Components;
using LoyaltyPortal.Web.Platform;
using LoyaltyPortal.Web.Platform.StoreContract;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace LoyaltyPortal.Web.Features.Till;

/// <summary>A page of the till or a part of one: who stands there comes from the session, where from this browser's choice.</summary>
public abstract class TillPage : ComponentBase
{
    [CascadingParameter]
    protected HttpContext Http { get; set; } = default!;

    [Inject]
    protected IStoreTill Till { get; set; } = default!;

    [Inject]
    protected TillStores Stores { get; set; } = default!;

    [Inject]
    protected Programme Programme { get; set; } = default!;

    [Inject]
    protected TimeProvider Time { get; set; } = default!;

    [Inject]
    protected NavigationManager Navigation { get; set; } = default!;

    [Inject]
    protected IStringLocalizer<TillTexts> T { get; set; } = default!;

    [Inject]
    protected IStringLocalizer<ReasonTexts> Words { get; set; } = default!;

    protected static CultureInfo Culture => CultureInfo.CurrentCulture;

    protected CancellationToken Stop => Http.RequestAborted;

    protected Guid StaffId => Http.User.StaffId() ?? Guid.Empty;

    /// <summary>Today where the programme runs.</summary>
    protected DateOnly Today => Programme.Zone.DayOf(Time.GetUtcNow());

    /// <summary>Where this browser stands; null while that is to be chosen.</summary>
    protected TillStore? Store { get; private set; }

    /// <summary>The clerk there. Only where <see cref="Store"/> is chosen.</summary>
    protected TillClerk Clerk => Store!.Clerk(StaffId);

    /// <summary>Finds the store out, or sends the clerk to choose one.</summary>
    /// <returns>Whether the page can go on.</returns>
    protected bool HasStore()
    {
        Store = Stores.Of(Http);
        if (Store is not null)
        {
            return true;
        }
        Navigation.NavigateTo(TillSlice.StorePath);
        return false;
    }

    /// <summary>A store as people know it.</summary>
    protected string NameOf(TillStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        return store.Name ?? Capital(Words[$"channel-{store.Channel.Id}"]);
    }

    /// <summary>The name of a wallet; one that has left the programme is better told by its id than not at all.</summary>
    protected string WalletName(string id) =>
        Programme.Wallets.FirstOrDefault(wallet => wallet.Id == id)?.Name.In(Languages.Current) ?? id;

    /// <summary>The time of the portal as a hidden field carries it.</summary>
    protected string NowText =>
        Time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>A key of one press: what is sent twice is done once.</summary>
    protected static string NewPress() => Guid.CreateVersion7().ToString("N");

    /// <summary>The key of a press that a form carried, or of one more when it carried none.</summary>
    protected static string PressOf(string? sent) => Guid.TryParseExact(sent, "N", out _) ? sent! : NewPress();

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpper(text[0], Culture) + text[1..];
}
