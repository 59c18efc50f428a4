using System.Collections.Concurrent;
using LoyaltyPortal.Data.Staff;
using LoyaltyPortal.Web.Platform;
using LoyaltyPortal.Web.Tests.StoreApi;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Staff;

/// <summary>The staff of Development, there and on the same database in Production; and what is logged of staff.</summary>
public sealed class DemoStaffTests : IAsyncLifetime
{
    private readonly StaffedPortal development = new(null, "Development");

    public async ValueTask InitializeAsync() => await development.InitializeAsync();

    public async ValueTask DisposeAsync() => await development.DisposeAsync();

    [Fact]
    public async Task In_Development_each_role_has_somebody_whose_code_is_on_the_developers_page()
    {
        var desk = new StaffDesk(development);
        foreach (var (email, name, _, key) in DemoStaff.All)
        {
            using var browser = desk.Browser();
            await StaffDesk.TellPasswordAsync(browser, email, DemoStaff.Password);
            var code = desk.CodeOf(key);
            Assert.Contains(code, (await browser.GoAsync("/demo")).Text, StringComparison.Ordinal);

            Assert.Equal(StaffDesk.Home, (await StaffDesk.TellCodeAsync(browser, code)).To);

            Assert.Contains($"<h1>{name}</h1>", (await browser.GoAsync(StaffDesk.Home)).Text, StringComparison.Ordinal);
        }
        Assert.Equal(StaffRoles.All.Order(), DemoStaff.All.Select(each => each.Role).Order());
    }

    [Fact]
    public async Task In_Production_they_open_nothing_also_on_the_database_that_Development_left()
    {
        await using var production = new StaffedPortal(development.File, "Production");
        await production.InitializeAsync();
        var desk = new StaffDesk(production);
        using var browser = desk.Browser();

        foreach (var (email, _, _, _) in DemoStaff.All)
        {
            var told = await StaffDesk.TellPasswordAsync(browser, email, DemoStaff.Password);
            Assert.Equal((200, null), (told.Status, told.To));
        }
        Assert.Equal(404, (await browser.GoAsync("/demo")).Status);
        Assert.Equal(2, (await desk.CreateAsync("other@demo", "--roles=Operator")).Code);
        // Whoever was added by the command does come in.
        var colleague = await desk.NewColleagueAsync(browser);
        Assert.Contains(colleague.Email, (await browser.GoAsync(StaffDesk.Home)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_database_in_Production_has_no_staff()
    {
        await using var production = new StaffedPortal(null, "Production");
        await production.InitializeAsync();

        Assert.Empty(
            await production.Services.GetRequiredService<StaffBook>().ListAsync(TestContext.Current.CancellationToken)
        );
    }

    [Fact]
    public async Task What_staff_do_is_logged_by_id_and_by_nothing_else()
    {
        var desk = new StaffDesk(development);
        using var browser = desk.Browser();
        var colleague = await desk.NewColleagueAsync(browser);
        using var other = desk.Browser();
        await StaffDesk.TellPasswordAsync(other, "nobody@shop.example", "guess of a password");
        await desk.SignInAsync(other, colleague);
        for (var tries = 0; tries < StaffTries.Most; tries++)
        {
            await StaffDesk.TellPasswordAsync(other, colleague.Email, "wrong horse battery");
        }

        var id = (
            await desk
                .Services.GetRequiredService<StaffBook>()
                .FindAsync(colleague.Email, TestContext.Current.CancellationToken)
        )!.Id;
        var log = string.Join('\n', development.Logged);
        foreach (
            var said in new[]
            {
                $"Staff {id} set a password by a link",
                $"Staff {id} set up an authenticator app",
                $"Staff {id} signed in",
                $"Staff {id} failed to sign in: wrong password",
                $"Staff {id} is locked",
                "nobody has that address",
            }
        )
        {
            Assert.Contains(said, log, StringComparison.Ordinal);
        }
        foreach (
            var hidden in new[]
            {
                colleague.Email,
                "nobody@shop.example",
                colleague.Password,
                "guess of a password",
                "wrong horse",
                colleague.Key,
                "Ольга Орлова",
                colleague.RecoveryCodes[0],
                "token=",
            }
        )
        {
            Assert.DoesNotContain(hidden, log, StringComparison.OrdinalIgnoreCase);
        }
    }

    /// <summary>A portal with the staff of Development, whose log can be read.</summary>
    private sealed class StaffedPortal(string? file, string environment) : DemoPortal(file)
    {
        private readonly Notes notes = new();

        public IEnumerable<string> Logged => notes.All;

        protected override string Environment => environment;

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("Demo:Members", "true");
            builder.ConfigureLogging(logging =>
                logging
                    .SetMinimumLevel(LogLevel.Information)
                    .ClearProviders()
                    .AddProvider(notes)
                    // As appsettings.json says: the host's own lines hold addresses, and a link is one.
                    .AddFilter<Notes>("Microsoft.AspNetCore", LogLevel.Warning)
            );
        }
    }

    private sealed class Notes : ILoggerProvider
    {
        public ConcurrentQueue<string> All { get; } = new();

        public ILogger CreateLogger(string categoryName) => new Writer(All);

        public void Dispose() { }

        private sealed class Writer(ConcurrentQueue<string> all) : ILogger
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
            ) => all.Enqueue($"{formatter(state, exception)} {exception}");
        }
    }
}
