using LoyaltyPortal.Domain.Programmes;

namespace LoyaltyPortal.Domain.Tests.Programmes;

/// <summary>The file as a text: JSON or not, lines, version.</summary>
public class ProgrammeFileTextTests
{
    [Fact]
    public void All_faults_are_told_at_once_in_the_order_of_the_file()
    {
        var json = Fixture
            .Text("stomatorg")
            .Replace("\"claimDays\": 7", "\"claimDays\": 0", StringComparison.Ordinal)
            .Replace("\"currency\": \"RUB\"", "\"currency\": \"rub\"", StringComparison.Ordinal)
            .Replace("\"sum\": 500000", "\"sum\": 5", StringComparison.Ordinal)
            .Replace("\"precision\": 1,", "\"precision\": 1, \"precisoin\": 1,", StringComparison.Ordinal);
        var faults = Fixture.Refused(json);
        Assert.Equal(
            ["$.currency", "$.precisoin", "$.tiers.list[2].sum", "$.claimDays"],
            faults.Select(fault => fault.Path)
        );
        Assert.Equal(faults.Select(fault => fault.Line).Order(), faults.Select(fault => fault.Line));
    }

    [Fact]
    public void Lines_count_from_one()
    {
        Assert.Equal(1, Fixture.Refused("{}")[0].Line);
        Assert.Equal(2, Fixture.Refused("{\n\"x\": 1}").Single(fault => fault.Path == "$.x").Line);
        Assert.Equal(
            3,
            Fixture.Refused("{\r\n\"id\": \"abc\",\r\n\"x\": 1}").Single(fault => fault.Path == "$.x").Line
        );
    }

    [Theory]
    [InlineData("", 1, "$", "This is not JSON")]
    [InlineData("programme: stomatorg", 1, "$", "This is not JSON")]
    [InlineData("{\n  \"id\": \"a\"\n  \"name\": 1\n}", 3, "$", "This is not JSON")]
    [InlineData(
        "{\n  \"tiers\": {\n    \"list\": [\n      { \"sum\": 1 }, { \"sum\": .5 }\n",
        4,
        "$.tiers.list[1].sum",
        "This is not JSON"
    )]
    [InlineData("{\n  // who we are\n  \"id\": \"a\"\n}", 2, "$", "A comment is not allowed")]
    [InlineData("{ \"id\": /* us */ \"a\" }", 1, "$.id", "A comment is not allowed")]
    [InlineData("{\n  \"id\": \"a\",\n}", 3, "$", "a comma before the closing }")]
    [InlineData("{\n  \"countries\": [\n    \"RU\",\n  ]\n}", 4, "$.countries", "a comma before the closing ]")]
    [InlineData("{}\n{}", 2, "$", "This is not JSON")]
    [InlineData("{ \"id\":\n\"\\ud800\" }", 2, "$.id", "half a character")]
    [InlineData("[]", 1, "$", "Expected an object, found a list.")]
    [InlineData("null", 1, "$", "Expected an object, found null.")]
    public void What_is_not_a_JSON_object_is_refused_where_it_stops_being_one(
        string json,
        int line,
        string path,
        string reason
    )
    {
        var fault = Assert.Single(Fixture.Refused(json));
        Assert.Equal((path, line), (fault.Path, fault.Line));
        Assert.Contains(reason, fault.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", fault.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_a_million_brackets_is_refused()
    {
        Assert.Single(Fixture.Refused(new string('[', 1_000_000)));
    }

    [Fact]
    public void A_fault_reads_as_line_path_and_reason() =>
        Assert.Equal(
            "line 3, $.tiers.list[1].sum: Wrong.",
            new ProgrammeFault("$.tiers.list[1].sum", 3, "Wrong.").ToString()
        );

    [Fact]
    public void The_version_is_the_start_of_the_hash_of_the_text()
    {
        var text = Fixture.Text("stomatorg").ReplaceLineEndings("\n");
        var hash = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text));
        Assert.Equal(Convert.ToHexString(hash)[..16].ToLowerInvariant(), Fixture.Accepted(text).Version);
    }

    [Fact]
    public void The_version_does_not_depend_on_line_ends_or_a_byte_order_mark()
    {
        var text = Fixture.Text("stomatorg").ReplaceLineEndings("\n");
        var version = Fixture.Accepted(text).Version;
        Assert.Equal(version, Fixture.Accepted(text.ReplaceLineEndings("\r\n")).Version);
        Assert.Equal(version, Fixture.Accepted(text.ReplaceLineEndings("\r")).Version);
        Assert.Equal(version, Fixture.Accepted('\uFEFF' + text).Version);
        Assert.NotEqual(version, Fixture.Accepted(text + "\n").Version);
    }
}
