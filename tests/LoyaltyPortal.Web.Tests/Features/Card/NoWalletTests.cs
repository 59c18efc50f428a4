using LoyaltyPortal.Web.Tests.Features.Support;
using LoyaltyPortal.Web.Tests.StoreApi;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Features.Card;

/// <summary>Where the operator has no certificates and no key, there is nothing of wallets.</summary>
public sealed class NoWalletTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    [Fact]
    public async Task Nothing_is_offered_and_nothing_answers()
    {
        using var member = await SignedInMember.NewAsync(portal);

        Assert.DoesNotContain("wallet", (await member.GoAsync("/card")).Text, StringComparison.OrdinalIgnoreCase);
        foreach (
            var path in new[]
            {
                "/card/wallet/apple",
                "/card/wallet/google",
                "/wallets/logo.png",
                "/wallets/apple/v1/devices/d/registrations/pass.example.card",
            }
        )
        {
            Assert.Equal(404, (await member.GoAsync(path)).Status);
        }
    }
}
