using LoyaltyPortal.Domain.Calendar;

namespace LoyaltyPortal.Domain.Programmes.Reading;

/// <summary>Reads a length of time: <c>{ "days": 90 }</c>, or null for ever.</summary>
internal static class PeriodSection
{
    public static Period? Read(Place place)
    {
        if (place.IsNull)
        {
            return null;
        }
        var period = place.Object(Vocabulary.Period);
        var said = Vocabulary.PeriodWord.Meanings.Where(unit => period.Has(unit.Key)).ToList();
        if (said.Count != 1)
        {
            if (place.IsObject)
            {
                place.Refuse(
                    "Expected exactly one of days, months and years, or null in place of the object for ever."
                );
            }
            return null;
        }
        var (word, meaning) = said[0];
        var most = meaning switch
        {
            PeriodUnit.Days => 36_500,
            PeriodUnit.Months => 1_200,
            _ => 100,
        };
        return period[word].Whole(1, most) is { } count ? new Period(count, meaning) : null;
    }
}
