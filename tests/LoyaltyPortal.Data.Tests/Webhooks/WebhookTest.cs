using System.Text.Json;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Tests.Support;
using LoyaltyPortal.Data.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Tests.Webhooks;

/// <summary>A test with webhooks of its own on two nodes; none of them is left to the next one.</summary>
public abstract class WebhookTest : PortalTest
{
    protected const string Address = "https://shop.example/hooks";

    protected WebhookTest(TestDatabase database)
        : base(database)
    {
        OtherNode = new Portal(database, Clock);
    }

    protected Portal OtherNode { get; }

    protected static Guid Operator { get; } = Guid.CreateVersion7();

    protected WebhookBook Book => Portal.Get<WebhookBook>();

    protected WebhookQueue Queue => Portal.Get<WebhookQueue>();

    public override async ValueTask DisposeAsync()
    {
        await using (var db = Portal.Databases.Create())
        {
            await db.WebhookDeliveries.ExecuteDeleteAsync(Stop);
            await db.WebhookWatches.ExecuteDeleteAsync(Stop);
            await db.Webhooks.ExecuteDeleteAsync(Stop);
        }
        await OtherNode.DisposeAsync();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A webhook that both nodes know.</summary>
    protected async Task<Guid> AsksAsync(params string[] events)
    {
        var made = await Book.CreateAsync(Address, events, Operator, Stop);
        await OtherNode.Get<WebhookList>().RefreshAsync(Stop);
        return made!.Value.Id;
    }

    /// <summary>What a webhook was or is to be told, in the order of its making.</summary>
    protected async Task<IReadOnlyList<JsonElement>> ToldAsync(Guid webhook)
    {
        var deliveries = await DeliveriesAsync(webhook);
        return
        [
            .. deliveries
                .OrderBy(each => each.Id)
                .Select(each => JsonSerializer.Deserialize<JsonElement>(each.Body))
                .Select(each => each.Clone()),
        ];
    }

    protected Task<List<WebhookDelivery>> DeliveriesAsync(Guid webhook) =>
        Portal.QueryAsync(
            (db, stop) => db.WebhookDeliveries.AsNoTracking().Where(each => each.WebhookId == webhook).ToListAsync(stop)
        );

    protected static IEnumerable<string?> TypesOf(IEnumerable<JsonElement> told) =>
        told.Select(each => each.GetProperty("type").GetString());
}
