using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Privacy;

/// <summary>The person behind an account, by all that leads to their rows.</summary>
/// <param name="AccountId">The account, and the user who signs in.</param>
/// <param name="Phone">E.164.</param>
/// <param name="Email">Mail address; null where it is not told.</param>
public sealed record Person(Guid AccountId, string Phone, string? Email);

/// <summary>What becomes of a member's rows when the member is forgotten.</summary>
public enum Fate
{
    /// <summary>They are deleted.</summary>
    Deleted,

    /// <summary>They stay, without what tells whose they are.</summary>
    Blanked,

    /// <summary>They stay as they are: they hold nothing personal, or are gone soon by themselves.</summary>
    Kept,
}

/// <summary>Properties that an export leaves out, and why.</summary>
public sealed record Hidden
{
    internal Hidden(string why, params string[] properties) => (Why, Properties) = (why, properties);

    /// <summary>Why they are left out.</summary>
    public string Why { get; }

    /// <summary>Their names.</summary>
    public IReadOnlyList<string> Properties { get; }
}

/// <summary>What holds for one table: what of it a member gets to see, and what becomes of it when the member is
/// forgotten.</summary>
public abstract class TableRule
{
    /// <summary>The type of its rows.</summary>
    public abstract Type Entity { get; }

    /// <summary>What becomes of a member's rows.</summary>
    public required Fate Fate { get; init; }

    /// <summary>Why that.</summary>
    public required string Why { get; init; }

    /// <summary>Its name in the export; null for a table of which nothing is exported.</summary>
    public string? Section { get; init; }

    /// <summary>Properties that are exported, in the order of the export.</summary>
    public IReadOnlyList<string> Shown { get; init; } = [];

    /// <summary>Properties that are not.</summary>
    public IReadOnlyList<Hidden> Hidden { get; init; } = [];

    /// <summary>Properties that are emptied or replaced, where the fate is <see cref="Fate.Blanked"/>.</summary>
    public IReadOnlyList<string> Blanked { get; init; } = [];

    /// <summary>A member's rows, read one by one.</summary>
    public abstract IAsyncEnumerable<object> ReadAsync(PortalDb db, Person person);

    /// <summary>Does to a member's rows what their fate says, within the transaction at hand. The account itself is
    /// tracked by the posting that closes it.</summary>
    /// <param name="db">The transaction's context.</param>
    /// <param name="person">Who is forgotten.</param>
    /// <param name="now">The portal's time (UTC).</param>
    /// <param name="cancellation">Stops waiting; the transaction is then to be rolled back.</param>
    public abstract Task ForgetAsync(PortalDb db, Person person, DateTimeOffset now, CancellationToken cancellation);
}

/// <summary>What holds for the table of a type.</summary>
internal sealed class TableRule<T> : TableRule
    where T : class
{
    /// <inheritdoc/>
    public override Type Entity => typeof(T);

    /// <summary>A member's rows; null for a table that has none.</summary>
    public Func<PortalDb, Person, IQueryable<T>>? Of { get; init; }

    /// <summary>What is done to them, where that is not to delete them.</summary>
    public Func<PortalDb, Person, DateTimeOffset, CancellationToken, Task>? Forget { get; init; }

    /// <inheritdoc/>
    public override IAsyncEnumerable<object> ReadAsync(PortalDb db, Person person) =>
        Of!(db, person).AsNoTracking().AsAsyncEnumerable();

    /// <inheritdoc/>
    public override Task ForgetAsync(PortalDb db, Person person, DateTimeOffset now, CancellationToken cancellation) =>
        Forget is not null ? Forget(db, person, now, cancellation)
        : Fate == Fate.Deleted && Of is not null ? Of(db, person).ExecuteDeleteAsync(cancellation)
        : Task.CompletedTask;
}
