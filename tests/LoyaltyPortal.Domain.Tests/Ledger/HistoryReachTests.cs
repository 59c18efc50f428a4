using FsCheck;
using FsCheck.Fluent;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Domain.Tests.Programmes;

namespace LoyaltyPortal.Domain.Tests.Ledger;

/// <summary>The laws prove little where random histories never go; here they are seen to go everywhere.</summary>
public class HistoryReachTests
{
    public static TheoryData<string> Programmes => [.. Fixture.Names];

    [Theory]
    [MemberData(nameof(Programmes))]
    public void Random_histories_reach_every_corner_that_the_laws_speak_of(string name)
    {
        var programme = Fixture.Programme(name);
        var seen = new SortedDictionary<string, int>(StringComparer.Ordinal);
        void See(string corner) => seen[corner] = seen.GetValueOrDefault(corner) + 1;

        foreach (var history in History.Any.Generator.Sample(2_000, new Rnd(20260115, 1), 60))
        {
            var tiers = new HashSet<string>(StringComparer.Ordinal);
            var world = World.After(
                programme,
                history,
                now =>
                {
                    tiers.Add(now.Account.TierOn(now.Today, programme).Tier.Id);
                    foreach (var balance in now.Balances().Values)
                    {
                        See(balance.Debt.IsPositive ? "debt" : "no debt");
                        See(balance.Debt.IsPositive && balance.Held.IsPositive ? "debt under a hold" : "no such");
                        See(balance.Pending.IsPositive ? "pending" : "nothing pending");
                    }
                }
            );
            foreach (var entry in world.Entries)
            {
                See(entry.Type.ToString());
                entry.Explanation.Select(reason => reason.Code).ToList().ForEach(See);
            }
            See(world.Lots.Any(lot => lot.DaysGiven > 0) ? "days of a stopped clock" : "no day given");
            See(tiers.Count > 1 ? "level changed" : "level stayed");
            See(world.Purchases.Exists(order => order.SpentLots.Count > 1) ? "spent from several lots" : "from one");
        }

        List<string> corners =
        [
            .. Enum.GetNames<EntryType>().Where(type => type is not "Bonus"),
            ReasonCodes.RestoredWithGrace,
            ReasonCodes.AnnulledHadEnded,
            ReasonCodes.AnnulledBecameDebt,
            "debt",
            "debt under a hold",
            "pending",
            "spent from several lots",
            "days of a stopped clock",
        ];
        if (programme.Activities.Count > 0)
        {
            corners.Add("Bonus");
        }
        if (programme.Tiers.List.Count > 1)
        {
            corners.Add("level changed");
        }
        if (programme.Earning.Activation is [{ Event: OrderEvent.Paid, Days: 0 }])
        {
            corners.Remove("pending");
        }
        Assert.All(
            corners,
            corner =>
                Assert.True(
                    seen.GetValueOrDefault(corner) >= 3,
                    $"{name} hardly sees {corner}: {string.Join(", ", seen)}"
                )
        );
    }
}
