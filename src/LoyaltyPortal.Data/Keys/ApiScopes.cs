namespace LoyaltyPortal.Data.Keys;

/// <summary>What a key of the store API may be allowed to do.</summary>
public static class ApiScopes
{
    /// <summary>Read members and ledgers.</summary>
    public const string MembersRead = "members:read";

    /// <summary>Enrol members.</summary>
    public const string MembersWrite = "members:write";

    /// <summary>Post and read purchases, events and returns.</summary>
    public const string PurchasesWrite = "purchases:write";

    /// <summary>Keep and free points.</summary>
    public const string RedemptionsWrite = "redemptions:write";

    /// <summary>Post activities.</summary>
    public const string ActivitiesWrite = "activities:write";

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        MembersRead,
        MembersWrite,
        PurchasesWrite,
        RedemptionsWrite,
        ActivitiesWrite,
    ];
}
