namespace LoyaltyPortal.Web.Features.StoreApi;

/// <summary>Answers what should not happen with a problem instead of a page or a stack trace.</summary>
internal sealed class ApiFailures(ILogger<ApiFailures> log) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (BadHttpRequestException bad)
        {
            return bad.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? new ApiResult(ApiExchange.TooLarge)
                : new ApiResult(ApiAnswers.Malformed("$", "could not be read"));
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // The route's pattern, never its values: they name people and orders.
            log.LogError(
                failure,
                "{Method} {Route} failed",
                context.HttpContext.Request.Method,
                context.HttpContext.GetEndpoint()?.DisplayName
            );
            return new ApiResult(
                ApiAnswers.Problem(
                    500,
                    "failed",
                    "The portal failed; nothing was written. Try again with the same key."
                )
            );
        }
    }
}
