using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Web.Platform;
using LoyaltyPortal.Web.Platform.Codes;
using LoyaltyPortal.Web.Platform.Limits;
using LoyaltyPortal.Web.Tests.StoreApi;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Platform.Codes;

/// <summary>The day's budget, and what the operator hears of before it is used up.</summary>
public sealed class BudgetTests(BudgetTests.Portal portal) : IClassFixture<BudgetTests.Portal>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A portal that may send ten codes a day, two of them abroad.</summary>
    public sealed class Portal : DemoPortal
    {
        public ConcurrentQueue<string> Warnings { get; } = new();

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("Limits:Day", "10");
            builder.UseSetting("Limits:CountryDay", "2");
            builder.UseSetting("Limits:ForeignAlarm", "3");
            builder.UseSetting("Limits:AlarmPercent", "80");
            builder.ConfigureLogging(logging =>
                logging.SetMinimumLevel(LogLevel.Warning).AddProvider(new WarningsOfLimits(Warnings))
            );
        }
    }

    [Fact]
    public async Task The_operator_hears_of_a_limit_before_it_refuses_by_log_and_by_metric()
    {
        using var near = new Counted("loyalty.limits.near", portal);
        using var reached = new Counted("loyalty.limits.reached", portal);

        Assert.Equal(2, await AskAsync("+375291", 5, digits: 6));
        Assert.Equal(["code-country-day"], near.Rules);
        Assert.Equal(8, await AskAsync("+7926", 20, digits: 7));

        Assert.Equal(["code-country-day", "code-day"], near.Rules);
        Assert.Equal(3, reached.Rules.Count(rule => rule == "code-country-day"));
        Assert.Equal(12, reached.Rules.Count(rule => rule == "code-day"));
        for (var foreign = 0; foreign < 5; foreign++)
        {
            await portal
                .Services.GetRequiredService<SendingLimits>()
                .NoteForeignAsync(null, portal.Services.GetRequiredService<TimeProvider>().GetUtcNow(), Stop);
        }
        Assert.Contains("code-foreign-day", near.Rules);
        Assert.Equal(3, portal.Warnings.Count);
        Assert.All(portal.Warnings, text => Assert.DoesNotMatch("[0-9]{7}", text));
        Assert.Contains(portal.Warnings, text => text.Contains("code-country-day BY", StringComparison.Ordinal));
        Assert.Contains(portal.Warnings, text => text.Contains("8 of 10", StringComparison.Ordinal));
    }

    /// <summary>How many of so many phones got a code.</summary>
    private async Task<int> AskAsync(string prefix, int count, int digits)
    {
        var sent = 0;
        for (var number = 1; number <= count; number++)
        {
            await using var scope = portal.Services.CreateAsyncScope();
            var phone = prefix + number.ToString($"D{digits}", System.Globalization.CultureInfo.InvariantCulture);
            var request = new CodeRequest(phone, CodePurpose.SignIn, Address: null);
            var end = await scope.ServiceProvider.GetRequiredService<IPhoneCodes>().SendAsync(request, Stop);
            sent += end is CodeSending.Sent ? 1 : 0;
        }
        return sent;
    }

    /// <summary>What this portal counts under a name: the rules.</summary>
    private sealed class Counted : IDisposable
    {
        private readonly MeterListener listener = new();
        private readonly ConcurrentQueue<string> rules = new();

        public Counted(string name, Portal portal)
        {
            var factory = portal.Services.GetRequiredService<IMeterFactory>();
            listener.InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == name && instrument.Meter.Scope == factory)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            };
            listener.SetMeasurementEventCallback<long>(
                (_, _, tags, _) =>
                {
                    foreach (var tag in tags)
                    {
                        rules.Enqueue((string)tag.Value!);
                    }
                }
            );
            listener.Start();
        }

        public IReadOnlyList<string> Rules => [.. rules];

        public void Dispose() => listener.Dispose();
    }

    private sealed class WarningsOfLimits(ConcurrentQueue<string> texts) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) =>
            categoryName == typeof(SendingLimits).FullName
                ? new Listener(texts)
                : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

        public void Dispose() { }

        private sealed class Listener(ConcurrentQueue<string> texts) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

            public void Log<TState>(
                LogLevel logLevel,
                EventId eventId,
                TState state,
                Exception? exception,
                Func<TState, Exception?, string> formatter
            ) => texts.Enqueue(formatter(state, exception));
        }
    }
}
