using LoyaltyPortal.Domain.Notices;

namespace LoyaltyPortal.Data.Model;

/// <summary>By what a member is told.</summary>
public enum NoticeMedium
{
    /// <summary>Text messages to the member's phone.</summary>
    Sms,

    /// <summary>Mail, to an address that was proved.</summary>
    Mail,
}

/// <summary>What a member wants to be told of without asking, how, and what they were told. No row: nothing.</summary>
public sealed class NoticeSettings
{
    /// <summary>Nobody is told anything at night unless they say so.</summary>
    public static readonly TimeOnly UsualQuietFrom = new(21, 0);

    /// <inheritdoc cref="UsualQuietFrom"/>
    public static readonly TimeOnly UsualQuietTo = new(9, 0);

    /// <summary>Whose.</summary>
    public Guid AccountId { get; init; }

    /// <summary>What they want to be told of.</summary>
    public NoticeKinds Kinds { get; set; }

    /// <summary>By what.</summary>
    public NoticeMedium Medium { get; set; }

    /// <summary>The member's time zone (IANA); null for the programme's.</summary>
    public string? Zone { get; set; }

    /// <summary>Nothing is sent from then on, in the member's zone.</summary>
    public TimeOnly QuietFrom { get; set; } = UsualQuietFrom;

    /// <summary>Until then; the same as the start for no quiet hours.</summary>
    public TimeOnly QuietTo { get; set; } = UsualQuietTo;

    /// <summary>The mail address that was proved to be the member's; null for none. It counts while it is the member's.</summary>
    public string? ProvedMail { get; set; }

    /// <summary>Ends all notices without signing in: 22 random letters and digits, sent with each.</summary>
    public required string StopToken { get; init; }

    /// <summary>The day of the last notice in the member's zone; null before the first.</summary>
    public DateOnly? ToldOn { get; set; }

    /// <summary>Entries up to this number were told of, or came before the member asked.</summary>
    public long ToldEntry { get; set; }

    /// <summary>The level that was told, or that the member had when they asked.</summary>
    public string? ToldTier { get; set; }

    /// <summary>The ends that were told of, as long as they lie ahead.</summary>
    public IReadOnlyList<ToldEnding> ToldEndings { get; set; } = [];
}
