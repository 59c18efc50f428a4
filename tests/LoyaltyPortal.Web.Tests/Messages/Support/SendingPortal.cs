using System.Collections.Concurrent;
using LoyaltyPortal.Data;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Providers;
using LoyaltyPortal.Web.Platform;
using LoyaltyPortal.Web.Tests.StoreApi;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Messages.Support;

/// <summary>A portal that sends as it is told, with everything it logs.</summary>
/// <param name="environment">The name of the environment.</param>
/// <param name="settings">The settings below <c>Messages:</c>.</param>
public sealed class SendingPortal(string environment, params (string Key, string Value)[] settings) : DemoPortal
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly LogLines log = new();

    /// <summary>Each line that was logged, with its exception.</summary>
    public IReadOnlyCollection<string> Log => log.Lines;

    protected override string Environment => environment;

    public static async Task<SendingPortal> StartAsync(string environment, params (string Key, string Value)[] settings)
    {
        var portal = new SendingPortal(environment, settings);
        await portal.InitializeAsync();
        return portal;
    }

    /// <summary>Writes a message, a code of five minutes unless it is told otherwise.</summary>
    public async Task<Guid> WritesAsync(
        string text = "654321",
        bool isSecret = true,
        string medium = OutboxMessage.SmsMedium,
        string recipient = Senders.Phone,
        string? subject = null
    )
    {
        var now = Clock.Now(Services.GetRequiredService<TimeProvider>());
        var message = new OutboxMessage
        {
            Id = Guid.CreateVersion7(),
            Kind = "test",
            Recipient = recipient,
            Medium = medium,
            Subject = subject,
            Text = text,
            IsSecret = isSecret,
            CreatedAt = now,
            ExpiresAt = isSecret ? now.AddMinutes(5) : null,
            NextTryAt = now,
        };
        await using var db = Services.GetRequiredService<IPortalDbs>().Create();
        db.Outbox.Add(message);
        await db.SaveChangesAsync();
        return message.Id;
    }

    public async Task<OutboxMessage> ReadsAsync(Guid id)
    {
        await using var db = Services.GetRequiredService<IPortalDbs>().Create();
        return await db.Outbox.AsNoTracking().FirstAsync(each => each.Id == id);
    }

    /// <summary>The message once it is as expected; fails when that does not come.</summary>
    public async Task<OutboxMessage> BecomesAsync(Guid id, Func<OutboxMessage, bool> expected)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var message = await ReadsAsync(id);
            if (expected(message))
            {
                return message;
            }
            Assert.True(
                TimeProvider.System.GetElapsedTime(start) < Patience,
                $"It is not so: sent {message.SentAt}, given up {message.GivenUpAt}, {message.FailedTries} tries, {message.LastFault}."
            );
            await Task.Delay(50);
        }
    }

    /// <summary>Moves the portal's clock ahead.</summary>
    public void Passes(TimeSpan span)
    {
        var clock = Services.GetRequiredService<PortalClock>();
        Assert.True(clock.TryMoveTo(clock.Offset + span));
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        foreach (var (key, value) in settings)
        {
            builder.UseSetting($"Messages:{key}", value);
        }
        // Everything, below what anybody configures: what is not logged now is logged when somebody looks for a fault.
        builder.ConfigureLogging(logging =>
        {
            logging.ClearProviders();
            logging.AddProvider(log);
            logging.SetMinimumLevel(LogLevel.Trace);
            logging.AddFilter<LogLines>(category: null, LogLevel.Trace);
            logging.AddFilter<LogLines>("Microsoft.EntityFrameworkCore", LogLevel.Warning);
            logging.AddFilter<LogLines>("Microsoft.AspNetCore", LogLevel.Warning);
        });
    }

    private sealed class LogLines : ILoggerProvider
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => new Line(categoryName, Lines);

        public void Dispose() { }

        private sealed class Line(string category, ConcurrentQueue<string> lines) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(
                LogLevel logLevel,
                EventId eventId,
                TState state,
                Exception? exception,
                Func<TState, Exception?, string> formatter
            ) => lines.Enqueue($"{logLevel} {category}: {formatter(state, exception)} {exception}");
        }
    }
}
