namespace LoyaltyPortal.Data.Model;

/// <summary>A message to a person, written in the transaction that caused it and sent afterwards.</summary>
public sealed class OutboxMessage
{
    /// <summary>The medium of text messages.</summary>
    public const string SmsMedium = "sms";

    /// <summary>The medium of mail.</summary>
    public const string MailMedium = "mail";

    /// <summary>Its id.</summary>
    public Guid Id { get; init; }

    /// <summary>Whose account it is about; null for somebody who is not a member yet.</summary>
    public Guid? AccountId { get; set; }

    /// <summary>What it is, such as <c>sign-in-code</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Phone in E.164 or mail address.</summary>
    public required string Recipient { get; set; }

    /// <summary><c>sms</c> or <c>mail</c>.</summary>
    public required string Medium { get; init; }

    /// <summary>The line above a mail; null for a text message.</summary>
    public string? Subject { get; init; }

    /// <summary>The text. Blanked after sending where it holds a secret.</summary>
    public required string Text { get; set; }

    /// <summary>The address that ends messages of this kind at once (RFC 8058), for the mail's header; null for none.</summary>
    public string? StopLink { get; init; }

    /// <summary>Whether the text holds a secret, a code or a link that opens something.</summary>
    public bool IsSecret { get; init; }

    /// <summary>When it was written (UTC).</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>After this it is of no use and is not sent (UTC); null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When to try next (UTC). Whoever sends it moves this ahead first, so that no other node tries meanwhile.</summary>
    public DateTimeOffset NextTryAt { get; set; }

    /// <summary>Tries that failed.</summary>
    public int FailedTries { get; set; }

    /// <summary>What the last failed try met, as a code without anything personal; null for none.</summary>
    public string? LastFault { get; set; }

    /// <summary>When it was sent (UTC); null while it waits.</summary>
    public DateTimeOffset? SentAt { get; set; }

    /// <summary>When it was given up (UTC): a dead letter. Null for all others.</summary>
    public DateTimeOffset? GivenUpAt { get; set; }

    /// <summary>A text message to a phone.</summary>
    /// <param name="id">A new key.</param>
    /// <param name="now">The portal's time.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="phone">E.164.</param>
    /// <param name="text">The text.</param>
    /// <param name="accountId">Whose account it is about; null for somebody who is not a member yet.</param>
    public static OutboxMessage Sms(
        Guid id,
        DateTimeOffset now,
        string kind,
        string phone,
        string text,
        Guid? accountId
    ) =>
        new()
        {
            Id = id,
            AccountId = accountId,
            Kind = kind,
            Recipient = phone,
            Medium = SmsMedium,
            Text = text,
            CreatedAt = now,
            NextTryAt = now,
        };

    /// <summary>A text message that holds a secret: of no use after its time, and blanked once it is sent.</summary>
    /// <inheritdoc cref="Sms"/>
    /// <param name="expiresAt">When the secret ends (UTC).</param>
    public static OutboxMessage SecretSms(
        Guid id,
        DateTimeOffset now,
        string kind,
        string phone,
        string text,
        Guid? accountId,
        DateTimeOffset expiresAt
    ) =>
        new()
        {
            Id = id,
            AccountId = accountId,
            Kind = kind,
            Recipient = phone,
            Medium = SmsMedium,
            Text = text,
            IsSecret = true,
            CreatedAt = now,
            ExpiresAt = expiresAt,
            NextTryAt = now,
        };
}
