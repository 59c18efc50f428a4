using System.Globalization;
using LoyaltyPortal.Domain.Orders;

namespace LoyaltyPortal.Data.Reading;

/// <summary>Which orders to read.</summary>
/// <param name="Limit">How many at most, 1 to 200.</param>
/// <param name="After">Orders older than this mark.</param>
/// <param name="Before">Orders newer than this mark.</param>
public sealed record OrderQuery(int Limit, string? After = null, string? Before = null);

/// <summary>A page of a member's orders, newest first.</summary>
/// <param name="Orders">The orders.</param>
/// <param name="Older">Pass as <see cref="OrderQuery.After"/> for the next page; null on the last.</param>
/// <param name="Newer">Pass as <see cref="OrderQuery.Before"/> for the page before; null on the first.</param>
public sealed record OrderPage(IReadOnlyList<Purchase> Orders, string? Older, string? Newer)
{
    /// <summary>The mark before a moment: the page after it begins with the last order before that.</summary>
    public static string MarkBefore(DateTimeOffset moment) =>
        new OrderMark(moment, IsPaid: false, Guid.Empty).ToString();
}

/// <summary>One order with what became of it.</summary>
/// <param name="Order">The order.</param>
/// <param name="Lots">The lots it made, its own first.</param>
/// <param name="Entries">The entries about it, newest first.</param>
public sealed record OrderDetail(Purchase Order, IReadOnlyList<OrderLotView> Lots, IReadOnlyList<EntryView> Entries);

/// <summary>The dates of a lot that an order made.</summary>
/// <param name="Number">Number within the account.</param>
/// <param name="StartsOn">First active day; null while an event is awaited.</param>
/// <param name="EndsOn">Last active day; null for ever or not known yet.</param>
public sealed record OrderLotView(long Number, DateOnly? StartsOn, DateOnly? EndsOn);

/// <summary>A place among a member's orders: opaque to callers, stable while orders are added.</summary>
/// <param name="At">When the order there was paid, or placed while it is not.</param>
/// <param name="IsPaid">Whether it is paid: at the same moment paid ones are the newer.</param>
/// <param name="Id">The portal's id of it.</param>
internal readonly record struct OrderMark(DateTimeOffset At, bool IsPaid, Guid Id)
{
    private const string PaidWord = "p";
    private const string PlacedWord = "o";

    public static OrderMark Of(Purchase order) => new(MomentOf(order), order.PaidAt is not null, order.Id);

    /// <summary>The moment by which orders are sorted.</summary>
    public static DateTimeOffset MomentOf(Purchase order) => order.PaidAt ?? order.PlacedAt;

    /// <summary>The place, or null when the text is none.</summary>
    public static OrderMark? TryParse(string? text)
    {
        var parts = (text ?? string.Empty).Split('-');
        return
            parts is [var at, PaidWord or PlacedWord, var key]
            && long.TryParse(at, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var ticks)
            && ticks >= 0
            && ticks <= DateTime.MaxValue.Ticks
            && Guid.TryParseExact(key, "N", out var id)
            ? new OrderMark(new DateTimeOffset(ticks, TimeSpan.Zero), parts[1] == PaidWord, id)
            : null;
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks:x}-{(IsPaid ? PaidWord : PlacedWord)}-{Id:N}");
}
