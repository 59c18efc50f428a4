using System.Globalization;

namespace LoyaltyPortal.Benchmarks;

/// <summary>What the command line says.</summary>
/// <param name="Postgres">A server to use; null for a private one.</param>
/// <param name="Portal">A published portal; null to publish it first.</param>
/// <param name="Rounds">Rounds to measure; null for the figure's own number.</param>
/// <param name="Clients">Clients at once; null for the figure's own number.</param>
/// <param name="Count">Operations a round; null for the figure's own number.</param>
/// <param name="Statements">Whether to tell what the database did, statement by statement.</param>
internal sealed record Options(string? Postgres, string? Portal, int? Rounds, int? Clients, int? Count, bool Statements)
{
    /// <summary>Reads <c>--name=value</c> options; null when one is not understood.</summary>
    public static Options? Read(IEnumerable<string> args)
    {
        var options = new Options(null, null, null, null, null, false);
        foreach (var arg in args)
        {
            var next = arg.Split('=', 2) switch
            {
                ["--postgres", var connection] => options with { Postgres = connection },
                ["--portal", var folder] => options with { Portal = Path.GetFullPath(folder) },
                ["--rounds", var text] when Number(text) is { } rounds => options with { Rounds = rounds },
                ["--clients", var text] when Number(text) is { } clients => options with { Clients = clients },
                ["--count", var text] when Number(text) is { } count => options with { Count = count },
                ["--statements", "yes"] => options with { Statements = true },
                _ => null,
            };
            if (next is null)
            {
                return null;
            }
            options = next;
        }
        return options;
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : null;
}
