using System.Security.Cryptography;
using System.Text;
using LoyaltyPortal.Domain.Programmes.Reading;

namespace LoyaltyPortal.Domain.Programmes;

/// <summary>Reads a programme from the text of its file (the format: <c>Presets/programme.schema.json</c>).</summary>
public static class ProgrammeFile
{
    /// <summary>The programme that a file holds, or everything that is wrong with the file. Strict: unknown, missing and
    /// double fields, comments, empty texts, numbers that would have to be rounded and rules that contradict each other
    /// are refused. Never throws for what the text says.</summary>
    /// <param name="json">The text of the file; line ends of any kind.</param>
    public static ProgrammeRead Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        var utf8 = Bytes(json);
        var faults = new Faults(utf8);
        var root = FileTree.Parse(utf8, faults);
        var programme = root is null ? null : ProgrammeReader.Read(root, faults, VersionOf(utf8));
        return faults.Any || programme is null
            ? new ProgrammeRead.Refused(faults.InOrder())
            : new ProgrammeRead.Accepted(programme);
    }

    /// <summary>The text as it is read: UTF-8 with plain line ends.</summary>
    internal static byte[] Bytes(string json) =>
        Encoding.UTF8.GetBytes(
            json.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n')
        );

    private static string VersionOf(byte[] utf8) => Convert.ToHexStringLower(SHA256.HashData(utf8))[..16];
}
