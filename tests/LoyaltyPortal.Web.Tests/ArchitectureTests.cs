using System.Xml.Linq;
using LoyaltyPortal.Web.Tests.Architecture;
using Xunit;

namespace LoyaltyPortal.Web.Tests;

/// <summary>
/// The house of docs/decisions/three-projects.md and static-pages.md, held against the compiled assemblies.
/// </summary>
public class ArchitectureTests
{
    private const string Slices = "LoyaltyPortal.Web.Features.";

    private static readonly string[] ForbiddenToDomain =
    [
        "LoyaltyPortal.Data",
        "LoyaltyPortal.Web",
        "Microsoft.AspNetCore",
        "Microsoft.EntityFrameworkCore",
        "System.Net",
        "System.Console",
        "System.Diagnostics.Process",
        "System.IO.Directory",
        "System.IO.DirectoryInfo",
        "System.IO.DriveInfo",
        "System.IO.File",
        "System.IO.FileInfo",
        "System.IO.FileStream",
        "System.IO.FileSystemInfo",
        "System.IO.FileSystemWatcher",
    ];

    private static readonly string[] LiveSlices = ["Card", "Desk", "Demo"];

    private static readonly string[] RenderModes =
    [
        "Microsoft.AspNetCore.Components.Web.RenderMode",
        "Microsoft.AspNetCore.Components.Web.InteractiveAutoRenderMode",
        "Microsoft.AspNetCore.Components.Web.InteractiveServerRenderMode",
        "Microsoft.AspNetCore.Components.Web.InteractiveWebAssemblyRenderMode",
    ];

    [Fact]
    public void The_domain_touches_no_file_no_network_no_database_and_no_web()
    {
        Assert.Empty(ForbiddenUses(Built("LoyaltyPortal.Domain"), "LoyaltyPortal.Domain"));
    }

    [Fact]
    public void A_domain_that_touches_them_is_caught()
    {
        var broken = ForbiddenUses(Built("LoyaltyPortal.Web.Tests"), "LoyaltyPortal.FakeDomain");

        Assert.Equal(
            ["CallsOut", "KnowsEntityFramework", "KnowsTheWeb", "ReadsFiles"],
            broken.Select(use => use.From.Name).Distinct().Order()
        );
    }

    [Fact]
    public void The_domain_is_made_of_the_runtime_alone()
    {
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

        Assert.DoesNotContain(
            TypeUses.AssembliesReferencedBy(Built("LoyaltyPortal.Domain")),
            name => !File.Exists(Path.Combine(runtime, name + ".dll"))
        );
        Assert.Empty(References("LoyaltyPortal.Domain"));
    }

    [Fact]
    public void The_data_project_does_not_know_the_web_project()
    {
        Assert.DoesNotContain("LoyaltyPortal.Web", TypeUses.AssembliesReferencedBy(Built("LoyaltyPortal.Data")));
        Assert.DoesNotContain(
            References("LoyaltyPortal.Data"),
            name => name.Contains("LoyaltyPortal.Web", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void References_are_read_from_assemblies_and_project_files()
    {
        Assert.Contains("xunit.v3.core", TypeUses.AssembliesReferencedBy(Built("LoyaltyPortal.Web.Tests")));
        Assert.Contains(
            References("LoyaltyPortal.Web"),
            name => name.Contains("LoyaltyPortal.Data", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_slice_does_not_use_another_slice()
    {
        Assert.Empty(UsesAcrossSlices(Built("LoyaltyPortal.Web")));
    }

    [Fact]
    public void A_slice_that_uses_another_is_caught_wherever_it_does_so()
    {
        var broken = UsesAcrossSlices(Built("LoyaltyPortal.Web.Tests"));

        Assert.All(broken, use => Assert.Equal("LoyaltyPortal.Web.Features.FakeRight", use.To.Namespace));
        Assert.Equal(
            [
                "AfterSwitch",
                "AsConstraint`1",
                "AsGenericArgument",
                "AsParent",
                "InAsync",
                "InAttribute",
                "InBody",
                "InCatch",
                "InField",
                "InLambda",
                "InParameter",
            ],
            broken.Select(use => use.From.Name.Split('+')[0]).Distinct().Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Only_the_card_the_desk_and_what_a_developer_sees_keep_a_circuit()
    {
        Assert.Empty(CircuitsElsewhere(Built("LoyaltyPortal.Web")));
    }

    [Fact]
    public void A_circuit_elsewhere_is_caught()
    {
        var keepers = CircuitsElsewhere(Built("LoyaltyPortal.Web.Tests")).Select(use => use.From.Name).ToList();

        Assert.Contains("KeepsACircuit", keepers);
        Assert.DoesNotContain("MayKeepACircuit", keepers);
    }

    private static List<TypeUse> CircuitsElsewhere(string assembly) =>
        [
            .. TypeUses
                .In(assembly)
                .Where(use => RenderModes.Contains(use.To.ToString(), StringComparer.Ordinal))
                .Where(use => !LiveSlices.Contains(SliceOf(use.From), StringComparer.Ordinal)),
        ];

    private static List<TypeUse> UsesAcrossSlices(string assembly) =>
        [
            .. TypeUses
                .In(assembly)
                .Where(use =>
                    SliceOf(use.From) is { } from
                    && SliceOf(use.To) is { } to
                    && !string.Equals(from, to, StringComparison.Ordinal)
                ),
        ];

    // A slice is the name right after "Features."; what stands in Features itself belongs to none.
    private static string? SliceOf(TypeName type) =>
        type.Namespace.StartsWith(Slices, StringComparison.Ordinal)
            ? type.Namespace[Slices.Length..].Split('.')[0]
            : null;

    private static List<TypeUse> ForbiddenUses(string assembly, string user) =>
        [
            .. TypeUses
                .In(assembly)
                .Where(use => IsIn(use.From.Namespace, user))
                .Where(use => ForbiddenToDomain.Any(name => IsIn(use.To.ToString(), name))),
        ];

    private static bool IsIn(string name, string place) =>
        string.Equals(name, place, StringComparison.Ordinal)
        || name.StartsWith(place + ".", StringComparison.Ordinal)
        || name.StartsWith(place + "+", StringComparison.Ordinal);

    private static IEnumerable<string> References(string project) =>
        XDocument
            .Load(Path.Combine(Root(), "src", project, project + ".csproj"))
            .Descendants()
            .Where(element => element.Name.LocalName.EndsWith("Reference", StringComparison.Ordinal))
            .Select(element => (string?)element.Attribute("Include") ?? "");

    private static string Built(string assembly) => Path.Combine(AppContext.BaseDirectory, assembly + ".dll");

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "LoyaltyPortal.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No LoyaltyPortal.sln above the tests.");
        }
        return folder.FullName;
    }
}
