using LoyaltyPortal.Domain.Calendar;

namespace LoyaltyPortal.Domain.Programmes.Checking;

/// <summary>What gives a fixed number of points into a named wallet: activities and birthdays.</summary>
/// <param name="At">JSON pointer.</param>
/// <param name="Name">For a reason: "reviewText", "the birthday".</param>
/// <param name="Points">What it gives.</param>
/// <param name="Wallet">Where to.</param>
/// <param name="Life">How long the points live.</param>
internal sealed record Gift(string At, string Name, Points Points, string Wallet, Period? Life)
{
    /// <summary>All of a programme.</summary>
    public static IEnumerable<Gift> Of(Programme programme)
    {
        foreach (var (index, each) in programme.Activities.Index())
        {
            yield return new($"/activities/{index}", each.Type, each.Points, each.Wallet, each.Life);
        }
        if (programme.Birthday is { } birthday)
        {
            yield return new("/birthday", "the birthday", birthday.Points, birthday.Wallet, birthday.Life);
        }
    }
}
