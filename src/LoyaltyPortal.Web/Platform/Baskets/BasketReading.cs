using System.Globalization;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Orders;
using LoyaltyPortal.Domain.Programmes;

namespace LoyaltyPortal.Web.Platform.Baskets;

/// <summary>What a typed basket came to.</summary>
public abstract record BasketRead
{
    private BasketRead() { }

    /// <summary>A basket to be quoted.</summary>
    /// <param name="Request">The basket.</param>
    /// <param name="Supposed">How a visitor would stand.</param>
    public sealed record Basket(QuoteRequest Request, SupposedStanding Supposed) : BasketRead;

    /// <summary>Something that cannot be reckoned with.</summary>
    /// <param name="Faults">What is wrong, by the field's name in the address.</param>
    public sealed record Refused(IReadOnlyDictionary<string, BasketFault> Faults) : BasketRead;
}

/// <summary>What is wrong with a field.</summary>
/// <param name="Text">The key of the text that says so.</param>
/// <param name="Most">The largest sum that would do, where it is too large.</param>
public sealed record BasketFault(string Text, Money? Most = null);

/// <summary>Reads a typed basket by what the programme asks. Channels, levels and marks that the form does not offer are
/// taken for the first one, or for none.</summary>
public sealed class BasketReading(Programme programme, Questions questions)
{
    /// <summary>The most pieces of a line.</summary>
    public const int MostPieces = 9999;

    private static readonly Money MostPrice = Money.Whole(100_000_000);
    private static readonly Money MostTotal = Money.Whole(10_000_000_000);
    private static readonly Money MostPoints = Money.Whole(1_000_000);

    private readonly Dictionary<string, BasketFault> faults = [];

    public BasketRead Read(TypedBasket typed)
    {
        var lines = typed.Lines.Where(line => !line.IsBlank).Select(LineOf).ToList();
        if (lines.Count == 0)
        {
            faults[typed.Lines[0].NameOf(TypedBasket.PriceField)] = new("PriceMissing");
        }
        var supposed = SupposedOf(typed);
        return faults.Count > 0
            ? new BasketRead.Refused(faults)
            : new BasketRead.Basket(
                new QuoteRequest(ChannelOf(typed), MethodOf(typed), PromoOf(typed), lines),
                supposed
            );
    }

    /// <summary>The channel that is chosen.</summary>
    public Channel ChannelOf(TypedBasket typed) =>
        programme.ChannelOf(typed.Channel ?? string.Empty) ?? programme.Channels[0];

    /// <summary>The form of payment that is chosen: at first one that earns.</summary>
    public string? MethodOf(TypedBasket typed) =>
        !questions.Method ? null
        : typed.Method is { } method && Questions.Methods.Contains(method) ? method
        : programme.Channels.SelectMany(channel => channel.EarnsPaidBy).FirstOrDefault() ?? Questions.Methods[0];

    /// <summary>A visitor's level that is chosen.</summary>
    public Tier LevelOf(TypedBasket typed) =>
        programme.Tiers.Named(typed.Level ?? string.Empty) ?? programme.Tiers.List[0];

    private string? PromoOf(TypedBasket typed) =>
        questions.Promo == PromoQuestion.None || string.IsNullOrWhiteSpace(typed.Promo) ? null : typed.Promo.Trim();

    private SupposedStanding SupposedOf(TypedBasket typed)
    {
        if (questions.Standing != StandingQuestion.Total)
        {
            return new SupposedStanding(LevelOf(typed), Money.Zero);
        }
        var total = SumOf(TypedBasket.TotalField, typed.Total, MostTotal) ?? Money.Zero;
        return new SupposedStanding(programme.Tiers.OfStep(total), total);
    }

    private BasketLine LineOf(TypedLine typed)
    {
        var price = SumOf(typed.NameOf(TypedBasket.PriceField), typed.Price, MostPrice, "PriceMissing") ?? Money.Zero;
        var pieces = PiecesOf(typed);
        var discount = DiscountOf(typed, pieces, price);
        var points = questions.Points ? SumOf(typed.NameOf(TypedBasket.PointsField), typed.Points, MostPoints) : null;
        return new BasketLine(
            typed.Number.ToString(CultureInfo.InvariantCulture),
            questions.Articles ? typed.Article?.Trim() ?? string.Empty : string.Empty,
            Name: null,
            questions.Categories.FirstOrDefault(each => each == typed.Category),
            pieces,
            price,
            discount,
            questions
                .Marks.Where(mark => typed.Marks.Contains(mark.ToString()))
                .Aggregate(LineMarks.None, (a, b) => a | b),
            points is { } each ? new Points(each.Hundredths) : null
        );
    }

    private int PiecesOf(TypedLine typed)
    {
        if (
            int.TryParse(typed.Pieces?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var pieces)
            && pieces is >= 1 and <= MostPieces
        )
        {
            return pieces;
        }
        faults[typed.NameOf(TypedBasket.PiecesField)] = new("PiecesWrong");
        return 1;
    }

    private Money DiscountOf(TypedLine typed, int pieces, Money price)
    {
        var name = typed.NameOf(TypedBasket.DiscountField);
        var whole = new Money(price.Hundredths * pieces);
        var discount = SumOf(name, typed.Discount, new Money(MostPrice.Hundredths * MostPieces)) ?? Money.Zero;
        if (discount > whole && !faults.ContainsKey(typed.NameOf(TypedBasket.PriceField)))
        {
            faults[name] = new("DiscountOver", whole);
        }
        return discount;
    }

    /// <summary>A sum; null where none was typed, or where it is wrong, which is noted.</summary>
    private Money? SumOf(string name, string? typed, Money most, string? missing = null)
    {
        switch (TypedMoney.Read(typed, most))
        {
            case TypedMoney.Sum sum:
                return sum.Money;
            case TypedMoney.Wrong wrong:
                faults[name] = new($"Sum{wrong.Fault}", wrong.Fault == MoneyFault.TooMuch ? most : null);
                return null;
            default:
                if (missing is not null)
                {
                    faults[name] = new(missing);
                }
                return null;
        }
    }
}
