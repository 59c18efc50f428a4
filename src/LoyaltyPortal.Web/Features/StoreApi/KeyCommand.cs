using LoyaltyPortal.Data;
using LoyaltyPortal.Data.Keys;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;

namespace LoyaltyPortal.Web.Features.StoreApi;

/// <summary>The command <c>create-key CLIENT [--scopes=a,b] [--channels=a,b] [--store=name]</c>: makes a key and shows
/// it once. A client may have several live keys, so that one can be changed without a gap.</summary>
public static class KeyCommand
{
    /// <summary>Runs the command; the exit code is 0 when the key was made, 2 when the arguments are wrong.</summary>
    public static async Task<int> RunAsync(
        IServiceProvider services,
        IReadOnlyList<string> args,
        IReadOnlyList<string> options,
        TextWriter output
    )
    {
        var scopes = Listed(options, "--scopes=") is { Count: > 0 } named ? named : ApiScopes.All;
        if (args.Count != 1 || args[0].Length > 100 || scopes.Except(ApiScopes.All).Any())
        {
            await output.WriteLineAsync("Usage: create-key CLIENT [--scopes=a,b] [--channels=a,b] [--store=name]");
            await output.WriteLineAsync($"Scopes: {string.Join(", ", ApiScopes.All)} (all unless said)");
            return 2;
        }
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>();
        var key = ApiKeys.NewKey();
        db.ApiKeys.Add(
            new ApiKey
            {
                Id = scope.ServiceProvider.GetRequiredService<SequentialKeys>().New(),
                Client = args[0],
                KeyHash = ApiKeys.HashOf(key),
                Scopes = scopes,
                Channels = Listed(options, "--channels="),
                Store = Listed(options, "--store=").FirstOrDefault(),
                CreatedAt = Clock.Now(scope.ServiceProvider.GetRequiredService<TimeProvider>()),
            }
        );
        await db.SaveChangesAsync();
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
