using LoyaltyPortal.Web.Features.StoreApi.Backtests;
using Xunit;

namespace LoyaltyPortal.Web.Tests.StoreApi.Backtests;

/// <summary>Small files whose every figure is worked out by hand.</summary>
public class BacktestTests
{
    private const string Anna = """{"phone": "+79000000001"}""";

    /// <summary>Anna buys four times on the web, Boris once in a store; some lines say nothing new or nothing good.</summary>
    private static readonly string Shop = string.Join(
        '\n',
        """{"kind": "member", "phone": "+79000000001", "channel": "web", "consent": {"personalData": true}}""",
        """{"kind": "member", "phone": "+79000000002", "channel": "store", "consent": {"personalData": true}}""",
        Purchase("A-1", Anna, "web", "online", "2026-01-10", "2026-01-12", Line("1", 2, 1_000), Service("2", 300)),
        Purchase("B-1", """{"phone": "8 900 000-00-02"}""", "store", "card", "2026-01-15", null, Line("1", 1, 500)),
        Purchase("A-2", Anna, "web", "card", "2026-02-01", "2026-02-03", Line("1", 1, 60_000)),
        $$"""{"kind": "activity", "member": {{Anna}}, "type": "questionnaire", "reference": "q-1", "at": "2026-02-05T12:00:00+03:00"}""",
        Return("A-1", "r-1", "2026-02-10", 1),
        Purchase("A-3", Anna, "web", "online", "2026-02-20", "2026-02-22", Line("1", 1, 50_000)),
        Purchase("A-4", Anna, "web", "online", "2026-06-01", null, Line("1", 1, 1_000)),
        "",
        Purchase("A-3", Anna, "web", "online", "2026-02-20", "2026-02-22", Line("1", 1, 50_000)),
        Return("Z-1", "r-2", "2026-02-10", 1),
        """{"kind": "purchase", """,
        """{"kind": "member", "phone": "+79000000001", "channel": "web", "consent": {"personalData": true}}""",
        Purchase("C-1", """{"phone": "+79000000003"}""", "web", "online", "2026-06-01", null, Line("1", 1, 1_000))
    );

    /// <summary>
    /// stomatorg: A-1 3 % of 2,000 = 60 from 17 January (7 days after payment) to 17 April, 30 of them taken off on
    /// 10 February, 30 ended. A-2 3 % of 60,000 = 1,800 from 8 February to 9 May, ended. A-3 3 % of 50,000 = 1,500 from 27
    /// February to 28 May, ended; on 28 February 1,000 + 60,000 + 50,000 and 3 orders make Постоянный клиент. A-4 5 % of
    /// 1,000 = 50, waiting for the goods. The questionnaire's 100 never end. 3,330 of 3,510 ended; 3,510 for 113,000.
    /// lusio: A-1 60 less 30; B-1 3 % of 500 = 15; A-2, not paid online, nothing, but from 2 February it makes Плюс; A-3
    /// 5 % of 50,000 = 2,500; A-4 50; all for a year. 2,625 for 113,500.
    /// </summary>
    [Fact]
    public async Task Every_figure_of_a_small_shop_is_what_was_worked_out_by_hand()
    {
        using var file = new BacktestFile(Shop);

        Assert.Equal(
            [
                "stomatorg lusio",
                "lines accepted 7 8",
                "lines repeated 2 2",
                "lines refused 5 4",
                "activity-unknown 0 1",
                "channel-unknown 2 0",
                "malformed 1 1",
                "member-unknown 1 1",
                "order-unknown 1 1",
                "members 1 2",
                "purchases 4 5",
                "money paid by members 113,000 RUB 113,500 RUB",
                "points earned 3,410 2,625",
                "points bonus 100 0",
                "points spent 0 0",
                "points restored 0 0",
                "points annulled 30 30",
                "points expired 3,330 0",
                "points outstanding 150 2,595",
                "active 100 2,595",
                "pending 50 0",
                "less debt 0 0",
                "liability 150 RUB 2,595 RUB",
                "breakage 94.87 % 0 %",
                "points per 100 paid 3.11 2.31",
                "members at level 1 base 0 start 1",
                "members at level 2 regular 1 plus 1",
                "members at level 3 partner 0 premium 0",
                "members at level 4 vip 0",
                "moves up 1 1",
                "moves down 0 0",
                "2026-02 +1 -0 +1 -0",
            ],
            await file.TableAsync("stomatorg", "lusio")
        );
    }

    /// <summary>
    /// A-1 brings 60. At A-2 of 1,000 stomatorg lets points pay 3 % = 30, of which half is 15, and 985 earn 29; lusio lets
    /// all 60 pay, of which half is 30, and 970 earn 29.
    /// </summary>
    [Fact]
    public async Task Members_who_spend_half_of_what_they_may_spend_by_each_programmes_cap()
    {
        using var file = new BacktestFile(TwoOrders());

        var table = await file.TableAsync("stomatorg", "lusio", "--spend=50");

        Assert.Contains("points earned 89 89", table);
        Assert.Contains("points spent 15 30", table);
        Assert.Contains("money paid by members 2,985 RUB 2,970 RUB", table);
        Assert.Contains("active 45 59", table);
        Assert.Contains("pending 29 0", table);
        Assert.Contains(
            "Members spend 50 %",
            await file.OutputAsync("lusio", "lusio", "--spend=50"),
            StringComparison.Ordinal
        );
    }

    /// <summary>As before with all they may: stomatorg 30, lusio 60, its whole lot. When A-2 comes back, so do they; the 29
    /// of 970 and the 28 of 940 go.</summary>
    [Fact]
    public async Task Spent_points_come_back_with_their_goods()
    {
        using var file = new BacktestFile(TwoOrders(Return("A-2", "r-1", "2026-02-05", 1)));

        var table = await file.TableAsync("stomatorg", "lusio", "--spend=100");

        Assert.Contains("points spent 30 60", table);
        Assert.Contains("points restored 30 60", table);
        Assert.Contains("points annulled 29 28", table);
        Assert.Contains("active 60 60", table);
        Assert.Contains("points outstanding 60 60", table);
    }

    [Fact]
    public async Task A_programme_beside_itself_gives_equal_columns()
    {
        using var file = new BacktestFile(Shop);

        var table = await file.RowsAsync("autostars", "autostars", "--spend=50");

        // Two columns of 18 characters.
        var rows = table.Select(line => line.PadRight(70)).ToList();
        Assert.Equal(rows.Select(row => row[34..52]), rows.Select(row => row[52..70]));
        Assert.Contains(rows, row => row.StartsWith("points spent", StringComparison.Ordinal) && row[51] != '0');
    }

    [Fact]
    public async Task A_programme_may_be_a_file_of_ones_own()
    {
        var own = Path.Combine(Path.GetTempPath(), "own-" + Path.GetRandomFileName() + ".json");
        await File.WriteAllTextAsync(
            own,
            Domain
                .Programmes.Presets.Text("stomatorg")
                .Replace("\"rate\": 3,", "\"rate\": 4,", StringComparison.Ordinal),
            TestContext.Current.CancellationToken
        );
        try
        {
            using var file = new BacktestFile(TwoOrders());
            // 4 % of 2,000 and of 1,000 instead of 3 %.
            Assert.Contains("points earned 90 120", await file.TableAsync("stomatorg", own));
        }
        finally
        {
            File.Delete(own);
        }
    }

    [Theory]
    [InlineData("Usage: backtest", "stomatorg")]
    [InlineData("Usage: backtest", "stomatorg", "lusio", "--spend=101")]
    [InlineData("Usage: backtest", "stomatorg", "lusio", "--spend=")]
    [InlineData("Usage: backtest", "stomatorg", "lusio", "--share=5")]
    [InlineData("no preset of that name (autostars, delimano,", "stomatorg", "nobody")]
    public async Task A_wrong_call_is_told_and_nothing_runs(string said, params string[] words)
    {
        var file = Path.GetTempFileName();
        var output = new StringWriter();

        var code = await BacktestCommand.RunAsync(
            [file, .. words.Where(word => !word.StartsWith("--", StringComparison.Ordinal))],
            [.. words.Where(word => word.StartsWith("--", StringComparison.Ordinal))],
            output,
            TimeProvider.System,
            TestContext.Current.CancellationToken
        );

        File.Delete(file);
        Assert.Equal(2, code);
        Assert.Contains(said, output.ToString(), StringComparison.Ordinal);
    }

    private static string TwoOrders(params string[] more) =>
        string.Join(
            '\n',
            [
                """{"kind": "member", "phone": "+79000000001", "channel": "web", "consent": {"personalData": true}}""",
                Purchase("A-1", Anna, "web", "online", "2026-01-10", "2026-01-12", Line("1", 1, 2_000)),
                Purchase("A-2", Anna, "web", "online", "2026-02-01", "2026-02-03", Line("1", 1, 1_000)),
                .. more,
            ]
        );

    private static string Purchase(
        string order,
        string member,
        string channel,
        string method,
        string day,
        string? received,
        params string[] lines
    )
    {
        var receipt = received is null ? "" : $"\"receivedAt\": \"{received}T12:00:00+03:00\", ";
        return $$"""{"kind": "purchase", "orderId": "{{order}}", "member": {{member}}, "channel": "{{channel}}", "paymentMethod": "{{method}}", "placedAt": "{{day}}T12:00:00+03:00", "paidAt": "{{day}}T12:00:00+03:00", {{receipt}}"lines": [{{string.Join(", ", lines)}}]}""";
    }

    private static string Line(string id, int quantity, int price) =>
        $$"""{"lineId": "{{id}}", "sku": "s-{{id}}", "quantity": {{quantity}}, "unitPrice": {{price}}}""";

    private static string Service(string id, int price) =>
        $$"""{"lineId": "{{id}}", "sku": "delivery", "quantity": 1, "unitPrice": {{price}}, "service": true}""";

    private static string Return(string order, string id, string day, int quantity) =>
        $$"""{"kind": "return", "orderId": "{{order}}", "returnId": "{{id}}", "at": "{{day}}T12:00:00+03:00", "lines": [{"lineId": "1", "quantity": {{quantity}}}]}""";
}
