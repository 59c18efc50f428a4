using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Providers;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Audit;

/// <summary>What came of looking through the audit.</summary>
public abstract record AuditVerdict
{
    private AuditVerdict() { }

    /// <summary>Every line is as it was written, and none is missing.</summary>
    /// <param name="Lines">How many there are.</param>
    /// <param name="Head">The hash of the last one: written down elsewhere, it proves later that nothing before it was written
    /// anew.</param>
    public sealed record Whole(long Lines, string Head) : AuditVerdict;

    /// <summary>A line is not what it was.</summary>
    /// <param name="Number">The first such line.</param>
    /// <param name="Fault">What is wrong with it.</param>
    public sealed record Broken(long Number, AuditFault Fault) : AuditVerdict;
}

/// <summary>What may be wrong with a line of the audit.</summary>
public enum AuditFault
{
    /// <summary>What it says was changed.</summary>
    Changed,

    /// <summary>It is missing.</summary>
    Missing,

    /// <summary>It does not follow from the one before it.</summary>
    Unchained,

    /// <summary>It is the last one, and another one is said to be.</summary>
    NotTheEnd,
}

/// <summary>Looks through the audit, line by line, from the first one on.</summary>
public sealed class AuditVerifier(IPortalDbs databases)
{
    private const int Batch = 1_000;

    /// <summary>Looks through all of it; memory does not grow with it.</summary>
    /// <param name="progress">Hears of lines looked at.</param>
    /// <param name="cancellation">Stops looking.</param>
    public async Task<AuditVerdict> VerifyAsync(IProgress<long>? progress, CancellationToken cancellation)
    {
        await using var db = databases.Create();
        // What is added meanwhile is not looked at.
        if (await db.Set<AuditHead>().AsNoTracking().SingleOrDefaultAsync(cancellation) is not { } end)
        {
            return new AuditVerdict.Broken(0, AuditFault.NotTheEnd);
        }
        var (number, hash) = (0L, new byte[32]);
        while (number < end.Number)
        {
            var lines = await db
                .AuditRecords.AsNoTracking()
                .Where(each => each.Number > number && each.Number <= end.Number)
                .OrderBy(each => each.Number)
                .Take(Batch)
                .ToListAsync(cancellation);
            if (lines.Count == 0)
            {
                return new AuditVerdict.Broken(number + 1, AuditFault.Missing);
            }
            foreach (var line in lines)
            {
                if (FaultOf(line, number, hash) is { } fault)
                {
                    return fault;
                }
                (number, hash) = (line.Number, line.Hash);
            }
            progress?.Report(number);
        }
        var isLast =
            hash.AsSpan().SequenceEqual(end.Hash)
            && !await db.AuditRecords.AnyAsync(each => each.Number <= 0, cancellation)
            // In one statement: what is added meanwhile moves the end along.
            && !await db.AuditRecords.AnyAsync(
                each => db.Set<AuditHead>().All(head => head.Number < each.Number),
                cancellation
            );
        return isLast
            ? new AuditVerdict.Whole(number, Convert.ToHexStringLower(hash))
            : new AuditVerdict.Broken(number, AuditFault.NotTheEnd);
    }

    private static AuditVerdict.Broken? FaultOf(AuditRecord line, long before, byte[] hash) =>
        line.Number != before + 1 ? new AuditVerdict.Broken(before + 1, AuditFault.Missing)
        : !line.Previous.AsSpan().SequenceEqual(hash) ? new AuditVerdict.Broken(line.Number, AuditFault.Unchained)
        : !AuditChain.HashOf(line).AsSpan().SequenceEqual(line.Hash)
            ? new AuditVerdict.Broken(line.Number, AuditFault.Changed)
        : null;
}
