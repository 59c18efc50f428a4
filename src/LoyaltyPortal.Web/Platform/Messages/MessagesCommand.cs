using System.Globalization;
using LoyaltyPortal.Data;
using LoyaltyPortal.Data.Messages;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Domain.Members;

namespace LoyaltyPortal.Web.Platform.Messages;

/// <summary>The command <c>messages</c>: tells what waits, was sent and was given up, and puts dead letters back.
/// Recipients are masked, and texts are not shown.</summary>
public static class MessagesCommand
{
    /// <summary>The words of the command.</summary>
    public const string Words = "[--dead] | retry ID | retry --all-dead";

    /// <summary>The dead letters that are listed at most.</summary>
    private const int MostListed = 200;

    /// <summary>Runs the command.</summary>
    /// <returns>0 when it was done; 1 when a dead letter could not be put back; 2 when the arguments are wrong.</returns>
    public static async Task<int> RunAsync(
        IServiceProvider services,
        IReadOnlyList<string> args,
        IReadOnlyList<string> options,
        TextWriter output,
        CancellationToken cancellation
    )
    {
        var letters = services.GetRequiredService<DeadLetters>();
        switch (args, options)
        {
            case ([], []):
                return await CountAsync(letters, output, cancellation);
            case ([], ["--dead"]):
                return await ListAsync(
                    letters,
                    Clock.Now(services.GetRequiredService<TimeProvider>()),
                    output,
                    cancellation
                );
            case (["retry"], ["--all-dead"]):
                return await PutAllBackAsync(letters, output, cancellation);
            case (["retry", var text], []) when Guid.TryParse(text, out var id):
                return await PutBackAsync(letters, id, output, cancellation);
            default:
                await output.WriteLineAsync($"Usage: messages {Words}");
                return 2;
        }
    }

    private static async Task<int> CountAsync(DeadLetters letters, TextWriter output, CancellationToken cancellation)
    {
        await output.WriteLineAsync($"{"kind", -30} {"medium", -6} {"waiting", 8} {"sent", 8} {"dead", 8}");
        foreach (var count in await letters.CountsAsync(cancellation))
        {
            await output.WriteLineAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{KindOf(count.Kind), -30} {count.Medium, -6} {count.Waiting, 8} {count.Sent, 8} {count.Dead, 8}"
                )
            );
        }
        return 0;
    }

    private static async Task<int> ListAsync(
        DeadLetters letters,
        DateTimeOffset now,
        TextWriter output,
        CancellationToken cancellation
    )
    {
        var dead = await letters.ListAsync(MostListed, cancellation);
        foreach (var letter in dead)
        {
            await output.WriteLineAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{letter.Id:D}  {KindOf(letter.Kind)}  {letter.Medium}  {Masked(letter)}  {letter.FailedTries} tries  {letter.LastFault}  written {AgeOf(now - letter.CreatedAt)} ago"
                )
            );
        }
        await output.WriteLineAsync(
            dead.Count switch
            {
                0 => "There are no dead letters.",
                MostListed => $"The {MostListed} latest are shown.",
                _ => $"{dead.Count} dead letters.",
            }
        );
        return 0;
    }

    private static async Task<int> PutBackAsync(
        DeadLetters letters,
        Guid id,
        TextWriter output,
        CancellationToken cancellation
    )
    {
        var done = await letters.PutBackAsync(id, cancellation);
        await output.WriteLineAsync(
            done switch
            {
                PuttingBack.Done => "It is tried again.",
                PuttingBack.NotThere => "There is no such message.",
                PuttingBack.NotDead => "It is no dead letter: it waits, or it was sent.",
                _ =>
                    "It stays dead: it has expired, is older than the sending of messages, or held a secret, whose text is gone.",
            }
        );
        return done == PuttingBack.Done ? 0 : 1;
    }

    private static async Task<int> PutAllBackAsync(
        DeadLetters letters,
        TextWriter output,
        CancellationToken cancellation
    )
    {
        var (putBack, left) = await letters.PutAllBackAsync(cancellation);
        await output.WriteLineAsync($"Tried again: {putBack}.");
        if (left > 0)
        {
            await output.WriteLineAsync(
                $"Left dead: {left}, expired, older than the sending of messages, or secret ones, whose text is gone."
            );
        }
        return 0;
    }

    private static string KindOf(string kind) => kind.Length == 0 ? "(older)" : kind;

    private static string Masked(OutboxMessage message)
    {
        if (Phone.TryOf(message.Recipient) is { } phone)
        {
            return phone.Masked;
        }
        var at = message.Recipient.LastIndexOf('@');
        return at > 0 ? $"{message.Recipient[..1]}***{message.Recipient[at..]}" : "***";
    }

    private static string AgeOf(TimeSpan age) =>
        age switch
        {
            { TotalDays: >= 1 } => $"{(int)age.TotalDays} d",
            { TotalHours: >= 1 } => $"{(int)age.TotalHours} h",
            _ => $"{Math.Max(0, (int)age.TotalMinutes)} min",
        };
}
