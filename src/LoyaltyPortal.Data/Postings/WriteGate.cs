namespace LoyaltyPortal.Data.Postings;

/// <summary>SQLite has one writer at a time, and those who wait poll for it. Waiting in line here is fair and costs
/// nothing; the other databases let everybody in.</summary>
public sealed class WriteGate(DatabaseProvider provider) : IDisposable
{
    private readonly SemaphoreSlim? line = provider == DatabaseProvider.Sqlite ? new(1) : null;

    /// <summary>Waits for the turn; dispose the answer to let the next one in.</summary>
    public async ValueTask<Turn> EnterAsync(CancellationToken cancellation)
    {
        if (line is not null)
        {
            await line.WaitAsync(cancellation);
        }
        return new Turn(line);
    }

    /// <inheritdoc/>
    public void Dispose() => line?.Dispose();

    /// <summary>The turn of one writer.</summary>
    public readonly struct Turn(SemaphoreSlim? line) : IDisposable, IEquatable<Turn>
    {
        private readonly SemaphoreSlim? line = line;

        /// <summary>Lets the next one in.</summary>
        public void Dispose() => line?.Release();

        /// <inheritdoc/>
        public bool Equals(Turn other) => ReferenceEquals(line, other.line);

        /// <inheritdoc/>
        public override bool Equals(object? obj) => obj is Turn other && Equals(other);

        /// <inheritdoc/>
        public override int GetHashCode() => line?.GetHashCode() ?? 0;

        /// <summary>Whether both are turns at the same gate.</summary>
        public static bool operator ==(Turn left, Turn right) => left.Equals(right);

        /// <summary>Whether they are turns at different gates.</summary>
        public static bool operator !=(Turn left, Turn right) => !left.Equals(right);
    }
}
