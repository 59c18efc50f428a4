using LoyaltyPortal.Web.Features.Staff;
using LoyaltyPortal.Web.Tests.StoreApi;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Staff;

public sealed class StaffCommandTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    private readonly StaffDesk desk = new(portal);

    [Fact]
    public async Task Somebody_new_gets_a_link_under_the_portals_own_address_and_no_password()
    {
        var email = StaffDesk.NewEmail();

        var (code, said) = await desk.CreateAsync(email, "--roles=Operator,Agent", "--name=Ольга Орлова");

        Assert.Equal(0, code);
        Assert.StartsWith("http://localhost:5000/staff/welcome?user=", said, StringComparison.Ordinal);
        Assert.Contains("24 hours and one use", said, StringComparison.Ordinal);
        Assert.Contains(
            $"{email}  Ольга Орлова  Agent,Operator  has not used the link yet",
            await ListAsync(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_list_tells_the_state_of_everybody()
    {
        using var browser = desk.Browser();
        var active = (await desk.NewColleagueAsync(browser)).Email;
        var locked = (await desk.AbsentColleagueAsync()).Email;
        for (var tries = 0; tries < 5; tries++)
        {
            await StaffDesk.TellPasswordAsync(browser, locked, "wrong horse battery");
        }
        var removed = (await desk.AbsentColleagueAsync("Clerk")).Email;
        Assert.Equal(0, (await desk.RemoveAsync(removed)).Code);

        var lines = (await ListAsync()).Split('\n');

        Assert.EndsWith(
            "Operator  active",
            Assert.Single(lines, line => line.StartsWith(active + " ", StringComparison.Ordinal)).TrimEnd(),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "locked until 2027-",
            Assert.Single(lines, line => line.StartsWith(locked + " ", StringComparison.Ordinal)),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Clerk  removed",
            Assert.Single(lines, line => line.StartsWith(removed + " ", StringComparison.Ordinal)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_address_is_there_once()
    {
        var email = StaffDesk.NewEmail();
        await desk.CreateAsync(email, "--roles=Agent");

        var (code, said) = await desk.CreateAsync(email.ToUpperInvariant(), "--roles=Operator");

        Assert.Equal(1, code);
        Assert.DoesNotContain("http", said, StringComparison.Ordinal);
        Assert.Contains($"{email}  {email.Split('@')[0]}  Agent  ", await ListAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a@shop.example")]
    [InlineData("a@shop.example", "--roles=")]
    [InlineData("a@shop.example", "--roles=King")]
    [InlineData("a@shop.example", "--roles=operator")]
    [InlineData("a@shop.example", "--roles=Operator", "--role=Agent")]
    [InlineData("shop.example", "--roles=Operator")]
    [InlineData("a b@shop.example", "--roles=Operator")]
    [InlineData("@shop.example", "--roles=Operator")]
    public async Task Whoever_is_not_named_clearly_is_not_added(string email, params string[] options)
    {
        var (code, said) = await desk.CreateAsync(email, options);

        Assert.Equal(2, code);
        Assert.Contains("Usage: create-staff EMAIL --roles=", said, StringComparison.Ordinal);
        Assert.DoesNotContain("a@shop.example", await ListAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_told_as_nobody()
    {
        Assert.Equal(1, (await desk.LinkAsync("nobody@shop.example")).Code);
        Assert.Equal(1, (await desk.RemoveAsync("nobody@shop.example")).Code);
    }

    [Fact]
    public void Commands_are_found_by_their_names()
    {
        foreach (var name in new[] { "create-staff", "staff-link", "list-staff", "remove-staff" })
        {
            Assert.NotNull(PortalCommands.Find([name]));
            Assert.Null(PortalCommands.FindAlone([name]));
        }
    }

    private async Task<string> ListAsync()
    {
        var output = new StringWriter();
        Assert.Equal(0, await StaffCommands.ListAsync(portal.Services, output));
        return output.ToString();
    }
}
