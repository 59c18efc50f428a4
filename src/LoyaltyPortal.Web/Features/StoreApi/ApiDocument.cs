using LoyaltyPortal.Web.Platform.StoreContract;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace LoyaltyPortal.Web.Features.StoreApi;

/// <summary>Publishes the contract: OpenAPI at <c>/openapi/v1.json</c>, a page for people at <c>/api</c>.</summary>
internal static class ApiDocument
{
    private const string Scheme = "bearer";

    private const string About =
        "For tills, web shops and order systems. Amounts are numbers in whole units with at most two decimals; times are "
        + "RFC 3339 with offset; days are days of the programme's time zone; errors are problem details (RFC 9457) whose "
        + "type ends in a code. A till that was offline sends what it kept later, each request with its own times and its own "
        + "Idempotency-Key, in the order of each member: an answer of 2xx or already-exists is final, order-unknown says that "
        + "the purchase has to come first, and without an answer the same request is sent again.";

    /// <summary>Registers the document.</summary>
    public static IServiceCollection AddStoreApiDocument(this IServiceCollection services) =>
        services.AddOpenApi(
            "v1",
            options =>
            {
                options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
                options.ShouldInclude = description =>
                    description.RelativePath?.StartsWith("api/v1", StringComparison.Ordinal) == true;
                options.AddDocumentTransformer(DescribeDocument);
                options.AddOperationTransformer(DescribeOperation);
                options.AddSchemaTransformer(DescribeValue);
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

    private static Task DescribeDocument(
        OpenApiDocument document,
        OpenApiDocumentTransformerContext context,
        CancellationToken cancellation
    )
    {
        document.Info = new OpenApiInfo
        {
            Title = "LoyaltyPortal Store API",
            Version = "v1",
            Description = About,
        };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
        document.Components.SecuritySchemes[Scheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "A key of the client: lp_... A key in the address is refused.",
        };
        return Task.CompletedTask;
    }

    private static Task DescribeOperation(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellation
    )
    {
        var said = context.Description.ActionDescriptor.EndpointMetadata.OfType<RouteWords>().LastOrDefault();
        if (said?.Scope is not null)
        {
            operation.Security ??= [];
            operation.Security.Add(
                new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = [] }
            );
        }
        if (said is { Once: not OnceKey.None })
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(
                new OpenApiParameter
                {
                    Name = ApiExchange.KeyHeader,
                    In = ParameterLocation.Header,
                    Required = said.Once == OnceKey.Required,
                    Description =
                        "The same key with the same body gets the first answer again, with Idempotent-Replay: true, for at "
                        + "least 7 days; with another body 422 idempotency-key-reused.",
                    Schema = new OpenApiSchema
                    {
                        Type = JsonSchemaType.String,
                        MinLength = 1,
                        MaxLength = 255,
                        Pattern = "^[!-~]+$",
                    },
                }
            );
        }
        return Task.CompletedTask;
    }

    /// <summary>Says what the contract's own ways of writing mean: amounts and times.</summary>
    private static Task DescribeValue(
        OpenApiSchema schema,
        OpenApiSchemaTransformerContext context,
        CancellationToken cancellation
    )
    {
        var written = context.JsonTypeInfo.Type;
        var type = Nullable.GetUnderlyingType(written) ?? written;
        var none = type == written ? default : JsonSchemaType.Null;
        if (type == typeof(Domain.Points) || type == typeof(Domain.Money))
        {
            schema.Type = JsonSchemaType.Number | none;
            schema.Properties?.Clear();
            schema.Description =
                type == typeof(Domain.Points) ? "Points, at most two decimals." : "Money, at most two decimals.";
            schema.MultipleOf = 0.01m;
        }
        else if (type == typeof(DateTimeOffset))
        {
            schema.Type = JsonSchemaType.String | none;
            schema.Format = "date-time";
        }
        return Task.CompletedTask;
    }
}

/// <summary>Whether a route takes an <c>Idempotency-Key</c>.</summary>
internal enum OnceKey
{
    /// <summary>It writes nothing.</summary>
    None,

    /// <summary>It may be left out.</summary>
    Optional,

    /// <summary>Without one nothing is posted.</summary>
    Required,
}

/// <summary>What the document says of a route besides its types.</summary>
internal sealed record RouteWords(string? Scope, OnceKey Once);

/// <summary>Says of a route what it takes and answers.</summary>
internal static class RouteDocuments
{
    /// <summary>A route that reads.</summary>
    public static RouteHandlerBuilder Reads<TAnswer>(
        this RouteHandlerBuilder route,
        string name,
        string summary,
        string? scope
    )
    {
        route.Described(name, summary, new RouteWords(scope, OnceKey.None)).Produces<TAnswer>(200);
        return scope is null ? route : route.Refuses(400, 401, 403, 404);
    }

    /// <summary>A route that is posted to.</summary>
    public static RouteHandlerBuilder Takes<TBody, TAnswer>(
        this RouteHandlerBuilder route,
        string name,
        string summary,
        RouteWords words,
        params int[] statuses
    )
        where TBody : notnull
    {
        route.Accepts<TBody>(isOptional: typeof(TBody) == typeof(EmptyBody), "application/json");
        return route.Posts<TAnswer>(name, summary, words, statuses);
    }

    /// <summary>A route that is posted lines to.</summary>
    public static RouteHandlerBuilder TakesLines<TAnswer>(
        this RouteHandlerBuilder route,
        string name,
        string summary,
        RouteWords words
    )
    {
        route.Accepts<string>(PostImport.Types[0], PostImport.Types[1..]);
        return route.Posts<TAnswer>(name, summary, words, 200);
    }

    private static RouteHandlerBuilder Posts<TAnswer>(
        this RouteHandlerBuilder route,
        string name,
        string summary,
        RouteWords words,
        params int[] statuses
    )
    {
        route.Described(name, summary, words);
        foreach (var status in statuses)
        {
            route.Produces<TAnswer>(status);
        }
        return route.Refuses(400, 401, 403, 404, 409, 413, 415, 422, 429);
    }

    private static RouteHandlerBuilder Described(
        this RouteHandlerBuilder route,
        string name,
        string summary,
        RouteWords words
    )
    {
        route.WithName(name).WithSummary(summary).WithTags("Store API").WithMetadata(words);
        return words.Scope is null ? route : route.WithDescription($"Needs the scope {words.Scope}.");
    }

    private static RouteHandlerBuilder Refuses(this RouteHandlerBuilder route, params int[] statuses)
    {
        foreach (var status in statuses)
        {
            route.Produces<Problem>(status, "application/problem+json");
        }
        return route;
    }
}
