using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Metadata;

namespace LoyaltyPortal.Data;

/// <summary>Keeps compiled queries apart by model: a compiled query belongs to the one it was first run against.</summary>
/// <typeparam name="T">A class whose members are compiled queries.</typeparam>
public sealed class CompiledQueries<T>
    where T : class, new()
{
    private readonly ConditionalWeakTable<IModel, T> byModel = [];

    /// <summary>The queries for a context's model.</summary>
    public T For(PortalDb db) => byModel.GetValue(db.Model, _ => new T());
}
