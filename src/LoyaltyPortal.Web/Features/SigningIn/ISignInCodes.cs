namespace LoyaltyPortal.Web.Features.SigningIn;

/// <summary>Six-digit codes that prove a phone: random, stored hashed, single use, bound to the browser that asked.</summary>
public interface ISignInCodes
{
    /// <summary>
    /// Sends a code. Known and unknown phones get the same answer in the same time. An earlier code of that phone dies.
    /// </summary>
    /// <param name="phone">E.164.</param>
    /// <param name="address">The visitor's network address, for limits; null where there is none.</param>
    Task<CodeSending> SendAsync(string phone, string? address, CancellationToken cancellation);

    /// <summary>Checks a code in constant time; a right one is used up, a wrong one costs a try.</summary>
    Task<CodeCheck> CheckAsync(Guid id, string secret, string code, CancellationToken cancellation);
}

/// <summary>What came of asking for a code.</summary>
public abstract record CodeSending
{
    private CodeSending() { }

    /// <summary>It is on its way.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Secret">What the asking browser has to show with it.</param>
    /// <param name="ResendAt">From when on another one may be asked for (UTC).</param>
    public sealed record Sent(Guid Id, string Secret, DateTimeOffset ResendAt) : CodeSending;

    /// <summary>Too many were asked for; none was sent.</summary>
    /// <param name="RetryAt">From when on one may be asked for (UTC).</param>
    public sealed record Limited(DateTimeOffset RetryAt) : CodeSending;
}

/// <summary>What came of typing a code.</summary>
public abstract record CodeCheck
{
    private CodeCheck() { }

    /// <summary>It is the one that was sent.</summary>
    public sealed record Right : CodeCheck;

    /// <summary>It is not.</summary>
    /// <param name="TriesLeft">Tries left for this code, 1 to 4.</param>
    public sealed record Wrong(int TriesLeft) : CodeCheck;

    /// <summary>The code was used, is too old or had its last try: only a new one helps.</summary>
    public sealed record Ended : CodeCheck;
}
