using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Domain.Programmes.Versions;
using Xunit;

namespace LoyaltyPortal.Domain.Tests.Programmes.Versions;

/// <summary>What differs between two versions of a programme.</summary>
public class ProgrammeDifferenceTests
{
    private static readonly string Text = Presets.Text("stomatorg");

    public static TheoryData<string> All => [.. Presets.Names];

    [Theory]
    [MemberData(nameof(All))]
    public void A_version_does_not_differ_from_itself_nor_by_its_line_ends(string preset)
    {
        var text = Presets.Text(preset);

        Assert.Empty(
            ProgrammeDifferences.Between(text, "\uFEFF" + text.Replace("\n", "\r\n", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void A_value_is_told_by_the_name_of_what_it_belongs_to()
    {
        var found = ProgrammeDifferences.Between(
            Text,
            Text.Replace("\"rate\": 7", "\"rate\": 7.5", StringComparison.Ordinal)
        );

        Assert.Equal([new ProgrammeDifference("$.tiers.list[partner].rate", "7", "7.5")], found);
    }

    [Fact]
    public void What_comes_and_what_goes_is_told_whole_and_what_only_moved_is_not()
    {
        const string before =
            """{ "list": [{ "id": "a", "x": 1 }, { "id": "b", "x": 2 }], "gone": null, "plain": [1, 2] }""";
        const string after =
            """{ "plain": [2, 1], "list": [{ "x": 2, "id": "b" }, { "id": "c", "x": 3 }], "name": "Имя" }""";

        Assert.Equal(
            [
                new ProgrammeDifference("$.plain", "[1,2]", "[2,1]"),
                new ProgrammeDifference("$.list[c]", null, """{"id":"c","x":3}"""),
                new ProgrammeDifference("$.list[a]", """{"id":"a","x":1}""", null),
                new ProgrammeDifference("$.name", null, "Имя"),
                new ProgrammeDifference("$.gone", "null", null),
            ],
            ProgrammeDifferences.Between(before, after)
        );
    }

    [Theory]
    [InlineData("[{ \"id\": \"a\" }, { \"id\": \"a\" }]", "[{ \"id\": \"a\" }]")]
    [InlineData("[{ \"x\": 1 }]", "[{ \"x\": 2 }]")]
    public void A_list_whose_things_have_no_names_of_their_own_is_told_whole(string before, string after)
    {
        var found = Assert.Single(
            ProgrammeDifferences.Between($"{{ \"list\": {before} }}", $"{{ \"list\": {after} }}")
        );

        Assert.Equal("$.list", found.Path);
    }
}
