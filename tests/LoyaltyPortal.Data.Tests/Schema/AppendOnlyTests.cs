using System.Data.Common;
using LoyaltyPortal.Data.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LoyaltyPortal.Data.Tests.Schema;

/// <summary>The ledger is append-only for whoever speaks to the database (design.md, "Ledger").</summary>
public abstract class AppendOnlyTests(TestDatabase database) : PortalTest(database)
{
    [Theory]
    [InlineData("""UPDATE "Entries" SET "Points" = 1""")]
    [InlineData("""UPDATE "EntryLots" SET "Points" = 1""")]
    [InlineData("""DELETE FROM "Entries" """)]
    [InlineData("""DELETE FROM "EntryLots" """)]
    public Task The_database_refuses_to_change_or_delete_what_was_posted(string statement) => IsRefusedAsync(statement);

    [Fact]
    public async Task An_entry_that_was_read_cannot_be_saved_changed_or_removed()
    {
        var member = await Shop.EnrolsWithPointsAsync(100);
        await using var db = Portal.Databases.Create();
        db.RemoveRange(await db.Entries.Where(entry => entry.AccountId == member).ToListAsync(Stop));

        var refused = await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync(Stop));

        Assert.Contains("append-only", refused.InnerException!.Message, StringComparison.Ordinal);
        Assert.NotEmpty(await Portal.EntriesAsync(member));
    }

    [Fact]
    public async Task What_is_posted_is_added()
    {
        var member = await Shop.EnrolsAsync();

        await Shop.SellsAsync(member, 10_000);
        await Shop.SellsAsync(member, 10_000);

        var entries = await Portal.EntriesAsync(member);
        Assert.Equal(2, entries.Count);
        Assert.All(entries, entry => Assert.Single(entry.Lots));
    }

    protected async Task IsRefusedAsync(string statement)
    {
        var member = await Shop.EnrolsWithPointsAsync(100);
        var before = await Portal.EntriesAsync(member);

        var refused = await Assert.ThrowsAnyAsync<DbException>(() =>
            Portal.QueryAsync((db, stop) => db.Database.ExecuteSqlRawAsync(statement, stop))
        );

        Assert.Contains("append-only", refused.Message, StringComparison.Ordinal);
        Assert.Equivalent(before, await Portal.EntriesAsync(member), strict: true);
    }
}

public sealed class AppendOnlyOnSqlite(SqliteDatabase database)
    : AppendOnlyTests(database),
        IClassFixture<SqliteDatabase>
{
    [Theory]
    [InlineData("""INSERT OR REPLACE INTO "Entries" SELECT * FROM "Entries" """)]
    [InlineData("""INSERT OR REPLACE INTO "EntryLots" SELECT * FROM "EntryLots" """)]
    public Task The_database_refuses_to_replace_what_was_posted(string statement) => IsRefusedAsync(statement);

    [Fact]
    public async Task The_file_keeps_a_log_of_its_writes_so_that_readers_never_wait() =>
        Assert.Equal(
            ["wal"],
            await Portal.QueryAsync(
                (db, stop) => db.Database.SqlQuery<string>($"PRAGMA journal_mode").ToListAsync(stop)
            )
        );
}

public sealed class AppendOnlyOnPostgreSql(PostgreSqlDatabase database)
    : AppendOnlyTests(database),
        IClassFixture<PostgreSqlDatabase>
{
    [Theory]
    [InlineData("""TRUNCATE "Entries", "EntryLots" """)]
    [InlineData("""TRUNCATE "EntryLots" """)]
    [InlineData("""TRUNCATE "Accounts" CASCADE""")]
    public Task The_database_refuses_to_truncate_what_was_posted(string statement) => IsRefusedAsync(statement);
}
