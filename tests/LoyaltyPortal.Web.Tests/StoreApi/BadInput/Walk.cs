using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Xunit;

namespace LoyaltyPortal.Web.Tests.StoreApi.BadInput;

/// <summary>Sends bad requests one after the other and collects what is wrong with the answers: nothing may be written,
/// nothing may break, and every refusal says what the contract says it says.</summary>
public sealed class Walk(DemoPortal portal) : IAsyncDisposable
{
    private readonly List<string> wrongs = [];
    private readonly List<string> secrets = ["lp_demo", "   at ", "Exception", "StackTrace", "SqliteException"];
    private readonly SqliteConnection watch = new($"Data Source={portal.File};Pooling=False");
    private IReadOnlyDictionary<string, IReadOnlyList<string>> before = null!;
    private long version;

    /// <summary>How many requests were sent.</summary>
    public int Sent { get; private set; }

    /// <summary>Remembers what is written now. Texts given must not be echoed.</summary>
    public static async Task<Walk> StartAsync(DemoPortal portal, params string?[] secrets)
    {
        var walk = new Walk(portal);
        await walk.watch.OpenAsync();
        walk.before = await portal.Books.RowsAsync();
        walk.version = await walk.VersionAsync();
        walk.secrets.AddRange(secrets.OfType<string>());
        return walk;
    }

    /// <summary>A refusal with a status and code, that names the field under <c>errors</c>.</summary>
    public async Task Expect(Task<Answer> sending, string told, int status, string? code, string? named)
    {
        var answer = await Checked(sending, told);
        if (answer.Status != status)
        {
            Wrong(told, $"expected {status}", answer);
        }
        else if (code is not null && JsonNode.Parse(answer.Text)!.Text("title") != code)
        {
            Wrong(told, $"expected {code}", answer);
        }
        else if (named is not null && JsonNode.Parse(answer.Text)!["errors"]?[named] is not JsonArray { Count: > 0 })
        {
            Wrong(told, $"expected a fault at {named}", answer);
        }
    }

    /// <summary>Any refusal from 400 to 499 that has one of these codes; no codes for any.</summary>
    public async Task ExpectRefusal(Task<Answer> sending, string told, params string[] codes)
    {
        var answer = await Checked(sending, told);
        if (answer.Status is < 400 or >= 500)
        {
            Wrong(told, "expected a refusal", answer);
        }
        else if (codes.Length > 0 && !codes.Contains(JsonNode.Parse(answer.Text)!.Text("title")))
        {
            Wrong(told, $"expected {string.Join(" or ", codes)}", answer);
        }
    }

    /// <summary>A line of an import that is refused with a code and names the field.</summary>
    public async Task ExpectRefusedLine(Task<Answer> sending, string told, string code, string? named)
    {
        Sent++;
        var answer = await sending;
        var refused = answer.Status == 200 ? JsonNode.Parse(answer.Text)!.Items("refused") : [];
        if (
            refused.Count != 1
            || refused[0].Text("code") != code
            || (named is not null && !refused[0].Text("text").Contains(named, StringComparison.Ordinal))
        )
        {
            Wrong(told, $"expected one refused line, {code} {named}", answer);
        }
        await NothingIsWritten(told, answer);
    }

    /// <summary>Nothing was wrong with any answer.</summary>
    public void End()
    {
        TestContext.Current.SendDiagnosticMessage(
            "{0}: {1} bad requests",
            TestContext.Current.Test?.TestDisplayName ?? "",
            Sent
        );
        Assert.True(wrongs.Count == 0, $"{wrongs.Count} of {Sent}:\n{string.Join('\n', wrongs.Take(60))}");
        Assert.NotEqual(0, Sent);
    }

    public async ValueTask DisposeAsync() => await watch.DisposeAsync();

    private async Task<Answer> Checked(Task<Answer> sending, string told)
    {
        Sent++;
        var answer = await sending;
        if (answer.Status >= 500)
        {
            Wrong(told, "broke", answer);
        }
        else if (answer.Status >= 400)
        {
            CheckProblem(answer, told);
        }
        foreach (var secret in secrets.Where(secret => answer.Text.Contains(secret, StringComparison.Ordinal)))
        {
            Wrong(told, $"tells {secret}", answer);
        }
        await NothingIsWritten(told, answer);
        return answer;
    }

    private void CheckProblem(Answer answer, string told)
    {
        try
        {
            var problem = JsonNode.Parse(answer.Text)!;
            var title = problem.Text("title");
            if (
                answer.Type != "application/problem+json"
                || !problem.Text("type").EndsWith(title, StringComparison.Ordinal)
                || problem.Number("status") != answer.Status
                || problem.Text("traceId").Length == 0
                || problem.Text("detail").Length == 0
            )
            {
                Wrong(told, "is no whole problem", answer);
            }
        }
        catch (Exception broken) when (broken is System.Text.Json.JsonException or KeyNotFoundException)
        {
            Wrong(told, "is no problem in JSON", answer);
        }
    }

    private async Task NothingIsWritten(string told, Answer answer)
    {
        var now = await VersionAsync();
        if (now == version)
        {
            return;
        }
        // Something was committed: it may be no more than when a key was last used.
        version = now;
        var after = await portal.Books.RowsAsync();
        foreach (var table in after.Keys.Where(table => !after[table].SequenceEqual(before[table])))
        {
            Wrong(told, $"wrote into {table}", answer);
        }
        before = after;
    }

    /// <summary>Changes when another connection commits anything.</summary>
    private async Task<long> VersionAsync()
    {
        await using var command = watch.CreateCommand();
        command.CommandText = "PRAGMA data_version";
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private void Wrong(string told, string what, Answer answer) =>
        wrongs.Add($"{Short(told, 200)}: {what}, got {answer.Status} {Short(answer.Text, 300)}");

    private static string Short(string text, int length) => text.Length <= length ? text : $"{text[..length]}...";
}
