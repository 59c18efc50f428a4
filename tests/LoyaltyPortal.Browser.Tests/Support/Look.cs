namespace LoyaltyPortal.Browser.Tests.Support;

/// <summary>What a visitor looks with.</summary>
public sealed record Look(int Width = 360, bool IsDark = false, bool HasScript = true, string Language = Look.Russian)
{
    public const string Russian = "ru-RU";
    public const string English = "en-GB";
}
