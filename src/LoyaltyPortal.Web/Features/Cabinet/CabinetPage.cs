using System.Globalization;
using LoyaltyPortal.Data.Reading;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Domain.Tiers;
using LoyaltyPortal.Web.Components;
using LoyaltyPortal.Web.Platform;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace LoyaltyPortal.Web.Features.Cabinet;

/// <summary>A page of a member's own figures: whose they are comes from the session and from nowhere else.</summary>
public abstract class CabinetPage : ComponentBase
{
    [CascadingParameter]
    protected HttpContext Http { get; set; } = default!;

    [Inject]
    protected MemberReading Reading { get; set; } = default!;

    [Inject]
    protected Programme Programme { get; set; } = default!;

    [Inject]
    protected TimeProvider Time { get; set; } = default!;

    [Inject]
    protected NavigationManager Navigation { get; set; } = default!;

    [Inject]
    protected IStringLocalizer<CabinetTexts> T { get; set; } = default!;

    [Inject]
    protected IStringLocalizer<ComponentTexts> Shared { get; set; } = default!;

    protected static CultureInfo Culture => CultureInfo.CurrentCulture;

    /// <summary>Today where the programme runs.</summary>
    protected DateOnly Today => Programme.Zone.DayOf(Time.GetUtcNow());

    /// <summary>The account of the member who is signed in.</summary>
    protected Guid AccountId => Http.User.AccountId() ?? Guid.Empty;

    protected string In(LocalText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.In(Languages.Current);
    }

    /// <summary>A day as people say it, inside a sentence.</summary>
    protected string Say(DateOnly day) => DayWords.Say(day, Today, Shared, Culture);

    /// <summary>A sum with the orders that go with it, as far as either is something.</summary>
    protected string SumAndOrders(Counted counted)
    {
        var orders = Counts(counted.Orders, "OrderOne", "OrderFew", "OrderMany");
        return (counted.Sum.IsZero, counted.Orders) switch
        {
            (false, 0) => Programme.Say(counted.Sum, Culture),
            (true, not 0) => orders,
            _ => T["SumAndOrders", Programme.Say(counted.Sum, Culture), orders],
        };
    }

    /// <summary>The member's orders from a day back, the latest first.</summary>
    protected string OrdersUpTo(DateOnly day) =>
        $"/cabinet/orders?after={OrderPage.MarkBefore(Programme.Zone.StartOf(day.AddDays(1)))}";

    /// <summary>What counts for the level, in a sentence.</summary>
    protected string Counting =>
        Programme.Tiers.RollingDays is { } days
            ? T["CountedFor", Counts(days, "DayOne", "DayMany", "DayMany")]
            : T["CountedForever"];

    private string Counts(int count, string one, string few, string many) =>
        Figures.Number(count, Culture)
        + Figures.NoBreakSpace
        + new PluralForms(T[one], T[few], T[many]).After(count, Culture);

    /// <summary>The name of a wallet; one that has left the programme is better told by its id than not at all.</summary>
    protected string WalletName(string id) =>
        Programme.Wallets.FirstOrDefault(wallet => wallet.Id == id) is { } wallet ? In(wallet.Name) : id;
}
