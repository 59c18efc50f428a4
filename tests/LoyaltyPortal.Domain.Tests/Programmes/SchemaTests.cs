using System.Reflection;
using System.Text.Json;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Domain.Programmes.Reading;

namespace LoyaltyPortal.Domain.Tests.Programmes;

/// <summary>The JSON schema that editors use and the reader know the same names, words and forms.</summary>
public sealed class SchemaTests : IDisposable
{
    private readonly JsonDocument schema = JsonDocument.Parse(Presets.SchemaText());

    public void Dispose() => schema.Dispose();

    [Fact]
    public void Every_kind_of_object_has_the_same_fields_in_the_schema_and_in_the_reader()
    {
        Assert.NotEmpty(All<Shape>());
        foreach (var shape in All<Shape>())
        {
            var defined = Defined(shape.Name);
            Assert.Equal(shape.All.Order(), Names(defined.GetProperty("properties")).Order());
            Assert.Equal(shape.Required.Order(), Texts(defined.GetProperty("required")).Order());
            Assert.False(defined.GetProperty("additionalProperties").GetBoolean(), shape.Name);
        }
    }

    [Fact]
    public void Every_choice_has_the_same_words_in_the_schema_and_in_the_reader()
    {
        var choices = typeof(Vocabulary)
            .GetFields(BindingFlags.Static | BindingFlags.Public)
            .Select(field => field.GetValue(null)!)
            .Where(value =>
                value.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(Words<>)
            )
            .Select(value => (dynamic)value)
            .Select(words => ((string)words.Name, Words: (IEnumerable<string>)words.Meanings.Keys))
            .Where(words => words.Item1 != Vocabulary.PeriodWord.Name)
            .ToList();
        Assert.NotEmpty(choices);
        foreach (var (name, words) in choices)
        {
            Assert.Equal(words, Texts(Defined(name).GetProperty("enum")));
        }
        Assert.Equal(Vocabulary.PeriodWord.Meanings.Keys, Names(Defined("period").GetProperty("properties")));
    }

    [Fact]
    public void Short_texts_have_the_same_forms_in_the_schema_and_in_the_reader()
    {
        var root = schema.RootElement.GetProperty("properties");
        Assert.Equal(Forms.ProgrammeIdForm, Pattern(root.GetProperty("id")));
        Assert.Equal(Forms.CurrencyForm, Pattern(root.GetProperty("currency")));
        Assert.Equal(Forms.ZoneForm, Pattern(root.GetProperty("timeZone")));
        Assert.Equal(Forms.CountryForm, Pattern(root.GetProperty("countries").GetProperty("items")));
        Assert.Equal(Forms.WordForm, Pattern(Defined("word")));
        Assert.Equal(Forms.ColourForm, Pattern(Defined("colour")));
    }

    [Fact]
    public void The_schema_defines_nothing_that_the_reader_does_not_know()
    {
        var known = All<Shape>().Select(shape => shape.Name);
        var objects = schema
            .RootElement.GetProperty("$defs")
            .EnumerateObject()
            .Where(kind => kind.Value.TryGetProperty("properties", out _))
            .Select(kind => kind.Name);
        Assert.Equal(known.Where(name => name != "programme").Order(), objects.Order());
    }

    [Fact]
    public void Everything_in_the_schema_is_described()
    {
        foreach (var kind in schema.RootElement.GetProperty("$defs").EnumerateObject())
        {
            Assert.True(kind.Value.TryGetProperty("description", out _), kind.Name);
        }
    }

    private JsonElement Defined(string name) =>
        name == Vocabulary.Programme.Name
            ? schema.RootElement
            : schema.RootElement.GetProperty("$defs").GetProperty(name);

    private static IReadOnlyList<T> All<T>() =>
        [
            .. typeof(Vocabulary)
                .GetFields(BindingFlags.Static | BindingFlags.Public)
                .Select(field => field.GetValue(null))
                .OfType<T>(),
        ];

    private static string? Pattern(JsonElement element) => element.GetProperty("pattern").GetString();

    private static IEnumerable<string> Names(JsonElement element) =>
        element.EnumerateObject().Select(property => property.Name);

    private static IEnumerable<string> Texts(JsonElement element) =>
        element.EnumerateArray().Select(item => item.GetString()!);
}
