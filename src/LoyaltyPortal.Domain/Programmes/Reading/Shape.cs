namespace LoyaltyPortal.Domain.Programmes.Reading;

/// <summary>The field names of one kind of object in a programme file. The JSON schema defines the same kinds under the
/// same names; a test compares the two.</summary>
/// <param name="Name">The kind, as in the schema's <c>$defs</c>.</param>
/// <param name="Required">Fields that must be there.</param>
/// <param name="Optional">Fields that may be left out.</param>
internal sealed record Shape(string Name, IReadOnlyList<string> Required, IReadOnlyList<string> Optional)
{
    public Shape(string name, params string[] required)
        : this(name, required, []) { }

    public Shape Or(params string[] optional) => this with { Optional = optional };

    public IEnumerable<string> All => Required.Concat(Optional);
}

/// <summary>The words of one choice in a programme file and what they mean.</summary>
/// <param name="Name">The choice, as in the schema's <c>$defs</c>.</param>
internal sealed record Words<T>(string Name, IReadOnlyDictionary<string, T> Meanings)
{
    public Words(string name, params (string Word, T Meaning)[] words)
        : this(
            name,
            new OrderedDictionary<string, T>(words.Select(word => KeyValuePair.Create(word.Word, word.Meaning)))
        ) { }
}
