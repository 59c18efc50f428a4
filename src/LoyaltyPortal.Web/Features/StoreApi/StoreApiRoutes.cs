using LoyaltyPortal.Data.Keys;
using LoyaltyPortal.Web.Platform;
using LoyaltyPortal.Web.Platform.StoreContract;

namespace LoyaltyPortal.Web.Features.StoreApi;

/// <summary>The store API: tills, web shops and order systems talk to it (store-api.md).</summary>
public static class StoreApiRoutes
{
    private static readonly PathString Root = "/api/v1";

    /// <summary>Registers the slice.</summary>
    public static WebApplicationBuilder AddStoreApi(this WebApplicationBuilder builder)
    {
        builder
            .Services.AddScoped<ApiKeys>()
            .AddScoped<ApiExchange>()
            .AddScoped<AnswerMaker>()
            .AddScoped<BasketReader>()
            .AddScoped<MemberLookup>()
            .AddScoped<OrderPosting>()
            .AddScoped<EnrolMember>()
            .AddScoped<ReadMember>()
            .AddScoped<QuoteBasket>()
            .AddScoped<RedemptionPosting>()
            .AddScoped<RedemptionMessages>()
            .AddScoped<RedeemPoints>()
            .AddScoped<ReadRedemption>()
            .AddScoped<ConfirmRedemption>()
            .AddScoped<PostPurchase>()
            .AddScoped<PostEvent>()
            .AddScoped<PostReturn>()
            .AddScoped<ReadPurchase>()
            .AddScoped<PostActivity>()
            .AddScoped<ReadProgramme>()
            .AddScoped<ImportRun>()
            .AddScoped<PostImport>()
            .AddScoped<IStoreTill, OwnTill>();
        builder.Services.ConfigureHttpJsonOptions(options => ContractJson.Apply(options.SerializerOptions));
        builder.Services.AddStoreApiDocument();
        return builder;
    }

    /// <summary>Maps the routes of the contract.</summary>
    public static WebApplication MapStoreApi(this WebApplication app)
    {
        // No such route, or not with this method: a problem as any other.
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments(Root, StringComparison.OrdinalIgnoreCase),
            api =>
                api.UseStatusCodePages(page =>
                    new ApiResult(ApiAnswers.Unrouted(page.HttpContext.Response.StatusCode)).ExecuteAsync(
                        page.HttpContext
                    )
                )
        );
        var api = app.MapGroup(Root.Value!).DisableAntiforgery().AddEndpointFilter<ApiFailures>();
        MapReading(api);
        MapMembers(api);
        MapRedemptions(api);
        MapOrders(api);
        app.MapStoreApiDocument();
        return app;
    }

    private static void MapReading(RouteGroupBuilder api)
    {
        api.MapGet("/programme", (ReadProgramme programme) => new ApiResult(programme.Answer()))
            .Reads<ProgrammeAnswer>("readProgramme", "The programme in force", null);
        api.MapGet(
                "/members",
                (
                    HttpContext context,
                    ApiExchange exchange,
                    ReadMember read,
                    string? phone,
                    string? cardNumber,
                    string? qr
                ) =>
                    exchange.ReadAsync(
                        context,
                        ApiScopes.MembersRead,
                        (_, stop) =>
                            read.AnswerAsync(
                                new MemberName
                                {
                                    Phone = phone,
                                    CardNumber = cardNumber,
                                    Qr = qr,
                                },
                                stop
                            )
                    )
            )
            .Reads<MemberAnswer>("findMember", "A member with balances and level", ApiScopes.MembersRead);
        api.MapGet(
                "/members/{memberId}/ledger",
                (
                    HttpContext context,
                    ApiExchange exchange,
                    ReadMember read,
                    string memberId,
                    string? after,
                    string? limit
                ) =>
                    exchange.ReadAsync(
                        context,
                        ApiScopes.MembersRead,
                        (_, stop) => read.LedgerAsync(memberId, after, limit, stop)
                    )
            )
            .Reads<LedgerAnswer>("readLedger", "A member's ledger, newest first", ApiScopes.MembersRead);
        api.MapGet(
                "/purchases/{orderId}",
                (HttpContext context, ApiExchange exchange, ReadPurchase read, string orderId) =>
                    exchange.ReadAsync(
                        context,
                        ApiScopes.PurchasesWrite,
                        (caller, stop) => read.AnswerAsync(caller, PathText.Of(context.Request, orderId), stop)
                    )
            )
            .Reads<PurchaseAnswer>("readPurchase", "A purchase with its returns and entries", ApiScopes.PurchasesWrite);
        api.MapPost(
                "/quotes",
                (HttpContext context, ApiExchange exchange, QuoteBasket quote) =>
                    exchange.AskAsync<QuoteBody>(context, ApiScopes.PurchasesWrite, quote.AnswerAsync)
            )
            .Takes<QuoteBody, QuoteAnswer>(
                "quoteBasket",
                "What a basket would earn and take",
                new RouteWords(ApiScopes.PurchasesWrite, OnceKey.Optional),
                200
            );
    }

    private static void MapMembers(RouteGroupBuilder api)
    {
        api.MapPost(
                "/members",
                (HttpContext context, ApiExchange exchange, EnrolMember enrol) =>
                    exchange.PostAsync<EnrolBody>(context, ApiScopes.MembersWrite, enrol.AnswerAsync)
            )
            .Takes<EnrolBody, EnrolAnswer>(
                "enrolMember",
                "Enrol at the till",
                new RouteWords(ApiScopes.MembersWrite, OnceKey.Required),
                201,
                200
            );
        api.MapPost(
                "/activities",
                (HttpContext context, ApiExchange exchange, PostActivity post) =>
                    exchange.PostAsync<ActivityBody>(
                        context,
                        ApiScopes.ActivitiesWrite,
                        (_, body, claim, stop) => post.AnswerAsync(body, claim, stop)
                    )
            )
            .Takes<ActivityBody, ActivityAnswer>(
                "postActivity",
                "Post an activity",
                new RouteWords(ApiScopes.ActivitiesWrite, OnceKey.Required),
                201
            );
    }

    private static void MapRedemptions(RouteGroupBuilder api)
    {
        api.MapPost(
                "/redemptions",
                (HttpContext context, ApiExchange exchange, RedeemPoints redeem) =>
                    exchange.PostAsync<RedemptionBody>(context, ApiScopes.RedemptionsWrite, redeem.AnswerAsync)
            )
            .Takes<RedemptionBody, RedemptionAnswer>(
                "redeemPoints",
                "Keep points for an order",
                new RouteWords(ApiScopes.RedemptionsWrite, OnceKey.Required),
                201
            );
        api.MapGet(
                "/redemptions/{redemptionId}",
                (HttpContext context, ApiExchange exchange, ReadRedemption read, string redemptionId) =>
                    exchange.ReadAsync(
                        context,
                        ApiScopes.RedemptionsWrite,
                        (caller, stop) => read.AnswerAsync(caller, redemptionId, stop)
                    )
            )
            .Reads<RedemptionAnswer>("readRedemption", "How a redemption stands", ApiScopes.RedemptionsWrite);
        api.MapPost(
                "/redemptions/{redemptionId}/confirm",
                (HttpContext context, ApiExchange exchange, ConfirmRedemption confirm, string redemptionId) =>
                    exchange.PostAsync<ConfirmBody>(
                        context,
                        ApiScopes.RedemptionsWrite,
                        (caller, body, claim, stop) => confirm.AnswerAsync(caller, redemptionId, body, claim, stop)
                    )
            )
            .Takes<ConfirmBody, StatusAnswer>(
                "confirmRedemption",
                "Confirm a redemption by the code sent to the member",
                new RouteWords(ApiScopes.RedemptionsWrite, OnceKey.Required),
                200
            );
        api.MapPost(
                "/redemptions/{redemptionId}/resend",
                (HttpContext context, ApiExchange exchange, ConfirmRedemption confirm, string redemptionId) =>
                    exchange.PostEmptyAsync(
                        context,
                        ApiScopes.RedemptionsWrite,
                        (caller, claim, stop) => confirm.ResendAsync(caller, redemptionId, claim, stop)
                    )
            )
            .Takes<EmptyBody, StatusAnswer>(
                "resendCode",
                "Send another code for a redemption, at most three times",
                new RouteWords(ApiScopes.RedemptionsWrite, OnceKey.Required),
                202
            );
        api.MapPost(
                "/redemptions/{redemptionId}/cancel",
                (HttpContext context, ApiExchange exchange, RedeemPoints redeem, string redemptionId) =>
                    exchange.PostEmptyAsync(
                        context,
                        ApiScopes.RedemptionsWrite,
                        (caller, claim, stop) => redeem.CancelAsync(caller, redemptionId, claim, stop)
                    )
            )
            .Takes<EmptyBody, StatusAnswer>(
                "cancelRedemption",
                "Free the points of a redemption",
                new RouteWords(ApiScopes.RedemptionsWrite, OnceKey.Required),
                200
            );
    }

    private static void MapOrders(RouteGroupBuilder api)
    {
        api.MapPost(
                "/purchases",
                (HttpContext context, ApiExchange exchange, PostPurchase post) =>
                    exchange.PostAsync<PurchaseBody>(context, ApiScopes.PurchasesWrite, post.AnswerAsync)
            )
            .Takes<PurchaseBody, PurchaseAnswer>(
                "postPurchase",
                "Post an order",
                new RouteWords(ApiScopes.PurchasesWrite, OnceKey.Required),
                201
            );
        api.MapPost(
                "/purchases/{orderId}/events",
                (HttpContext context, ApiExchange exchange, PostEvent post, string orderId) =>
                    exchange.PostAsync<EventBody>(
                        context,
                        ApiScopes.PurchasesWrite,
                        (caller, body, claim, stop) =>
                            post.AnswerAsync(caller, PathText.Of(context.Request, orderId), body, claim, stop)
                    )
            )
            .Takes<EventBody, PurchaseAnswer>(
                "postEvent",
                "Post what happened to an order",
                new RouteWords(ApiScopes.PurchasesWrite, OnceKey.Required),
                200
            );
        api.MapPost(
                "/purchases/{orderId}/returns",
                (HttpContext context, ApiExchange exchange, PostReturn post, string orderId) =>
                    exchange.PostAsync<ReturnBody>(
                        context,
                        ApiScopes.PurchasesWrite,
                        (caller, body, claim, stop) =>
                            post.AnswerAsync(caller, PathText.Of(context.Request, orderId), body, claim, stop),
                        body => body.DryRun == true
                    )
            )
            .Takes<ReturnBody, ReturnAnswer>(
                "postReturn",
                "Post a return, or ask what it would do (dryRun, which needs no key)",
                new RouteWords(ApiScopes.PurchasesWrite, OnceKey.Optional),
                201,
                200
            );
        api.MapPost("/imports", (HttpContext context, PostImport import) => import.AnswerAsync(context))
            .TakesLines<ImportAnswer>(
                "importLines",
                "Import lines of NDJSON, up to 1 MiB; needs members:write and activities:write as well",
                new RouteWords(ApiScopes.PurchasesWrite, OnceKey.Optional)
            );
    }
}
