using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LoyaltyPortal.Data.Keys;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Web.Platform.StoreContract;

namespace LoyaltyPortal.Web.Features.StoreApi;

/// <summary>Answers the portal's own till page as the routes answer a till of the shop's.</summary>
internal sealed class OwnTill(
    PostingRunner postings,
    ReadMember members,
    EnrolMember enrol,
    QuoteBasket quotes,
    RedeemPoints redeem,
    ReadRedemption redemptions,
    ConfirmRedemption confirm,
    PostPurchase purchases,
    ReadPurchase orders,
    PostReturn returns
) : IStoreTill
{
    private static readonly IReadOnlyList<string> Scopes =
    [
        ApiScopes.MembersRead,
        ApiScopes.MembersWrite,
        ApiScopes.PurchasesWrite,
        ApiScopes.RedemptionsWrite,
    ];

    /// <inheritdoc/>
    public async Task<ContractAnswer<MemberAnswer>> FindAsync(MemberName name, CancellationToken cancellation) =>
        Read<MemberAnswer>(await members.AnswerAsync(name, cancellation));

    /// <inheritdoc/>
    public Task<ContractAnswer<EnrolAnswer>> EnrolAsync(
        TillClerk clerk,
        EnrolBody body,
        string key,
        CancellationToken cancellation
    ) =>
        OnceAsync<EnrolBody, EnrolAnswer>(
            clerk,
            "members",
            body,
            key,
            (caller, claim) => enrol.AnswerAsync(caller, body, claim, cancellation),
            cancellation
        );

    /// <inheritdoc/>
    public async Task<ContractAnswer<QuoteAnswer>> QuoteAsync(
        TillClerk clerk,
        QuoteBody body,
        CancellationToken cancellation
    ) => Read<QuoteAnswer>(await quotes.AnswerAsync(CallerOf(clerk), body, cancellation));

    /// <inheritdoc/>
    public Task<ContractAnswer<RedemptionAnswer>> RedeemAsync(
        TillClerk clerk,
        RedemptionBody body,
        string key,
        CancellationToken cancellation
    ) =>
        OnceAsync<RedemptionBody, RedemptionAnswer>(
            clerk,
            "redemptions",
            body,
            key,
            (caller, claim) => redeem.AnswerAsync(caller, body, claim, cancellation),
            cancellation
        );

    /// <inheritdoc/>
    public async Task<ContractAnswer<RedemptionAnswer>> ReadRedemptionAsync(
        TillClerk clerk,
        string redemptionId,
        CancellationToken cancellation
    ) => Read<RedemptionAnswer>(await redemptions.AnswerAsync(CallerOf(clerk), redemptionId, cancellation));

    /// <inheritdoc/>
    public Task<ContractAnswer<StatusAnswer>> ConfirmAsync(
        TillClerk clerk,
        string redemptionId,
        ConfirmBody body,
        string key,
        CancellationToken cancellation
    ) =>
        OnceAsync<ConfirmBody, StatusAnswer>(
            clerk,
            $"redemptions/{redemptionId}/confirm",
            body,
            key,
            (caller, claim) => confirm.AnswerAsync(caller, redemptionId, body, claim, cancellation),
            cancellation
        );

    /// <inheritdoc/>
    public Task<ContractAnswer<StatusAnswer>> ResendAsync(
        TillClerk clerk,
        string redemptionId,
        string key,
        CancellationToken cancellation
    ) =>
        OnceAsync<EmptyBody, StatusAnswer>(
            clerk,
            $"redemptions/{redemptionId}/resend",
            new EmptyBody(),
            key,
            (caller, claim) => confirm.ResendAsync(caller, redemptionId, claim, cancellation),
            cancellation
        );

    /// <inheritdoc/>
    public Task<ContractAnswer<StatusAnswer>> CancelAsync(
        TillClerk clerk,
        string redemptionId,
        string key,
        CancellationToken cancellation
    ) =>
        OnceAsync<EmptyBody, StatusAnswer>(
            clerk,
            $"redemptions/{redemptionId}/cancel",
            new EmptyBody(),
            key,
            (caller, claim) => redeem.CancelAsync(caller, redemptionId, claim, cancellation),
            cancellation
        );

    /// <inheritdoc/>
    public Task<ContractAnswer<PurchaseAnswer>> BuyAsync(
        TillClerk clerk,
        PurchaseBody body,
        string key,
        CancellationToken cancellation
    ) =>
        OnceAsync<PurchaseBody, PurchaseAnswer>(
            clerk,
            "purchases",
            body,
            key,
            (caller, claim) => purchases.AnswerAsync(caller, body, claim, cancellation),
            cancellation
        );

    /// <inheritdoc/>
    public async Task<ContractAnswer<PurchaseAnswer>> ReadPurchaseAsync(
        TillClerk clerk,
        string orderId,
        CancellationToken cancellation
    ) => Read<PurchaseAnswer>(await orders.AnswerAsync(CallerOf(clerk), orderId, cancellation));

    /// <inheritdoc/>
    public async Task<ContractAnswer<ReturnAnswer>> ReturnAsync(
        TillClerk clerk,
        string orderId,
        ReturnBody body,
        string key,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(body);
        return body.DryRun == true
            ? Read<ReturnAnswer>(await returns.AnswerAsync(CallerOf(clerk), orderId, body, null, cancellation))
            : await OnceAsync<ReturnBody, ReturnAnswer>(
                clerk,
                $"purchases/{orderId}/returns",
                body,
                key,
                (caller, claim) => returns.AnswerAsync(caller, orderId, body, claim, cancellation),
                cancellation
            );
    }

    /// <summary>Answers a request once: what was answered before to the same key is answered again.</summary>
    private async Task<ContractAnswer<TAnswer>> OnceAsync<TBody, TAnswer>(
        TillClerk clerk,
        string route,
        TBody body,
        string key,
        Func<ApiCaller, IdempotencyClaim, Task<PostingAnswer>> answer,
        CancellationToken cancellation
    )
        where TAnswer : class
    {
        var caller = CallerOf(clerk);
        var asked = $"till {route}\n{JsonSerializer.Serialize(body, ContractJson.Options)}";
        var claim = new IdempotencyClaim(caller.Client, key, SHA256.HashData(Encoding.UTF8.GetBytes(asked)));
        var result = await postings.FindAnswerAsync(claim, cancellation) ?? await answer(caller, claim);
        if (result.Status == 404)
        {
            // The same request may have got in between and used up the code that names the member.
            result = await postings.FindAnswerAsync(claim, cancellation) ?? result;
        }
        return Read<TAnswer>(result);
    }

    private static ApiCaller CallerOf(TillClerk clerk) =>
        new($"till:{clerk.StaffId:N}", Scopes, [clerk.Channel], clerk.Store);

    private static ContractAnswer<T> Read<T>(PostingAnswer answer)
        where T : class
    {
        var sent = ApiResult.Finished(answer);
        return sent.Status < 400
            ? new(sent.Status, JsonSerializer.Deserialize<T>(sent.Body, ContractJson.Options), null, null)
            : new(
                sent.Status,
                null,
                JsonSerializer.Deserialize<Problem>(sent.Body, ContractJson.Options),
                sent.RetryAfter
            );
    }
}
