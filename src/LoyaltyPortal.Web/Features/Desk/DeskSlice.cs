using LoyaltyPortal.Web.Platform;
using LoyaltyPortal.Web.Platform.Support;

namespace LoyaltyPortal.Web.Features.Desk;

/// <summary>The support desk: where its pages are.</summary>
public static class DeskSlice
{
    public const string HomePath = StaffSession.DeskPath;
    public const string ClaimsPath = HomePath + "/claims";

    /// <summary>What waits for a second person.</summary>
    public const string ApprovalsPath = HomePath + "/approvals";

    public static WebApplicationBuilder AddDesk(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddScoped<DeskLookup>();
        return builder;
    }

    /// <summary>A member's page, or one behind it.</summary>
    public static string MemberPath(Guid accountId, string part = "") =>
        part.Length == 0 ? $"{HomePath}/members/{accountId}" : $"{HomePath}/members/{accountId}/{part}";

    /// <summary>The page of a member's order, whatever its number is made of.</summary>
    public static string OrderPath(Guid accountId, string orderId) =>
        MemberPath(accountId, $"orders/{Uri.EscapeDataString(orderId)}");

    /// <summary>A claim's page.</summary>
    public static string ClaimPath(string number) => $"{ClaimsPath}/{number}";
}
