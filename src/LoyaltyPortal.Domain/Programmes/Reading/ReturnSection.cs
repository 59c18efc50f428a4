namespace LoyaltyPortal.Domain.Programmes.Reading;

/// <summary>Reads what a return takes and gives back.</summary>
internal static class ReturnSection
{
    /// <summary>programmes.md, "Returns", below the table: <c>returnGraceDays</c> (default 14).</summary>
    private const int UsualGraceDays = 14;

    public static ReturnRules Read(Place place)
    {
        var returns = place.Object(Vocabulary.Returns);
        var restore = returns["restoreAfterDays"].Whole(0, 365);
        var grace = returns.Has("graceDays") ? returns["graceDays"].Whole(1, 3650) : UsualGraceDays;
        if (grace < restore)
        {
            var late = returns.Has("graceDays") ? returns["graceDays"] : returns["restoreAfterDays"];
            late.Refuse($"Points that come back after {restore} days would have ended after {grace}.");
        }
        return new(
            restore ?? 0,
            grace ?? UsualGraceDays,
            returns["onShortfall"].Word(Vocabulary.ShortfallWord) ?? Shortfall.Debt
        );
    }
}
