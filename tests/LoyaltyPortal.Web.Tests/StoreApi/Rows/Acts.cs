using System.Globalization;
using System.Text.Json.Nodes;
using Xunit;

namespace LoyaltyPortal.Web.Tests.StoreApi.Rows;

/// <summary>A wallet as the contract tells it.</summary>
public readonly record struct Purse(decimal Active, decimal Pending = 0, decimal Held = 0, decimal Debt = 0);

/// <summary>What shops, members and operators do in these tests besides what every till does. Figures are worked out by
/// hand from programmes.md; nothing of the portal computes what is expected.</summary>
internal static class Acts
{
    /// <summary>The member fills in the questionnaire.</summary>
    public static Task FillIn(this Till till, Shopper shopper) =>
        till.Change(shopper, new JsonObject { ["questionnaire"] = true });

    /// <summary>The member tells the day of birth.</summary>
    public static Task TellBirth(this Till till, Shopper shopper, DateOnly born) =>
        till.Change(
            shopper,
            new JsonObject { ["birthDate"] = born.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) }
        );

    /// <summary>An agent notes that the account is a person's or a legal entity's.</summary>
    public static Task NoteKind(this Till till, Shopper shopper, string kind) =>
        till.Change(shopper, new JsonObject { ["kind"] = kind });

    /// <summary>The operator suspends a part of the programme, or lets it run again.</summary>
    public static async Task Suspend(
        this Till till,
        string what,
        DateTimeOffset from,
        DateTimeOffset to,
        bool isStopped = true
    ) =>
        (
            await till.Post(
                "/demo/suspension",
                new JsonObject
                {
                    [what] = isStopped,
                    ["from"] = Till.Said(from),
                    ["to"] = Till.Said(to),
                }
            )
        ).Is(200);

    /// <summary>Posts an activity of now.</summary>
    public static async Task<Answer> ActNow(
        this Till till,
        Shopper shopper,
        string type,
        string? reference = null,
        string? sku = null
    )
    {
        var body = new JsonObject
        {
            ["member"] = new JsonObject { ["memberId"] = shopper.MemberId },
            ["type"] = type,
            ["reference"] = reference ?? Till.NewName("ref"),
            ["at"] = Till.Said(await till.Now()),
        };
        if (sku is not null)
        {
            body["sku"] = sku;
        }
        return await till.Post("/api/v1/activities", body);
    }

    /// <summary>Somebody with so many web points of delimano: one product gave them, and its order is completed.</summary>
    public static async Task<Shopper> NewShopperOfDelimanoWith(this Till till, int points)
    {
        var shopper = await till.NewShopper();
        var order = Order.Of(new Line("1", 100, Points: points)).By(shopper).Paid(await till.Now());
        (await till.Buy(order)).Is(201);
        (await till.Tell(order, "completed", await till.Now())).Is(200);
        Assert.Equal(new Purse(points), await till.PurseOf(shopper, "web"));
        return shopper;
    }

    /// <summary>What is in a wallet.</summary>
    public static async Task<Purse> PurseOf(this Till till, Shopper shopper, string wallet = "main")
    {
        var found = (await till.Look(shopper)).Items("wallets").Single(each => each.Text("id") == wallet);
        return new Purse(found.Number("active"), found.Number("pending"), found.Number("held"), found.Number("debt"));
    }

    /// <summary>The points of a wallet that end, and when.</summary>
    public static async Task<IReadOnlyList<(decimal Points, DateOnly On)>> Ending(
        this Till till,
        Shopper shopper,
        string wallet = "main"
    )
    {
        var found = (await till.Look(shopper)).Items("wallets").Single(each => each.Text("id") == wallet);
        return [.. found.Items("expiring").Select(each => (each.Number("points"), each.Day("on")))];
    }

    /// <summary>Buys an order that is paid now, partly with points; a code asked for is told.</summary>
    public static async Task<JsonNode> BuyWith(this Till till, Order order, Shopper buyer, decimal points)
    {
        var asked = (await till.Redeem(order.By(buyer), points)).Is(201);
        var id = asked.Text("redemptionId");
        if (asked.Text("status") == "awaitingConfirmation")
        {
            (await till.Confirm(id, await till.CodeFor(buyer))).Is(200);
        }
        return (await till.Buy(order.By(buyer).Paid(await till.Now()).With("redemptionId", id))).Is(201);
    }

    /// <summary>Tells the code of a redemption.</summary>
    public static Task<Answer> Confirm(this Till till, string redemptionId, string code) =>
        till.Post($"/api/v1/redemptions/{redemptionId}/confirm", new JsonObject { ["code"] = code });

    /// <summary>Asks for another code.</summary>
    public static Task<Answer> Resend(this Till till, string redemptionId) =>
        till.Post($"/api/v1/redemptions/{redemptionId}/resend", new JsonObject());

    /// <summary>The code in the newest message to the member.</summary>
    public static async Task<string> CodeFor(this Till till, Shopper shopper)
    {
        var newest = (await till.Get($"/demo/messages?phone={shopper.Phone}")).Is(200).AsArray()[0]!;
        var words = newest.Text("text").Split(' ');
        return words.First(word => word.Length == 6 && word.All(char.IsAsciiDigit));
    }

    /// <summary>A code that is not the one sent.</summary>
    public static string Not(string code) => code == "000000" ? "111111" : "000000";

    /// <summary>Moves the clock to noon of the next such day of the calendar, and tells it.</summary>
    public static async Task<DateOnly> NextDate(this Till till, int month, int day)
    {
        var date = ByHand.Moscow.DayOf(await till.Now()).AddDays(1);
        while (date.Month != month || date.Day != day)
        {
            date = date.AddDays(1);
        }
        await till.MoveTo(ByHand.Moscow.Noon(date));
        return date;
    }

    /// <summary>What a return answers: points taken off, given back, owed after.</summary>
    public static (decimal Annulled, decimal Restored, decimal Debt) Undone(this JsonNode answer) =>
        (answer.Number("annulled"), answer.Number("restored"), answer.Number("debt"));

    /// <summary>The lots that a return filled.</summary>
    public static IReadOnlyList<(decimal Points, DateOnly EndsOn)> Filled(this JsonNode answer) =>
        [.. answer.Items("lots").Select(lot => (lot.Number("points"), lot.Day("endsOn")))];

    /// <summary>The figure of every line.</summary>
    public static IReadOnlyList<decimal> Lines(this JsonNode answer, string figure) =>
        [.. answer.Items("lines").Select(line => line.Number(figure))];

    /// <summary>Every entry of a wallet adds up to what is in it (store-api.md, ledger).</summary>
    public static async Task SumsAgree(this Till till, Shopper shopper, string wallet = "main")
    {
        var purse = await till.PurseOf(shopper, wallet);
        var entries = (await till.Ledger(shopper)).Where(entry => entry.Text("wallet") == wallet);
        Assert.Equal(
            purse.Active + purse.Held + purse.Pending - purse.Debt,
            entries.Sum(entry => entry.Number("points"))
        );
    }

    private static async Task Change(this Till till, Shopper shopper, JsonObject what) =>
        (await till.Post($"/demo/members/{shopper.MemberId}", what)).Is(200);
}
