namespace LoyaltyPortal.Data;

/// <summary>The databases the portal runs on.</summary>
public enum DatabaseProvider
{
    /// <summary>One file; the default for a newcomer and for one small shop.</summary>
    Sqlite,

    /// <summary>SQL Server or Azure SQL.</summary>
    SqlServer,

    /// <summary>PostgreSQL.</summary>
    PostgreSql,
}
