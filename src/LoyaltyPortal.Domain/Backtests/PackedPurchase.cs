using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Orders;
using LoyaltyPortal.Domain.Programmes;

namespace LoyaltyPortal.Domain.Backtests;

/// <summary>A paid order as a few bytes: what a return, an event or a repetition may still ask of it, without names, reasons
/// and the shop's other words. A million orders fit into memory so.</summary>
internal static class PackedPurchase
{
    /// <summary>The order as bytes; it must be paid or without an account, for what it would still earn is not kept.</summary>
    public static byte[] Pack(Purchase purchase, Programme programme)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write7BitEncodedInt(programme.Channels.ToList().FindIndex(each => each.Id == purchase.Channel));
        writer.Write7BitEncodedInt64(purchase.PlacedAt.UtcTicks);
        foreach (
            var at in (DateTimeOffset?[])
                [purchase.PaidAt, purchase.ReceivedAt, purchase.CompletedAt, purchase.CancelledAt]
        )
        {
            writer.Write7BitEncodedInt64(at?.UtcTicks ?? 0);
        }
        writer.Write7BitEncodedInt(purchase.CountingDay?.DayNumber ?? 0);
        writer.Write7BitEncodedInt64(purchase.LotNumber ?? 0);
        foreach (
            var sum in (long[])
                [
                    purchase.Earned.Hundredths,
                    purchase.Redeemed.Hundredths,
                    purchase.Annulled.Hundredths,
                    purchase.Restored.Hundredths,
                    purchase.ReturnedMoney.Hundredths,
                ]
        )
        {
            writer.Write7BitEncodedInt64(sum);
        }
        writer.Write7BitEncodedInt(purchase.Lines.Count);
        foreach (var line in purchase.Lines)
        {
            Write(writer, line);
        }
        writer.Write7BitEncodedInt(purchase.SpentLots.Count);
        foreach (var spent in purchase.SpentLots)
        {
            writer.Write7BitEncodedInt64(spent.Lot);
            writer.Write7BitEncodedInt64(spent.Points.Hundredths);
            writer.Write7BitEncodedInt64(spent.Restored.Hundredths);
        }
        writer.Write7BitEncodedInt(purchase.Promotions.Count);
        foreach (var promotion in purchase.Promotions)
        {
            Write(writer, promotion, programme);
        }
        return bytes.ToArray();
    }

    /// <summary>The order again.</summary>
    public static Purchase Unpack(byte[] packed, string orderId, Guid? accountId, Programme programme)
    {
        using var reader = new BinaryReader(new MemoryStream(packed));
        var channel = programme.Channels[reader.Read7BitEncodedInt()].Id;
        var placedAt = new DateTimeOffset(reader.Read7BitEncodedInt64(), TimeSpan.Zero);
        var purchase = new Purchase
        {
            AccountId = accountId,
            OrderId = orderId,
            Channel = channel,
            PaymentMethod = string.Empty,
            PlacedAt = placedAt,
            Wallet = programme.WalletOf(channel).Id,
            ProgrammeVersion = programme.Version,
            PaidAt = Time(reader),
            ReceivedAt = Time(reader),
            CompletedAt = Time(reader),
            CancelledAt = Time(reader),
            CountingDay = reader.Read7BitEncodedInt() is > 0 and var day ? DateOnly.FromDayNumber(day) : null,
            LotNumber = reader.Read7BitEncodedInt64() is > 0 and var lot ? lot : null,
            Earned = Amount(reader),
            Redeemed = Amount(reader),
            Annulled = Amount(reader),
            Restored = Amount(reader),
            ReturnedMoney = new(reader.Read7BitEncodedInt64()),
            Lines = List(reader, Line),
            SpentLots = List(reader, _ => new SpentLot(reader.Read7BitEncodedInt64(), Amount(reader), Amount(reader))),
            Promotions = List(reader, _ => Promotion(reader, programme)),
        };
        return purchase;
    }

    private static void Write(BinaryWriter writer, PurchaseLine line)
    {
        writer.Write(line.Line.LineId);
        writer.Write7BitEncodedInt(line.Line.Quantity);
        writer.Write7BitEncodedInt64(line.Line.UnitPrice.Hundredths);
        writer.Write7BitEncodedInt64(line.Line.Discount.Hundredths);
        writer.Write7BitEncodedInt((int)line.Line.Marks);
        writer.Write7BitEncodedInt64(line.Redeemed.Hundredths);
        writer.Write7BitEncodedInt64(line.Earned.Hundredths);
        writer.Write7BitEncodedInt(line.Returned);
    }

    private static PurchaseLine Line(BinaryReader reader)
    {
        var line = new BasketLine(
            reader.ReadString(),
            string.Empty,
            Name: null,
            Category: null,
            reader.Read7BitEncodedInt(),
            new(reader.Read7BitEncodedInt64()),
            new(reader.Read7BitEncodedInt64()),
            (LineMarks)reader.Read7BitEncodedInt(),
            PointsPerUnit: null
        );
        return new(line, Amount(reader), Amount(reader), reader.Read7BitEncodedInt());
    }

    private static void Write(BinaryWriter writer, PromotionEarned promotion, Programme programme)
    {
        writer.Write7BitEncodedInt(programme.Promotions.ToList().FindIndex(each => each.Id == promotion.PromotionId));
        writer.Write7BitEncodedInt64(promotion.LotNumber);
        writer.Write7BitEncodedInt64(promotion.Points.Hundredths);
        writer.Write7BitEncodedInt64(promotion.Annulled.Hundredths);
        writer.Write7BitEncodedInt(promotion.Shares.Count);
        foreach (var share in promotion.Shares)
        {
            writer.Write7BitEncodedInt64(share.Hundredths);
        }
    }

    private static PromotionEarned Promotion(BinaryReader reader, Programme programme)
    {
        var promotion = programme.Promotions[reader.Read7BitEncodedInt()];
        var lot = reader.Read7BitEncodedInt64();
        var (points, annulled) = (Amount(reader), Amount(reader));
        return new(promotion.Id, lot, points, List(reader, Amount), promotion.ReturnsAnnul, annulled);
    }

    private static List<T> List<T>(BinaryReader reader, Func<BinaryReader, T> item)
    {
        var count = reader.Read7BitEncodedInt();
        var list = new List<T>(count);
        for (var i = 0; i < count; i++)
        {
            list.Add(item(reader));
        }
        return list;
    }

    private static Points Amount(BinaryReader reader) => new(reader.Read7BitEncodedInt64());

    private static DateTimeOffset? Time(BinaryReader reader) =>
        reader.Read7BitEncodedInt64() is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
}
