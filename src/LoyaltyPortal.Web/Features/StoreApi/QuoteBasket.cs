using LoyaltyPortal.Data;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Orders;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Platform.StoreContract;

namespace LoyaltyPortal.Web.Features.StoreApi;

/// <summary>POST /api/v1/quotes: what a basket would earn and what points could pay. Writes nothing.</summary>
internal sealed class QuoteBasket(
    PortalDb db,
    BasketReader baskets,
    MemberLookup lookup,
    Programme programme,
    SuspensionBook suspensions,
    TimeProvider time,
    AnswerMaker answers
)
{
    public async Task<PostingAnswer> AnswerAsync(ApiCaller caller, QuoteBody body, CancellationToken cancellation)
    {
        var (basket, refusal) = baskets.Read(caller, body, new Faults());
        if (refusal is not null)
        {
            return refusal;
        }
        var now = Clock.Now(time);
        Journal? journal = null;
        var trust = QrTrust.None;
        var earlierThatDay = Money.Zero;
        if (body.Member is not null)
        {
            var (found, unknown) = await lookup.FindAsync(body.Member, "$.member", cancellation);
            if (unknown is not null)
            {
                return unknown;
            }
            trust = found!.Trust;
            var id = found.AccountId!.Value;
            var account = await AccountLoading.ReadAsync(db, id, programme, now, cancellation);
            journal = new Journal(account!, programme, now, suspensions.Current);
            earlierThatDay = await Ladders.EarlierThatDayAsync(db, id, now, null, programme, cancellation);
        }
        var request = new QuoteRequest(
            basket!.Channel,
            basket.PaymentMethod,
            BasketReader.PromoCodeOf(body),
            basket.Lines
        );
        var quote = Quote.For(journal, request, programme, now, suspensions.Current, earlierThatDay);
        return ApiAnswers.Json(200, Answer(trust == QrTrust.Offline ? EarningOnly(quote) : quote, basket));
    }

    /// <summary>The card's static code earns and does not spend: whoever has seen it could show it again.</summary>
    private static Quote EarningOnly(Quote quote) =>
        quote with
        {
            Max = Points.Zero,
            MaxReasons = [Reason.Of(ReasonCodes.EarningOnly)],
            LineMax = [.. quote.LineMax.Select(_ => Points.Zero)],
        };

    private QuoteAnswer Answer(Quote quote, Basket basket) =>
        new(
            new QuoteEarnAnswer(
                quote.Earn.Points,
                AnswerMaker.Rate(quote.Earn.Rate),
                AnswerMaker.Tier(quote.Tier),
                quote.Activation.StartsOn,
                quote.Activation.EndsOn,
                answers.Reasons([.. quote.Earn.Explanation, .. quote.Activation.Reasons]),
                [
                    .. quote.Promotions.Select(gain => new PromotionAnswer(
                        gain.Promotion.Id,
                        AnswerMaker.NameOf(gain.Promotion),
                        gain.Points
                    )),
                ]
            ),
            new QuoteRedeemAnswer(
                quote.Offer.Wallet.Id,
                quote.Max,
                quote.Offer.Step,
                quote.Offer.Wallet.Minimum?.Sum,
                answers.Reasons(quote.MaxReasons)
            ),
            [
                .. basket.Lines.Select(
                    (line, i) =>
                        new QuoteLineAnswer(
                            line.LineId,
                            quote.Earn.Shares[i],
                            quote.LineMax[i],
                            answers.Reasons(LineReasons(quote, i))
                        )
                ),
            ]
        );

    private static IEnumerable<Reason> LineReasons(Quote quote, int line)
    {
        var earn = quote.Earn.LineReasons[line];
        var spend = quote.Offer.LineReasons[line];
        return new[] { earn, spend == earn ? null : spend }.OfType<Reason>().DistinctBy(reason => reason.Code);
    }
}
