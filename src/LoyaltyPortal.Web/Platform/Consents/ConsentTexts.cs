namespace LoyaltyPortal.Web.Platform.Consents;

/// <summary>Names the words of consents: <c>ConsentTexts.resx</c> and its English pair. Who changes a word changes
/// <see cref="Version"/>; a test tells.</summary>
public sealed class ConsentTexts
{
    /// <summary>The version of the words, kept with each consent so that it stays known what was agreed to.</summary>
    public const string Version = "2026-11-22";
}
