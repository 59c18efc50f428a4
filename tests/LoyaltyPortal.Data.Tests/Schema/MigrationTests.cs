using LoyaltyPortal.Data.Providers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Xunit;

namespace LoyaltyPortal.Data.Tests.Schema;

/// <summary>The migrations of each database make what the model says; no server is asked.</summary>
public class MigrationTests
{
    public static TheoryData<DatabaseProvider> Databases => [.. Enum.GetValues<DatabaseProvider>()];

    [Theory]
    [MemberData(nameof(Databases))]
    public void The_model_has_no_change_without_a_migration(DatabaseProvider provider)
    {
        using var db = Context(provider);

        Assert.False(db.Database.HasPendingModelChanges());
        Assert.EndsWith("AppendOnly", db.Database.GetMigrations().Last(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public void Migrations_can_be_undone(DatabaseProvider provider)
    {
        using var db = Context(provider);

        var script = db.GetService<IMigrator>()
            .GenerateScript(db.Database.GetMigrations().Last(), Migration.InitialDatabase);

        Assert.Contains("DROP TRIGGER", script, StringComparison.Ordinal);
        Assert.Contains("DROP TABLE", script, StringComparison.Ordinal);
    }

    [Fact]
    public void On_sql_server_entries_are_guarded_by_triggers_and_only_identity_tables_count_rows()
    {
        using var db = Context(DatabaseProvider.SqlServer);

        var script = db.GetService<IMigrator>().GenerateScript();

        Assert.Contains("CREATE TRIGGER [Entries_AppendOnly] ON [Entries]", script, StringComparison.Ordinal);
        Assert.Contains("CREATE TRIGGER [EntryLots_AppendOnly] ON [EntryLots]", script, StringComparison.Ordinal);
        Assert.DoesNotContain("MERGE", script, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(["AspNetRoleClaims", "AspNetUserClaims"], TablesWithIdentity(script));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public void Every_table_of_a_member_leads_with_the_account(DatabaseProvider provider)
    {
        using var db = Context(provider);
        string[] lead = ["Wallets", "Lots", "Entries", "EntryLots", "QualifyingDays"];

        var keys = db
            .Model.GetEntityTypes()
            .Where(type => lead.Contains(type.GetTableName()))
            .Select(type => type.FindPrimaryKey()!.Properties[0].Name);

        Assert.Equal(lead.Select(_ => "AccountId"), keys);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public void No_deletion_takes_other_rows_with_it(DatabaseProvider provider)
    {
        using var db = Context(provider);

        Assert.All(
            // What is a part of its row goes with it.
            db.Model.GetEntityTypes().SelectMany(type => type.GetForeignKeys()).Where(key => !key.IsOwnership),
            key => Assert.Equal(DeleteBehavior.Restrict, key.DeleteBehavior)
        );
    }

    private static PortalDb Context(DatabaseProvider provider) =>
        provider switch
        {
            DatabaseProvider.Sqlite => new SqliteDesignTime().CreateDbContext([]),
            DatabaseProvider.SqlServer => new SqlServerDesignTime().CreateDbContext([]),
            _ => new PostgreSqlDesignTime().CreateDbContext([]),
        };

    private static IEnumerable<string> TablesWithIdentity(string script) =>
        script
            .Split("CREATE TABLE [", StringSplitOptions.None)
            .Skip(1)
            .Select(table => table[..table.IndexOf(");", StringComparison.Ordinal)])
            .Where(table => table.Contains("IDENTITY", StringComparison.Ordinal))
            .Select(table => table[..table.IndexOf(']', StringComparison.Ordinal)])
            .Order(StringComparer.Ordinal);
}
