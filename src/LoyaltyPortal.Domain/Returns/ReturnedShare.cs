using System.Numerics;
using LoyaltyPortal.Domain.Orders;

namespace LoyaltyPortal.Domain.Returns;

/// <summary>What is undone in all of an order after its returns so far (programmes.md, "Exact arithmetic", 7): so line by
/// line ends where all at once ends.</summary>
internal static class ReturnedShare
{
    /// <summary>round(sum over lines of share x returned / bought), half up, exactly: the sum is kept as one fraction.</summary>
    public static long Of(IEnumerable<PurchaseLine> lines, Func<PurchaseLine, long> share, long precision)
    {
        var numerator = BigInteger.Zero;
        var denominator = BigInteger.One;
        foreach (var line in lines.Where(line => line.Returned > 0))
        {
            numerator = (numerator * line.Line.Quantity) + ((BigInteger)share(line) * line.Returned * denominator);
            denominator *= line.Line.Quantity;
            var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator);
            if (!divisor.IsZero && !divisor.IsOne)
            {
                numerator /= divisor;
                denominator /= divisor;
            }
        }
        var unit = denominator * precision;
        var (whole, rest) = BigInteger.DivRem(numerator, unit);
        return (long)(rest * 2 >= unit ? whole + 1 : whole) * precision;
    }
}
