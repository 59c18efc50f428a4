using FsCheck;
using FsCheck.Fluent;
using LoyaltyPortal.Domain.Ledger;

namespace LoyaltyPortal.Domain.Tests.Ledger;

/// <summary>What holds of an account that is closed, whatever its member lived through, and whatever old orders still do.</summary>
public class ForfeitLawTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(100).WithEndSize(50);

    public static TheoryData<string> Programmes => AnyProgramme.Names;

    [Theory]
    [MemberData(nameof(Programmes))]
    public void Nothing_is_left_and_every_point_can_be_followed_to_its_end(string name)
    {
        var programme = AnyProgramme.Named(name);
        Prop.ForAll(
                History.Any,
                History.Any,
                (life, afterwards) =>
                {
                    var world = World.After(programme, life, trimmed: true);
                    world.Forfeit();
                    NothingIsLeft(world);
                    foreach (var step in afterwards.Steps.Where(IsAboutOldOrders))
                    {
                        world.Live(step);
                        world.Forfeit();
                        NothingIsLeft(world);
                    }
                }
            )
            .Check(Thorough);
    }

    [Theory]
    [MemberData(nameof(Programmes))]
    public void Points_that_were_forfeited_make_no_debt_when_their_goods_come_back(string name)
    {
        var programme = AnyProgramme.Named(name);
        Prop.ForAll(
                History.Any,
                life =>
                {
                    // What was spent, or taken by staff, is debt all the same: nothing is here.
                    var steps = life.Steps.Select(step =>
                        step switch
                        {
                            Step.Buy buy => buy with { SpendPercent = 0 },
                            Step.Adjust adjust => adjust with { TakePercent = 0 },
                            _ => step,
                        }
                    );
                    var world = World.After(programme, new History([.. steps]));
                    world.Forfeit();
                    foreach (var order in world.Purchases.ToList())
                    {
                        world.Cancel(order);
                    }
                    Assert.All(world.Account.Wallets, wallet => Assert.Equal(Points.Zero, wallet.Debt));
                }
            )
            .Check(Thorough);
    }

    private static bool IsAboutOldOrders(Step step) =>
        step is Step.Wait or Step.Happen or Step.Fulfil or Step.Return or Step.Cancel or Step.Work;

    private static void NothingIsLeft(World world)
    {
        Assert.DoesNotContain(world.Lots, lot => lot.IsOpen || lot.Remaining.IsPositive);
        Assert.False(world.IsHolding);
        foreach (var wallet in world.Account.Wallets)
        {
            var moved = world.Entries.Where(entry => entry.Wallet == wallet.Id).Sum(entry => entry.Points);
            Assert.Equal(-wallet.Debt, moved);
        }
        var written = world.Entries.Count;
        world.Forfeit();
        Assert.Equal(written, world.Entries.Count);
    }
}
