using System.Globalization;
using System.Resources;
using System.Security.Cryptography;
using System.Text;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Web.Platform.Consents;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Platform;

/// <summary>A consent is kept with the version of its words, so a version must stand for the same words for ever.</summary>
public sealed class ConsentTextsTests
{
    /// <summary>Who changes a word adds a version with its words' hash; no line is ever changed.</summary>
    private static readonly Dictionary<string, string> Versions = new(StringComparer.Ordinal)
    {
        ["2026-11-22"] = "a2d9225a6824c6b4",
    };

    [Fact]
    public void The_words_in_force_are_those_of_their_version() =>
        Assert.Equal(Versions[ConsentTexts.Version], HashOf(Words()));

    [Fact]
    public void Every_consent_has_words_in_both_languages() =>
        Assert.Equal(
            Enum.GetNames<ConsentKind>()
                .SelectMany(kind => new[] { $"en {kind}", $"ru {kind}" })
                .Order(StringComparer.Ordinal),
            Words().Keys
        );

    private static SortedDictionary<string, string> Words()
    {
        var texts = new ResourceManager(typeof(ConsentTexts));
        var words = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var kind in Enum.GetNames<ConsentKind>())
        {
            words[$"ru {kind}"] = texts.GetString(kind, CultureInfo.GetCultureInfo("ru"))!;
            words[$"en {kind}"] = texts.GetString(kind, CultureInfo.GetCultureInfo("en"))!;
        }
        return words;
    }

    private static string HashOf(SortedDictionary<string, string> words) =>
        Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(string.Join('\n', words.Select(each => $"{each.Key}: {each.Value}")))
            )
        )[..16];
}
