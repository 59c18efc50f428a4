using System.Globalization;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Tests.Support;
using LoyaltyPortal.Domain.Ledger;
using Xunit;

namespace LoyaltyPortal.Data.Tests.Postings;

/// <summary>Two members live the same random life. For one, what is due is written after each step; for the other only
/// when a job comes by now and then. They must have the same at every step and the same ledger in the end.</summary>
public abstract class RandomHistoryTests(TestDatabase database) : PortalTest(database)
{
    private const int Steps = 100;

    private Guid prompt;
    private Guid late;

    [Theory]
    [InlineData(2)]
    [InlineData(38)]
    [InlineData(39)]
    public async Task Whenever_jobs_run_the_balances_and_the_ledger_are_the_same(int seed)
    {
        var chance = new Random(seed);
        (prompt, late) = (await Shop.EnrolsAsync(), await Shop.EnrolsAsync());
        var life = new TwinLife(Shop, Portal, Clock, chance, prompt, late);
        for (var step = 1; step <= Steps; step++)
        {
            await life.StepAsync();
            await BringToNowAsync(prompt);
            Assert.Equal(await StateAsync(prompt), await StateAsync(late));
            if (step % 20 == 0)
            {
                await JobChangesNoBalanceAsync();
            }
        }
        Assert.Equal(await LedgerAsync(prompt), await LedgerAsync(late));
        Assert.Equal(
            Enum.GetValues<EntryType>().Where(type => type != EntryType.Adjusted),
            (await Portal.EntriesAsync(late)).Select(entry => entry.Type).Distinct().Order()
        );
    }

    private async Task JobChangesNoBalanceAsync()
    {
        var before = await StateAsync(late);
        await Portal.DueWork.RunAsync(Stop);
        Assert.Equal(before, await StateAsync(late));
        foreach (var twin in new[] { prompt, late })
        {
            await Portal.AddsUpAsync(twin);
            await Portal.EntriesEqualBalancesAsync(twin);
        }
    }

    private Task<PostingAnswer> BringToNowAsync(Guid member) =>
        Portal.Postings.RunAsync(
            member,
            earliest: null,
            claim: null,
            (scope, _) =>
            {
                scope.Journal!.BringToNow();
                return Task.FromResult(new PostingAnswer(200, string.Empty));
            },
            Stop
        );

    /// <summary>Balance and lots as the member sees them.</summary>
    private async Task<string> StateAsync(Guid member)
    {
        var account = await Portal.AccountAsync(member);
        var wallet = Assert.Single(account.Wallets);
        var lots = wallet.Lots.Select(lot => $"{lot.Remaining}/{lot.Earned} {lot.StartsOn:o}..{lot.EndsOn:o}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Clock.GetUtcNow():o} {wallet.Balance} {account.Standing.Tier.Id} {string.Join(", ", lots)}"
        );
    }

    private async Task<IEnumerable<string>> LedgerAsync(Guid member)
    {
        var entries = await Portal.EntriesAsync(member);
        return entries
            .Select(entry =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{entry.At:o} {entry.Type} {entry.Points} {entry.Settled} in {entry.Lots.Count}"
                )
            )
            .Order(StringComparer.Ordinal);
    }
}

public sealed class RandomHistoryOnSqlite(SqliteDatabase database)
    : RandomHistoryTests(database),
        IClassFixture<SqliteDatabase>;

public sealed class RandomHistoryOnPostgreSql(PostgreSqlDatabase database)
    : RandomHistoryTests(database),
        IClassFixture<PostgreSqlDatabase>;
