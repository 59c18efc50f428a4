using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace LoyaltyPortal.Browser.Tests.Support;

/// <summary>The shop's systems at the store API with the key <c>lp_demo</c>, and a developer at <c>/demo</c>.</summary>
public sealed partial class Shop : IDisposable
{
    private readonly HttpClient http;
    private int keys;

    public Shop(string address)
    {
        Address = address;
        http = new HttpClient { BaseAddress = new Uri(address) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "lp_demo");
    }

    /// <summary>Where the portal listens.</summary>
    public string Address { get; }

    /// <summary>A line of goods.</summary>
    public static object Line(string id, decimal price, string name = "Nitrile gloves", bool noPoints = false) =>
        new
        {
            lineId = id,
            sku = $"SKU-{id}",
            name,
            quantity = 1,
            unitPrice = price,
            noPoints,
        };

    /// <summary>A member who joined at the till: known by phone alone.</summary>
    public async Task<string> EnrolAsync(string phone)
    {
        var joined = await PostAsync(
            "/api/v1/members",
            new
            {
                phone,
                channel = "web",
                consent = new { personalData = true },
            }
        );
        return joined.GetProperty("memberId").GetString()!;
    }

    /// <summary>A purchase, paid at once; <paramref name="received"/> is when the goods arrived.</summary>
    public Task<JsonElement> BuyAsync(
        string phone,
        string orderId,
        DateTimeOffset paid,
        DateTimeOffset? received,
        params object[] lines
    ) =>
        PostAsync(
            "/api/v1/purchases",
            new
            {
                orderId,
                member = new { phone },
                channel = "web",
                paymentMethod = "online",
                placedAt = paid,
                paidAt = paid,
                receivedAt = received,
                lines,
            }
        );

    public Task<JsonElement> ReceiveAsync(string orderId, DateTimeOffset at) =>
        PostAsync($"/api/v1/purchases/{orderId}/events", new { type = "received", at });

    /// <summary>Points are earned, spent on the next order, and then the goods that earned them go back.</summary>
    public async Task PutIntoDebtAsync(string phone)
    {
        var first = await SpendEarnedAsync(phone, $"DEBT-{phone[^4..]}");
        await PostAsync(
            $"/api/v1/purchases/{first}/returns",
            new
            {
                returnId = $"{first}-R",
                at = await NowAsync(),
                lines = new[] { new { lineId = "1", quantity = 1 } },
            }
        );
    }

    /// <summary>Points are earned and spent on the next order; the number of the one that earned them.</summary>
    /// <param name="phone">Whose.</param>
    /// <param name="name">How the numbers of both orders begin.</param>
    public async Task<string> SpendEarnedAsync(string phone, string name)
    {
        var first = $"{name}-1";
        var second = $"{name}-2";
        var now = await NowAsync();
        var line = Line("1", 100_000m, "Стерилизатор паровой, 23 л");
        await BuyAsync(phone, first, now.AddDays(-30), now.AddDays(-28), line);
        var member = new { phone };
        var held = await PostAsync(
            "/api/v1/redemptions",
            new
            {
                orderId = second,
                member,
                channel = "web",
                paymentMethod = "online",
                lines = new[] { line },
                points = 2_900,
            }
        );
        await PostAsync(
            "/api/v1/purchases",
            new
            {
                orderId = second,
                member,
                channel = "web",
                paymentMethod = "online",
                placedAt = now,
                paidAt = now,
                redemptionId = held.GetProperty("redemptionId").GetString(),
                lines = new[] { line },
            }
        );
        return first;
    }

    /// <summary>A year and more of large orders, some of a day, many of which can still be spent.</summary>
    public async Task BuyOftenAsync(string phone)
    {
        var now = await NowAsync();
        for (var order = 0; order < 60; order++)
        {
            var paid = now.AddDays(-order * order / 9.0 - 1);
            var line = Line("1", 1_234_567.89m + order, "Установка стоматологическая с нижней подачей инструментов");
            await BuyAsync(phone, $"2027/ОЧЕНЬ-ДЛИННЫЙ-НОМЕР-ЗАКАЗА-{order:D4}", paid, paid.AddHours(12), line);
        }
    }

    /// <summary>Stops earning and spending for two weeks; days of points go on.</summary>
    public async Task SuspendAsync()
    {
        var now = await NowAsync();
        await PostAsync(
            "/demo/suspension",
            new
            {
                earning = true,
                spending = true,
                expiryClock = false,
                from = now.AddDays(-1),
                to = now.AddDays(13),
            }
        );
    }

    /// <summary>The time it is for the portal.</summary>
    public async Task<DateTimeOffset> NowAsync() =>
        (await GetAsync("/demo/clock")).GetProperty("now").GetDateTimeOffset();

    /// <summary>Moves the portal's clock; jobs that are due then have run.</summary>
    public Task MoveClockAsync(TimeSpan ahead) =>
        PostAsync("/demo/clock", new { advance = ahead.ToString("c", CultureInfo.InvariantCulture) });

    /// <summary>The code of the newest message to a phone.</summary>
    public async Task<string> CodeAsync(string phone)
    {
        var messages = await GetAsync("/demo/messages?phone=" + Uri.EscapeDataString(phone));
        return SixDigits().Match(messages.EnumerateArray().First().GetProperty("text").GetString()!).Value;
    }

    /// <summary>The path of the link in the newest message to a phone.</summary>
    public async Task<string> LinkAsync(string phone)
    {
        var messages = await GetAsync("/demo/messages?phone=" + Uri.EscapeDataString(phone));
        return Link().Match(messages.EnumerateArray().First().GetProperty("text").GetString()!).Value;
    }

    /// <summary>The path of the link in the newest mail to an address.</summary>
    public async Task<string> MailLinkAsync(string address)
    {
        var mails = await GetAsync("/demo/messages?phone=" + Uri.EscapeDataString(address));
        return MailLink().Match(mails.EnumerateArray().First().GetProperty("text").GetString()!).Value;
    }

    /// <summary>How many messages went to a phone.</summary>
    public async Task<int> CountMessagesAsync(string phone) =>
        (await GetAsync("/demo/messages?phone=" + Uri.EscapeDataString(phone))).GetArrayLength();

    public async Task<JsonElement> GetAsync(string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        return await ReadAsync(answer);
    }

    public async Task<JsonElement> PostAsync(string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", $"key-{new Uri(Address).Port}-{Interlocked.Increment(ref keys)}");
        using var answer = await http.SendAsync(request);
        return await ReadAsync(answer);
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{answer.RequestMessage!.RequestUri}: {answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    public void Dispose() => http.Dispose();

    [GeneratedRegex("/join/link/[A-Za-z0-9_-]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();

    [GeneratedRegex("/notices/mail/[A-Za-z0-9_-]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MailLink();

    [GeneratedRegex(@"\b\d{6}\b", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SixDigits();
}
