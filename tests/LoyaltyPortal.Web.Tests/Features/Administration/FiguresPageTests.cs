using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using LoyaltyPortal.Data.Figures;
using LoyaltyPortal.Data.Providers;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Components;
using LoyaltyPortal.Web.Platform.Jobs;
using LoyaltyPortal.Web.Tests.StoreApi;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Features.Administration;

/// <summary>The figures of the programme as an operator sees them.</summary>
public sealed class FiguresPageTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    private const string Path = "/staff/admin/figures";

    private static readonly CultureInfo Russian = CultureInfo.GetCultureInfo("ru");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_single_movement_the_page_says_that_there_is_nothing()
    {
        await using var empty = new DemoPortal();
        await empty.InitializeAsync();
        using var operating = await Operating.BeginAsync(empty);

        var page = await operating.Browser.GoAsync(Path);

        Assert.Equal(200, page.Status);
        Assert.StartsWith("0", Operating.TextOf(page, "issued"), StringComparison.Ordinal);
        Assert.Equal("нет данных", Operating.TextOf(page, "breakage"));
        Assert.Contains("ещё не сверены с журналом", page.Text, StringComparison.Ordinal);
        Assert.Contains("Участники ещё не посчитаны", page.Text, StringComparison.Ordinal);
        Assert.Equal(200, (await operating.Browser.GoAsync($"{Path}?span=0&wallet=none&span=x")).Status);
    }

    [Fact]
    public async Task What_tills_and_imports_post_is_told_at_once_and_equals_the_ledger()
    {
        using var operating = await Operating.BeginAsync(portal);
        var shopper = await portal.Till.NewShopperWith(300);
        var body = Order.Of(10_000).By(shopper).Paid(await portal.Till.Now()).Body();
        body["kind"] = "purchase";
        (await portal.Till.Import(body.ToJsonString())).Is(200);

        var page = await operating.Browser.GoAsync($"{Path}?span=24");

        var issued = await operating.AskAsync(async db =>
            (
                await db
                    .Entries.Where(each => each.Type == EntryType.Earned || each.Type == EntryType.Bonus)
                    .ToListAsync(Stop)
            ).Sum(each => each.Points)
        );
        Assert.True(issued > Points.Whole(300));
        Assert.Equal(Say(issued), Operating.TextOf(page, "issued"));
        Assert.Equal(24, RowsOf(page, "months-table"));
        Assert.Equal(12, RowsOf(await operating.Browser.GoAsync($"{Path}?span=77"), "months-table"));
        Assert.Equal(3, RowsOf(await operating.Browser.GoAsync($"{Path}?span=2027"), "months-table"));
        await AddUpAsync(portal);
    }

    [Fact]
    public async Task The_jobs_count_members_and_name_a_figure_that_somebody_changed()
    {
        await using var own = new DemoPortal();
        await own.InitializeAsync();
        using var operating = await Operating.BeginAsync(own);
        await own.Till.NewShopperWith(300);
        await RunAsync(operating, JobNames.Figures);
        await RunAsync(operating, JobNames.FiguresCheck);

        var page = await operating.Browser.GoAsync(Path);
        Assert.Contains("расхождений нет", page.Text, StringComparison.Ordinal);
        Assert.Equal("1", Operating.TextOf(page, "members-all"));
        Assert.Equal("1", Operating.TextOf(page, "members-active"));
        Assert.Contains(
            "Сверено с журналом",
            (await operating.Browser.GoAsync(Operating.Home)).Text,
            StringComparison.Ordinal
        );

        await operating.AskAsync(db =>
            db.MonthFigures.Where(each => each.Type == EntryType.Earned)
                .ExecuteUpdateAsync(set => set.SetProperty(each => each.Added, each => each.Added - 12_300), Stop)
        );
        await RunAsync(operating, JobNames.FiguresCheck);

        var told = (await operating.Browser.GoAsync(Path)).Text;
        Assert.Contains("начислено за покупки: +123", told, StringComparison.Ordinal);
        Assert.Contains(
            "Расхождений с журналом: 1",
            (await operating.Browser.GoAsync(Operating.Home)).Text,
            StringComparison.Ordinal
        );
        await AddUpAsync(own);
    }

    [Fact]
    public async Task The_file_has_a_line_for_each_month_with_the_figures_of_the_page()
    {
        using var operating = await Operating.BeginAsync(portal);
        await portal.Till.NewShopperWith(300);

        var page = await operating.Browser.GoAsync($"{Path}?span=24");
        var file = Encoding.UTF8.GetString(
            await operating.Browser.FileAsync(
                System.Net.WebUtility.HtmlDecode(Operating.Link(page, "/staff/admin/figures.csv?"))
            )
        );

        var lines = file.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(';')).ToList();
        Assert.Equal(25, lines.Count);
        Assert.All(lines, line => Assert.Equal(lines[0].Length, line.Length));
        Assert.Equal("2025-04", lines[1][0]);
        Assert.Equal("2027-03", lines[24][0]);
        var issued = lines.Skip(1).Sum(line => decimal.Parse(line[2], Russian));
        Assert.True(issued >= 300);
        Assert.Equal(Operating.TextOf(page, "issued"), Say(Points.Of(issued)));
        Assert.Equal(Operating.TextOf(page, "outstanding"), Say(Points.Of(decimal.Parse(lines[24][7], Russian))));
    }

    [Theory]
    [InlineData("autostars")]
    [InlineData("delimano")]
    [InlineData("lusio")]
    [InlineData("perfone")]
    [InlineData("stomatorg")]
    public async Task The_demo_of_every_programme_has_figures_in_each_wallet(string preset)
    {
        await using var own = new PresetPortal(preset);
        await own.InitializeAsync();
        using var operating = await Operating.BeginAsync(own);
        var programme = own.Services.GetRequiredService<Programme>();
        await RunAsync(operating, JobNames.Figures);
        await RunAsync(operating, JobNames.FiguresCheck);

        var seen = 0;
        foreach (var wallet in programme.Wallets)
        {
            var page = await operating.Browser.GoAsync($"{Path}?wallet={wallet.Id}&span=24");
            Assert.Equal(200, page.Status);
            Assert.Equal(programme.Wallets.Count > 1, page.Text.Contains("name=\"wallet\"", StringComparison.Ordinal));
            seen += Operating.TextOf(page, "issued")[0] == '0' ? 0 : 1;
            Assert.Equal(programme.Tiers.List.Count, RowsOf(page, "levels-table"));
        }
        Assert.True(seen > 0, "Nothing was issued.");
        await AddUpAsync(own);
    }

    private string Say(Points points) => portal.Services.GetRequiredService<Programme>().Say(points, Russian);

    private static int RowsOf(LoyaltyPortal.Web.Tests.Staff.Seen page, string table)
    {
        var start = page.Text.IndexOf($"id=\"{table}\"", StringComparison.Ordinal);
        Assert.True(start >= 0, $"No {table}.");
        var end = page.Text.IndexOf("</table>", start, StringComparison.Ordinal);
        return Regex.Count(page.Text[start..end], "<tr", RegexOptions.None, TimeSpan.FromSeconds(1)) - 1;
    }

    private static async Task RunAsync(Operating operating, string job) =>
        Assert.Equal(
            "/staff/admin/jobs?done=run",
            (await operating.Browser.SendAsync("/staff/admin/jobs", "admin-job", ("Typed.Job", job))).To
        );

    /// <summary>The figures are the sums of the ledger, whoever wrote it.</summary>
    private static async Task AddUpAsync(DemoPortal portal)
    {
        var zone = portal.Services.GetRequiredService<Programme>().Zone;
        await using var db = portal.Services.GetRequiredService<IPortalDbs>().Create();
        var entries = await db.Entries.AsNoTracking().ToListAsync(Stop);
        var expected = entries
            .GroupBy(each => new FigureKey(MonthSum.MonthOf(zone.DayOf(each.At)), each.Wallet, each.Type))
            .Select(group => $"{group.Key} {group.Sum(each => each.Points)} {group.Count()}");
        var figures = await portal.Services.GetRequiredService<FigureBook>().ReadAsync(Stop);
        var told = figures.Select(each =>
            $"{each.Key} {new Points(each.Value.Added - each.Value.Taken)} {each.Value.Entries}"
        );
        Assert.NotEmpty(entries);
        Assert.Equal(expected.Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
    }

    /// <summary>A portal of another programme with the people of its demo.</summary>
    private sealed class PresetPortal(string preset) : DemoPortal
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("Loyalty:Programme", preset);
            builder.UseSetting("Demo:Members", "true");
        }
    }
}
