using LoyaltyPortal.Web.Features.Administration;
using LoyaltyPortal.Web.Features.ProgrammeFiles;
using LoyaltyPortal.Web.Features.Staff;
using LoyaltyPortal.Web.Features.StoreApi;
using LoyaltyPortal.Web.Features.StoreApi.Backtests;
using LoyaltyPortal.Web.Platform.Messages;

namespace LoyaltyPortal.Web;

/// <summary>Commands that run instead of the portal: the first word of the arguments.</summary>
internal static class PortalCommands
{
    private static readonly IReadOnlyList<(string Name, string Words, string Does)> All =
    [
        ("import", "FILE", "posts members, purchases, events, returns and activities from NDJSON"),
        ("create-key", "CLIENT [--scopes=a,b] [--channels=a,b] [--store=name]", "makes a key for the store API"),
        ("create-staff", StaffCommands.CreateWords, "adds somebody to the staff and prints their one-time link"),
        ("staff-link", "EMAIL", "prints a new link for somebody who lost the password or the phone"),
        ("list-staff", "", "who is of the staff, with roles and state"),
        ("remove-staff", "EMAIL", "bars somebody for good and ends their sessions"),
        ("check-programme", "FILE", "tells what is wrong with a programme file, and what members would misread"),
        ("backtest", BacktestCommand.Words, "replays an import under two programmes and compares them"),
        ("messages", MessagesCommand.Words, "tells what waits to be sent and what was given up, and puts it back"),
        ("verify-audit", "", "looks through the audit and names the first line that is not what it was"),
        ("help", "", "this list"),
    ];

    /// <summary>The arguments that are settings. A command's own words are kept from the configuration, which would take
    /// a path such as <c>/tmp/file</c> for the name of a setting, and the setting after an option without a value, such
    /// as <c>--dead</c>, for its value.</summary>
    public static string[] SettingsOf(string[] args) =>
        IsCommand(args)
            ?
            [
                .. args.Where(arg =>
                    arg.StartsWith("--", StringComparison.Ordinal) && arg.Contains('=', StringComparison.Ordinal)
                ),
            ]
            : args;

    /// <summary>The command that needs no portal and no database: also what is said to an unknown one. Null when the
    /// arguments name another, or the portal itself is to run.</summary>
    public static Func<Task<int>>? FindAlone(string[] args)
    {
        var rest = args.Skip(1).Where(arg => !arg.StartsWith("--", StringComparison.Ordinal)).ToList();
        var options = args.Skip(1).Where(arg => arg.StartsWith("--", StringComparison.Ordinal)).ToList();
        return args.FirstOrDefault() switch
        {
            "check-programme" => () =>
                CheckProgrammeCommand.RunAsync(rest, Console.Out, TimeProvider.System, CancellationToken.None),
            "backtest" => () =>
                BacktestCommand.RunAsync(rest, options, Console.Out, TimeProvider.System, CancellationToken.None),
            "help" or "--help" or "-h" => () => HelpAsync(Console.Out),
            { } word when IsWord(word) && !IsCommand(args) => () => UnknownAsync(word, Console.Out),
            _ => null,
        };
    }

    /// <summary>The command that the arguments name; null when the portal itself is to run.</summary>
    public static Func<IServiceProvider, Task<int>>? Find(string[] args)
    {
        var rest = args.Skip(1).TakeWhile(arg => !arg.StartsWith("--", StringComparison.Ordinal)).ToList();
        // What holds a colon before its value is a setting of the portal, such as --Database:Provider=Sqlite.
        var options = args.Skip(1)
            .Where(arg =>
                arg.StartsWith("--", StringComparison.Ordinal)
                && !arg.Split('=')[0].Contains(':', StringComparison.Ordinal)
            )
            .ToList();
        return args.FirstOrDefault() switch
        {
            "import" => services => ImportCommand.RunAsync(services, rest, Console.Out, CancellationToken.None),
            "create-key" => services => KeyCommand.RunAsync(services, rest, options, Console.Out),
            "messages" => services =>
                MessagesCommand.RunAsync(services, rest, options, Console.Out, CancellationToken.None),
            "create-staff" => services => StaffCommands.CreateAsync(services, rest, options, Console.Out),
            "staff-link" => services => StaffCommands.LinkAsync(services, rest, Console.Out),
            "list-staff" => services => StaffCommands.ListAsync(services, Console.Out),
            "remove-staff" => services => StaffCommands.RemoveAsync(services, rest, Console.Out),
            "verify-audit" => services => AuditCommand.RunAsync(services, rest, Console.Out, CancellationToken.None),
            _ => null,
        };
    }

    /// <summary>Says that there is no such command, and which there are; the exit code is 2.</summary>
    public static async Task<int> UnknownAsync(string word, TextWriter output)
    {
        await output.WriteLineAsync($"There is no command \"{word}\".");
        await HelpAsync(output);
        return 2;
    }

    private static async Task<int> HelpAsync(TextWriter output)
    {
        await output.WriteLineAsync("Without a command the portal runs. Commands:");
        foreach (var (name, words, does) in All)
        {
            await output.WriteLineAsync($"  {$"{name} {words}".TrimEnd()}");
            await output.WriteLineAsync($"      {does}");
        }
        return 0;
    }

    private static bool IsCommand(string[] args) => All.Any(command => command.Name == args.FirstOrDefault());

    // The configuration also takes key=value and /key value.
    private static bool IsWord(string arg) =>
        !arg.StartsWith('-') && !arg.StartsWith('/') && !arg.Contains('=', StringComparison.Ordinal);
}
