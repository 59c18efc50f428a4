using LoyaltyPortal.Web.Features.StoreApi;

namespace LoyaltyPortal.Web;

/// <summary>Commands that run instead of the portal: the first word of the arguments.</summary>
internal static class PortalCommands
{
    /// <summary>The arguments that are settings. A command's own words are kept from the configuration, which would take
    /// a path such as <c>/tmp/file</c> for the name of a setting.</summary>
    public static string[] SettingsOf(string[] args) =>
        IsCommand(args) ? [.. args.Where(arg => arg.StartsWith("--", StringComparison.Ordinal))] : args;

    /// <summary>The command that the arguments name; null when the portal itself is to run.</summary>
    public static Func<IServiceProvider, Task<int>>? Find(string[] args)
    {
        var rest = args.Skip(1).TakeWhile(arg => !arg.StartsWith("--", StringComparison.Ordinal)).ToList();
        var options = args.Skip(1).Where(arg => arg.StartsWith("--", StringComparison.Ordinal)).ToList();
        return args.FirstOrDefault() switch
        {
            "import" => services => ImportCommand.RunAsync(services, rest, Console.Out, CancellationToken.None),
            "create-key" => services => KeyCommand.RunAsync(services, rest, options, Console.Out),
            _ => null,
        };
    }

    private static bool IsCommand(string[] args) => args.FirstOrDefault() is "import" or "create-key";
}
