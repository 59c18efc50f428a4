namespace LoyaltyPortal.Data.Privacy;

/// <summary>What the portal keeps of people, table by table: what they get when they ask for it, and what becomes of it when
/// they leave. The export and the erasure follow it, and a test fails for a table or a column that it does not name.</summary>
public static class DataMap
{
    /// <summary>All tables, in the order in which rows can be deleted: what refers to others comes first.</summary>
    public static IReadOnlyList<TableRule> Tables { get; } =
    [
        .. PersonTables.All,
        .. CabinetTables.All,
        .. WebhookTables.All,
        .. LedgerTables.All,
        .. SignInTables.All,
        .. OwnTables.All,
    ];

    /// <summary>Tables of which a member gets something, in the order of the export.</summary>
    public static IReadOnlyList<TableRule> Exported { get; } = [.. Tables.Where(table => table.Section is not null)];
}
