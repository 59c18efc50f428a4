using System.Globalization;
using System.Text.Json.Nodes;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Ledger;

namespace LoyaltyPortal.Data.Webhooks;

/// <summary>What happened, as webhooks are told: ids, figures and days in the words of the store API; never a name or a
/// phone.</summary>
internal static class WebhookBody
{
    /// <summary>The JSON that is sent.</summary>
    /// <param name="type">Of <see cref="WebhookEvents"/>.</param>
    /// <param name="at">When it happened (UTC).</param>
    /// <param name="data">What.</param>
    public static string Of(string type, DateTimeOffset at, JsonObject data) =>
        new JsonObject
        {
            ["type"] = type,
            ["timestamp"] = Text(at),
            ["data"] = data,
        }.ToJsonString();

    public static string Text(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string? Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Whose account.</summary>
    public static JsonObject Member(Account account) =>
        new() { ["memberId"] = account.Id.ToString(), ["cardNumber"] = account.CardNumber };

    /// <summary>What is in a wallet after the posting.</summary>
    public static JsonObject Balance(Journal journal, string wallet)
    {
        var balance = journal.Account.BalanceOf(wallet, journal.Now, journal.Today);
        return new JsonObject
        {
            ["active"] = balance.Active.Value,
            ["pending"] = balance.Pending.Value,
            ["held"] = balance.Held.Value,
            ["debt"] = balance.Debt.Value,
        };
    }

    /// <summary>Points by wallet, with what is in each of them afterwards.</summary>
    /// <param name="journal">The account.</param>
    /// <param name="wallets">The wallets.</param>
    /// <param name="entries">What moved.</param>
    /// <param name="figures">Names of figures, with the kinds of entries that make them up.</param>
    public static JsonArray Wallets(
        Journal journal,
        IEnumerable<string> wallets,
        IReadOnlyCollection<Entry> entries,
        params IReadOnlyList<(string Name, EntryType[] Types)> figures
    )
    {
        var list = new JsonArray();
        foreach (var wallet in wallets.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var line = new JsonObject { ["wallet"] = wallet };
            foreach (var (name, types) in figures)
            {
                var moved = entries.Where(each => each.Wallet == wallet && types.Contains(each.Type));
                line[name] = Math.Abs(moved.Sum(each => each.Points).Value);
            }
            line["balance"] = Balance(journal, wallet);
            list.Add((JsonNode)line);
        }
        return list;
    }
}
