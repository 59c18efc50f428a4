using System.Net;
using LoyaltyPortal.Data.Model;

namespace LoyaltyPortal.Web.Platform.Codes;

/// <summary>Six-digit codes that prove a phone: random, stored hashed, single use, bound to the browser that asked and to
/// what they were asked for.</summary>
public interface IPhoneCodes
{
    /// <summary>
    /// Sends a code. Known and unknown phones get the same answer in the same time.
    /// </summary>
    Task<CodeSending> SendAsync(CodeRequest request, CancellationToken cancellation);

    /// <summary>Checks a code in constant time; a right one is used up, a wrong one costs a try.</summary>
    Task<CodeCheck> CheckAsync(CodeAnswer answer, CancellationToken cancellation);
}

/// <summary>A code that somebody asks for.</summary>
/// <param name="Phone">Where to, in E.164.</param>
/// <param name="Purpose">What it is to be good for.</param>
/// <param name="Address">The visitor's network address, for limits; null where there is none.</param>
/// <param name="AccountId">Whose account it is about; null for somebody who signs in or joins.</param>
/// <param name="IsKnownBrowser">Whether this browser has proved this phone before (<see cref="KnownBrowsers"/>): what
/// others ask for does not use up its limits.</param>
public sealed record CodeRequest(
    string Phone,
    CodePurpose Purpose,
    IPAddress? Address,
    Guid? AccountId = null,
    bool IsKnownBrowser = false
);

/// <summary>A code that somebody typed.</summary>
/// <param name="Id">Which code it should be.</param>
/// <param name="Purpose">What it is to open.</param>
/// <param name="Secret">What the asking browser keeps.</param>
/// <param name="Code">Six digits.</param>
/// <param name="Address">The visitor's network address, for limits; null where there is none.</param>
public sealed record CodeAnswer(Guid Id, CodePurpose Purpose, string Secret, string Code, IPAddress? Address);

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

    /// <summary>Too many codes were tried from this address; this one was not looked at.</summary>
    /// <param name="RetryAt">From when on one may be tried (UTC).</param>
    public sealed record Limited(DateTimeOffset RetryAt) : CodeCheck;
}
