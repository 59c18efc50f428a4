using LoyaltyPortal.Data.Audit;
using LoyaltyPortal.Data.Keys;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Providers;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Features.Administration;
using LoyaltyPortal.Web.Platform.Jobs;
using LoyaltyPortal.Web.Tests.StoreApi;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Features.Administration;

/// <summary>The programme, messages, jobs and the audit as operators see them.</summary>
public sealed class LookingPagesTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    private const string Text = "Ваш код 123456";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_programme_in_force_is_told_with_its_demo_values_and_warnings()
    {
        using var operating = await Operating.BeginAsync(portal);
        var programme = portal.Services.GetRequiredService<Programme>();

        var page = await operating.Browser.GoAsync("/staff/admin/programme");

        Assert.Equal(programme.Version, Operating.TextOf(page, "version"));
        Assert.Contains("Готовая программа портала: stomatorg", page.Text, StringComparison.Ordinal);
        Assert.Contains($"Демо-значения: {programme.DemoValues.Count}", page.Text, StringComparison.Ordinal);
        Assert.NotEmpty(programme.DemoValues);
        foreach (var pointer in programme.DemoValues)
        {
            Assert.Contains(pointer.Split('/')[^1], page.Text, StringComparison.Ordinal);
        }
        Assert.Contains("demo-values-left", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dead_letters_are_told_without_recipient_or_text_and_put_back_by_kind()
    {
        using var operating = await Operating.BeginAsync(portal);
        var (late, other) = (await DeadAsync("kind-a"), await DeadAsync("kind-b"));

        var page = await operating.Browser.GoAsync("/staff/admin/messages");

        Assert.Contains("kind-a", page.Text, StringComparison.Ordinal);
        Assert.Contains("http-500", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("79990001122", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Text, page.Text, StringComparison.Ordinal);

        var asked = "/staff/admin/messages/retry?kind=kind-a&medium=mail";
        Assert.Equal("1", Operating.TextOf(await operating.Browser.GoAsync(asked), "dead"));
        var back = await operating.Browser.SendAsync(asked, "admin-retry");

        Assert.Equal("/staff/admin/messages?back=1&left=0", back.To);
        Assert.Null((await FindAsync(late)).GivenUpAt);
        Assert.NotNull((await FindAsync(other)).GivenUpAt);
        var act = Assert.Single(await operating.ActsAsync(AuditActions.MessagesRetried));
        Assert.Contains(new AuditFact("kind", "kind-a"), act.Facts);

        var all = await operating.Browser.SendAsync("/staff/admin/messages/retry", "admin-retry");
        Assert.Equal("/staff/admin/messages?back=1&left=0", all.To);
        Assert.Null((await FindAsync(other)).GivenUpAt);
        Assert.Equal(404, (await operating.Browser.GoAsync("/staff/admin/messages/retry?kind=none")).Status);
    }

    [Fact]
    public async Task A_job_is_run_by_hand_and_its_run_is_seen_by_every_node()
    {
        using var operating = await Operating.BeginAsync(portal);

        var run = await operating.Browser.SendAsync(
            "/staff/admin/jobs",
            "admin-job",
            ("Typed.Job", JobNames.Housekeeping)
        );

        Assert.Equal("/staff/admin/jobs?done=run", run.To);
        var kept = await portal.Services.GetRequiredService<JobLog>().ReadAsync(Stop);
        Assert.Null(kept[JobNames.Housekeeping].Fault);
        var act = Assert.Single(await operating.ActsAsync(AuditActions.JobRun));
        Assert.Contains(new AuditFact("job", JobNames.Housekeeping), act.Facts);
        var page = await operating.Browser.GoAsync("/staff/admin/jobs");
        foreach (var job in portal.Services.GetServices<PortalJob>())
        {
            Assert.Contains($"id=\"job-{job.Name}\"", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain($">Job-{job.Name}<", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain($">JobText-{job.Name}<", page.Text, StringComparison.Ordinal);
        }
        // What is safe to run by hand has a button; a form for anything else does nothing.
        Assert.DoesNotContain($"value=\"{JobNames.OpenCircuits}\"", page.Text, StringComparison.Ordinal);
        await operating.Browser.PostAsync("/staff/admin/jobs", page, "admin-job", ("Typed.Job", JobNames.OpenCircuits));
        Assert.Single(await operating.ActsAsync(AuditActions.JobRun));
    }

    [Fact]
    public async Task A_job_that_fails_is_told_with_the_kind_of_its_exception_alone()
    {
        var jobs = portal.Services.GetRequiredService<JobLog>();

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            jobs.RunAsync("test-fails", _ => throw new InvalidOperationException("+79990001122"), Stop)
        );
        var failed = (await jobs.ReadAsync(Stop))["test-fails"];
        await jobs.RunAsync("test-fails", _ => Task.CompletedTask, Stop);

        Assert.Equal("InvalidOperationException", failed.Fault);
        Assert.Null((await jobs.ReadAsync(Stop))["test-fails"].Fault);
        var kept = await portal.Books.AskAsync(db => db.Settings.Select(each => each.Value).ToListAsync(Stop));
        Assert.All(kept, value => Assert.DoesNotContain("79990001122", value, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_act_of_the_audit_and_every_job_has_its_words()
    {
        using var operating = await Operating.BeginAsync(portal);

        var page = await operating.Browser.GoAsync("/staff/admin/audit");

        foreach (var action in AuditActions.All)
        {
            Assert.DoesNotContain($">{action}<", page.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_audit_is_paged_narrowed_and_written_as_a_file_without_formulas()
    {
        using var operating = await Operating.BeginAsync(portal);
        var book = portal.Services.GetRequiredService<AuditBook>();
        var account = Guid.CreateVersion7();
        for (var line = 0; line < 55; line++)
        {
            await book.AddAsync(
                AuditNote.Of(
                    operating.Person.Id,
                    account,
                    AuditActions.MemberOpened,
                    new AuditFact("=cmd", $"line {line}")
                ),
                Stop
            );
        }
        var address = $"/staff/admin/audit?account={account}";

        var first = await operating.Browser.GoAsync(address);
        var second = await operating.Browser.GoAsync(Operating.Link(first, address + "&before="));
        var none = await operating.Browser.GoAsync($"{address}&action={AuditActions.Adjusted}");
        var early = await operating.Browser.GoAsync($"{address}&to=2027-02-28");
        var file = System.Text.Encoding.UTF8.GetString(
            await operating.Browser.FileAsync($"/staff/admin/audit.csv?account={account}")
        );

        Assert.Contains("=cmd: line 54<", first.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("=cmd: line 4<", first.Text, StringComparison.Ordinal);
        Assert.Contains("=cmd: line 4<", second.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("=cmd: line 54<", second.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("=cmd: line", none.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("=cmd: line", early.Text, StringComparison.Ordinal);
        var lines = file.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(56, lines.Length);
        Assert.Contains(";\"{\"\"=cmd\"\":\"\"line 0\"\"}\";", lines[1], StringComparison.Ordinal);
        Assert.Contains(";2027-03-01T09:00:00.000Z;", lines[1], StringComparison.Ordinal);
        Assert.Contains(";Ольга Орлова;", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_says_that_the_audit_is_whole_or_names_the_first_wrong_line()
    {
        await using var broken = new DemoPortal();
        await broken.InitializeAsync();
        using var operating = await Operating.BeginAsync(broken);
        var lines = await operating.AskAsync(db => db.AuditRecords.CountAsync(Stop));
        Assert.True(lines >= 2, $"{lines} lines");
        using var whole = new StringWriter();
        Assert.Equal(0, await AuditCommand.RunAsync(broken.Services, [], whole, Stop));
        Assert.Contains($"{lines} lines, all as they were written.", whole.ToString(), StringComparison.Ordinal);
        Assert.Matches("Head: [0-9a-f]{64}", whole.ToString());

        await operating.AskAsync(async db =>
        {
            var guards = await db
                .Database.SqlQuery<string>(
                    $"SELECT name AS Value FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'AuditRecords'"
                )
                .ToListAsync(Stop);
            foreach (var guard in guards)
            {
#pragma warning disable EF1002 // The names of triggers come from the database's own list.
                await db.Database.ExecuteSqlRawAsync($"DROP TRIGGER \"{guard}\"", Stop);
#pragma warning restore EF1002
            }
            return await db.Database.ExecuteSqlAsync(
                $"UPDATE AuditRecords SET Action = 'other' WHERE Number = 2",
                Stop
            );
        });
        using var named = new StringWriter();

        Assert.Equal(1, await AuditCommand.RunAsync(broken.Services, [], named, Stop));

        Assert.StartsWith("Line 2: what it says is not what was written.", named.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, await AuditCommand.RunAsync(broken.Services, ["now"], TextWriter.Null, Stop));
    }

    /// <summary>A mail that was given up.</summary>
    private async Task<Guid> DeadAsync(string kind)
    {
        await using var db = portal.Services.GetRequiredService<IPortalDbs>().Create();
        var message = new OutboxMessage
        {
            Id = new SequentialKeys(LoyaltyPortal.Data.DatabaseProvider.Sqlite).New(),
            Kind = kind,
            Recipient = "79990001122@shop.example",
            Medium = OutboxMessage.MailMedium,
            Text = Text,
            CreatedAt = DemoPortal.Start,
            NextTryAt = DemoPortal.Start,
            FailedTries = 9,
            LastFault = "http-500",
            GivenUpAt = DemoPortal.Start,
        };
        db.Outbox.Add(message);
        await db.SaveChangesAsync(Stop);
        return message.Id;
    }

    private Task<OutboxMessage> FindAsync(Guid id) =>
        portal.Books.AskAsync(db => db.Outbox.AsNoTracking().SingleAsync(each => each.Id == id, Stop));
}
