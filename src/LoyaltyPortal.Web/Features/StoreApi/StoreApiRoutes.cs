using LoyaltyPortal.Web.Features.StoreApi.Contract;

namespace LoyaltyPortal.Web.Features.StoreApi;

/// <summary>The store API: tills, web shops and order systems talk to it (store-api.md).</summary>
public static class StoreApiRoutes
{
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
            .AddScoped<RedeemPoints>()
            .AddScoped<PostPurchase>()
            .AddScoped<PostEvent>()
            .AddScoped<PostReturn>()
            .AddScoped<ReadPurchase>()
            .AddScoped<PostActivity>()
            .AddScoped<ReadProgramme>()
            .AddScoped<ImportRun>()
            .AddScoped<PostImport>();
        builder.Services.ConfigureHttpJsonOptions(options => ContractJson.Apply(options.SerializerOptions));
        builder.Services.AddStoreApiDocument();
        return builder;
    }

    /// <summary>Maps the routes of the contract.</summary>
    public static WebApplication MapStoreApi(this WebApplication app)
    {
        var api = app.MapGroup("/api/v1").DisableAntiforgery().AddEndpointFilter<ApiFailures>();
        MapReading(api);
        MapPosting(api);
        api.MapFallback(() =>
            new ApiResult(ApiAnswers.Problem(404, "not-found", "There is no such route; see /openapi/v1.json."))
        );
        app.MapStoreApiDocument();
        return app;
    }

    private static void MapReading(RouteGroupBuilder api)
    {
        api.MapGet("/programme", (ReadProgramme programme) => new ApiResult(programme.Answer()))
            .Documented<ProgrammeAnswer>("The programme in force", null, 200);
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
            .Documented<MemberAnswer>("A member with balances and level", ApiScopes.MembersRead, 200);
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
            .Documented<LedgerAnswer>("A member's ledger, newest first", ApiScopes.MembersRead, 200);
        api.MapGet(
                "/purchases/{orderId}",
                (HttpContext context, ApiExchange exchange, ReadPurchase read, string orderId) =>
                    exchange.ReadAsync(
                        context,
                        ApiScopes.PurchasesWrite,
                        (caller, stop) => read.AnswerAsync(caller, orderId, stop)
                    )
            )
            .Documented<PurchaseAnswer>("A purchase with its returns and entries", ApiScopes.PurchasesWrite, 200);
        api.MapPost(
                "/quotes",
                (HttpContext context, ApiExchange exchange, QuoteBasket quote) =>
                    exchange.AskAsync<QuoteBody>(context, ApiScopes.PurchasesWrite, quote.AnswerAsync)
            )
            .Documented<QuoteBody, QuoteAnswer>("What a basket would earn and take", ApiScopes.PurchasesWrite, 200);
    }

    private static void MapPosting(RouteGroupBuilder api)
    {
        api.MapPost(
                "/members",
                (HttpContext context, ApiExchange exchange, EnrolMember enrol) =>
                    exchange.PostAsync<EnrolBody>(context, ApiScopes.MembersWrite, enrol.AnswerAsync)
            )
            .Documented<EnrolBody, EnrolAnswer>("Enrol at the till", ApiScopes.MembersWrite, 201);
        api.MapPost(
                "/redemptions",
                (HttpContext context, ApiExchange exchange, RedeemPoints redeem) =>
                    exchange.PostAsync<RedemptionBody>(context, ApiScopes.RedemptionsWrite, redeem.AnswerAsync)
            )
            .Documented<RedemptionBody, RedemptionAnswer>("Keep points for an order", ApiScopes.RedemptionsWrite, 201);
        api.MapPost(
                "/redemptions/{redemptionId}/cancel",
                (HttpContext context, ApiExchange exchange, RedeemPoints redeem, string redemptionId) =>
                    exchange.PostEmptyAsync(
                        context,
                        ApiScopes.RedemptionsWrite,
                        (claim, stop) => redeem.CancelAsync(redemptionId, claim, stop)
                    )
            )
            .Documented<StatusAnswer>("Free the points of a redemption", ApiScopes.RedemptionsWrite, 200);
        api.MapPost(
                "/purchases",
                (HttpContext context, ApiExchange exchange, PostPurchase post) =>
                    exchange.PostAsync<PurchaseBody>(context, ApiScopes.PurchasesWrite, post.AnswerAsync)
            )
            .Documented<PurchaseBody, PurchaseAnswer>("Post an order", ApiScopes.PurchasesWrite, 201);
        api.MapPost(
                "/purchases/{orderId}/events",
                (HttpContext context, ApiExchange exchange, PostEvent post, string orderId) =>
                    exchange.PostAsync<EventBody>(
                        context,
                        ApiScopes.PurchasesWrite,
                        (caller, body, claim, stop) => post.AnswerAsync(caller, orderId, body, claim, stop)
                    )
            )
            .Documented<EventBody, PurchaseAnswer>("Post what happened to an order", ApiScopes.PurchasesWrite, 200);
        api.MapPost(
                "/purchases/{orderId}/returns",
                (HttpContext context, ApiExchange exchange, PostReturn post, string orderId) =>
                    exchange.PostAsync<ReturnBody>(
                        context,
                        ApiScopes.PurchasesWrite,
                        (caller, body, claim, stop) => post.AnswerAsync(caller, orderId, body, claim, stop),
                        body => body.DryRun == true
                    )
            )
            .Documented<ReturnBody, ReturnAnswer>("Post or preview a return", ApiScopes.PurchasesWrite, 201);
        api.MapPost(
                "/activities",
                (HttpContext context, ApiExchange exchange, PostActivity post) =>
                    exchange.PostAsync<ActivityBody>(
                        context,
                        ApiScopes.ActivitiesWrite,
                        (_, body, claim, stop) => post.AnswerAsync(body, claim, stop)
                    )
            )
            .Documented<ActivityBody, ActivityAnswer>("Post an activity", ApiScopes.ActivitiesWrite, 201);
        api.MapPost("/imports", (HttpContext context, PostImport import) => import.AnswerAsync(context))
            .Documented<ImportAnswer>("Import lines of NDJSON, up to 1 MiB", ApiScopes.PurchasesWrite, 200);
    }
}
