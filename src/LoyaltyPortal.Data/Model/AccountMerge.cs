using LoyaltyPortal.Domain.Ledger;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Model;

/// <summary>By what support knows that two accounts are one person's.</summary>
public enum MergeProof
{
    /// <summary>Codes sent to both phones.</summary>
    Codes,

    /// <summary>A document shown in a shop.</summary>
    Document,

    /// <summary>Something else, which the reason tells.</summary>
    Other,
}

/// <summary>An account that was joined to another one of the same person, or that waits for a second person to agree.</summary>
public sealed class AccountMerge
{
    /// <summary>Its id.</summary>
    public Guid Id { get; init; }

    /// <summary>The account that goes.</summary>
    public Guid FromId { get; init; }

    /// <summary>The account that stays: where that one went later, the one that stays then.</summary>
    public Guid IntoId { get; set; }

    /// <summary>How it stands: it is done once it is approved.</summary>
    public PendingStatus Status { get; set; }

    /// <summary>The end of the number on the card of the account that went; empty until it has gone.</summary>
    public required string CardEnd { get; set; }

    /// <summary>The code for earning on the card of the account that went: it leads to the one that stays. Null for none.</summary>
    public string? OfflineCode { get; set; }

    /// <summary>Why, as the member reads it.</summary>
    public required string Reason { get; set; }

    /// <summary>The number under which support keeps the matter.</summary>
    public required string Ticket { get; set; }

    /// <summary>By what it is known that both are one person's.</summary>
    public MergeProof Proof { get; init; }

    /// <summary>Whether the phone of the account that goes is the one that the member keeps.</summary>
    public bool TakesPhone { get; init; }

    /// <summary>Who asked.</summary>
    public Guid AskedBy { get; init; }

    /// <summary>When (UTC).</summary>
    public DateTimeOffset AskedAt { get; init; }

    /// <summary>Who decided; null while it waits.</summary>
    public Guid? DecidedBy { get; set; }

    /// <summary>When (UTC); null while it waits.</summary>
    public DateTimeOffset? DecidedAt { get; set; }
}

/// <summary>The table of joined accounts.</summary>
internal static class MergeModel
{
    public static void Configure(ModelBuilder builder) =>
        builder.Entity<AccountMerge>(merge =>
        {
            merge.ToTable("JoinedAccounts");
            merge.Property(each => each.Id).ValueGeneratedNever();
            merge.Property(each => each.CardEnd).HasMaxLength(4);
            merge.Property(each => each.OfflineCode).HasMaxLength(50);
            merge.Property(each => each.Reason).HasMaxLength(500);
            merge.Property(each => each.Ticket).HasMaxLength(50);
            merge.HasIndex(each => each.FromId);
            merge.HasIndex(each => new { each.IntoId, each.DecidedAt });
            merge.HasIndex(each => new { each.Status, each.AskedAt });
            merge.HasIndex(each => each.OfflineCode);
            merge.HasOne<Account>().WithMany().HasForeignKey(each => each.FromId);
            merge.HasOne<Account>().WithMany().HasForeignKey(each => each.IntoId);
        });
}
