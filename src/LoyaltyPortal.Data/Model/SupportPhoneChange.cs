using LoyaltyPortal.Domain.Ledger;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Model;

/// <summary>By what support knows that it is the member who asks for another phone.</summary>
public enum PhoneCheck
{
    /// <summary>A document shown in a shop.</summary>
    Document,

    /// <summary>The card in the member's hand.</summary>
    Card,

    /// <summary>The last orders, told by the member.</summary>
    Orders,
}

/// <summary>How a change of phone by support stands.</summary>
public enum PhoneChangeStatus
{
    /// <summary>It takes effect when its time has come.</summary>
    Waiting,

    /// <summary>The new phone is the member's.</summary>
    Done,

    /// <summary>The member or support stopped it.</summary>
    Stopped,

    /// <summary>Somebody else has the number by now.</summary>
    Taken,
}

/// <summary>Another phone for a member who has lost theirs: it waits for a time in which the owner of the old one can stop
/// it.</summary>
public sealed class SupportPhoneChange
{
    /// <summary>Its id: the press that asked for it.</summary>
    public Guid Id { get; init; }

    /// <summary>Whose.</summary>
    public Guid AccountId { get; set; }

    /// <summary>The new phone, E.164, proved by a code.</summary>
    public required string NewPhone { get; init; }

    /// <summary>What was checked.</summary>
    public PhoneCheck Check { get; init; }

    /// <summary>Why, as the member reads it.</summary>
    public required string Reason { get; init; }

    /// <summary>The number under which support keeps the matter.</summary>
    public required string Ticket { get; init; }

    /// <summary>Who of the staff asked.</summary>
    public Guid AskedBy { get; init; }

    /// <summary>When (UTC).</summary>
    public DateTimeOffset AskedAt { get; init; }

    /// <summary>From when on the new phone is the member's (UTC), unless it is stopped.</summary>
    public DateTimeOffset EffectiveAt { get; init; }

    /// <summary>How it stands.</summary>
    public PhoneChangeStatus Status { get; set; }

    /// <summary>When that was decided (UTC); null while it waits.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Hash of the word in the link by which the owner of the old phone stops it.</summary>
    public required byte[] StopHash { get; init; }

    /// <summary>The message that told the old phone: without it nobody could have stopped it.</summary>
    public Guid WarningId { get; init; }
}

/// <summary>The table of changes of phones by support.</summary>
internal static class PhoneChangeModel
{
    public static void Configure(ModelBuilder builder) =>
        builder.Entity<SupportPhoneChange>(change =>
        {
            change.ToTable("SupportPhoneChanges");
            change.Property(each => each.Id).ValueGeneratedNever();
            change.Property(each => each.NewPhone).HasMaxLength(16);
            change.Property(each => each.Reason).HasMaxLength(500);
            change.Property(each => each.Ticket).HasMaxLength(50);
            change.Property(each => each.StopHash).HasMaxLength(32);
            change.HasIndex(each => each.StopHash).IsUnique();
            change.HasIndex(each => new { each.AccountId, each.AskedAt });
            change.HasIndex(each => new { each.Status, each.EffectiveAt });
            change.HasOne<Account>().WithMany().HasForeignKey(each => each.AccountId);
        });
}
