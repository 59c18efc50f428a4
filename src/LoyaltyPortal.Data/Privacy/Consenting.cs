using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Providers;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Privacy;

/// <summary>What a member agrees to, from when and to which words; each giving is a row of its own.</summary>
public sealed class Consenting(IPortalDbs databases, MemberChanges changes)
{
    /// <summary>Every consent of a member that was ever given, the last given first.</summary>
    public async Task<IReadOnlyList<Consent>> ListAsync(Guid accountId, CancellationToken cancellation)
    {
        await using var db = databases.Create();
        return await db
            .Consents.AsNoTracking()
            .Where(each => each.AccountId == accountId)
            .OrderByDescending(each => each.GivenAt)
            .ThenByDescending(each => each.Id)
            .ToListAsync(cancellation);
    }

    /// <summary>Gives a consent; one that holds already stays as it is.</summary>
    /// <param name="accountId">Who, signed in.</param>
    /// <param name="kind">What for.</param>
    /// <param name="textVersion">The version of the words that were read.</param>
    /// <param name="language">Their language, two letters.</param>
    /// <param name="cancellation">Stops waiting; nothing is then given.</param>
    public Task GiveAsync(
        Guid accountId,
        ConsentKind kind,
        string textVersion,
        string language,
        CancellationToken cancellation
    ) =>
        changes.RunAsync<object>(
            accountId,
            async (change, stop) =>
            {
                var holds = await change.Db.Consents.AnyAsync(
                    each => each.AccountId == accountId && each.Kind == kind && each.RevokedAt == null,
                    stop
                );
                if (!holds)
                {
                    change.Db.Consents.Add(
                        new Consent
                        {
                            Id = change.Keys.New(),
                            AccountId = accountId,
                            Kind = kind,
                            TextVersion = textVersion,
                            Language = language,
                            Place = "web",
                            GivenAt = change.Now,
                        }
                    );
                }
                return change;
            },
            cancellation
        );

    /// <summary>Takes a consent back. That to personal data is taken back by leaving (<see cref="Leaving"/>).</summary>
    /// <exception cref="ArgumentException">The kind is <see cref="ConsentKind.PersonalData"/>.</exception>
    public Task RevokeAsync(Guid accountId, ConsentKind kind, CancellationToken cancellation)
    {
        if (kind == ConsentKind.PersonalData)
        {
            throw new ArgumentException("Without this consent there is no membership.", nameof(kind));
        }
        return changes.RunAsync<object>(
            accountId,
            async (change, stop) =>
            {
                var given = await change
                    .Db.Consents.Where(each =>
                        each.AccountId == accountId && each.Kind == kind && each.RevokedAt == null
                    )
                    .ToListAsync(stop);
                given.ForEach(each => each.RevokedAt = change.Now);
                return change;
            },
            cancellation
        );
    }
}
