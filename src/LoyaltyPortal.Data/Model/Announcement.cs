namespace LoyaltyPortal.Data.Model;

/// <summary>Something that the operator tells everybody who opens the portal, for a time.</summary>
public sealed class Announcement
{
    /// <summary>Longest heading.</summary>
    public const int MostTitle = 120;

    /// <summary>Longest text.</summary>
    public const int MostText = 1000;

    /// <summary>Its id.</summary>
    public Guid Id { get; init; }

    /// <summary>The heading in Russian.</summary>
    public required string TitleRu { get; init; }

    /// <summary>The heading in English.</summary>
    public required string TitleEn { get; init; }

    /// <summary>What it says in Russian; empty for the heading alone.</summary>
    public required string TextRu { get; init; }

    /// <summary>What it says in English.</summary>
    public required string TextEn { get; init; }

    /// <summary>From when on it is shown (UTC).</summary>
    public DateTimeOffset From { get; init; }

    /// <summary>Until when, itself excluded (UTC).</summary>
    public DateTimeOffset To { get; set; }

    /// <summary>When it was made (UTC).</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who of the staff made it.</summary>
    public Guid CreatedBy { get; init; }

    /// <summary>Whether it is shown at a moment.</summary>
    public bool IsShownAt(DateTimeOffset at) => From <= at && at < To;

    /// <summary>The heading in a two-letter language.</summary>
    public string TitleIn(string language) => language == "en" ? TitleEn : TitleRu;

    /// <summary>What it says in a two-letter language.</summary>
    public string TextIn(string language) => language == "en" ? TextEn : TextRu;
}
