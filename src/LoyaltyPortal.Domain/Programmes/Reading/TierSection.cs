namespace LoyaltyPortal.Domain.Programmes.Reading;

/// <summary>Reads the levels. A level above asks at least as much of everything as the one below, and more of something.</summary>
internal sealed class TierSection(EarningSection earning, WalletSection wallets)
{
    private const int MostDays = 3650;

    public TierRules Read(Place place)
    {
        var tiers = place.Object(Vocabulary.Tiers);
        var rolling = tiers["rollingDays"].IsNull ? null : tiers["rollingDays"].Whole(1, MostDays);
        var counting = tiers["counting"].Word(Vocabulary.CountingWord);
        var list = List(tiers["list"]);
        RefuseWindowWithoutUse(tiers, rolling, counting, list);
        var paid = earning.Rate is RateRules.Ladder ? CountingDay.AtOnce : CountingDay.Paid;
        return new(rolling, counting == CountingDay.Accrual ? CountingDay.Accrual : paid, list);
    }

    private void RefuseWindowWithoutUse(Fields tiers, int? rolling, CountingDay? counting, List<Tier> list)
    {
        if (rolling is not null && list.Count == 1)
        {
            tiers["rollingDays"].Refuse("With one level nothing is counted; say null.");
        }
        else if (rolling is not null && earning.Rate is RateRules.Ladder)
        {
            tiers["rollingDays"]
                .Refuse("The ladder of rates counts all earlier orders, so the levels cannot forget; say null.");
        }
        if (counting != CountingDay.Accrual)
        {
            return;
        }
        if (list.Count == 1)
        {
            tiers["counting"].Refuse("With one level nothing is counted; say \"paid\".");
        }
        else if (earning.Rate is RateRules.Ladder)
        {
            tiers["counting"].Refuse("The ladder of rates counts orders when they are paid; say \"paid\".");
        }
        else if (earning.AtPayment)
        {
            tiers["counting"].Refuse("Points are usable on the day of payment here; say \"paid\".");
        }
    }

    private List<Tier> List(Place place)
    {
        var list = new List<Tier>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var below = new Need(null, null);
        var items = place.ListOfSome("A programme has at least one level.");
        foreach (var item in items)
        {
            var tier = item.Object(Vocabulary.Tier);
            var id = tier["id"].Text(Forms.Word(), "a short name in latin letters");
            if (id is not null && !ids.Add(id))
            {
                tier["id"].Refuse($"There is a level \"{id}\" already.");
            }
            var need = new Need(tier["sum"].Money(), tier["orders"].Whole(0, 1_000_000));
            Compare(tier, need, below, first: list.Count == 0);
            below = new(need.Sum ?? below.Sum, need.Orders ?? below.Orders);
            list.Add(
                new(
                    id ?? "",
                    TextSections.Local(tier["name"]),
                    need.Sum ?? Money.Zero,
                    need.Orders ?? 0,
                    Rate(tier, need, items.Count),
                    Cap(tier),
                    [.. tier["benefits"].List().Select(TextSections.Local)]
                )
            );
        }
        if (list.Count < 2 || !earning.RateIsSound || !place.IsSound)
        {
            return list;
        }
        if (earning.Rate is RateRules.Ladder { Steps.Count: var steps } && steps != list.Count)
        {
            place.Refuse($"The ladder of rates has {steps} steps and there are {list.Count} levels; they go together.");
        }
        return list;
    }

    private static void Compare(Fields tier, Need need, Need below, bool first)
    {
        if (first)
        {
            if (need.Sum is { IsZero: false })
            {
                tier["sum"].Refuse("The first level needs nothing: its sum is 0.");
            }
            if (need.Orders is > 0)
            {
                tier["orders"].Refuse("The first level needs nothing: its orders are 0.");
            }
            return;
        }
        if (need.Sum < below.Sum)
        {
            tier["sum"].Refuse($"The levels rise, and {need.Sum} is less than the {below.Sum} of the level below.");
        }
        if (need.Orders < below.Orders)
        {
            tier["orders"]
                .Refuse($"The levels rise, and {need.Orders} is fewer than the {below.Orders} of the level below.");
        }
        if (need.Sum is not null && need == below)
        {
            tier.Whole.Refuse("This level needs what the level below needs, so nobody would ever stand on that one.");
        }
    }

    private Percent Rate(Fields tier, Need need, int levels)
    {
        switch (earning.Rate)
        {
            case RateRules.ByTier:
                RefuseMissing(tier, "rate", "The rate comes from the level, and this one has none.");
                return tier["rate"].Share() ?? Percent.Zero;
            case RateRules.Ladder ladder:
                RefusePresent(tier, "rate", "The rate comes from the ladder; a level has none of its own.");
                if (
                    levels > 1
                    && earning.RateIsSound
                    && need.Sum is { } sum
                    && ladder.Steps.All(step => step.From != sum)
                )
                {
                    tier["sum"].Refuse("No step of the ladder of rates starts here; levels and steps go together.");
                }
                return ladder.Steps.LastOrDefault(step => step.From <= need.Sum).Rate;
            case RateRules.PerProduct:
                RefusePresent(tier, "rate", "The points come from the product; a level has no rate.");
                return Percent.Zero;
            default:
                return Percent.Zero;
        }
    }

    private Percent Cap(Fields tier)
    {
        if (wallets.Caps.Any(cap => cap is CapRules.ByTier))
        {
            RefuseMissing(tier, "cap", "The cap of a wallet comes from the level, and this one has none.");
            return tier["cap"].Share() ?? Percent.Zero;
        }
        if (!wallets.Caps.Contains(null))
        {
            RefusePresent(tier, "cap", "Each wallet has a cap of its own; a level has none.");
        }
        return wallets.Caps is [CapRules.Flat flat, ..] ? flat.Share : Percent.Zero;
    }

    private static void RefuseMissing(Fields tier, string name, string reason)
    {
        if (!tier.Has(name))
        {
            tier.Whole.Refuse(name, reason);
        }
    }

    private static void RefusePresent(Fields tier, string name, string reason)
    {
        if (tier.Has(name))
        {
            tier[name].Refuse(reason);
        }
    }

    private sealed record Need(Money? Sum, int? Orders);
}
