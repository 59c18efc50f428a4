using LoyaltyPortal.Data.Model;

namespace LoyaltyPortal.Data.Limits;

/// <summary>Under which subjects a phone is counted: in one place, so that all of them can be removed.</summary>
public static class LimitSubjects
{
    /// <summary>A phone, whatever its codes are for.</summary>
    /// <param name="phone">E.164.</param>
    /// <param name="isKnownBrowser">Whether the browser that asks has proved it before: counted apart.</param>
    public static string OfPhone(string phone, bool isKnownBrowser) =>
        Limit.Hidden(isKnownBrowser ? $"known {phone}" : phone);

    /// <summary>A phone and what a code to it is for.</summary>
    /// <inheritdoc cref="OfPhone"/>
    public static string OfPurpose(string phone, bool isKnownBrowser, CodePurpose purpose) =>
        Limit.Hidden($"{purpose} {OfPhone(phone, isKnownBrowser)}");

    /// <summary>All subjects of a phone.</summary>
    public static IReadOnlyList<string> AllOfPhone(string phone) =>
        [
            .. new[] { true, false }.SelectMany(isKnown =>
                Enum.GetValues<CodePurpose>()
                    .Select(purpose => OfPurpose(phone, isKnown, purpose))
                    .Append(OfPhone(phone, isKnown))
            ),
        ];
}
