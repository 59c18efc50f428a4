using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Providers;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Support;

/// <summary>What support reads of a member besides what the member's own pages show. Writes nothing.</summary>
public sealed class DeskReading(IPortalDbs databases)
{
    /// <summary>The person; null when there is none any more.</summary>
    public async Task<Member?> MemberAsync(Guid accountId, CancellationToken cancellation)
    {
        await using var db = databases.Create();
        return await db.Members.AsNoTracking().FirstOrDefaultAsync(each => each.AccountId == accountId, cancellation);
    }

    /// <summary>The numbers of the cards that were linked, the latest first.</summary>
    public async Task<IReadOnlyList<string>> LinkedCardsAsync(Guid accountId, CancellationToken cancellation)
    {
        await using var db = databases.Create();
        return await db.Set<LinkedCard>()
            .Where(each => each.AccountId == accountId)
            .OrderByDescending(each => each.LinkedAt)
            .Select(each => each.Number)
            .ToListAsync(cancellation);
    }

    /// <summary>Messages to a member, the latest first. Of one with a secret the text is empty, also while it waits to be
    /// sent: nobody of the staff reads a code.</summary>
    /// <param name="accountId">Whose.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<IReadOnlyList<DeskMessage>> MessagesAsync(
        Guid accountId,
        int most,
        CancellationToken cancellation
    )
    {
        await using var db = databases.Create();
        return await db
            .Outbox.Where(each => each.AccountId == accountId)
            .OrderByDescending(each => each.CreatedAt)
            .ThenByDescending(each => each.Id)
            .Take(most)
            .Select(each => new DeskMessage(
                each.Kind,
                each.Medium,
                    // The link that ends notices opens a page of the member's without a sign-in.
                    each.IsSecret
                        ? ""
                    : each.StopLink == null ? each.Text
                    : each.Text.Replace(each.StopLink, "…"),
                each.IsSecret,
                each.CreatedAt,
                each.SentAt,
                each.GivenUpAt
            ))
            .ToListAsync(cancellation);
    }

    /// <summary>Adjustments of an account that a second person had to decide about, the latest first.</summary>
    /// <param name="accountId">Whose.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<IReadOnlyList<PendingAdjustment>> AdjustmentsAsync(
        Guid accountId,
        int most,
        CancellationToken cancellation
    )
    {
        await using var db = databases.Create();
        return await db
            .PendingAdjustments.AsNoTracking()
            .Where(each => each.AccountId == accountId)
            .OrderByDescending(each => each.AskedAt)
            .Take(most)
            .ToListAsync(cancellation);
    }
}

/// <summary>A message to a member as support reads it.</summary>
/// <param name="Kind">What it is, such as <c>sign-in-code</c>.</param>
/// <param name="Medium"><c>sms</c> or <c>mail</c>.</param>
/// <param name="Text">The text; empty where it holds a secret.</param>
/// <param name="IsSecret">Whether it holds a secret.</param>
/// <param name="CreatedAt">When it was written (UTC).</param>
/// <param name="SentAt">When it was sent (UTC); null while it waits.</param>
/// <param name="GivenUpAt">When it was given up (UTC); null for all others.</param>
public sealed record DeskMessage(
    string Kind,
    string Medium,
    string Text,
    bool IsSecret,
    DateTimeOffset CreatedAt,
    DateTimeOffset? SentAt,
    DateTimeOffset? GivenUpAt
);
