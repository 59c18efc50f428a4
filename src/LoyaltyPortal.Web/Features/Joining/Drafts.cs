using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using LoyaltyPortal.Data.Joining;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Platform;
using Microsoft.AspNetCore.DataProtection;

namespace LoyaltyPortal.Web.Features.Joining;

/// <summary>A questionnaire that is not finished.</summary>
/// <param name="Answers">What was typed so far.</param>
/// <param name="Step">The last step that was reached, from 1.</param>
/// <param name="ReadAt">When what was read had been kept (UTC); null where nothing was.</param>
public sealed record Draft(Questionnaire Answers, int Step, DateTimeOffset? ReadAt = null);

/// <summary>Keeps drafts of questionnaires by phone, so that they come back wherever the same phone is proved. What
/// stands in one can be read by the portal alone, and only under the phone it was written for.</summary>
public sealed class Drafts(JoiningDrafts drafts, IDataProtectionProvider protection, Programme programme)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    private readonly int steps = JoiningSteps.Of(programme).Count;

    /// <summary>The draft of a phone; an empty one where there is none.</summary>
    /// <param name="phone">E.164, proved by who asks.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<Draft> FindAsync(string phone, CancellationToken cancellation)
    {
        if (await drafts.FindAsync(phone, cancellation) is not { } kept)
        {
            return new Draft(new Questionnaire(), 1);
        }
        try
        {
            var answers = JsonSerializer.Deserialize<Questionnaire>(ProtectorOf(phone).Unprotect(kept.Answers), Json);
            QuestionnaireForm.LeaveOutUnknown(answers!, programme);
            return new Draft(answers!, Math.Clamp(kept.Step, 1, steps), kept.UpdatedAt);
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or JsonException)
        {
            // Its key is gone, or a later version wrote it: the person types again.
            return new Draft(new Questionnaire(), 1, kept.UpdatedAt);
        }
    }

    /// <summary>Keeps the draft of a phone.</summary>
    /// <param name="phone">E.164, proved by who asks.</param>
    /// <param name="draft">All of it.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>Whether it was kept.</returns>
    public Task<bool> KeepAsync(string phone, Draft draft, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return drafts.KeepAsync(phone, TextOf(phone, draft), draft.Step, cancellation);
    }

    /// <summary>Keeps what a page sends while somebody types, unless the draft was kept anew since it was read: a button
    /// was pressed then, and that says more.</summary>
    /// <inheritdoc cref="KeepAsync"/>
    public Task<bool> KeepLateAsync(string phone, Draft draft, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return drafts.KeepLateAsync(phone, TextOf(phone, draft), draft.Step, draft.ReadAt, cancellation);
    }

    private string TextOf(string phone, Draft draft) =>
        ProtectorOf(phone).Protect(JsonSerializer.Serialize(draft.Answers, Json));

    private IDataProtector ProtectorOf(string phone) => protection.CreateProtector("LoyaltyPortal.JoiningDraft", phone);
}
