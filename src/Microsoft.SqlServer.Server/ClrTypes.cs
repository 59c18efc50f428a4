// The registry this project restores from lacks the package Microsoft.SqlServer.Server, yet SqlClient loads the
// assembly of that name at the first command with parameters. We use no CLR types of SQL Server, so the four types
// that SqlClient binds to are declared here and nothing calls them. See docs/decisions/three-databases.md.
namespace Microsoft.SqlServer.Server;

/// <summary>How a CLR type is stored by SQL Server.</summary>
public enum Format
{
    /// <summary>Not said.</summary>
    Unknown = 0,

    /// <summary>By the server's own layout.</summary>
    Native = 1,

    /// <summary>By the type itself, through <see cref="IBinarySerialize"/>.</summary>
    UserDefined = 2,
}

/// <summary>A CLR type that writes itself.</summary>
public interface IBinarySerialize
{
    /// <summary>Reads the value.</summary>
    void Read(BinaryReader r);

    /// <summary>Writes the value.</summary>
    void Write(BinaryWriter w);
}

/// <summary>Thrown when a CLR type is not a valid SQL Server type.</summary>
public sealed class InvalidUdtException : SystemException
{
    /// <summary>An error without a message.</summary>
    public InvalidUdtException() { }

    /// <summary>An error with a message.</summary>
    public InvalidUdtException(string message)
        : base(message) { }

    /// <summary>An error with a message and its cause.</summary>
    public InvalidUdtException(string message, Exception innerException)
        : base(message, innerException) { }
}

/// <summary>Marks a CLR type of SQL Server.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class SqlUserDefinedTypeAttribute(Format format) : Attribute
{
    /// <summary>How the type is stored.</summary>
    public Format Format { get; } = format;

    /// <summary>Bytes at most, -1 for no limit.</summary>
    public int MaxByteSize { get; set; }

    /// <summary>Whether every value takes the same number of bytes.</summary>
    public bool IsFixedLength { get; set; }

    /// <summary>Whether bytes compare as values do.</summary>
    public bool IsByteOrdered { get; set; }

    /// <summary>The method that validates a value.</summary>
    public string? ValidationMethodName { get; set; }

    /// <summary>The name on the server.</summary>
    public string? Name { get; set; }
}
