using System.Globalization;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Web.Platform.StoreContract;

namespace LoyaltyPortal.Web.Features.Till;

/// <summary>What came of posting a sale or a return.</summary>
public abstract record TillPosted
{
    private TillPosted() { }

    /// <summary>It is posted, now or before.</summary>
    /// <param name="To">The page that shows it.</param>
    public sealed record Done(string To) : TillPosted;

    /// <summary>It is not.</summary>
    /// <param name="Code">Why: a code of the contract, or <c>pass-over</c>, <c>time-wrong</c> and <c>number-taken</c>.</param>
    public sealed record Refused(string Code) : TillPosted;
}

/// <summary>Posts what is ready, once: the number of the sale or the return is its idempotency key as well, so whatever is sent
/// again, by a press too many or after a lost connection, gets the first answer.</summary>
public sealed class TillPosting(
    IStoreTill till,
    TillPasses passes,
    TillTickets tickets,
    TillStores stores,
    TimeProvider time,
    ILogger<TillPosting> log
)
{
    public const string PassOver = "pass-over";
    public const string TimeWrong = "time-wrong";

    /// <summary>Under the number stands another sale or return.</summary>
    public const string NumberTaken = "number-taken";

    private const string WithoutPoints = "-no-points";

    /// <summary>Clocks of two nodes may differ so much.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(1);

    /// <summary>Posts what a pass is for.</summary>
    /// <param name="staffId">The clerk who sends it, who need not be the one who made it.</param>
    /// <param name="pass">The pass.</param>
    /// <param name="typedAt">When it happened, RFC 3339 with offset.</param>
    /// <param name="withoutPoints">Whether a sale is posted without the points that were to be spent on it: while it was kept,
    /// their time ended and they are the member's again.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<TillPosted> PostAsync(
        Guid staffId,
        string? pass,
        string? typedAt,
        bool withoutPoints,
        CancellationToken cancellation
    )
    {
        if (passes.Read(pass) is not { } ready || stores.Find(ready.StoreId) is not { } store)
        {
            return new TillPosted.Refused(PassOver);
        }
        if (TimeOf(typedAt, ready.MadeAt) is not { } at)
        {
            return new TillPosted.Refused(TimeWrong);
        }
        return ready switch
        {
            { Sale: { } sale } => await BuyAsync(
                staffId,
                ready,
                store,
                withoutPoints ? sale with { RedemptionId = null } : sale,
                at,
                cancellation
            ),
            { Return: { } back } => await TakeBackAsync(staffId, store, back, at, cancellation),
            _ => new TillPosted.Refused(PassOver),
        };
    }

    private async Task<TillPosted> BuyAsync(
        Guid staffId,
        TillPass ready,
        TillStore store,
        SaleToPost sale,
        DateTimeOffset at,
        CancellationToken cancellation
    )
    {
        var clerk = store.Clerk(staffId);
        var body = new PurchaseBody
        {
            OrderId = sale.OrderId,
            Member =
                sale.MemberId is { } id ? new MemberName { MemberId = id.ToString() }
                : sale.OfflineCode is { } code ? new MemberName { Qr = code }
                : null,
            Channel = clerk.Channel,
            Store = clerk.Store,
            PaymentMethod = sale.PaymentMethod,
            PromoCode = sale.PromoCode,
            PlacedAt = at,
            PaidAt = at,
            ReceivedAt = store.Channel.ReceivedWhenPaid ? at : null,
            RedemptionId = sale.RedemptionId,
            Lines = sale.Lines,
        };
        // With points and without them are two bodies, of which one at most is posted: the order's number sees to that.
        var key = ready.Sale!.RedemptionId == sale.RedemptionId ? sale.OrderId : sale.OrderId + WithoutPoints;
        var answer = await till.BuyAsync(clerk, body, key, cancellation);
        if (answer.Value is null)
        {
            // Sent by another clerk, or with another time: the same sale under its number is this one.
            var posted = IsPostedBefore(answer.Problem)
                ? (await till.ReadPurchaseAsync(clerk, sale.OrderId, cancellation)).Value
                : null;
            if (posted is null)
            {
                return Refused(staffId, sale.OrderId, answer.Problem?.Title);
            }
            if (!IsSame(sale, posted))
            {
                return Refused(staffId, sale.OrderId, NumberTaken);
            }
        }
        log.LogInformation("Clerk {StaffId} posted sale {OrderId}", staffId, sale.OrderId);
        // Only who found the member goes on knowing them.
        var ticket =
            sale.MemberId is { } member && ready.Clerk == staffId
                ? $"&m={tickets.For(staffId, member, null)}"
                : string.Empty;
        return new TillPosted.Done($"{TillSlice.ReceiptPath}?order={sale.OrderId}{ticket}");
    }

    private async Task<TillPosted> TakeBackAsync(
        Guid staffId,
        TillStore store,
        ReturnToPost back,
        DateTimeOffset at,
        CancellationToken cancellation
    )
    {
        var clerk = store.Clerk(staffId);
        var body = new ReturnBody
        {
            ReturnId = back.ReturnId,
            At = at,
            Lines = back.Lines,
        };
        var answer = await till.ReturnAsync(clerk, back.OrderId, body, back.ReturnId, cancellation);
        if (answer.Value is null)
        {
            if (!IsPostedBefore(answer.Problem))
            {
                return Refused(staffId, back.ReturnId, answer.Problem?.Title);
            }
            var order = (await till.ReadPurchaseAsync(clerk, back.OrderId, cancellation)).Value;
            if (order?.Returns?.Any(each => IsSame(back, each)) != true)
            {
                return Refused(staffId, back.ReturnId, NumberTaken);
            }
        }
        log.LogInformation("Clerk {StaffId} posted return {ReturnId}", staffId, back.ReturnId);
        return new TillPosted.Done(
            $"{TillSlice.ReturnedPath}?order={Uri.EscapeDataString(back.OrderId)}&return={back.ReturnId}"
        );
    }

    private static bool IsPostedBefore(Problem? problem) =>
        problem?.Title is "already-exists" or "idempotency-key-reused";

    private static bool IsSame(SaleToPost sale, PurchaseAnswer posted) =>
        (sale.OfflineCode is not null ? posted.MemberId is not null : posted.MemberId == sale.MemberId)
        && posted.Redeemed.IsPositive == sale.RedemptionId is not null
        && posted
            .Lines.Select(line => (line.LineId, line.Sku, line.Quantity, line.Price))
            .SequenceEqual(
                sale.Lines.Select(line =>
                    (
                        line.LineId ?? string.Empty,
                        line.Sku ?? string.Empty,
                        line.Quantity ?? 0,
                        TillBasket.PriceOf(line)
                    )
                )
            );

    private static bool IsSame(ReturnToPost back, PurchaseReturnAnswer posted) =>
        posted.ReturnId == back.ReturnId
        && posted
            .Lines.Select(line => (line.LineId, line.Quantity))
            .SequenceEqual(back.Lines.Select(line => (line.LineId ?? string.Empty, line.Quantity ?? 0)));

    private TillPosted.Refused Refused(Guid staffId, string number, string? title)
    {
        var code = title ?? "unknown";
        log.LogWarning("What clerk {StaffId} sent as {Number} was refused: {Code}", staffId, number, code);
        return new TillPosted.Refused(code);
    }

    /// <summary>When it happened, if that can be: not ahead of the clock, and not before the pass was made.</summary>
    private DateTimeOffset? TimeOf(string? typed, DateTimeOffset madeAt)
    {
        var now = Clock.Now(time);
        return
            DateTimeOffset.TryParseExact(
                typed,
                ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"],
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var at
            )
            && at <= now + Ahead
            && at >= madeAt - Ahead
            ? at
            : null;
    }
}
