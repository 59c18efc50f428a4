using System.Text;
using LoyaltyPortal.Data.Programmes;
using LoyaltyPortal.Web.Platform;

namespace LoyaltyPortal.Web.Features.Administration;

/// <summary>Registers the slice, and maps what is no page.</summary>
public static class AdminSlice
{
    public const string Home = StaffSession.AdminPath;
    public const string Keys = Home + "/keys";
    public const string NewKey = Keys + "/new";
    public const string RevokeKey = Keys + "/revoke";
    public const string Staff = Home + "/staff";
    public const string NewStaff = Staff + "/new";
    public const string Person = Staff + "/person";
    public const string Suspension = Home + "/suspension";
    public const string NewSuspension = Suspension + "/new";
    public const string EndSuspension = Suspension + "/end";
    public const string Programme = Home + "/programme";
    public const string NewVersion = Programme + "/new";
    public const string Version = Programme + "/version";
    public const string Announcements = Home + "/announcements";
    public const string NewAnnouncement = Announcements + "/new";
    public const string EndAnnouncement = Announcements + "/end";
    public const string Messages = Home + "/messages";
    public const string RetryMessages = Messages + "/retry";
    public const string Webhooks = Home + "/webhooks";

    /// <summary>A new webhook, or with <c>hook</c> another address and other events of one that is there.</summary>
    public const string EditWebhook = Webhooks + "/edit";
    public const string RotateWebhook = Webhooks + "/rotate";
    public const string RemoveWebhook = Webhooks + "/remove";
    public const string Jobs = Home + "/jobs";
    public const string Audit = Home + "/audit";
    public const string AuditFilePath = Home + "/audit.csv";

    public const string Figures = Home + "/figures";
    public const string FiguresFilePath = Home + "/figures.csv";

    /// <summary>The largest programme file that is taken in; the largest preset is a twentieth of it.</summary>
    public const int MostProgrammeBytes = 256 * 1024;

    /// <summary>The page of one webhook.</summary>
    public static string WebhookOf(Guid id) => $"{Webhooks}/hook?hook={id}";

    public static WebApplicationBuilder AddAdministration(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddScoped<AuditFile>();
        builder.Services.AddScoped<FiguresFile>();
        builder.Services.AddScoped<FiguresReading>();
        return builder;
    }

    public static IEndpointRouteBuilder MapAdministration(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(AuditFilePath, AuditFile.WriteAsync)
            .RequireAuthorization(StaffPolicies.Operator)
            .ExcludeFromDescription();
        routes
            .MapGet(Version + "/{number:int}.json", WriteVersionAsync)
            .RequireAuthorization(StaffPolicies.Operator)
            .ExcludeFromDescription();
        routes
            .MapGet(FiguresFilePath, FiguresFile.WriteAsync)
            .RequireAuthorization(StaffPolicies.Operator)
            .ExcludeFromDescription();
        return routes;
    }

    private static async Task<IResult> WriteVersionAsync(int number, ProgrammeVersions versions, HttpContext context) =>
        await versions.FindAsync(number, context.RequestAborted) is { } version
            ? Results.File(
                Encoding.UTF8.GetBytes(version.Text),
                "application/json",
                $"{version.ProgrammeId}-{version.Number}.json"
            )
            : Results.NotFound();
}
