using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LoyaltyPortal.Web.Tests.Messages.Support;

/// <summary>What the gateway was asked.</summary>
internal sealed record Asked(
    string Method,
    string Path,
    IQueryCollection Query,
    IHeaderDictionary Headers,
    string Body
);

/// <summary>A gateway on a loopback port that answers as a test says.</summary>
internal sealed class LocalGateway : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<Asked> asked = new();
    private readonly CancellationTokenSource closing = new();

    private LocalGateway(WebApplication app) => this.app = app;

    /// <summary>All it was asked, in order.</summary>
    public IReadOnlyList<Asked> All => [.. asked];

    /// <summary>Ends when the gateway closes: for answers that never come.</summary>
    public CancellationToken Closing => closing.Token;

    /// <summary>Where it listens, without a slash at the end.</summary>
    public string Address =>
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <summary>A gateway that listens.</summary>
    /// <param name="answer">Answers the request of a number, from 1 on.</param>
    /// <param name="certificate">For https; null for http.</param>
    public static async Task<LocalGateway> StartAsync(
        Func<HttpContext, int, LocalGateway, Task> answer,
        X509Certificate2? certificate = null
    )
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(
                System.Net.IPAddress.Loopback,
                0,
                listen =>
                {
                    if (certificate is not null)
                    {
                        listen.UseHttps(certificate);
                    }
                }
            )
        );
        var gateway = new LocalGateway(builder.Build());
        gateway.app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var body = await reader.ReadToEndAsync(context.RequestAborted);
            var headers = new HeaderDictionary(
                context.Request.Headers.ToDictionary(each => each.Key, each => each.Value)
            );
            int number;
            lock (gateway.asked)
            {
                gateway.asked.Enqueue(
                    new Asked(context.Request.Method, context.Request.Path, context.Request.Query, headers, body)
                );
                number = gateway.asked.Count;
            }
            await answer(context, number, gateway);
        });
        await gateway.app.StartAsync();
        return gateway;
    }

    /// <summary>A gateway that always answers with this status and body.</summary>
    public static Task<LocalGateway> AnsweringAsync(int status, string body = "") =>
        StartAsync(
            (context, _, _) =>
            {
                context.Response.StatusCode = status;
                return context.Response.WriteAsync(body);
            }
        );

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await app.DisposeAsync();
        closing.Dispose();
    }
}
