namespace LoyaltyPortal.Web.Tests.StoreApi.BadInput;

/// <summary>What a field of the contract holds.</summary>
public enum FieldKind
{
    /// <summary>A text of others.</summary>
    Text,

    /// <summary>Money or points, never negative.</summary>
    Amount,

    /// <summary>Whole pieces, at least one.</summary>
    Quantity,

    /// <summary>RFC 3339 with offset.</summary>
    Time,

    /// <summary>true or false.</summary>
    Flag,

    /// <summary>An object.</summary>
    Record,

    /// <summary>A list of objects.</summary>
    List,
}

/// <summary>A field of a body, by its JSON path.</summary>
/// <param name="Path">Such as <c>$.lines[0].sku</c>.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Required">Whether it must be there.</param>
public sealed record Field(string Path, FieldKind Kind, bool Required = false);

/// <summary>A value that must be refused, as raw JSON.</summary>
/// <param name="Path">The field.</param>
/// <param name="Raw">The value; null leaves the field out.</param>
/// <param name="Status">The status to expect.</param>
/// <param name="Code">The code to expect.</param>
/// <param name="Named">The path to be named under <c>errors</c>; null for none.</param>
public sealed record Damage(string Path, string? Raw, int Status, string Code, string? Named)
{
    /// <summary>A malformed value whose field is named.</summary>
    public static Damage Malformed(string path, string? raw, string? named = null) =>
        new(path, raw, 400, "malformed", named ?? path);

    public static Damage Refused(string path, string raw, int status, string code) =>
        new(path, raw, status, code, null);
}

/// <summary>The values that a field of each kind must not take.</summary>
public static class Damages
{
    private static readonly string Long = $"\"{new string('x', 10_000)}\"";

    private static readonly Dictionary<FieldKind, string[]> Values = new()
    {
        [FieldKind.Text] =
        [
            "1",
            "1e400",
            "true",
            "[]",
            "{}",
            "[\"x\"]",
            Long,
            "\"\\u0000\"",
            "\"a\\u0000b\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"a\\u0007b\"",
            "\"\\u001b[31mred\"",
            "\"two\\nlines\"",
            "\"\\u0085\"",
        ],
        [FieldKind.Amount] =
        [
            "\"10\"",
            "\"\"",
            "true",
            "[]",
            "{}",
            "[10]",
            "-0.01",
            "-1",
            "0.001",
            "10.005",
            "1e-3",
            "1e-99",
            "0.01000000000000000000000000000000000001",
            "10000000000.01",
            "1e11",
            "1e30",
            "1e400",
            "-1e400",
            "123456789012345678901234567890",
        ],
        [FieldKind.Quantity] =
        [
            "\"1\"",
            "true",
            "[]",
            "{}",
            "0",
            "-1",
            "1.5",
            "1e400",
            "1e-400",
            "2147483648",
            "-2147483649",
            "99999999999999999999",
        ],
        [FieldKind.Time] =
        [
            "1",
            "1777629600",
            "true",
            "[]",
            "{}",
            "\"\"",
            "\"today\"",
            "\"2027-03-01\"",
            "\"12:00\"",
            "\"2027-03-01T12:00:00\"",
            "\"2027-03-01T12:00:00 Europe/Moscow\"",
            "\"2027-02-29T12:00:00Z\"",
            "\"2027-13-01T12:00:00Z\"",
            "\"2027-03-01T25:00:00Z\"",
            "\"2027-03-01T12:00:60Z\"",
            "\"2027-03-01T12:00:00+25:00\"",
            "\"2027-03-01T12:00:00Z\\n\"",
            "\"0001-01-01T00:00:00Z\"",
            "\"0001-01-01T00:00:00+14:00\"",
            "\"1999-12-31T23:59:59Z\"",
            "\"2200-01-01T00:00:00Z\"",
            "\"9999-12-31T23:59:59Z\"",
            "\"9999-12-31T23:59:59-14:00\"",
            "\"12027-03-01T12:00:00Z\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"２０２７-03-01T12:00:00Z\"",
            Long,
        ],
        [FieldKind.Flag] = ["1", "0", "\"true\"", "\"\"", "[]", "{}"],
        [FieldKind.Record] = ["1", "true", "\"x\"", "[]", "[{}]"],
        [FieldKind.List] = ["1", "true", "\"x\"", "{}", "{\"0\":{}}"],
    };

    /// <summary>Everything that a field must not hold.</summary>
    public static IEnumerable<Damage> Of(Field field)
    {
        foreach (var raw in Values[field.Kind])
        {
            yield return Damage.Malformed(field.Path, raw);
        }
        if (field.Required)
        {
            yield return Damage.Malformed(field.Path, null);
            yield return Damage.Malformed(field.Path, "null");
        }
        if (field is { Required: true, Kind: FieldKind.Text })
        {
            yield return Damage.Malformed(field.Path, "\"\"");
            yield return Damage.Malformed(field.Path, "\"  \"");
        }
        if (field.Kind == FieldKind.Time)
        {
            // The portal's clock stands at noon in Moscow, 1 March 2027.
            foreach (
                var future in new[] { "2027-03-01T12:05:01+03:00", "2027-03-02T00:00:00Z", "2199-12-31T23:59:59Z" }
            )
            {
                yield return new Damage(field.Path, $"\"{future}\"", 422, "time-in-future", field.Path);
            }
        }
    }
}
