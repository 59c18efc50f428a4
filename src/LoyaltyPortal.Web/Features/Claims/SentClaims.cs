using LoyaltyPortal.Data.Reading;
using LoyaltyPortal.Data.Support;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Orders;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Platform;

namespace LoyaltyPortal.Web.Features.Claims;

/// <summary>Hands claims that were typed well to support, with what the portal knows of their order.</summary>
internal sealed class SentClaims(ClaimBook book, Programme programme, PortalMeters meters)
{
    /// <summary>Sends one.</summary>
    /// <param name="accountId">Whose, signed in.</param>
    /// <param name="form">The claim, without faults.</param>
    /// <param name="phone">The phone told in it, E.164.</param>
    /// <param name="order">The order as the portal knows it; null where the member has none of that number.</param>
    /// <param name="cancellation">Stops waiting; there is then no claim.</param>
    public async Task<Claiming> SendAsync(
        Guid accountId,
        ClaimForm form,
        string phone,
        OrderPointsView? order,
        CancellationToken cancellation
    )
    {
        var claim = new NewClaim(
            form.ClaimKind!.Value,
            order?.Purchase.OrderId ?? form.OrderId,
            order?.Purchase.DayOf(OrderEvent.Received, programme.Zone),
            FindingOf(form.OrderId, order),
            form.CleanName,
            phone,
            form.CleanText
        );
        var came = await book.SubmitAsync(accountId, claim, cancellation);
        if (came is Claiming.TooOften)
        {
            meters.LimitReached("claims-day");
        }
        return came;
    }

    private static IReadOnlyList<Reason> FindingOf(string? orderId, OrderPointsView? order) =>
        (orderId, order) switch
        {
            (_, { } known) => known.Points.Reasons,
            ({ } number, null) => [Reason.Of(ReasonCodes.OrderUnknown).WithText("order", number)],
            _ => [],
        };
}
