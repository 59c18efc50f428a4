namespace LoyaltyPortal.Web.Platform.StoreContract;

/// <summary>Who works at a till of the portal's own, and where it stands.</summary>
/// <param name="StaffId">Who of the staff.</param>
/// <param name="Channel">A channel of the programme.</param>
/// <param name="Store">The shop's own name of the store; null where it has one alone.</param>
public sealed record TillClerk(Guid StaffId, string Channel, string? Store);

/// <summary>What the contract answers: a value, or the problem in its place.</summary>
/// <param name="Status">The HTTP status it would have.</param>
/// <param name="Value">The answer; null where it is refused.</param>
/// <param name="Problem">Why it is refused; null where it is not.</param>
/// <param name="RetryAfter">How long to wait before asking again; null for no need to.</param>
public sealed record ContractAnswer<T>(int Status, T? Value, Problem? Problem, TimeSpan? RetryAfter)
    where T : class;

/// <summary>The store's contract for the portal's own till page. It asks as any till does (same checks, same answers, same
/// promise to do a thing once), only without a key and the wire: the clerk who is signed in stands for the key.</summary>
public interface IStoreTill
{
    /// <summary>A member by phone, card number, scanned code (a rotating one is used up) or id.</summary>
    Task<ContractAnswer<MemberAnswer>> FindAsync(MemberName name, CancellationToken cancellation);

    /// <summary>Makes somebody a member by phone.</summary>
    Task<ContractAnswer<EnrolAnswer>> EnrolAsync(
        TillClerk clerk,
        EnrolBody body,
        string key,
        CancellationToken cancellation
    );

    /// <summary>What a basket would earn and take.</summary>
    Task<ContractAnswer<QuoteAnswer>> QuoteAsync(TillClerk clerk, QuoteBody body, CancellationToken cancellation);

    /// <summary>Keeps points for an order.</summary>
    Task<ContractAnswer<RedemptionAnswer>> RedeemAsync(
        TillClerk clerk,
        RedemptionBody body,
        string key,
        CancellationToken cancellation
    );

    /// <summary>How a redemption stands.</summary>
    Task<ContractAnswer<RedemptionAnswer>> ReadRedemptionAsync(
        TillClerk clerk,
        string redemptionId,
        CancellationToken cancellation
    );

    /// <summary>Confirms a redemption by the code the member tells.</summary>
    Task<ContractAnswer<StatusAnswer>> ConfirmAsync(
        TillClerk clerk,
        string redemptionId,
        ConfirmBody body,
        string key,
        CancellationToken cancellation
    );

    /// <summary>Sends another code.</summary>
    Task<ContractAnswer<StatusAnswer>> ResendAsync(
        TillClerk clerk,
        string redemptionId,
        string key,
        CancellationToken cancellation
    );

    /// <summary>Frees the points of a redemption.</summary>
    Task<ContractAnswer<StatusAnswer>> CancelAsync(
        TillClerk clerk,
        string redemptionId,
        string key,
        CancellationToken cancellation
    );

    /// <summary>Posts an order.</summary>
    Task<ContractAnswer<PurchaseAnswer>> BuyAsync(
        TillClerk clerk,
        PurchaseBody body,
        string key,
        CancellationToken cancellation
    );

    /// <summary>An order with its returns.</summary>
    Task<ContractAnswer<PurchaseAnswer>> ReadPurchaseAsync(
        TillClerk clerk,
        string orderId,
        CancellationToken cancellation
    );

    /// <summary>Posts a return, or tells what it would do.</summary>
    Task<ContractAnswer<ReturnAnswer>> ReturnAsync(
        TillClerk clerk,
        string orderId,
        ReturnBody body,
        string key,
        CancellationToken cancellation
    );
}
