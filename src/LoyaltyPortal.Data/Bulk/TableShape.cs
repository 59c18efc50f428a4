using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace LoyaltyPortal.Data.Bulk;

/// <summary>How objects of a class lie in their table, as the model says it.</summary>
/// <param name="Table">The table.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Depth">Longer than that of every table it refers to: rows are inserted in this order.</param>
internal sealed record TableShape(string Table, IReadOnlyList<TableColumn> Columns, int Depth)
{
    private static readonly CompiledQueries<Dictionary<Type, TableShape>> Known = new();

    /// <summary>The shape of a class of the model.</summary>
    /// <exception cref="InvalidOperationException">The model does not hold it as one table of plain columns.</exception>
    public static TableShape Of(PortalDb db, Type type)
    {
        var known = Known.For(db);
        lock (known)
        {
            if (!known.TryGetValue(type, out var shape))
            {
                shape = Make(
                    db.Model.FindEntityType(type) ?? throw new InvalidOperationException($"No table: {type}.")
                );
                known[type] = shape;
            }
            return shape;
        }
    }

    private static TableShape Make(IEntityType type) =>
        new(type.GetTableName()!, [.. type.GetProperties().Select(TableColumn.Of)], DepthOf(type));

    private static int DepthOf(IEntityType type) =>
        type.GetForeignKeys()
            .Select(key => key.PrincipalEntityType)
            .Where(principal => principal != type)
            .Select(principal => 1 + DepthOf(principal))
            .Append(0)
            .Max();
}

/// <summary>A column and how an object fills it.</summary>
/// <param name="Name">The column.</param>
/// <param name="Property">The property that it keeps.</param>
/// <param name="Mapping">How the database stores it.</param>
/// <param name="Getter">Reads the property.</param>
internal sealed record TableColumn(
    string Name,
    string Property,
    RelationalTypeMapping Mapping,
    IClrPropertyGetter Getter
)
{
    public static TableColumn Of(IProperty property) =>
        property.IsShadowProperty()
            ? throw new InvalidOperationException($"{property.Name} has a column and no property.")
            : new(property.GetColumnName(), property.Name, property.GetRelationalTypeMapping(), property.GetGetter());

    /// <summary>The property of an object.</summary>
    public object? ValueOf(object row) => Getter.GetClrValueUsingContainingEntity(row);

    /// <summary>The property as the database keeps it; null for NULL.</summary>
    public object? StoredOf(object row) =>
        ValueOf(row) is { } value ? Mapping.Converter?.ConvertToProvider(value) ?? value : null;
}
