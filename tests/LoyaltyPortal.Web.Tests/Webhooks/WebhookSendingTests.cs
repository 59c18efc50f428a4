using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Webhooks;
using LoyaltyPortal.Web.Tests.Messages.Support;
using LoyaltyPortal.Web.Tests.StoreApi;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Webhooks;

/// <summary>A whole portal and receivers of the shop, which trust nothing but signatures.</summary>
public sealed class WebhookSendingTests(HookedPortal portal) : IClassFixture<HookedPortal>
{
    private static readonly Guid Operator = Guid.CreateVersion7();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private WebhookBook Book => portal.Services.GetRequiredService<WebhookBook>();

    [Fact]
    public async Task A_purchase_of_a_till_reaches_the_receiver_signed_and_once()
    {
        await using var receiver = await LocalGateway.AnsweringAsync(204);
        var (webhook, secret) = await MakesAsync(receiver, WebhookEvents.PurchasePosted);
        var shopper = await portal.Till.NewShopper();
        var once = Till.NewName("once");
        var order = Bought(shopper);

        (await portal.Till.Post("/api/v1/purchases", order, once)).Is(201);
        (await portal.Till.Post("/api/v1/purchases", order.DeepClone(), once)).Is(201);

        var asked = await ReceivedAsync(receiver, 1);
        Assert.Equal("POST", asked.Method);
        Assert.Equal("application/json; charset=utf-8", asked.Headers.ContentType);
        var id = asked.Headers["webhook-id"].ToString();
        var timestamp = asked.Headers["webhook-timestamp"].ToString();
        var now = (await portal.Till.Now()).ToUnixTimeSeconds();
        Assert.Equal(now.ToString(CultureInfo.InvariantCulture), timestamp);
        Assert.Equal(SignatureOf(secret, id, timestamp, asked.Body), asked.Headers["webhook-signature"].ToString());
        Assert.False(asked.Headers.ContainsKey("traceparent"));
        var told = JsonDocument.Parse(asked.Body).RootElement;
        Assert.Equal("purchase.posted", told.GetProperty("type").GetString());
        Assert.Equal(shopper.MemberId, told.GetProperty("data").GetProperty("memberId").GetString());
        Assert.Equal(shopper.CardNumber, told.GetProperty("data").GetProperty("cardNumber").GetString());
        Assert.DoesNotContain(shopper.Phone[1..], asked.Body, StringComparison.Ordinal);
        var sent = await BecomesAsync(webhook, each => each.State == DeliveryState.Sent);
        Assert.Equal($"msg_{sent.Id:N}", id);
        Assert.Single(receiver.All);
    }

    [Fact]
    public async Task Old_purchases_that_are_imported_tell_nobody()
    {
        await using var receiver = await LocalGateway.AnsweringAsync(200);
        var (webhook, _) = await MakesAsync(receiver, [.. WebhookEvents.All]);
        var shopper = await portal.Till.NewShopper();
        var order = Bought(shopper);
        order["kind"] = "purchase";

        var report = (await portal.Till.Import(order.ToJsonString())).Is(200);

        Assert.Equal(1, report.Number("accepted"));
        var deliveries = await Book.DeliveriesAsync(webhook, 100, Stop);
        Assert.Equal([WebhookEvents.MemberJoined], deliveries.Select(each => each.Event));
        await Book.RemoveAsync(webhook, Operator, Stop);
    }

    [Fact]
    public async Task A_receiver_that_fails_is_tried_again_with_the_same_id_and_one_that_hangs_holds_up_no_other()
    {
        await using var hanging = await LocalGateway.StartAsync(
            (_, _, self) => Task.Delay(Timeout.Infinite, self.Closing).ContinueWith(_ => { }, TaskScheduler.Default)
        );
        await using var failing = await LocalGateway.StartAsync(
            (context, number, _) =>
            {
                context.Response.StatusCode = number < 2 ? 503 : 200;
                return Task.CompletedTask;
            }
        );
        var (slow, _) = await MakesAsync(hanging, WebhookEvents.TierChanged);
        var (webhook, _) = await MakesAsync(failing, WebhookEvents.TierChanged);
        for (var i = 0; i < 6; i++)
        {
            await Book.TestAsync(slow, Operator, Stop);
        }
        await ReceivedAsync(hanging, 4);

        await Book.TestAsync(webhook, Operator, Stop);
        var failed = await BecomesAsync(webhook, each => each.FailedTries == 1);
        Assert.Equal(("http-503", DeliveryState.Waiting), (failed.LastFault, failed.State));
        await portal.Till.Wait(TimeSpan.FromSeconds(7));
        await BecomesAsync(webhook, each => each.State == DeliveryState.Sent);

        Assert.Equal(2, failing.All.Count);
        Assert.Single(failing.All.Select(each => each.Headers["webhook-id"].ToString()).Distinct());
        Assert.Equal(4, hanging.All.Count);
        await Book.RemoveAsync(slow, Operator, Stop);
    }

    [Fact]
    public async Task A_receiver_that_says_it_is_gone_is_told_no_more()
    {
        await using var receiver = await LocalGateway.AnsweringAsync(410);
        var (webhook, _) = await MakesAsync(receiver, WebhookEvents.PurchasePosted);
        await Book.TestAsync(webhook, Operator, Stop);
        await ReceivedAsync(receiver, 1);

        await WaitAsync(async () => (await Book.FindAsync(webhook, Stop))!.Webhook.IsGone);
        await Book.TestAsync(webhook, Operator, Stop);
        await Task.Delay(TimeSpan.FromSeconds(1.5), Stop);

        Assert.Single(receiver.All);
        Assert.Equal(2, (await Book.FindAsync(webhook, Stop))!.Waiting);
    }

    [Fact]
    public async Task Both_secrets_sign_while_one_takes_the_place_of_the_other()
    {
        await using var receiver = await LocalGateway.AnsweringAsync(200);
        var (webhook, old) = await MakesAsync(receiver, WebhookEvents.PurchasePosted);
        var present = (await Book.RotateAsync(webhook, Operator, Stop))!;

        await Book.TestAsync(webhook, Operator, Stop);

        var asked = await ReceivedAsync(receiver, 1);
        var (id, timestamp) = (asked.Headers["webhook-id"].ToString(), asked.Headers["webhook-timestamp"].ToString());
        Assert.Equal(
            [SignatureOf(present, id, timestamp, asked.Body), SignatureOf(old, id, timestamp, asked.Body)],
            asked.Headers["webhook-signature"].ToString().Split(' ')
        );
    }

    /// <summary>As the specification has it, without any type of the portal.</summary>
    private static string SignatureOf(string secret, string id, string timestamp, string body)
    {
        Assert.StartsWith("whsec_", secret, StringComparison.Ordinal);
        using var hmac = new HMACSHA256(Convert.FromBase64String(secret["whsec_".Length..]));
        return "v1," + Convert.ToBase64String(hmac.ComputeHash(Encoding.UTF8.GetBytes($"{id}.{timestamp}.{body}")));
    }

    private static JsonObject Bought(Shopper shopper) =>
        new()
        {
            ["orderId"] = Till.NewName("W"),
            ["member"] = new JsonObject { ["memberId"] = shopper.MemberId },
            ["channel"] = "web",
            ["paymentMethod"] = "online",
            ["placedAt"] = Till.Said(DemoPortal.Start),
            ["paidAt"] = Till.Said(DemoPortal.Start),
            ["lines"] = new JsonArray(
                new JsonObject
                {
                    ["lineId"] = "1",
                    ["sku"] = "sku-1",
                    ["quantity"] = 1,
                    ["unitPrice"] = 10_000,
                }
            ),
        };

    private async Task<(Guid Id, string Secret)> MakesAsync(LocalGateway receiver, params string[] events) =>
        (await Book.CreateAsync(receiver.Address + "/hooks", events, Operator, Stop))!.Value;

    private static async Task<Asked> ReceivedAsync(LocalGateway receiver, int count)
    {
        await WaitAsync(() => Task.FromResult(receiver.All.Count >= count));
        return receiver.All[0];
    }

    private async Task<WebhookDelivery> BecomesAsync(Guid webhook, Predicate<WebhookDelivery> wanted)
    {
        WebhookDelivery? found = null;
        await WaitAsync(async () =>
        {
            found = await Book.DeliveriesAsync(webhook, 1, Stop) is [var latest] ? latest : null;
            return found is not null && wanted(found);
        });
        return found!;
    }

    private static async Task WaitAsync(Func<Task<bool>> until)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await until())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(15), "It did not come.");
            await Task.Delay(20, Stop);
        }
    }
}
