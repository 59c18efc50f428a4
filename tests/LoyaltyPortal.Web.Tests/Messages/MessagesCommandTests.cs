using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Web.Platform.Messages;
using LoyaltyPortal.Web.Tests.Messages.Support;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Messages;

/// <summary>The command <c>messages</c>.</summary>
public sealed class MessagesCommandTests
{
    [Fact]
    public async Task Dead_letters_are_told_without_phone_or_text_and_put_back_where_that_is_of_use()
    {
        await using var gateway = await LocalGateway.AnsweringAsync(400);
        await using var portal = await SendingPortal.StartAsync(
            "Production",
            ("Sms", "http"),
            ("Http:Url", gateway.Address),
            ("Mail", "http")
        );
        var notice = await portal.WritesAsync("Текст", isSecret: false);
        var code = await portal.WritesAsync();
        var mail = await portal.WritesAsync("Текст", false, OutboxMessage.MailMedium, "anna@mail.test", "Тема");
        foreach (var id in new[] { notice, code, mail })
        {
            await portal.BecomesAsync(id, message => message.GivenUpAt is not null);
        }

        var (_, counts) = await RunAsync(portal, [], []);
        Assert.Matches(@"test +sms +0 +0 +2", counts);
        var (_, list) = await RunAsync(portal, [], ["--dead"]);
        Assert.Contains($"{notice}  test  sms  +7 *** ***-**-67  1 tries  http-400", list, StringComparison.Ordinal);
        Assert.Contains("a***@mail.test", list, StringComparison.Ordinal);
        Assert.Contains("3 dead letters.", list, StringComparison.Ordinal);
        Assert.DoesNotContain(Senders.Phone, list, StringComparison.Ordinal);
        Assert.DoesNotContain("Текст", list, StringComparison.Ordinal);

        var (refused, why) = await RunAsync(portal, ["retry", code.ToString()], []);
        Assert.Equal(1, refused);
        Assert.Contains("whose text is gone", why, StringComparison.Ordinal);
        Assert.Equal(1, (await RunAsync(portal, ["retry", Guid.Empty.ToString()], [])).Code);

        var asked = gateway.All.Count;
        Assert.Equal(0, (await RunAsync(portal, ["retry", notice.ToString()], [])).Code);
        while (gateway.All.Count == asked)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
        await portal.BecomesAsync(notice, message => message.GivenUpAt is not null);
        var (done, all) = await RunAsync(portal, ["retry"], ["--all-dead"]);
        Assert.Equal(0, done);
        Assert.Contains("Tried again: 2.", all, StringComparison.Ordinal);
        Assert.Contains("Left dead: 1,", all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_words_are_told_how_it_is_used()
    {
        await using var portal = await SendingPortal.StartAsync("Development");
        foreach (
            var (args, options) in new (string[], string[])[]
            {
                (["retry"], []),
                (["retry", "nobody"], []),
                (["send"], []),
                ([], ["--all-dead"]),
                ([], ["--dead=1"]),
            }
        )
        {
            var (code, said) = await RunAsync(portal, args, options);
            Assert.Equal(2, code);
            Assert.StartsWith("Usage: messages", said, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_option_without_a_value_does_not_swallow_the_setting_after_it() =>
        Assert.Equal(
            ["--Database:Provider=Sqlite"],
            PortalCommands.SettingsOf(["messages", "--dead", "--Database:Provider=Sqlite"])
        );

    private static async Task<(int Code, string Said)> RunAsync(SendingPortal portal, string[] args, string[] options)
    {
        var output = new StringWriter();
        var code = await MessagesCommand.RunAsync(
            portal.Services,
            args,
            options,
            output,
            TestContext.Current.CancellationToken
        );
        return (code, output.ToString());
    }
}
