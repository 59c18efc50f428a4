using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using LoyaltyPortal.Web.Components;
using LoyaltyPortal.Web.Platform.Passkeys;
using LoyaltyPortal.Web.Platform.Sessions;
using LoyaltyPortal.Web.Platform.Visits;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LoyaltyPortal.Web.Platform;

/// <summary>What every page stands on: rendering, languages, theme, headers, static files and error pages.</summary>
public static class WebShell
{
    /// <summary>Programs speak to <c>/api</c> and get problem details there, never a page.</summary>
    public static readonly PathString ApiPath = "/api";

    /// <summary>
    /// Adds the pages. They also need what others add: a <c>Programme</c>, the database (<c>AddPortalData</c>), sign-in
    /// codes and phone numbers.
    /// </summary>
    public static WebApplicationBuilder AddWebShell(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddHttpContextAccessor();
        services.AddPortalLanguages(builder.Environment);
        services.AddMemberSession(builder.Environment);
        services.AddStaffSession(builder.Environment);
        services.AddPortalIdentity(builder.Environment);
        services.AddSingleton<PhoneTickets>();
        services.AddSingleton<VisitCookie>();
        services.AddTransient<BrandSheet>();
        services.AddScoped<ReasonSentences>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(new ThemeCookie(PortalCookies.Name("theme", builder.Environment)));

        // Russian goes over the wire as letters, not as &#x41F; at six bytes each.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));

        services.AddAntiforgery(options =>
        {
            options.FormFieldName = "_token";
            options.Cookie.Name = PortalCookies.Name("forms", builder.Environment);
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.Path = "/";
        });

        // A form that cannot be read is answered 400 in Development as well, not with an exception.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = false);

        // Pages are compressed over TLS too: the only secret in them is the antiforgery token, and that is another
        // string on each rendering, so its length and letters tell an eavesdropper nothing.
        services.AddResponseCompression(options => options.EnableForHttps = true);
        services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
        return builder;
    }

    public static WebApplication UseWebShell(this WebApplication app)
    {
        app.UseMiddleware<SecurityHeaders>();
        app.UseResponseCompression();
        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
        }

        app.UseWhen(
            context => !context.Request.Path.StartsWithSegments(ApiPath, StringComparison.OrdinalIgnoreCase),
            pages =>
            {
                // In Development as well: what went wrong is in the log, a page never shows a stack.
                pages.UseExceptionHandler("/error", createScopeForErrors: true);
                pages.UseStatusCodePagesWithReExecute("/error/{0}", createScopeForStatusCodePages: true);
            }
        );

        app.Use(AskForErrorPage);
        if (!app.Environment.IsDevelopment())
        {
            app.Use(RefuseUnknownForm);
        }

        // Said here and not left to the host: a page made in place of a failed one has to be routed again.
        app.UseRouting();
        app.UseRequestLocalization();
        app.Use(WholeForms.OfStaffAsync);
        app.UseAuthentication();
        app.UseMiddleware<VisitGuard>();
        app.UseAuthorization();
        app.Use((context, next) => app.Services.GetRequiredService<OpenCircuits>().HandleAsync(context, next));
        app.UseAntiforgery();
        app.Use(RefuseStaleForm);

        app.MapStaticAssets();
        app.MapPreferences();
        app.MapSignOut();
        app.MapPasskeys();
        app.MapStaffSession();
        BrandSheet.Map(app);
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null)
            .Add(AnswerHead);
        return app;
    }

    /// <summary>A page in place of a failed answer is asked for with GET, whatever failed: it must not be taken for a form.</summary>
    private static Task AskForErrorPage(HttpContext context, RequestDelegate next)
    {
        if (IsInPlaceOfFailure(context))
        {
            context.Request.Method = HttpMethods.Get;
        }

        return next(context);
    }

    /// <summary>A form with an old token, or from elsewhere, gets the page that says so instead of a line of English.</summary>
    private static Task RefuseStaleForm(HttpContext context, RequestDelegate next)
    {
        var stale = context.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false };
        if (stale && !IsInPlaceOfFailure(context))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        }

        return next(context);
    }

    /// <summary>
    /// A form that its page does not have is refused by Blazor with 400 and a content type, but no content: with a type
    /// an answer is taken for finished, and the reader would see nothing. In Development Blazor says what is wrong.
    /// </summary>
    private static async Task RefuseUnknownForm(HttpContext context, RequestDelegate next)
    {
        await next(context);
        var refused =
            HttpMethods.IsPost(context.Request.Method)
            && context.Response is { StatusCode: StatusCodes.Status400BadRequest, HasStarted: false }
            && context.GetEndpoint()?.Metadata.GetMetadata<RootComponentMetadata>() is not null;
        if (refused)
        {
            context.Response.ContentType = null;
        }
    }

    /// <summary>Who asks for a page with HEAD gets what GET answers, without its content, which the server leaves out.</summary>
    private static void AnswerHead(EndpointBuilder endpoint)
    {
        for (var each = 0; each < endpoint.Metadata.Count; each++)
        {
            if (endpoint.Metadata[each] is IHttpMethodMetadata { HttpMethods: var methods } && methods.Contains("GET"))
            {
                endpoint.Metadata[each] = new HttpMethodMetadata([.. methods, HttpMethods.Head]);
            }
        }
    }

    private static bool IsInPlaceOfFailure(HttpContext context) =>
        context.Features.Get<IExceptionHandlerFeature>() is not null
        || context.Features.Get<IStatusCodeReExecuteFeature>() is not null;
}
