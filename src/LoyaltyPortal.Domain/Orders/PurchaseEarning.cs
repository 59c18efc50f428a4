using LoyaltyPortal.Domain.Earning;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Programmes;

namespace LoyaltyPortal.Domain.Orders;

/// <summary>What a paid purchase puts into its account: its own lot and those of promotions (programmes.md, "Earning" and
/// "Exact arithmetic", 4 and 5).</summary>
internal static class PurchaseEarning
{
    /// <summary>Rates a purchase at its moment of payment and makes its lot.</summary>
    public static void Earn(Journal journal, Purchase purchase, Money earlierThatDay)
    {
        var programme = journal.Programme;
        var account = journal.Account;
        account.NotePaid(purchase.PaidAt!.Value);
        var paidDay = programme.Zone.DayOf(purchase.PaidAt!.Value);
        var earlier = account.QualifyingDays.Where(row => row.PaidDay < paidDay).Sum(row => row.Sum) + earlierThatDay;
        var tier = account.TierAtPayment(paidDay, earlier, programme);
        var earnCase = new EarnCase(
            programme.ChannelOf(purchase.Channel)!,
            purchase.PaymentMethod,
            account.Kind,
            tier,
            earlier,
            paidDay,
            purchase.PromoCode,
            purchase.Lines,
            journal.Suspensions.StopEarningAt(purchase.PaidAt.Value)
        );
        var decision = EarnDecision.For(earnCase, programme);
        var activation = Activation.Of(programme.Earning, kind => purchase.DayOf(kind, programme.Zone));
        purchase.TierId = tier.Id;
        purchase.Rate = decision.Rate;
        purchase.Earned = decision.Points;
        purchase.Lines = [.. purchase.Lines.Select((line, i) => line with { Earned = decision.Shares[i] })];
        purchase.Explanation = decision.Points.IsPositive
            ? [.. decision.Explanation, .. activation.Reasons]
            : decision.Explanation;
        if (decision.Points.IsPositive)
        {
            AddOwnLot(journal, purchase, decision.Points, activation);
        }
        purchase.Promotions =
        [
            .. PromotionGain
                .For(earnCase, decision, programme)
                .Select(gain => AddPromotionLot(journal, purchase, gain, activation.StartsOn)),
        ];
    }

    private static void AddOwnLot(Journal journal, Purchase purchase, Points points, Activation activation)
    {
        var lot = journal.AddLot(purchase.Wallet, points, activation.StartsOn, activation.EndsOn, purchase.OrderId);
        purchase.LotNumber = lot.Number;
        journal.Write(
            EntryType.Earned,
            purchase.PaidAt!.Value,
            purchase.Wallet,
            points,
            Reason.Of(ReasonCodes.Purchase).WithText("order", purchase.OrderId),
            [new LotMove(lot, points)],
            purchase.OrderId,
            purchase.Explanation,
            channel: purchase.Channel
        );
    }

    /// <summary>Points of a promotion lie apart: they live by its own terms.</summary>
    private static PromotionEarned AddPromotionLot(
        Journal journal,
        Purchase purchase,
        PromotionGain gain,
        DateOnly? startsOn
    )
    {
        var life = gain.Promotion.Life;
        var endsOn = startsOn is { } start ? life?.After(start) : null;
        var lot = journal.AddLot(purchase.Wallet, gain.Points, startsOn, endsOn, purchase.OrderId);
        journal.Write(
            EntryType.Bonus,
            purchase.PaidAt!.Value,
            purchase.Wallet,
            gain.Points,
            Reason
                .Of(ReasonCodes.Promotion)
                .WithText("promotion", gain.Promotion.Id)
                .WithText("order", purchase.OrderId),
            [new LotMove(lot, gain.Points)],
            purchase.OrderId,
            [.. gain.Explanation, Activation.LifeReason(life, lot.EndsOn)],
            channel: purchase.Channel
        );
        return new PromotionEarned(
            gain.Promotion.Id,
            lot.Number,
            gain.Points,
            gain.Shares,
            gain.Promotion.ReturnsAnnul,
            Points.Zero
        );
    }

    /// <summary>Sets the dates of a purchase's lots once the last awaited event has happened.</summary>
    public static void Start(Journal journal, Purchase purchase)
    {
        var programme = journal.Programme;
        var activation = Activation.Of(programme.Earning, kind => purchase.DayOf(kind, programme.Zone));
        if (activation.StartsOn is not { } startsOn)
        {
            return;
        }
        foreach (var lot in purchase.LotNumbers.Select(journal.LotOf).Where(lot => lot.StartsOn is null))
        {
            var promotion = purchase.Promotions.FirstOrDefault(each => each.LotNumber == lot.Number);
            var life = promotion is null ? programme.Earning.Life : programme.Promotion(promotion.PromotionId)?.Life;
            journal.Start(lot, startsOn, life?.After(startsOn));
        }
    }
}
