using LoyaltyPortal.Domain.Calendar;

namespace LoyaltyPortal.Domain.Programmes.Checking;

/// <summary>A length for which some points live.</summary>
/// <param name="At">JSON pointer.</param>
/// <param name="Whose">For a reason: "Points of a purchase".</param>
/// <param name="Length">How long.</param>
/// <param name="Waits">Whether they wait as a purchase's points do before they start.</param>
internal sealed record PointLife(string At, string Whose, Period Length, bool Waits)
{
    /// <summary>All of a programme that end at all.</summary>
    public static IEnumerable<PointLife> Of(Programme programme)
    {
        if (programme.Earning.Life is { } own)
        {
            yield return new("/earning/life", "Points of a purchase", own, Waits: true);
        }
        foreach (var (index, promotion) in programme.Promotions.Index())
        {
            if (promotion.Life is { } life && promotion.Reward is not PromotionReward.Nothing)
            {
                yield return new($"/promotions/{index}/life", $"Points of \"{promotion.Id}\"", life, Waits: true);
            }
        }
        foreach (var gift in Gift.Of(programme))
        {
            if (gift.Life is { } life)
            {
                yield return new($"{gift.At}/life", $"Points for {gift.Name}", life, Waits: false);
            }
        }
    }
}
