using LoyaltyPortal.Domain.Programmes;

namespace LoyaltyPortal.Domain.Tests.Programmes.Checking;

/// <summary>Two programmes that differ in one thing: a check warns of the one and not of the other.</summary>
/// <param name="Good">Without the warning.</param>
/// <param name="Bad">With it.</param>
/// <param name="At">Where it points.</param>
/// <param name="Says">A part of its reason.</param>
internal sealed record CheckCase(Programme Good, Programme Bad, string At, string Says)
{
    /// <summary>The presets, each read once.</summary>
    public static readonly Programme Lusio = Fixture.Programme("lusio");
    public static readonly Programme Delimano = Fixture.Programme("delimano");
    public static readonly Programme Autostars = Fixture.Programme("autostars");
    public static readonly Programme Perfone = Fixture.Programme("perfone");
    public static readonly Programme Stomatorg = Fixture.Programme("stomatorg");

    /// <summary>The day on which the checks are asked.</summary>
    public static readonly DateOnly Today = new(2026, 11, 22);

    public static Programme WithTier(Programme programme, int index, Func<Tier, Tier> change) =>
        programme with
        {
            Tiers = programme.Tiers with
            {
                List = [.. programme.Tiers.List.Select((tier, i) => i == index ? change(tier) : tier)],
            },
        };

    public static Programme WithWallet(Programme programme, int index, Func<WalletRules, WalletRules> change) =>
        programme with
        {
            Wallets = [.. programme.Wallets.Select((wallet, i) => i == index ? change(wallet) : wallet)],
        };

    public static Programme WithChannel(Programme programme, int index, Func<Channel, Channel> change) =>
        programme with
        {
            Channels = [.. programme.Channels.Select((channel, i) => i == index ? change(channel) : channel)],
        };

    public static Programme WithLadder(Func<RateRules.Ladder, RateRules.Ladder> change) =>
        Autostars with
        {
            Earning = Autostars.Earning with { Rate = change((RateRules.Ladder)Autostars.Earning.Rate) },
        };

    public static Programme WithActivity(Programme programme, int index, Func<ActivityRules, ActivityRules> change) =>
        programme with
        {
            Activities = [.. programme.Activities.Select((each, i) => i == index ? change(each) : each)],
        };

    public static Programme WithEarning(Programme programme, Func<EarningRules, EarningRules> change) =>
        programme with
        {
            Earning = change(programme.Earning),
        };

    public static Programme WithTagline(string ru, string en) =>
        Stomatorg with
        {
            Texts = Stomatorg.Texts with { Tagline = new([new TextPart.Words(ru)], [new TextPart.Words(en)]) },
        };
}
