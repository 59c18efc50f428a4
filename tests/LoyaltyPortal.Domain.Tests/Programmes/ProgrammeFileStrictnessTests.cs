using System.Text.Json.Nodes;
using LoyaltyPortal.Domain.Programmes;

namespace LoyaltyPortal.Domain.Tests.Programmes;

/// <summary>Walks every field of every programme, so that no field is read leniently by accident.</summary>
public class ProgrammeFileStrictnessTests
{
    /// <summary>What a file may leave out: the schema's name, the usual grace, factors that are 1, single products.</summary>
    private static readonly string[] MayBeLeftOut = ["$.$schema", "$.returns.graceDays"];

    public static TheoryData<string> Programmes => [.. Fixture.Names];

    [Theory]
    [MemberData(nameof(Programmes))]
    public void Every_field_that_is_taken_out_is_missed(string programme)
    {
        foreach (var (path, change) in FieldsOf(programme))
        {
            var json = change((parent, name) => parent.Remove(name));
            if (MayBeLeftOut.Contains(path) || path.Contains(".factors.") || path.Contains(".products["))
            {
                // Only a text or a demo value of the file itself may miss it.
                Assert.All(Fixture.Faults(json), fault => Assert.Contains("points at nothing", fault.Reason));
                continue;
            }
            var expected = path.Contains(".life.") ? path[..path.LastIndexOf('.')] : path;
            Assert.Contains(Fixture.Refused(json), fault => fault.Path == expected);
        }
    }

    [Theory]
    [MemberData(nameof(Programmes))]
    public void Every_value_of_the_wrong_type_is_told(string programme)
    {
        foreach (var (path, change) in FieldsOf(programme))
        {
            var json = change((parent, name) => parent[name] = parent[name] is JsonArray ? "text" : new JsonArray(1));
            Assert.Contains(
                Fixture.Refused(json),
                fault => fault.Path == path && fault.Reason.StartsWith("Expected ", StringComparison.Ordinal)
            );
        }
    }

    [Theory]
    [MemberData(nameof(Programmes))]
    public void Every_object_refuses_a_field_it_does_not_know(string programme)
    {
        foreach (var (path, change) in FieldsOf(programme))
        {
            if (path.Contains(".products["))
            {
                continue;
            }
            var json = change((parent, _) => parent["extra"] = 1);
            var expected = path[..(path.LastIndexOf('.') + 1)] + "extra";
            var fault = Assert.Single(Fixture.Refused(json));
            Assert.Equal(expected, fault.Path);
            Assert.StartsWith("This field is unknown. Known here: ", fault.Reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_usual_grace_for_restored_points_is_14_days()
    {
        var json = Fixture
            .Text("stomatorg")
            .Replace("\"graceDays\": 14, ", "", StringComparison.Ordinal)
            .Replace("/returns/graceDays", "/claimDays", StringComparison.Ordinal);
        Assert.Equal(14, Fixture.Accepted(json).Returns.GraceDays);
    }

    /// <summary>Each field of a file with a way to change it in a fresh copy.</summary>
    private static IEnumerable<(string Path, Func<Action<JsonObject, string>, string> Change)> FieldsOf(
        string programme
    )
    {
        var text = Fixture.Text(programme);
        var paths = new List<List<object>>();
        Walk(JsonNode.Parse(text)!, [], paths);
        return paths.Select(steps =>
            (
                Written(steps),
                (Func<Action<JsonObject, string>, string>)(
                    act =>
                    {
                        var root = JsonNode.Parse(text)!;
                        var parent = steps
                            .SkipLast(1)
                            .Aggregate(root, (node, step) => step is int index ? node[index]! : node[(string)step]!);
                        act(parent.AsObject(), (string)steps[^1]);
                        return root.ToJsonString();
                    }
                )
            )
        );
    }

    private static void Walk(JsonNode? node, List<object> steps, List<List<object>> paths)
    {
        if (node is JsonObject found)
        {
            foreach (var (name, value) in found)
            {
                paths.Add([.. steps, name]);
                Walk(value, [.. steps, name], paths);
            }
        }
        else if (node is JsonArray list)
        {
            foreach (var (index, item) in list.Index())
            {
                Walk(item, [.. steps, index], paths);
            }
        }
    }

    private static string Written(List<object> steps) =>
        steps.Aggregate(
            "$",
            (path, step) =>
                step switch
                {
                    int index => $"{path}[{index}]",
                    string name when char.IsDigit(name[0]) => $"{path}['{name}']",
                    _ => $"{path}.{step}",
                }
        );
}
