using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Orders;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Platform.Baskets;
using LoyaltyPortal.Web.Platform.StoreContract;

namespace LoyaltyPortal.Web.Features.Till;

/// <summary>The basket of a sale as the clerk typed it: the sum of the receipt alone, or line by line.</summary>
public sealed class TillBasket
{
    /// <summary>No more lines than that: longer ones would not fit into an address. Who sells more types the sum.</summary>
    public const int MostLines = 20;

    /// <summary>An article of what was typed without one.</summary>
    public const string NoArticle = "-";

    private const string UsualMethod = "card";

    private TillBasket(Questions questions, TypedBasket typed, BasketRead? read)
    {
        Questions = questions;
        Typed = typed;
        Lines = read is BasketRead.Basket basket ? basket.Request.Lines : [];
        Faults = read is BasketRead.Refused refused
            ? refused.Faults
            : new Dictionary<string, BasketFault>(StringComparer.Ordinal);
    }

    /// <summary>What the programme has to know.</summary>
    public Questions Questions { get; }

    public TypedBasket Typed { get; }

    /// <summary>The lines; none while nothing is asked, or something is wrong.</summary>
    public IReadOnlyList<BasketLine> Lines { get; }

    /// <summary>What is wrong, by the field's name.</summary>
    public IReadOnlyDictionary<string, BasketFault> Faults { get; }

    /// <summary>How it is paid.</summary>
    public string Method => Typed.Method!;

    /// <summary>What all of it costs.</summary>
    public Money Total => new(Lines.Sum(line => line.Price.Hundredths));

    /// <summary>The promo code; null for none.</summary>
    public string? Promo =>
        Questions.Promo == PromoQuestion.None || string.IsNullOrWhiteSpace(Typed.Promo) ? null : Typed.Promo.Trim();

    /// <summary>Reads an address.</summary>
    public static TillBasket Of(IQueryCollection query, TillStore store, Programme programme, DateOnly today)
    {
        // Articles and payment are facts of the sale, also where no rule asks for them; a level is the member's own.
        var questions = Questions.Of(programme, today) with
        {
            Articles = true,
            Method = true,
            Standing = StandingQuestion.None,
        };
        var typed = TypedBasket.Of(query, MostLines);
        typed = typed with
        {
            Channel = store.Channel.Id,
            Method = typed.Method is { } method && Questions.Methods.Contains(method) ? method : UsualMethod,
        };
        return new TillBasket(
            questions,
            typed,
            typed.IsAsked ? new BasketReading(programme, questions).Read(typed) : null
        );
    }

    /// <summary>The lines in the contract's words.</summary>
    public IReadOnlyList<LineBody> Bodies =>
        [
            .. Lines.Select(line => new LineBody
            {
                LineId = line.LineId,
                Sku = line.Sku.Length > 0 ? line.Sku : NoArticle,
                Category = line.Category,
                Quantity = line.Quantity,
                UnitPrice = line.UnitPrice,
                Discount = line.Discount.Hundredths > 0 ? line.Discount : null,
                OnOffer = Mark(line, LineMarks.OnOffer),
                Outlet = Mark(line, LineMarks.Outlet),
                GiftCard = Mark(line, LineMarks.GiftCard),
                Service = Mark(line, LineMarks.Service),
                NoPoints = Mark(line, LineMarks.NoPoints),
                PointsPerUnit = line.PointsPerUnit,
            }),
        ];

    /// <summary>The price of a line in the contract's words.</summary>
    public static Money PriceOf(LineBody line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var full = (line.UnitPrice ?? Money.Zero).Hundredths * (line.Quantity ?? 0);
        return new Money(full - (line.Discount ?? Money.Zero).Hundredths);
    }

    private static bool? Mark(BasketLine line, LineMarks mark) => line.Has(mark) ? true : null;
}
