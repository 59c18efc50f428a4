using LoyaltyPortal.Domain.Calendar;

namespace LoyaltyPortal.Domain.Programmes.Reading;

/// <summary>Reads what a purchase earns and when that is usable.</summary>
internal sealed class EarningSection
{
    private const int MostDays = 3650;

    public EarningSection(Place place, Points? precision)
    {
        var earning = place.Object(Vocabulary.Earning);
        Rate = ReadRate(earning["rate"], precision);
        RateIsSound = earning["rate"].IsSound;
        Rules = new(
            Rate ?? new RateRules.ByTier(),
            ExclusionSection.Read(earning["excludes"]),
            Activation(earning["activation"]),
            PeriodSection.Read(earning["life"])
        );
    }

    public EarningRules Rules { get; }

    /// <summary>Where the rate comes from, null where that could not be read.</summary>
    public RateRules? Rate { get; }

    /// <summary>Whether nothing is wrong with the rate, so that the levels can be compared with it.</summary>
    public bool RateIsSound { get; }

    /// <summary>Whether points become usable on the very day of payment, whatever else happens.</summary>
    public bool AtPayment => Rules.Activation is [{ Event: OrderEvent.Paid, Days: 0 }];

    private static List<AfterEvent> Activation(Place place)
    {
        var activation = new List<AfterEvent>();
        foreach (var item in place.ListOfSome("Points must become usable at some time, at the earliest when paid."))
        {
            var after = item.Object(Vocabulary.AfterEvent);
            var what = after["event"].Word(Vocabulary.EventWord);
            var days = after["days"].Whole(0, MostDays);
            if (what is { } seen && activation.Any(earlier => earlier.Event == seen))
            {
                after["event"].Refuse("This event stands in the list already; the later day would decide.");
            }
            else if (what is { } kind)
            {
                activation.Add(new(kind, days ?? 0));
            }
        }
        return activation;
    }

    private static RateRules? ReadRate(Place place, Points? precision)
    {
        switch (place.By("tier", "ladder", "product"))
        {
            case "tier":
                place.Object(Vocabulary.RateByTier);
                return new RateRules.ByTier();
            case "ladder":
                return LadderSection.Read(place.Object(Vocabulary.RateByLadder));
            case "product":
                var products = new Dictionary<string, Points>(StringComparer.Ordinal);
                foreach (var (sku, points) in place.Object(Vocabulary.RateByProduct)["products"].Entries())
                {
                    if (string.IsNullOrWhiteSpace(sku))
                    {
                        points.Refuse("This product has no article.");
                    }
                    products[sku] = points.Points(precision) ?? Points.Zero;
                }
                return new RateRules.PerProduct { Products = products };
            default:
                return null;
        }
    }
}
