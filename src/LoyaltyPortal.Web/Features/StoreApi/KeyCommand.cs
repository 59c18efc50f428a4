using LoyaltyPortal.Data.Keys;

namespace LoyaltyPortal.Web.Features.StoreApi;

/// <summary>The command <c>create-key CLIENT [--scopes=a,b] [--channels=a,b] [--store=name]</c>: makes a key and shows
/// it once. A client may have several live keys, so that one can be changed without a gap.</summary>
public static class KeyCommand
{
    private static readonly string[] Names = ["--scopes=", "--channels=", "--store="];

    /// <summary>Runs the command; the exit code is 0 when the key was made, 2 when the arguments are wrong.</summary>
    public static async Task<int> RunAsync(
        IServiceProvider services,
        IReadOnlyList<string> args,
        IReadOnlyList<string> options,
        TextWriter output
    )
    {
        // An empty shell variable or a misspelt option must not make a key that may do everything.
        var isClear = options.All(option =>
            Names.Any(name => option.StartsWith(name, StringComparison.Ordinal) && Listed(options, name).Count > 0)
        );
        var scopes = Listed(options, "--scopes=") is { Count: > 0 } named ? named : ApiScopes.All;
        var stores = Listed(options, "--store=");
        if (
            args.Count != 1
            || args[0].Length > ApiKeyBook.LongestName
            || !isClear
            || stores.Count > 1
            || scopes.Except(ApiScopes.All).Any()
        )
        {
            await output.WriteLineAsync("Usage: create-key CLIENT [--scopes=a,b] [--channels=a,b] [--store=name]");
            await output.WriteLineAsync($"Scopes: {string.Join(", ", ApiScopes.All)} (all unless said)");
            return 2;
        }
        var key = await services
            .GetRequiredService<ApiKeyBook>()
            .CreateAsync(
                new NewApiKey(args[0], scopes, Listed(options, "--channels="), stores.FirstOrDefault()),
                by: null,
                CancellationToken.None
            );
        await output.WriteLineAsync(key);
        return 0;
    }

    private static List<string> Listed(IReadOnlyList<string> options, string name) =>
        [
            .. options
                .Where(option => option.StartsWith(name, StringComparison.Ordinal))
                .SelectMany(option =>
                    option[name.Length..]
                        .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                ),
        ];
}
