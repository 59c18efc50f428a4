using System.Globalization;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Orders;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Components;
using LoyaltyPortal.Web.Platform;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace LoyaltyPortal.Web.Features.Orders;

/// <summary>A page of a member's own orders, or a part of one: whose they are comes from the session and from nowhere
/// else.</summary>
public abstract class OrdersPart : ComponentBase
{
    /// <summary>Where the orders are.</summary>
    public const string Path = "/cabinet/orders";

    [CascadingParameter]
    protected HttpContext Http { get; set; } = default!;

    [Inject]
    protected Programme Programme { get; set; } = default!;

    [Inject]
    protected TimeProvider Time { get; set; } = default!;

    [Inject]
    protected NavigationManager Navigation { get; set; } = default!;

    [Inject]
    protected IStringLocalizer<OrdersTexts> T { get; set; } = default!;

    [Inject]
    protected IStringLocalizer<ReasonTexts> Words { get; set; } = default!;

    [Inject]
    protected ReasonSentences Reasons { get; set; } = default!;

    protected static CultureInfo Culture => CultureInfo.CurrentCulture;

    /// <summary>Today where the programme runs.</summary>
    protected DateOnly Today => Programme.Zone.DayOf(Time.GetUtcNow());

    /// <summary>The account of the member who is signed in.</summary>
    protected Guid AccountId => Http.User.AccountId() ?? Guid.Empty;

    /// <summary>What Blazor makes of the order's number in the address.</summary>
    [Parameter]
    public string OrderId { get; set; } = "";

    /// <summary>The order's number as it was sent: Blazor's has slashes where the number itself may have <c>%2F</c>.</summary>
    protected string OrderNumber =>
        PathText.Of(Http.Request, Http.Request.RouteValues[nameof(OrderId)] as string ?? OrderId);

    /// <summary>The address of an order, whatever its number is made of.</summary>
    protected static string PathOf(string orderId) => $"{Path}/{Uri.EscapeDataString(orderId)}";

    /// <summary>The address of an order's preview of returns.</summary>
    protected static string ReturnPathOf(string orderId) => $"{PathOf(orderId)}/return";

    protected static string In(LocalText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.In(Languages.Current);
    }

    protected string Date(DateOnly day) => DayWords.Date(day, Today, Culture);

    protected string Date(DateTimeOffset at) => Date(Programme.Zone.DayOf(at));

    protected string Moment(DateTimeOffset at) => Programme.Zone.ToLocal(at).ToString("d MMMM yyyy, HH:mm", Culture);

    /// <summary>The name of a word of the contract; one that has none is better told as it is than not at all.</summary>
    protected string Word(string kind, string word)
    {
        var text = Words[$"{kind}-{word}"];
        return text.ResourceNotFound ? word : text.Value;
    }

    /// <summary>How an order stands, in words.</summary>
    protected string StateOf(Purchase order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return T[$"State-{order.StatusIn(Programme)}"];
    }

    /// <summary>The name of a level; one that has left the programme is better told by its id than not at all.</summary>
    protected string LevelName(string id) => Programme.Tiers.Named(id) is { } tier ? In(tier.Name) : id;

    /// <summary>The name of a wallet, told alike.</summary>
    protected string WalletName(string id) =>
        Programme.Wallets.FirstOrDefault(wallet => wallet.Id == id) is { } wallet ? In(wallet.Name) : id;

    /// <summary>What an order earned as bought, promotions included.</summary>
    protected static Points EarnedBy(Purchase order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return order.Earned + order.Promotions.Sum(each => each.Points);
    }

    /// <summary>The name of a line as people know the goods.</summary>
    protected string NameOf(BasketLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return line.Name is { Length: > 0 } name ? name
            : string.IsNullOrWhiteSpace(line.Sku) ? T["NoName"]
            : line.Sku;
    }
}
