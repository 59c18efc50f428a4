using System.Globalization;
using LoyaltyPortal.Data.Audit;

namespace LoyaltyPortal.Web.Features.Administration;

/// <summary>The command <c>verify-audit</c>: looks through the whole audit. A head hash that was written down elsewhere
/// before shows whether everything up to it still stands.</summary>
internal static class AuditCommand
{
    /// <summary>Runs the command; the exit code is 0 when every line is as it was written, 1 when one is not, 2 when the
    /// arguments are wrong.</summary>
    public static async Task<int> RunAsync(
        IServiceProvider services,
        IReadOnlyList<string> args,
        TextWriter output,
        CancellationToken cancellation
    )
    {
        if (args.Count != 0)
        {
            await output.WriteLineAsync("Usage: verify-audit");
            return 2;
        }
        switch (await services.GetRequiredService<AuditVerifier>().VerifyAsync(progress: null, cancellation))
        {
            case AuditVerdict.Whole whole:
                await output.WriteLineAsync(
                    string.Create(CultureInfo.InvariantCulture, $"{whole.Lines} lines, all as they were written.")
                );
                await output.WriteLineAsync($"Head: {whole.Head}");
                return 0;
            case AuditVerdict.Broken broken:
                await output.WriteLineAsync(
                    string.Create(CultureInfo.InvariantCulture, $"Line {broken.Number}: {WordsOf(broken.Fault)}")
                );
                return 1;
            default:
                throw new InvalidOperationException("The audit is whole or broken.");
        }
    }

    private static string WordsOf(AuditFault fault) =>
        fault switch
        {
            AuditFault.Changed => "what it says is not what was written.",
            AuditFault.Missing => "it is missing.",
            AuditFault.Unchained => "it does not follow from the line before it.",
            _ =>
                "the audit ends here, but another line is said to be its last: lines were cut off or added at the end.",
        };
}
