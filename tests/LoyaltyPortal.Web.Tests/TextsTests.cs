using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Xunit;

namespace LoyaltyPortal.Web.Tests;

/// <summary>Every text exists in both languages and takes the same figures in both.</summary>
public sealed partial class TextsTests
{
    public static TheoryData<string> Pairs() =>
        [
            .. typeof(Program)
                .Assembly.GetManifestResourceNames()
                .Where(name => name.EndsWith("Texts.resources", StringComparison.Ordinal))
                .Select(name => name[..^".resources".Length]),
        ];

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Russian_and_English_have_the_same_texts_with_the_same_places(string name)
    {
        var russian = Read(name, CultureInfo.InvariantCulture);
        var english = Read(name, CultureInfo.GetCultureInfo("en"));

        Assert.NotEmpty(russian);
        Assert.Equal(russian.Keys.Order(StringComparer.Ordinal), english.Keys.Order(StringComparer.Ordinal));
        Assert.All(russian, text => Assert.Equal(Places(text.Value), Places(english[text.Key])));
        Assert.All([.. russian.Values, .. english.Values], text => Assert.False(string.IsNullOrWhiteSpace(text)));
    }

    [Fact]
    public void There_are_pairs_to_compare() => Assert.NotEmpty(Pairs());

    private static Dictionary<string, string> Read(string name, CultureInfo culture)
    {
        var texts = new ResourceManager(name, typeof(Program).Assembly).GetResourceSet(
            culture,
            createIfNotExists: true,
            tryParents: false
        );
        Assert.NotNull(texts);
        return texts.Cast<DictionaryEntry>().ToDictionary(text => (string)text.Key, text => (string)text.Value!);
    }

    private static string Places(string text) =>
        string.Join(' ', Place().Matches(text).Select(place => place.Value).Distinct().Order(StringComparer.Ordinal));

    [GeneratedRegex(@"\{[a-zA-Z0-9]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Place();
}
