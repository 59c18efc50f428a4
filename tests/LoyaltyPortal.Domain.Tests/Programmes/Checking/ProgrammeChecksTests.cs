using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Domain.Programmes.Checking;

namespace LoyaltyPortal.Domain.Tests.Programmes.Checking;

public class ProgrammeChecksTests
{
    private static readonly IReadOnlyList<(string Check, CheckCase Case)> Cases =
    [
        .. RuleCases.All,
        .. PromotionCases.All,
        .. TextCases.All,
    ];

    public static TheoryData<int, string> Numbers => [.. Cases.Select((each, i) => (i, each.Check))];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_check_warns_of_the_one_and_not_of_the_other(int number, string check)
    {
        var (_, tried) = Cases[number];

        Assert.DoesNotContain(Found(tried.Good, check), warning => warning.At == tried.At && Says(warning, tried));
        var warning = Assert.Single(Found(tried.Bad, check), warning => warning.At == tried.At && Says(warning, tried));
        Assert.EndsWith(".", warning.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_check_is_shown_to_appear_and_to_disappear() =>
        Assert.Equal(
            ProgrammeChecks.Names.Order(StringComparer.Ordinal),
            Cases.Select(each => each.Check).Distinct().Order(StringComparer.Ordinal)
        );

    [Theory]
    [InlineData("autostars", "/demoValues demo-values-left")]
    [InlineData("delimano", "/activities/3/wallet gift-not-for-the-web", "/demoValues demo-values-left")]
    [InlineData("lusio", "/demoValues demo-values-left")]
    [InlineData("perfone", "/demoValues demo-values-left")]
    [InlineData("stomatorg", "/demoValues demo-values-left")]
    public void A_preset_gives_only_warnings_that_are_right(string preset, params string[] expected) =>
        Assert.Equal(
            expected,
            ProgrammeChecks
                .Run(Fixture.Programme(preset), CheckCase.Today)
                .Select(warning => $"{warning.At} {warning.Check}")
        );

    [Fact]
    public void A_warning_names_the_line_of_the_file()
    {
        var (json, line) = Fixture.Edited(
            Fixture.Text("stomatorg"),
            "\"rate\": 5,\n        \"cap\": 5",
            "\"rate\": 5,\n        \"cap\": §0.05"
        );
        var programme = Fixture.Accepted(json);

        var warning = Assert.Single(
            CheckedFile.Warnings(json, programme, CheckCase.Today),
            each => each.Warning.Check == "cap-below-a-point"
        );

        Assert.Equal(("$.tiers.list[1].cap", line), (warning.Path, warning.Line));
        Assert.StartsWith(
            $"line {line}, $.tiers.list[1].cap: 0.05 % of a basket",
            warning.ToString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_warning_about_what_the_file_leaves_out_names_the_line_of_what_it_lies_in()
    {
        var (json, line) = Fixture.Edited(
            Fixture.Text("autostars"),
            "\"returns\": { \"restoreAfterDays\": 1, \"graceDays\": 14,",
            "\"returns\": §{ \"restoreAfterDays\": 14,"
        );
        json = json.Replace(",\n    \"/returns/graceDays\"", string.Empty, StringComparison.Ordinal);
        json = json.Replace("{/returns/graceDays|days}", "some days", StringComparison.Ordinal);
        var programme = Fixture.Accepted(json);

        var warning = Assert.Single(
            CheckedFile.Warnings(json, programme, CheckCase.Today),
            each => each.Warning.Check == "grace-of-no-day"
        );

        Assert.Equal(("$.returns.graceDays", line), (warning.Path, warning.Line));
    }

    private static List<ProgrammeWarning> Found(Programme programme, string check) =>
        [.. ProgrammeChecks.Run(programme, CheckCase.Today).Where(warning => warning.Check == check)];

    private static bool Says(ProgrammeWarning warning, CheckCase tried) =>
        warning.Reason.Contains(tried.Says, StringComparison.Ordinal);
}
