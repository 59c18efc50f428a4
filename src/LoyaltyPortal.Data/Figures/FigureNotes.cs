using System.Text.Json;
using LoyaltyPortal.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Figures;

/// <summary>What jobs found out for the figures' page, kept in <c>Settings</c>.</summary>
internal static class FigureNotes
{
    /// <summary>How the last check against the ledger went.</summary>
    public const string Check = "figures:check";

    /// <summary>Members and levels as they were counted.</summary>
    public const string Members = "figures:members";

    /// <summary>A note as it is stored; null while there is none.</summary>
    public static Task<string?> TextAsync(PortalDb db, string name, CancellationToken cancellation) =>
        db
            .Settings.AsNoTracking()
            .Where(each => each.Name == name)
            .Select(each => each.Value)
            .FirstOrDefaultAsync(cancellation);

    /// <summary>A note; null while there is none.</summary>
    public static T? Read<T>(string? text)
        where T : class => text is null ? null : JsonSerializer.Deserialize<T>(text);

    /// <summary>Writes a note in the transaction at hand, unless it has changed since it was read.</summary>
    /// <returns>False when it has changed: the transaction is then to be rolled back.</returns>
    public static async Task<bool> TryWriteAsync<T>(
        PortalDb db,
        string name,
        string? before,
        T note,
        CancellationToken cancellation
    )
    {
        var text = JsonSerializer.Serialize(note);
        if (before is not null)
        {
            return await db
                    .Settings.Where(each => each.Name == name && each.Value == before)
                    .ExecuteUpdateAsync(set => set.SetProperty(each => each.Value, text), cancellation) == 1;
        }
        // Where another one is inserted at the same moment, saving fails as a conflict.
        db.Settings.Add(new Setting { Name = name, Value = text });
        return true;
    }
}
