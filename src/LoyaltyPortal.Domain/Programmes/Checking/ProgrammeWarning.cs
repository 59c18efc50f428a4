namespace LoyaltyPortal.Domain.Programmes.Checking;

/// <summary>Something in a programme that may stand there and that members would misread, or that does not do what it
/// seems to do.</summary>
/// <param name="Check">The check that found it, one of <see cref="ProgrammeChecks.Names"/>.</param>
/// <param name="At">Where, as a JSON pointer into the programme's file.</param>
/// <param name="Reason">What and why, in plain English, a sentence or two.</param>
public sealed record ProgrammeWarning(string Check, string At, string Reason);

/// <summary>What a check found, before it bears the check's name.</summary>
/// <param name="At">Where, as a JSON pointer into the programme's file.</param>
/// <param name="Reason">What and why.</param>
internal readonly record struct Finding(string At, string Reason);
