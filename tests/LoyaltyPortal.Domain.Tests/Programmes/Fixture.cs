using LoyaltyPortal.Domain.Programmes;

namespace LoyaltyPortal.Domain.Tests.Programmes;

/// <summary>The five programmes as they ship.</summary>
internal static class Fixture
{
    public static readonly IReadOnlyList<string> Names = Presets.Names;

    public static string Text(string name) => Presets.Text(name);

    public static Programme Programme(string name) => Accepted(Text(name));

    public static Programme Accepted(string json) =>
        ProgrammeFile.Read(json) switch
        {
            ProgrammeRead.Accepted accepted => accepted.Programme,
            ProgrammeRead.Refused refused => throw new Xunit.Sdk.XunitException(string.Join('\n', refused.Faults)),
            _ => throw new InvalidOperationException(),
        };

    public static IReadOnlyList<ProgrammeFault> Faults(string json) =>
        ProgrammeFile.Read(json) is ProgrammeRead.Refused refused ? refused.Faults : [];

    public static IReadOnlyList<ProgrammeFault> Refused(string json) =>
        Assert.IsType<ProgrammeRead.Refused>(ProgrammeFile.Read(json)).Faults;

    /// <summary>Puts <paramref name="written"/> in place of the first <paramref name="was"/>, takes the mark § out of it
    /// and tells the line on which the mark stood.</summary>
    public static (string Json, int Line) Edited(string json, string was, string written)
    {
        var at = json.IndexOf(was, StringComparison.Ordinal);
        Assert.True(at >= 0, $"The file does not hold {was}");
        var marked = json[..at] + written + json[(at + was.Length)..];
        var mark = marked.IndexOf('§', StringComparison.Ordinal);
        Assert.True(mark >= 0, "The edit has no mark §");
        return (marked.Remove(mark, 1), marked[..mark].Count(letter => letter == '\n') + 1);
    }
}
