using System.Text;
using System.Text.Json;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Web.Platform.StoreContract;

namespace LoyaltyPortal.Web.Features.StoreApi;

/// <summary>A line of an import: the body of a route with a word for which route.</summary>
/// <param name="Number">Its number in the file, from 1.</param>
/// <param name="Body">An <see cref="EnrolBody"/>, <see cref="PurchaseBody"/>, <see cref="EventBody"/>,
/// <see cref="ReturnBody"/> or <see cref="ActivityBody"/>; null when it cannot be read.</param>
/// <param name="Fault">Why it cannot be read.</param>
internal sealed record ImportLine(int Number, object? Body, PostingAnswer? Fault)
{
    private const int MaxBytes = ApiExchange.MaxBody;

    /// <summary>Reads a line; a bad one carries its fault.</summary>
    public static ImportLine Read(int number, string text)
    {
        if (text.Length > MaxBytes)
        {
            return new ImportLine(number, null, ApiAnswers.Malformed("$", "is longer than 1 MiB"));
        }
        var bytes = Encoding.UTF8.GetBytes(text);
        var (kind, fault) = ApiExchange.Parse<KindBody>(bytes);
        if (fault is not null)
        {
            return new ImportLine(number, null, fault);
        }
        return kind!.Kind switch
        {
            "member" => As<EnrolBody>(number, bytes),
            "purchase" => As<PurchaseBody>(number, bytes),
            "event" => As<EventBody>(number, bytes),
            "return" => As<ReturnBody>(number, bytes),
            "activity" => As<ActivityBody>(number, bytes),
            _ => new ImportLine(
                number,
                null,
                ApiAnswers.Malformed("$.kind", "must be one of member, purchase, event, return, activity")
            ),
        };
    }

    private static ImportLine As<T>(int number, byte[] bytes)
        where T : class
    {
        var (body, fault) = ApiExchange.Parse<T>(bytes);
        return new ImportLine(number, body, fault);
    }

    private sealed record KindBody
    {
        public string? Kind { get; init; }
    }
}

/// <summary>How one line ended.</summary>
internal enum ImportedLine
{
    /// <summary>Posted.</summary>
    Accepted,

    /// <summary>It was posted before; nothing changed.</summary>
    Repeated,

    /// <summary>Refused; nothing of it was written.</summary>
    Refused,
}

/// <summary>A line's end with its refusal, if any.</summary>
/// <param name="Line">The line's number.</param>
/// <param name="Result">How it ended.</param>
/// <param name="Refusal">The problem, where it was refused.</param>
internal sealed record LineResult(int Line, ImportedLine Result, PostingAnswer? Refusal)
{
    /// <summary>The refusal as a report tells it: code and what is wrong where.</summary>
    public RefusedLineAnswer Told()
    {
        using var problem = JsonDocument.Parse(Refusal!.Body);
        var root = problem.RootElement;
        var text = root.TryGetProperty("errors", out var errors)
            ? string.Join(
                "; ",
                errors
                    .EnumerateObject()
                    .Select(field =>
                        $"{field.Name} {string.Join(", ", field.Value.EnumerateArray().Select(each => each.GetString()))}"
                    )
            )
            : root.GetProperty("detail").GetString()!;
        return new RefusedLineAnswer(Line, root.GetProperty("title").GetString()!, text);
    }
}
