using System.Linq.Expressions;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Providers;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Joining;

/// <summary>Questionnaires that are not finished, one a phone. Who may see the draft of a phone is for the caller to know;
/// what stands in it is for the caller to protect.</summary>
public sealed class JoiningDrafts(IPortalDbs databases, WriteGate gate, TimeProvider time)
{
    /// <summary>The longest text that is kept, in characters.</summary>
    public const int MostLetters = 32_768;

    /// <summary>For how long a draft is kept that nobody touches.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private const int Attempts = 4;

    /// <summary>The draft of a phone; null for none, or for one that is too old.</summary>
    /// <param name="phone">E.164, proved.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<JoiningDraft?> FindAsync(string phone, CancellationToken cancellation)
    {
        var since = Clock.Now(time) - Kept;
        await using var db = databases.Create();
        return await db
            .JoiningDrafts.AsNoTracking()
            .FirstOrDefaultAsync(each => each.Phone == phone && each.UpdatedAt > since, cancellation);
    }

    /// <summary>Keeps the draft of a phone in place of the one before. Whose questionnaire is filled in has none: what a
    /// closing page sends late must not bring it back.</summary>
    /// <param name="phone">E.164, proved.</param>
    /// <param name="answers">What was typed, protected.</param>
    /// <param name="step">The step it stands at, from 1.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>Whether it was kept: not when it is too long, and not when the questionnaire is filled in.</returns>
    public Task<bool> KeepAsync(string phone, string answers, int step, CancellationToken cancellation) =>
        KeepAsync(phone, answers, step, each => true, mayAdd: true, cancellation);

    /// <summary>The same, unless the draft was kept anew since it was read.</summary>
    /// <param name="phone">E.164, proved.</param>
    /// <param name="answers">What was typed, protected.</param>
    /// <param name="step">The step it stands at, from 1.</param>
    /// <param name="readAt">When what was read had been kept (UTC); null where nothing was.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public Task<bool> KeepLateAsync(
        string phone,
        string answers,
        int step,
        DateTimeOffset? readAt,
        CancellationToken cancellation
    ) => KeepAsync(phone, answers, step, each => each.UpdatedAt == readAt, mayAdd: readAt is null, cancellation);

    private async Task<bool> KeepAsync(
        string phone,
        string answers,
        int step,
        Expression<Func<JoiningDraft, bool>> isAsRead,
        bool mayAdd,
        CancellationToken cancellation
    )
    {
        if (answers.Length > MostLetters)
        {
            return false;
        }
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryKeepAsync(phone, answers, step, isAsRead, mayAdd, cancellation);
            }
            catch (DbUpdateException conflict) when (mayAdd && attempt < Attempts && Conflicts.IsConflict(conflict))
            {
                // Another page of the same person made the row in between; the next try changes it.
            }
        }
    }

    private async Task<bool> TryKeepAsync(
        string phone,
        string answers,
        int step,
        Expression<Func<JoiningDraft, bool>> isAsRead,
        bool mayAdd,
        CancellationToken cancellation
    )
    {
        var now = Clock.Now(time);
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = databases.Create();
        if (await db.Members.AnyAsync(each => each.Phone == phone && each.QuestionnaireAt != null, cancellation))
        {
            return false;
        }
        var changed = await db
            .JoiningDrafts.Where(each => each.Phone == phone)
            .Where(isAsRead)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(each => each.Answers, answers)
                        .SetProperty(each => each.Step, step)
                        .SetProperty(each => each.UpdatedAt, now),
                cancellation
            );
        if (changed == 0 && !mayAdd)
        {
            return false;
        }
        if (changed == 0)
        {
            db.JoiningDrafts.Add(
                new JoiningDraft
                {
                    Phone = phone,
                    Answers = answers,
                    Step = step,
                    UpdatedAt = now,
                }
            );
            await db.SaveChangesAsync(cancellation);
        }
        return true;
    }

    /// <summary>Removes the draft of a phone within the caller's transaction.</summary>
    internal static Task RemoveAsync(PortalDb db, string phone, CancellationToken cancellation) =>
        db.JoiningDrafts.Where(each => each.Phone == phone).ExecuteDeleteAsync(cancellation);
}
