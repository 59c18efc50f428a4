using LoyaltyPortal.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Providers;

/// <summary>The portal on SQLite.</summary>
public sealed class SqlitePortalDb(DbContextOptions<SqlitePortalDb> options) : PortalDb(options)
{
    /// <inheritdoc/>
    protected override string OpenLotsFilter => "\"IsOpen\"";
}

/// <summary>The portal on SQL Server or Azure SQL.</summary>
public sealed class SqlServerPortalDb(DbContextOptions<SqlServerPortalDb> options) : PortalDb(options)
{
    /// <inheritdoc/>
    protected override string OpenLotsFilter => "[IsOpen] = 1";

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        // Order numbers and keys compare byte by byte on the other databases; here that must be said.
        configurationBuilder.Properties<string>().UseCollation("Latin1_General_100_BIN2");
    }
}

/// <summary>The portal on PostgreSQL.</summary>
public sealed class PostgreSqlPortalDb(DbContextOptions<PostgreSqlPortalDb> options) : PortalDb(options)
{
    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        // The database's own order may be that of a language, in which no index finds the beginning of a word.
        builder.Entity<Member>(member =>
        {
            member.Property(each => each.GivenNameKey).UseCollation("C");
            member.Property(each => each.FamilyNameKey).UseCollation("C");
        });
    }

    /// <inheritdoc/>
    protected override string OpenLotsFilter => "\"IsOpen\"";
}
