namespace LoyaltyPortal.Domain.Programmes.Reading;

/// <summary>Reads the wallets and how they are spent.</summary>
internal sealed class WalletSection
{
    private readonly List<WalletRules> wallets = [];
    private readonly HashSet<string> ids = new(StringComparer.Ordinal);
    private readonly List<Place> names = [];
    private readonly List<CapRules?> caps = [];
    private readonly ChannelSection channels;
    private readonly Points? precision;

    public WalletSection(Place place, ChannelSection channels, Points? precision)
    {
        this.channels = channels;
        this.precision = precision;
        foreach (var item in place.ListOfSome("An account needs a wallet for its points."))
        {
            wallets.Add(Read(item));
        }
        if (wallets.Count > 0)
        {
            channels.RefuseWithoutWallet();
        }
    }

    public IReadOnlyList<WalletRules> Wallets => wallets;

    /// <summary>The caps in the order of the wallets, null where one could not be read.</summary>
    public IReadOnlyList<CapRules?> Caps => caps;

    /// <summary>The wallet that something is paid into.</summary>
    public string Named(Place place)
    {
        var id = place.Text();
        if (id is not null && names.Count > 0 && names.TrueForAll(name => name.IsSound) && !ids.Contains(id))
        {
            place.Refuse($"The programme has no wallet \"{id}\".");
        }
        return id ?? "";
    }

    private WalletRules Read(Place place)
    {
        var wallet = place.Object(Vocabulary.Wallet);
        names.Add(wallet["id"]);
        var id = wallet["id"].Text(Forms.Word(), "a short name in latin letters");
        if (id is not null && !ids.Add(id))
        {
            wallet["id"].Refuse($"There is a wallet \"{id}\" already.");
        }
        var cap = Cap(wallet["cap"]);
        caps.Add(cap);
        return new(
            id ?? "",
            TextSections.Local(wallet["name"]),
            channels.OfWallet(wallet["channels"], id),
            cap ?? new CapRules.ByTier(),
            ExclusionSection.Read(wallet["excludes"]),
            Minimum(wallet["minimum"]),
            wallet["keepMoney"].Money() ?? Money.Zero,
            wallet["promoCodeOrPoints"].Flag() ?? false
        );
    }

    private CapRules? Cap(Place place)
    {
        switch (place.By("tier", "share", "steps"))
        {
            case "tier":
                place.Object(Vocabulary.CapByTier);
                return new CapRules.ByTier();
            case "share":
                return new CapRules.Flat(place.Object(Vocabulary.CapByShare)["share"].Share() ?? Percent.Zero);
            case "steps":
                var steps = place.Object(Vocabulary.CapBySteps);
                var per = steps["per"].Money();
                if (per is { IsZero: true })
                {
                    steps["per"].Refuse("The full sum must be more than 0.");
                }
                var points = steps["points"].Points(precision);
                if (per is { IsPositive: true } && points is { } step && step.Hundredths > per.Value.Hundredths)
                {
                    steps["points"].Refuse($"{step} points per {per} is a cap over 100 per cent.");
                }
                return new CapRules.Steps(per ?? Money.Zero, points ?? Points.Zero);
            default:
                return null;
        }
    }

    private static MinimumBasket? Minimum(Place place)
    {
        if (place.IsNull)
        {
            return null;
        }
        var minimum = place.Object(Vocabulary.Minimum);
        return new(minimum["sum"].Money() ?? Money.Zero, minimum["over"].Flag() ?? false);
    }
}
