using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Domain.Notices;

namespace LoyaltyPortal.Data.Notices;

/// <summary>What a member chooses to be told of.</summary>
/// <param name="Kinds">Of what; <see cref="NoticeKinds.None"/> ends all notices.</param>
/// <param name="Medium">By what.</param>
/// <param name="Zone">Where the member is (IANA); null for the programme's zone.</param>
/// <param name="QuietFrom">Nothing is sent from then on, in that zone.</param>
/// <param name="QuietTo">Until then; the same as the start for no quiet hours.</param>
public sealed record NoticeChoice(
    NoticeKinds Kinds,
    NoticeMedium Medium,
    string? Zone,
    TimeOnly QuietFrom,
    TimeOnly QuietTo
);
