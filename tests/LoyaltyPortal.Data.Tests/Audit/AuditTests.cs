using System.Data.Common;
using System.Security.Cryptography;
using System.Text.Json;
using LoyaltyPortal.Data.Audit;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Providers;
using LoyaltyPortal.Data.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LoyaltyPortal.Data.Tests.Audit;

/// <summary>The audit: nobody changes a line unseen (docs/decisions/audit.md). Each test has a database of its own, since a
/// chain that was broken stays broken.</summary>
public abstract class AuditTests
{
    private const int Many = 20;

    private static readonly Guid Somebody = new("0197a000-0000-7000-8000-000000000001");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A new database.</summary>
    protected abstract TestDatabase NewDatabase();

    [Theory]
    [InlineData("""UPDATE "AuditRecords" SET "Action" = 'other'""")]
    [InlineData("""DELETE FROM "AuditRecords" WHERE "Number" = 2""")]
    public Task The_database_refuses_to_change_or_delete_a_line(string statement) => IsRefusedAsync(statement);

    [Fact]
    public async Task What_was_added_is_whole_and_listed_the_latest_first()
    {
        await using var audit = await Audited.WithLinesAsync(NewDatabase(), 3);

        var whole = Assert.IsType<AuditVerdict.Whole>(await audit.VerifyAsync());
        var lines = await audit.Book.ListAsync(new AuditQuery(Most: 2), Stop);

        Assert.Equal(3, whole.Lines);
        Assert.Equal([3, 2], lines.Select(line => line.Number));
        Assert.Equal(whole.Head, Convert.ToHexStringLower(lines[0].Hash));
        Assert.Equal(lines[1].Hash, lines[0].Previous);
        Assert.All(lines, line => Assert.Equal(HashOf(line, line.Action), line.Hash));
    }

    [Fact]
    public async Task An_audit_without_lines_is_whole()
    {
        await using var audit = await Audited.WithLinesAsync(NewDatabase(), 0);

        Assert.Equal(0, Assert.IsType<AuditVerdict.Whole>(await audit.VerifyAsync()).Lines);
    }

    [Theory]
    [InlineData("""UPDATE "AuditRecords" SET "Action" = 'key-revoked' WHERE "Number" = 3""", 3, AuditFault.Changed)]
    [InlineData("""UPDATE "AuditRecords" SET "ActorId" = NULL WHERE "Number" = 3""", 3, AuditFault.Changed)]
    [InlineData("""UPDATE "AuditRecords" SET "Facts" = '[]' WHERE "Number" = 4""", 4, AuditFault.Changed)]
    [InlineData("""DELETE FROM "AuditRecords" WHERE "Number" = 2""", 2, AuditFault.Missing)]
    [InlineData("""DELETE FROM "AuditRecords" WHERE "Number" = 1""", 1, AuditFault.Missing)]
    [InlineData("""DELETE FROM "AuditRecords" WHERE "Number" >= 4""", 4, AuditFault.Missing)]
    [InlineData("""UPDATE "AuditHeads" SET "Number" = 3""", 3, AuditFault.NotTheEnd)]
    public async Task A_line_changed_behind_the_databases_back_is_named(string statement, long number, AuditFault fault)
    {
        await using var audit = await Audited.WithLinesAsync(NewDatabase(), 5);
        await audit.LetAllAsync();

        Assert.True(await audit.DoAsync(statement) > 0);

        var broken = Assert.IsType<AuditVerdict.Broken>(await audit.VerifyAsync());
        Assert.Equal((number, fault), (broken.Number, broken.Fault));
    }

    [Fact]
    public async Task A_line_written_anew_with_its_hash_no_longer_leads_to_the_next()
    {
        await using var audit = await Audited.WithLinesAsync(NewDatabase(), 5);
        await audit.LetAllAsync();

        await audit.RewriteAsync(3);

        var broken = Assert.IsType<AuditVerdict.Broken>(await audit.VerifyAsync());
        Assert.Equal((4, AuditFault.Unchained), (broken.Number, broken.Fault));
    }

    [Fact]
    public async Task The_last_line_written_anew_with_its_hash_is_not_the_end_that_is_kept()
    {
        await using var audit = await Audited.WithLinesAsync(NewDatabase(), 5);
        await audit.LetAllAsync();

        await audit.RewriteAsync(5);

        var broken = Assert.IsType<AuditVerdict.Broken>(await audit.VerifyAsync());
        Assert.Equal((5, AuditFault.NotTheEnd), (broken.Number, broken.Fault));
    }

    [Fact]
    public async Task Twenty_who_write_at_the_same_moment_on_two_nodes_leave_an_unbroken_chain()
    {
        await using var audit = await Audited.WithLinesAsync(NewDatabase(), 0);
        await using var other = audit.AnotherNode();
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        var writers = Enumerable
            .Range(0, Many)
            .Select(async writer =>
            {
                await start.Task;
                var book = writer % 2 == 0 ? audit.Book : other.Get<AuditBook>();
                await Task.Run(() => book.AddAsync(Note(writer), Stop), Stop);
            })
            .ToList();
        start.SetResult();
        await Task.WhenAll(writers);

        Assert.Equal(Many, Assert.IsType<AuditVerdict.Whole>(await audit.VerifyAsync()).Lines);
        var lines = await audit.Book.ListAsync(new AuditQuery(Most: 100), Stop);
        Assert.Equal(Many, lines.Select(line => line.Facts[0].Value).Distinct().Count());
    }

    [Fact]
    public async Task Lines_are_found_by_who_what_whose_and_when()
    {
        await using var audit = await Audited.WithLinesAsync(NewDatabase(), 2);
        var account = Guid.CreateVersion7();
        audit.Clock.Advance(TimeSpan.FromDays(1));
        await audit.Book.AddAsync(AuditNote.Of(Guid.CreateVersion7(), account, AuditActions.Adjusted), Stop);

        async Task<IEnumerable<long>> Found(AuditQuery query) =>
            (await audit.Book.ListAsync(query, Stop)).Select(line => line.Number);

        Assert.Equal([2, 1], await Found(new AuditQuery(ActorId: Somebody)));
        Assert.Equal([3], await Found(new AuditQuery(AccountId: account)));
        Assert.Equal([2, 1], await Found(new AuditQuery(Action: AuditActions.JobRun)));
        Assert.Equal([3], await Found(new AuditQuery(From: TestClock.Noon.AddHours(1))));
        Assert.Equal([2, 1], await Found(new AuditQuery(To: TestClock.Noon.AddHours(1))));
        Assert.Equal([1], await Found(new AuditQuery(Before: 2)));
    }

    protected async Task IsRefusedAsync(string statement)
    {
        await using var audit = await Audited.WithLinesAsync(NewDatabase(), 3);

        var refused = await Assert.ThrowsAnyAsync<DbException>(() => audit.DoAsync(statement));

        Assert.Contains("append-only", refused.Message, StringComparison.Ordinal);
        Assert.Equal(3, Assert.IsType<AuditVerdict.Whole>(await audit.VerifyAsync()).Lines);
    }

    private static AuditNote Note(int number) =>
        AuditNote.Of(Somebody, null, AuditActions.JobRun, new AuditFact("job", $"job {number}"));

    /// <summary>The hash of a line as docs/decisions/audit.md says it, so that the portal can be checked without itself.</summary>
    private static byte[] HashOf(AuditRecord line, string action)
    {
        string[] said =
        [
            $"{line.Number}",
            $"{line.At.ToUnixTimeMilliseconds()}",
            $"{line.Actor}",
            $"{line.ActorId}",
            $"{line.AccountId}",
            action,
            Convert.ToHexString(line.Previous),
            .. line.Facts.SelectMany(fact => new[] { fact.Name, fact.Value }),
        ];
        return SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(said));
    }

    /// <summary>A portal with an audit on a database that goes with it.</summary>
    private sealed class Audited(TestDatabase database) : IAsyncDisposable
    {
        public TestClock Clock { get; } = new(TestClock.Noon);

        private Portal Portal { get; set; } = null!;

        public AuditBook Book => Portal.Get<AuditBook>();

        public static async Task<Audited> WithLinesAsync(TestDatabase database, int lines)
        {
            if (database.Missing is { } reason)
            {
                Assert.Skip(reason);
            }
            await database.InitializeAsync();
            var audited = new Audited(database);
            audited.Portal = new Portal(database, audited.Clock);
            for (var line = 1; line <= lines; line++)
            {
                await audited.Book.AddAsync(Note(line), Stop);
            }
            return audited;
        }

        public Portal AnotherNode() => new(database, Clock);

        public Task<AuditVerdict> VerifyAsync() => Portal.Get<AuditVerifier>().VerifyAsync(null, Stop);

        public Task<int> DoAsync(string statement) =>
            Portal.QueryAsync((db, stop) => db.Database.ExecuteSqlRawAsync(statement, stop));

        /// <summary>What somebody who owns the database can do: takes its guards away.</summary>
        public async Task LetAllAsync()
        {
            if (database.Provider == DatabaseProvider.PostgreSql)
            {
                await DoAsync("""ALTER TABLE "AuditRecords" DISABLE TRIGGER USER""");
                return;
            }
            var guards = await Portal.QueryAsync(
                (db, stop) =>
                    db
                        .Database.SqlQuery<string>(
                            $"SELECT name AS Value FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'AuditRecords'"
                        )
                        .ToListAsync(stop)
            );
            Assert.NotEmpty(guards);
            foreach (var guard in guards)
            {
                await DoAsync($"DROP TRIGGER \"{guard}\"");
            }
        }

        /// <summary>Writes a line anew as the portal would: with another action and the hash that belongs to it.</summary>
        public async Task RewriteAsync(long number)
        {
            var line = (await Book.ListAsync(new AuditQuery(Most: 1, Before: number + 1), Stop))[0];
            var action = AuditActions.KeyRevoked;
            var hash = HashOf(line, action);
            var changed = await Portal.QueryAsync(
                (db, stop) =>
                    db
                        .AuditRecords.Where(each => each.Number == number)
                        .ExecuteUpdateAsync(
                            set => set.SetProperty(each => each.Action, action).SetProperty(each => each.Hash, hash),
                            stop
                        )
            );
            Assert.Equal(1, changed);
        }

        public async ValueTask DisposeAsync()
        {
            await Portal.DisposeAsync();
            await database.DisposeAsync();
        }
    }
}

public sealed class AuditOnSqlite : AuditTests
{
    [Fact]
    public Task The_database_refuses_to_replace_a_line() =>
        IsRefusedAsync("""INSERT OR REPLACE INTO "AuditRecords" SELECT * FROM "AuditRecords" """);

    protected override TestDatabase NewDatabase() => new SqliteDatabase();
}

public sealed class AuditOnPostgreSql : AuditTests
{
    [Fact]
    public Task The_database_refuses_to_truncate_the_audit() => IsRefusedAsync("""TRUNCATE "AuditRecords" """);

    protected override TestDatabase NewDatabase() => new PostgreSqlDatabase();
}
