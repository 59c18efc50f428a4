namespace LoyaltyPortal.Domain.Programmes.Reading;

/// <summary>A value of a JSON file and where it starts.</summary>
/// <param name="Offset">Bytes from the start of the UTF-8 text.</param>
internal abstract record FileValue(int Offset)
{
    /// <summary>What stands there, for a reason: "a text", "a number".</summary>
    public abstract string Kind { get; }

    /// <summary>Fields in the order of the file, doubles included.</summary>
    public sealed record Object(int Offset, IReadOnlyList<FileField> Fields) : FileValue(Offset)
    {
        public override string Kind => "an object";
    }

    public sealed record List(int Offset, IReadOnlyList<FileValue> Items) : FileValue(Offset)
    {
        public override string Kind => "a list";
    }

    public sealed record Text(int Offset, string Value) : FileValue(Offset)
    {
        public override string Kind => "a text";
    }

    /// <summary>A number as it is written, so that nothing is rounded before it is judged.</summary>
    public sealed record Number(int Offset, string Written) : FileValue(Offset)
    {
        public override string Kind => "a number";
    }

    public sealed record Flag(int Offset, bool Value) : FileValue(Offset)
    {
        public override string Kind => Value ? "true" : "false";
    }

    public sealed record Null(int Offset) : FileValue(Offset)
    {
        public override string Kind => "null";
    }
}

/// <summary>A field of an object.</summary>
/// <param name="Offset">Where its name starts.</param>
internal sealed record FileField(int Offset, string Name, FileValue Value);
