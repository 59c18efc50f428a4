using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace LoyaltyPortal.Web.Features.StoreApi;

/// <summary>Publishes the contract: OpenAPI at <c>/openapi/v1.json</c>, a page for people at <c>/api</c>.</summary>
internal static class ApiDocument
{
    /// <summary>Registers the document.</summary>
    public static IServiceCollection AddStoreApiDocument(this IServiceCollection services) =>
        services.AddOpenApi(
            "v1",
            options =>
            {
                options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
                options.ShouldInclude = description =>
                    description.RelativePath?.StartsWith("api/v1", StringComparison.Ordinal) == true;
                options.AddDocumentTransformer(
                    (document, _, _) =>
                    {
                        document.Info = new OpenApiInfo
                        {
                            Title = "LoyaltyPortal Store API",
                            Version = "v1",
                            Description =
                                "For tills, web shops and order systems. Amounts are numbers in whole units with at most two "
                                + "decimals; times are RFC 3339 with offset; errors are problem details.",
                        };
                        return Task.CompletedTask;
                    }
                );
                options.AddSchemaTransformer(DescribeAmounts);
            }
        );

    /// <summary>Maps the document and its page.</summary>
    public static void MapStoreApiDocument(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json");
        app.UseSwaggerUI(options =>
        {
            options.RoutePrefix = "api";
            options.SwaggerEndpoint("/openapi/v1.json", "Store API v1");
            options.DocumentTitle = "LoyaltyPortal Store API";
        });
    }

    /// <summary>Says of a route what it takes and answers.</summary>
    public static void Documented<TAnswer>(this RouteHandlerBuilder route, string summary, string? scope, int status)
    {
        route.WithSummary(summary).Produces<TAnswer>(status);
        foreach (var problem in scope is null ? [] : new[] { 400, 401, 403, 404, 409, 422 })
        {
            route.ProducesProblem(problem);
        }
        if (scope is not null)
        {
            route.WithDescription($"Needs the scope {scope}.");
        }
    }

    /// <summary>Says of a route with a body what it takes and answers.</summary>
    public static void Documented<TBody, TAnswer>(
        this RouteHandlerBuilder route,
        string summary,
        string scope,
        int status
    )
        where TBody : notnull
    {
        route.Accepts<TBody>("application/json");
        route.Documented<TAnswer>(summary, scope, status);
    }

    private static Task DescribeAmounts(
        OpenApiSchema schema,
        OpenApiSchemaTransformerContext context,
        CancellationToken cancellation
    )
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type == typeof(Domain.Points) || type == typeof(Domain.Money))
        {
            schema.Type = JsonSchemaType.Number;
            schema.Properties?.Clear();
            schema.Description =
                type == typeof(Domain.Points) ? "Points, at most two decimals." : "Money, at most two decimals.";
            schema.MultipleOf = 0.01m;
        }
        return Task.CompletedTask;
    }
}
