using Microsoft.AspNetCore.Http.Extensions;

namespace LoyaltyPortal.Web.Features.Till;

/// <summary>Addresses of one sale: the basket stands in them as typed, the member as a ticket.</summary>
public static class SaleAddress
{
    /// <summary>The ticket of the member.</summary>
    public const string MemberField = "m";

    /// <summary>The number of the sale.</summary>
    public const string OrderField = "order";

    /// <summary>The redemption that belongs to it.</summary>
    public const string RedemptionField = "r";

    /// <summary>Whether a code was sent in place of the question on the card.</summary>
    public const string SentField = "sent";

    /// <summary>Whether the basket is typed line by line.</summary>
    public const string LinesField = "lines";

    /// <summary>Whether the member has just joined: <c>1</c>, or was one already: <c>0</c>.</summary>
    public const string JoinedField = "joined";

    /// <summary>A sale that begins.</summary>
    public static string Of(string? ticket, string? joined = null) =>
        TillSlice.SalePath
        + new QueryBuilder(
            new[] { (MemberField, ticket), (JoinedField, joined) }
                .Where(each => each.Item2 is not null)
                .Select(each => KeyValuePair.Create(each.Item1, each.Item2!))
        );

    /// <summary>The address of a page with some of it changed; a field without a value is left out.</summary>
    public static string With(IQueryCollection query, params (string Name, string? Value)[] changes)
    {
        ArgumentNullException.ThrowIfNull(query);
        var builder = new QueryBuilder();
        foreach (var (name, values) in query)
        {
            if (Array.TrueForAll(changes, change => change.Name != name))
            {
                builder.Add(name, values.OfType<string>());
            }
        }
        foreach (var (name, value) in changes)
        {
            if (value is not null)
            {
                builder.Add(name, value);
            }
        }
        return TillSlice.SalePath + builder;
    }
}
