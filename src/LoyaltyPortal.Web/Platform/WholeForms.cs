namespace LoyaltyPortal.Web.Platform;

/// <summary>Who may do something is looked at when it is done. A form that comes drop by drop would else be let in by rights that
/// are gone when its last drop comes.</summary>
internal static class WholeForms
{
    /// <summary>Waits for all of a form; what is no form, or a broken one, is left to whoever reads it next.</summary>
    public static async Task ReadWholeFormAsync(this HttpRequest request)
    {
        if (!HttpMethods.IsPost(request.Method) || !request.HasFormContentType)
        {
            return;
        }
        try
        {
            await request.ReadFormAsync(request.HttpContext.RequestAborted);
        }
        catch (InvalidDataException)
        {
            // It is refused where it is read.
        }
    }

    /// <summary>Before it is known who asks: forms to the staff's pages come whole.</summary>
    public static async Task OfStaffAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path.StartsWithSegments(StaffSession.HomePath, StringComparison.OrdinalIgnoreCase))
        {
            await context.Request.ReadWholeFormAsync();
        }
        await next(context);
    }
}
