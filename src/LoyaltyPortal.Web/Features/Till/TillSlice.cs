using LoyaltyPortal.Web.Platform;
using LoyaltyPortal.Web.Platform.StoreContract;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace LoyaltyPortal.Web.Features.Till;

/// <summary>The till: its pages, and the two addresses that they send to.</summary>
public static class TillSlice
{
    public const string HomePath = StaffSession.TillPath;
    public const string StorePath = HomePath + "/store";
    public const string EnrolPath = HomePath + "/enrol";
    public const string SalePath = HomePath + "/sale";
    public const string ReturnPath = HomePath + "/return";
    public const string ReceiptPath = HomePath + "/receipt";
    public const string ReturnedPath = HomePath + "/returned";
    public const string RefusedPath = HomePath + "/refused";

    /// <summary>Where what is ready is sent, sales and returns alike.</summary>
    public const string PostPath = HomePath + "/post";

    /// <summary>Where a page that waits for the member asks how it stands.</summary>
    public const string AskedPath = HomePath + "/asked";

    private const int MostBytes = 256 * 1024;

    public static WebApplicationBuilder AddTill(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder
            .Services.AddTransient<TillStores>()
            .AddSingleton<TillTickets>()
            .AddSingleton<TillPasses>()
            .AddScoped<TillLookup>()
            .AddScoped<TillPosting>();
        return builder;
    }

    /// <summary>Stops the start, and not the first sale, where a store's setting does not go with the programme in force.</summary>
    /// <exception cref="StartRefusedException">A store has no name, or a channel that the programme does not have.</exception>
    public static void CheckTill(this IServiceProvider services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.GetRequiredService<TillStores>();
    }

    public static WebApplication MapTill(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var till = app.MapGroup(HomePath).RequireAuthorization(StaffPolicies.Clerk);
        till.MapPost("/post", PostAsync).WithMetadata(new RequestSizeLimitAttribute(MostBytes));
        till.MapGet("/asked/{id:guid}", AskedAsync);
        return app;
    }

    /// <summary>A form of a page gets a page; a script, which says that it takes JSON, gets the address of that page.</summary>
    private static async Task<IResult> PostAsync(
        IFormCollection form,
        HttpContext http,
        TillPosting posting,
        IStringLocalizer<TillTexts> texts
    )
    {
        var posted = await posting.PostAsync(
            http.User.StaffId() ?? Guid.Empty,
            form["Pass"],
            form["At"],
            form["NoPoints"] == "1",
            http.RequestAborted
        );
        var wantsJson = http.Request.Headers.Accept.ToString().Contains("application/json", StringComparison.Ordinal);
        return posted switch
        {
            TillPosted.Done done => wantsJson ? Results.Json(new { to = done.To }) : Results.LocalRedirect(done.To),
            TillPosted.Refused refused when wantsJson => Results.Json(
                new { refused = TillWords.Refusal(texts, refused.Code), code = refused.Code },
                statusCode: StatusCodes.Status422UnprocessableEntity
            ),
            TillPosted.Refused refused => Results.LocalRedirect($"{RefusedPath}?code={refused.Code}"),
            _ => throw new InvalidOperationException(),
        };
    }

    private static async Task<IResult> AskedAsync(
        Guid id,
        HttpContext http,
        IStoreTill till,
        TillStores stores,
        CancellationToken cancellation
    )
    {
        http.Response.Headers.CacheControl = "no-store";
        if (stores.Of(http) is not { } store || http.User.StaffId() is not { } staffId)
        {
            return Results.NotFound();
        }
        var answer = await till.ReadRedemptionAsync(store.Clerk(staffId), id.ToString(), cancellation);
        return answer.Value is { } held ? Results.Json(new { status = held.Status }) : Results.NotFound();
    }
}
