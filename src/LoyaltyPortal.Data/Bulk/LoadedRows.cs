using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Bulk;

/// <summary>Objects read from the database with what they were then, to find later what has changed: what EF's tracking
/// does, for many objects at a fraction of its cost and without its search for new ones.</summary>
internal sealed class LoadedRows(PortalDb db)
{
    private readonly Dictionary<object, object?[]> before = new(ReferenceEqualityComparer.Instance);

    /// <summary>Reads what a query finds.</summary>
    public async Task<IReadOnlyList<T>> ReadAsync<T>(IQueryable<T> query, CancellationToken cancellation)
        where T : class
    {
        var found = await query.AsNoTracking().ToListAsync(cancellation);
        var columns = TableShape.Of(db, typeof(T)).Columns;
        foreach (var row in found)
        {
            var values = new object?[columns.Count];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = columns[i].ValueOf(row);
            }
            before.Add(row, values);
        }
        return found;
    }

    /// <summary>Whether an object was read here; any other one is new.</summary>
    public bool Holds(object row) => before.ContainsKey(row);

    /// <summary>Lets the context track what has changed, so that its next saving of changes updates just that.</summary>
    public void TrackChanged()
    {
        foreach (var (row, values) in before)
        {
            var columns = TableShape.Of(db, row.GetType()).Columns;
            for (var i = 0; i < values.Length; i++)
            {
                if (!Equals(columns[i].ValueOf(row), values[i]))
                {
                    MarkChanged(row, columns[i].Property, values[i]);
                }
            }
        }
    }

    private void MarkChanged(object row, string property, object? valueBefore)
    {
        var entry = db.Entry(row);
        if (entry.State == EntityState.Detached)
        {
            entry.State = EntityState.Unchanged;
        }
        // A concurrency token is compared with what it was.
        entry.Property(property).OriginalValue = valueBefore;
        entry.Property(property).IsModified = true;
    }
}
