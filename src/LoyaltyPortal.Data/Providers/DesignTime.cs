using LoyaltyPortal.Data.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace LoyaltyPortal.Data.Providers;

/// <summary>Lets the migration tool make a context without a database.</summary>
public sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SqlitePortalDb>
{
    /// <inheritdoc/>
    public SqlitePortalDb CreateDbContext(string[] args) =>
        new(
            new DbContextOptionsBuilder<SqlitePortalDb>()
                .UseSqlite("Data Source=:memory:")
                .UseApplicationServiceProvider(IdentityTables.Alone())
                .Options
        );
}

/// <summary>Lets the migration tool make a context without a database.</summary>
public sealed class SqlServerDesignTime : IDesignTimeDbContextFactory<SqlServerPortalDb>
{
    /// <inheritdoc/>
    public SqlServerPortalDb CreateDbContext(string[] args) =>
        new(
            new DbContextOptionsBuilder<SqlServerPortalDb>()
                .UseSqlServer("Server=design-time")
                .UseApplicationServiceProvider(IdentityTables.Alone())
                .Options
        );
}

/// <summary>Lets the migration tool make a context without a database.</summary>
public sealed class PostgreSqlDesignTime : IDesignTimeDbContextFactory<PostgreSqlPortalDb>
{
    /// <inheritdoc/>
    public PostgreSqlPortalDb CreateDbContext(string[] args) =>
        new(
            new DbContextOptionsBuilder<PostgreSqlPortalDb>()
                .UseNpgsql("Host=design-time")
                .UseApplicationServiceProvider(IdentityTables.Alone())
                .Options
        );
}
