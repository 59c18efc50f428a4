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
    public const string Messages = Home + "/messages";
    public const string RetryMessages = Messages + "/retry";
    public const string Jobs = Home + "/jobs";
    public const string Audit = Home + "/audit";
    public const string AuditFilePath = Home + "/audit.csv";

    public const string Figures = Home + "/figures";
    public const string FiguresFilePath = Home + "/figures.csv";

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
            .MapGet(FiguresFilePath, FiguresFile.WriteAsync)
            .RequireAuthorization(StaffPolicies.Operator)
            .ExcludeFromDescription();
        return routes;
    }
}
