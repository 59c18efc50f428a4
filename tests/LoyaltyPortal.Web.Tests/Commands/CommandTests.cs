using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Features.ProgrammeFiles;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Commands;

public sealed class CommandTests : IDisposable
{
    private readonly string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".json");

    [Fact]
    public async Task A_programme_that_cannot_run_is_told_with_every_fault()
    {
        await WriteAsync(
            Presets
                .Text("stomatorg")
                .Replace("\"claimDays\": 7", "\"claimDays\": 0", StringComparison.Ordinal)
                .Replace("\"rate\": 5,", "\"rate\": 500,", StringComparison.Ordinal)
        );

        var (code, said) = await CheckAsync(file);

        Assert.Equal(2, code);
        Assert.Contains("cannot run: 2 faults", said, StringComparison.Ordinal);
        Assert.Contains("$.claimDays: This number lies between 1 and 365", said, StringComparison.Ordinal);
        Assert.Contains("$.tiers.list[1].rate", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_programme_that_members_would_misread_is_told_with_warnings()
    {
        var (code, said) = await CheckAsync("delimano");

        Assert.Equal(1, code);
        Assert.Contains("delimano can run; 2 warnings:", said, StringComparison.Ordinal);
        Assert.Contains("$.activities[3].wallet: Points for clubCard400", said, StringComparison.Ordinal);
        Assert.Contains("[gift-not-for-the-web]", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_programme_without_anything_to_warn_of_is_told_so()
    {
        var text = Presets.Text("stomatorg");
        var demo = text.IndexOf("\"demoValues\": [", StringComparison.Ordinal) + "\"demoValues\": [".Length;
        await WriteAsync(text[..demo] + text[text.IndexOf(']', demo)..]);

        var (code, said) = await CheckAsync(file);

        Assert.Equal(0, code);
        Assert.Contains("checks found nothing to warn of", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There is no file nobody, and no preset of that name (autostars,", "nobody")]
    [InlineData("Usage: check-programme FILE")]
    [InlineData("Usage: check-programme FILE", "lusio", "delimano")]
    public async Task What_is_not_there_is_told(string expected, params string[] words)
    {
        var (code, said) = await CheckAsync(words);

        Assert.Equal(2, code);
        Assert.Contains(expected, said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("improt", true)]
    [InlineData("check-programme", true)]
    [InlineData("backtest", true)]
    [InlineData("help", true)]
    [InlineData("--help", true)]
    [InlineData("import", false)]
    [InlineData("create-key", false)]
    [InlineData("--Loyalty:Programme=lusio", false)]
    [InlineData("urls=http://localhost:5000", false)]
    [InlineData("/urls", false)]
    public void A_command_that_needs_no_portal_is_found_before_one_is_built(string word, bool alone) =>
        Assert.Equal(alone, PortalCommands.FindAlone([word]) is not null);

    [Fact]
    public void Without_arguments_the_portal_runs() => Assert.Null(PortalCommands.FindAlone([]));

    [Fact]
    public async Task An_unknown_command_is_told_with_the_list_of_commands()
    {
        var output = new StringWriter();

        var code = await PortalCommands.UnknownAsync("improt", output);

        Assert.Equal(2, code);
        var said = output.ToString();
        Assert.StartsWith("There is no command \"improt\".", said, StringComparison.Ordinal);
        foreach (var name in (string[])["import FILE", "create-key CLIENT", "check-programme FILE", "backtest FILE"])
        {
            Assert.Contains($"  {name}", said, StringComparison.Ordinal);
        }
    }

    public void Dispose() => File.Delete(file);

    private Task WriteAsync(string text) => File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);

    private static async Task<(int Code, string Said)> CheckAsync(params string[] words)
    {
        var output = new StringWriter();
        var code = await CheckProgrammeCommand.RunAsync(
            words,
            output,
            TimeProvider.System,
            TestContext.Current.CancellationToken
        );
        return (code, output.ToString());
    }
}
