using LoyaltyPortal.Domain.Calendar;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Domain.Programmes.Versions;
using Xunit;

namespace LoyaltyPortal.Domain.Tests.Programmes.Versions;

/// <summary>Whether a version of a programme may follow another one.</summary>
public class ProgrammeSuccessionTests
{
    private static readonly Programme Before = ((ProgrammeRead.Accepted)Presets.Read("lusio")).Programme;

    [Fact]
    public void Every_programme_may_follow_itself_and_none_another()
    {
        foreach (var one in Presets.Names)
        {
            foreach (var other in Presets.Names)
            {
                var bars = ProgrammeSuccession.Bars(Of(one), Of(other));
                Assert.Equal(one == other, bars.Count == 0);
                Assert.Equal(one != other, bars.Any(bar => bar.Fault == SuccessionFault.Id));
            }
        }
    }

    [Fact]
    public void What_comes_new_and_what_members_do_not_rely_on_may_change()
    {
        var after = Before with
        {
            Version = "other",
            Countries = [.. Before.Countries, "AM"],
            Tiers = Before.Tiers with { List = [Before.Tiers.List[0]] },
            Activities = [],
        };

        Assert.Empty(ProgrammeSuccession.Bars(Before, after));
    }

    [Fact]
    public void Each_thing_that_members_rely_on_is_told_when_it_is_gone()
    {
        var rich = Before with { Precision = new Points(1) };
        var after = rich with
        {
            Id = "other",
            Zone = new ProgrammeZone(TimeZoneInfo.FindSystemTimeZoneById("Asia/Omsk")),
            Currency = "KZT",
            Precision = Points.Whole(1),
            Countries = ["AM"],
            Channels = [],
            Wallets = [],
            Promotions = [],
        };

        var bars = ProgrammeSuccession.Bars(rich, after);

        Assert.Equal(
            [
                new SuccessionBar(SuccessionFault.Id, rich.Id),
                new SuccessionBar(SuccessionFault.Zone, rich.Zone.Id),
                new SuccessionBar(SuccessionFault.Currency, rich.Currency),
                new SuccessionBar(SuccessionFault.Precision, "1"),
                .. rich.Countries.Select(each => new SuccessionBar(SuccessionFault.Country, each)),
                .. rich.Channels.Select(each => new SuccessionBar(SuccessionFault.Channel, each.Id)),
                .. rich.Wallets.Select(each => new SuccessionBar(SuccessionFault.Wallet, each.Id)),
                .. rich.Promotions.Select(each => new SuccessionBar(SuccessionFault.Promotion, each.Id)),
            ],
            bars
        );
    }

    [Fact]
    public void An_event_that_points_wait_for_stays()
    {
        var before = Of("stomatorg");
        var after = before with { Earning = before.Earning with { Activation = [before.Earning.Activation[0]] } };

        Assert.Equal([new SuccessionBar(SuccessionFault.Event, "Received")], ProgrammeSuccession.Bars(before, after));
        Assert.Empty(ProgrammeSuccession.Bars(after, before));
    }

    private static Programme Of(string preset) => ((ProgrammeRead.Accepted)Presets.Read(preset)).Programme;
}
