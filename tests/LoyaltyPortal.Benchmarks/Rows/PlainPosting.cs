using Npgsql;
using NpgsqlTypes;

namespace LoyaltyPortal.Benchmarks.Rows;

/// <summary>The rows that one purchase left behind.</summary>
internal sealed record PostedRows(
    TemplateRow Purchase,
    TemplateRow Lot,
    TemplateRow Entry,
    TemplateRow EntryLot,
    TemplateRow QualifyingDay,
    TemplateRow Answer
)
{
    /// <summary>Reads what the portal wrote for an order.</summary>
    public static async Task<PostedRows> ReadAsync(string connection, string orderId, string idempotencyKey)
    {
        await using var db = new NpgsqlConnection(connection);
        await db.OpenAsync();
        var purchase = await TemplateRow.ReadAsync(db, "Purchases", "\"OrderId\" = $1", orderId);
        var account = purchase.Value<Guid>("AccountId");
        var entry = await TemplateRow.ReadAsync(
            db,
            "Entries",
            "\"AccountId\" = $1 AND \"OrderId\" = $2",
            account,
            orderId
        );
        return new PostedRows(
            purchase,
            await TemplateRow.ReadAsync(db, "Lots", "\"AccountId\" = $1 AND \"OrderId\" = $2", account, orderId),
            entry,
            await TemplateRow.ReadAsync(
                db,
                "EntryLots",
                "\"AccountId\" = $1 AND \"EntryNumber\" = $2",
                account,
                entry.Value<long>("Number")
            ),
            await TemplateRow.ReadAsync(db, "QualifyingDays", "\"AccountId\" = $1", account),
            await TemplateRow.ReadAsync(db, "IdempotencyRecords", "\"Key\" = $1", idempotencyKey)
        );
    }
}

/// <summary>Writes the rows of a purchase by plain SQL, prepared, on a connection of its own: the account's row lock in
/// an UPDATE that also gives the numbers, all INSERTs in one batch, COMMIT. Nothing is read, checked or decided.</summary>
internal sealed class PlainPosting : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;
    private readonly NpgsqlCommand lockAccount;
    private readonly NpgsqlBatch inserts;
    private readonly Action<string, object> purchase;
    private readonly Action<string, object> lot;
    private readonly Action<string, object> entry;
    private readonly Action<string, object> entryLot;
    private readonly Action<string, object> day;
    private readonly Action<string, object> answer;

    private PlainPosting(NpgsqlConnection connection, PostedRows rows)
    {
        this.connection = connection;
        lockAccount = new NpgsqlCommand(
            """
            UPDATE "Accounts" SET "Version" = "Version" + 1, "LastNumber" = "LastNumber" + 2 WHERE "Id" = $1
            RETURNING "LastNumber"
            """,
            connection
        );
        lockAccount.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Uuid });
        inserts = new NpgsqlBatch(connection);
        purchase = Add(rows.Purchase);
        lot = Add(rows.Lot);
        entry = Add(rows.Entry);
        entryLot = Add(rows.EntryLot);
        day = Add(rows.QualifyingDay);
        answer = Add(rows.Answer);
    }

    public static async Task<PlainPosting> OpenAsync(string connection, PostedRows rows)
    {
        var db = new NpgsqlConnection(connection);
        await db.OpenAsync();
        var posting = new PlainPosting(db, rows);
        posting.Fill(Guid.Empty, 0, string.Empty, new DateOnly(2000, 1, 1));
        posting.lockAccount.Parameters[0].Value = Guid.Empty;
        await posting.lockAccount.PrepareAsync();
        await posting.inserts.PrepareAsync();
        return posting;
    }

    /// <summary>Posts an order to an account.</summary>
    public async Task PostAsync(Guid account, string orderId, DateOnly paidDay)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        lockAccount.Parameters[0].Value = account;
        var last = (long)(await lockAccount.ExecuteScalarAsync())!;
        Fill(account, last, orderId, paidDay);
        await inserts.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await inserts.DisposeAsync();
        await lockAccount.DisposeAsync();
        await connection.DisposeAsync();
    }

    private void Fill(Guid account, long last, string orderId, DateOnly paidDay)
    {
        foreach (var set in new[] { purchase, lot, entry, entryLot, day })
        {
            set("AccountId", account);
        }
        purchase("Id", Guid.CreateVersion7());
        purchase("OrderId", orderId);
        purchase("LotNumber", last - 1);
        lot("Number", last - 1);
        lot("Rank", last - 1);
        lot("OrderId", orderId);
        entry("Number", last);
        entry("LotNumber", last - 1);
        entry("OrderId", orderId);
        entryLot("EntryNumber", last);
        entryLot("LotNumber", last - 1);
        day("PaidDay", paidDay);
        answer("Key", orderId);
    }

    private Action<string, object> Add(TemplateRow row)
    {
        var (command, set) = row.Insert();
        inserts.BatchCommands.Add(command);
        return set;
    }
}
