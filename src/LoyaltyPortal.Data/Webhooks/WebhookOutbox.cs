using System.Text.Json.Nodes;
using LoyaltyPortal.Data.Keys;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Notices;
using LoyaltyPortal.Domain.Orders;
using LoyaltyPortal.Domain.Tiers;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Webhooks;

/// <summary>Writes what webhooks are to be told into the transaction in which it happens: a row for each webhook that asks
/// for it. Whatever is rolled back was never told, and what is committed is told at least once (docs/decisions/webhooks.md).
/// Where there are no webhooks it costs nothing.</summary>
public sealed class WebhookOutbox(WebhookList webhooks, SequentialKeys keys)
{
    private static readonly EntryType[] Gave = [EntryType.Earned, EntryType.Bonus];

    /// <summary>Adds what a posting, or the joining of a member, tells; the caller saves.</summary>
    /// <param name="db">The transaction's context, with everything in it that is to be written.</param>
    /// <param name="journal">The account at work; null for none.</param>
    /// <param name="now">The portal's time (UTC).</param>
    /// <param name="isLook">Whether the posting only looked for what is to be told.</param>
    /// <param name="cancellation">Stops waiting; the transaction is then to be rolled back.</param>
    public async Task AddAsync(
        PortalDb db,
        Journal? journal,
        DateTimeOffset now,
        bool isLook,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        if (webhooks.Current.Count == 0)
        {
            return;
        }
        foreach (var joined in Added<Account>(db))
        {
            AddJoined(db, joined, now);
        }
        if (journal is null)
        {
            return;
        }
        if (journal.Account.Status == AccountStatus.Closed)
        {
            // Nobody is there of whom to tell; that the member has left is told with the closing itself.
            AddLeft(db, journal.Account, now);
            return;
        }
        AddOrders(db, journal);
        foreach (var entry in journal.Account.NewEntries)
        {
            AddEntry(db, journal, entry);
        }
        if (!isLook || journal.Account.NewEntries.Count > 0)
        {
            await MarkAsync(db, journal, cancellation);
        }
    }

    /// <summary>What a look at the calendar found.</summary>
    internal void Add(PortalDb db, Journal journal, NoticeFact fact, string? before)
    {
        switch (fact)
        {
            case NoticeFact.Ending ending:
                var points = WebhookBody.Member(journal.Account);
                points["wallet"] = ending.Wallet;
                points["points"] = ending.Points.Value;
                points["endsOn"] = WebhookBody.Text(ending.On);
                points["daysLeft"] = ending.On.DayNumber - journal.Today.DayNumber;
                points["balance"] = WebhookBody.Balance(journal, ending.Wallet);
                Add(db, journal.Account.Id, WebhookEvents.PointsExpiring, journal.Now, points);
                break;
            case NoticeFact.Level level:
                var tier = WebhookBody.Member(journal.Account);
                tier["tier"] = level.Tier.Id;
                tier["tierBefore"] = before;
                tier["isHigher"] = level.IsHigher;
                Add(db, journal.Account.Id, WebhookEvents.TierChanged, journal.Now, tier);
                break;
        }
    }

    /// <summary>One account is taken in by another one and is there no more: that is told, and what was told of it is
    /// forgotten with the one that stays.</summary>
    internal async Task HandOverAsync(
        PortalDb db,
        Guid from,
        Guid into,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        await db.WebhookWatches.Where(each => each.AccountId == from).ExecuteDeleteAsync(cancellation);
        await db
            .WebhookDeliveries.Where(each => each.AccountId == from)
            .ExecuteUpdateAsync(set => set.SetProperty(each => each.AccountId, into), cancellation);
        var data = new JsonObject { ["memberId"] = from.ToString(), ["takenInBy"] = into.ToString() };
        Add(db, into, WebhookEvents.MemberLeft, now, data);
    }

    /// <summary>Two accounts of one person became one: that is told, with what came to the account that stays.</summary>
    /// <param name="db">The transaction's context.</param>
    /// <param name="stays">The account that stays.</param>
    /// <param name="from">The account that is there no more.</param>
    /// <param name="isPosting">Whether the posting itself tells of the account that stays.</param>
    /// <param name="cancellation">Stops waiting; the transaction is then to be rolled back.</param>
    internal async Task AddMergedAsync(
        PortalDb db,
        Journal stays,
        Guid from,
        bool isPosting,
        CancellationToken cancellation
    )
    {
        await HandOverAsync(db, from, stays.Account.Id, stays.Now, cancellation);
        if (isPosting || webhooks.Current.Count == 0)
        {
            return;
        }
        foreach (var entry in stays.Account.NewEntries)
        {
            AddEntry(db, stays, entry);
        }
        if (webhooks.WantsCalendar)
        {
            await WebhookWatching.MarkAsync(db, [stays.Account.Id], stays.Now, cancellation);
        }
    }

    /// <summary>A word to one webhook alone, by which an operator tries it.</summary>
    internal void AddTest(PortalDb db, Guid webhookId, DateTimeOffset now) =>
        db.WebhookDeliveries.Add(
            DeliveryOf(webhookId, null, WebhookEvents.Test, now, WebhookBody.Of(WebhookEvents.Test, now, []))
        );

    /// <summary>Accounts of a posting are looked at anew: what it changed may bring an end or a level nearer.</summary>
    private async Task MarkAsync(PortalDb db, Journal journal, CancellationToken cancellation)
    {
        // The look itself says when the next one is.
        if (webhooks.WantsCalendar && !db.ChangeTracker.Entries<WebhookWatch>().Any() && db.ChangeTracker.HasChanges())
        {
            await WebhookWatching.MarkAsync(db, [journal.Account.Id], journal.Now, cancellation);
        }
    }

    private void AddJoined(PortalDb db, Account account, DateTimeOffset now)
    {
        var data = WebhookBody.Member(account);
        data["joinedAt"] = WebhookBody.Text(account.JoinedAt);
        Add(db, account.Id, WebhookEvents.MemberJoined, now, data);
        if (webhooks.WantsCalendar)
        {
            db.WebhookWatches.Add(new WebhookWatch { AccountId = account.Id, LookAt = now });
        }
    }

    private void AddLeft(PortalDb db, Account account, DateTimeOffset now)
    {
        var status = db.Entry(account).Property(each => each.Status);
        if (status.OriginalValue != AccountStatus.Closed)
        {
            // The id alone: it leads nowhere from now on.
            var data = new JsonObject { ["memberId"] = account.Id.ToString() };
            Add(db, account.Id, WebhookEvents.MemberLeft, now, data);
        }
    }

    private void AddOrders(PortalDb db, Journal journal)
    {
        var posted = Added<Purchase>(db).Where(each => each.AccountId == journal.Account.Id).ToList();
        foreach (var purchase in posted)
        {
            AddPosted(db, journal, purchase);
        }
        var back = journal
            .Account.NewEntries.Where(each => each.Type is EntryType.Annulled or EntryType.Restored)
            .ToLookup(each => each.OrderId);
        var returns = Added<ReturnRecord>(db);
        foreach (var purchase in db.ChangeTracker.Entries<Purchase>().Select(each => each.Entity).ToList())
        {
            var record = returns.Find(each => each.PurchaseId == purchase.Id);
            var entries = back[purchase.OrderId].ToList();
            // A cancelled order is no return and gives back all the same.
            if (record is not null || entries.Count > 0)
            {
                AddReturned(db, journal, purchase, record, entries);
            }
        }
    }

    private void AddPosted(PortalDb db, Journal journal, Purchase purchase)
    {
        var entries = journal.Account.NewEntries.Where(each => each.OrderId == purchase.OrderId).ToList();
        var lot = journal.Account.Lots.Find(each => each.Number == purchase.LotNumber);
        var data = WebhookBody.Member(journal.Account);
        data["orderId"] = purchase.OrderId;
        data["channel"] = purchase.Channel;
        data["placedAt"] = WebhookBody.Text(purchase.PlacedAt);
        data["startsOn"] = WebhookBody.Text(lot?.StartsOn);
        data["endsOn"] = WebhookBody.Text(lot?.EndsOn);
        data["wallets"] = WebhookBody.Wallets(
            journal,
            entries.Select(each => each.Wallet).Append(purchase.Wallet),
            entries,
            ("earned", Gave),
            ("redeemed", [EntryType.Redeemed])
        );
        Add(db, journal.Account.Id, WebhookEvents.PurchasePosted, journal.Now, data);
    }

    private void AddReturned(
        PortalDb db,
        Journal journal,
        Purchase purchase,
        ReturnRecord? record,
        IReadOnlyCollection<Entry> entries
    )
    {
        var data = WebhookBody.Member(journal.Account);
        data["orderId"] = purchase.OrderId;
        data["returnId"] = record?.ReturnId;
        data["returnedAt"] = WebhookBody.Text(record?.At ?? journal.Now);
        data["wallets"] = WebhookBody.Wallets(
            journal,
            entries.Select(each => each.Wallet).Append(purchase.Wallet),
            entries,
            ("annulled", [EntryType.Annulled]),
            ("restored", [EntryType.Restored])
        );
        Add(db, journal.Account.Id, WebhookEvents.PurchaseReturned, journal.Now, data);
    }

    private void AddEntry(PortalDb db, Journal journal, Entry entry)
    {
        var type = entry.Type switch
        {
            EntryType.Redeemed => WebhookEvents.PointsRedeemed,
            EntryType.Adjusted => WebhookEvents.PointsAdjusted,
            EntryType.Expired => WebhookEvents.PointsExpired,
            _ => null,
        };
        if (type is null)
        {
            return;
        }
        var data = WebhookBody.Member(journal.Account);
        data["entryId"] = entry.Number;
        data["at"] = WebhookBody.Text(entry.At);
        data["orderId"] = entry.OrderId;
        data["wallet"] = entry.Wallet;
        data["points"] = entry.Points.Value;
        data["balance"] = WebhookBody.Balance(journal, entry.Wallet);
        Add(db, journal.Account.Id, type, journal.Now, data);
    }

    private void Add(PortalDb db, Guid accountId, string type, DateTimeOffset now, JsonObject data)
    {
        var asking = webhooks.Current.Where(each => each.Events.Contains(type)).ToList();
        if (asking.Count == 0)
        {
            return;
        }
        var body = WebhookBody.Of(type, now, data);
        foreach (var webhook in asking)
        {
            db.WebhookDeliveries.Add(DeliveryOf(webhook.Id, accountId, type, now, body));
        }
    }

    private WebhookDelivery DeliveryOf(Guid webhookId, Guid? accountId, string type, DateTimeOffset now, string body) =>
        new()
        {
            Id = keys.New(),
            WebhookId = webhookId,
            AccountId = accountId,
            Event = type,
            Body = body,
            CreatedAt = now,
            NextTryAt = now,
        };

    private static List<T> Added<T>(PortalDb db)
        where T : class =>
        [.. db.ChangeTracker.Entries<T>().Where(each => each.State == EntityState.Added).Select(each => each.Entity)];
}
