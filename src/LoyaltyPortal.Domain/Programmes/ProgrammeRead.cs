using System.Globalization;

namespace LoyaltyPortal.Domain.Programmes;

/// <summary>What reading a programme file came to.</summary>
public abstract record ProgrammeRead
{
    private ProgrammeRead() { }

    /// <summary>The file holds a programme that can run.</summary>
    /// <param name="Programme">The programme.</param>
    public sealed record Accepted(Programme Programme) : ProgrammeRead;

    /// <summary>The file is wrong.</summary>
    /// <param name="Faults">Everything that is wrong, in the order of the file; never empty.</param>
    public sealed record Refused(IReadOnlyList<ProgrammeFault> Faults) : ProgrammeRead;
}

/// <summary>One thing that is wrong with a programme file.</summary>
/// <param name="Path">Where, as a JSON path: <c>$.tiers.list[1].sum</c>.</param>
/// <param name="Line">The line of the file, from 1.</param>
/// <param name="Reason">What is wrong, in plain English, a sentence or two.</param>
public sealed record ProgrammeFault(string Path, int Line, string Reason)
{
    /// <summary>Line, path and reason in one line, for the message at start.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"line {Line}, {Path}: {Reason}");
}
