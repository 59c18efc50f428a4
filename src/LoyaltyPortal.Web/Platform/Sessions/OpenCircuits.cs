using System.Collections.Concurrent;
using System.Security.Claims;
using LoyaltyPortal.Data.Sessions;
using LoyaltyPortal.Web.Platform.Jobs;

namespace LoyaltyPortal.Web.Platform.Sessions;

/// <summary>The live connections of this node with the sessions they belong to. A session that is ended closes them: the
/// cookie was looked at when a connection began and never again.</summary>
public sealed class OpenCircuits
{
    /// <summary>The address of live connections.</summary>
    private static readonly PathString Live = "/_blazor";

    private readonly ConcurrentDictionary<HttpContext, ClaimsPrincipal> open = new();

    /// <summary>Keeps a connection in mind while it lasts. One with the cookie of a session that is over is refused: it
    /// would go on as a visitor's with what a member sees.</summary>
    public async Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!context.Request.Path.StartsWithSegments(Live, StringComparison.OrdinalIgnoreCase))
        {
            await next(context);
            return;
        }
        if (SessionClaims.IsRejected(context))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }
        if (SessionClaims.Id(context.User) is null)
        {
            await next(context);
            return;
        }
        open[context] = context.User;
        try
        {
            await next(context);
        }
        finally
        {
            open.TryRemove(context, out _);
        }
    }

    /// <summary>Closes the connections of sessions that are over; how many there were.</summary>
    public async Task<int> CloseEndedAsync(SessionBook book, CancellationToken cancellation)
    {
        var closed = 0;
        foreach (var (context, user) in open)
        {
            if (!await SessionClaims.IsAliveAsync(user, book, cancellation))
            {
                context.Abort();
                closed++;
            }
        }
        return closed;
    }
}

/// <summary>Looks every few seconds whether sessions with live connections are over.</summary>
internal sealed class OpenCircuitsJob(
    OpenCircuits circuits,
    SessionBook book,
    JobLog jobs,
    ILogger<OpenCircuitsJob> log
) : BackgroundService
{
    /// <summary>With what a node keeps in mind of a session (<see cref="SessionBook.KnownFor"/>) well below the minute that is
    /// promised.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await jobs.RunAsync(JobNames.OpenCircuits, stop => circuits.CloseEndedAsync(book, stop), stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                log.LogError(failure, "Sessions of live connections could not be read; they are read again soon");
            }
        }
    }
}
