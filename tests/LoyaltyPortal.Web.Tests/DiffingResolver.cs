using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace LoyaltyPortal.Web.Tests;

/// <summary>
/// bUnit was compiled against a later version of AngleSharp.Diffing than registries have. The one in the output folder
/// has all that bUnit calls, so the loader is told to take it whatever version is asked for.
/// </summary>
internal static class DiffingResolver
{
    private const string Diffing = "AngleSharp.Diffing";

    [ModuleInitializer]
    internal static void Install() => AssemblyLoadContext.Default.Resolving += Resolve;

    private static Assembly? Resolve(AssemblyLoadContext loader, AssemblyName asked) =>
        asked.Name == Diffing
            ? loader.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, Diffing + ".dll"))
            : null;
}
