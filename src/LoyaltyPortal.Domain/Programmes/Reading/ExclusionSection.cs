namespace LoyaltyPortal.Domain.Programmes.Reading;

/// <summary>Reads which goods a rule leaves out.</summary>
internal static class ExclusionSection
{
    public static Exclusions Read(Place place)
    {
        var excludes = place.Object(Vocabulary.Exclusions);
        return new(
            excludes["giftCards"].Flag() ?? false,
            excludes["noPoints"].Flag() ?? false,
            excludes["onOffer"].Flag() ?? false,
            excludes["outletDiscounts"].Flag() ?? false,
            excludes["skus"].DifferentTexts(item => item.Text()),
            excludes["categories"].DifferentTexts(item => item.Text())
        );
    }
}
