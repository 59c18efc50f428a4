using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Domain.Returns;
using LoyaltyPortal.Web.Platform.StoreContract;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Web.Features.StoreApi;

/// <summary>POST /api/v1/purchases/{orderId}/returns: pieces of an order come back, or somebody asks what that would do.</summary>
internal sealed class PostReturn(OrderPosting orders, BasketReader baskets, Programme programme, AnswerMaker answers)
{
    public async Task<PostingAnswer> AnswerAsync(
        ApiCaller caller,
        string orderId,
        ReturnBody body,
        IdempotencyClaim? claim,
        CancellationToken cancellation
    )
    {
        var (lines, fault) = Read(body);
        if (fault is not null)
        {
            return fault;
        }
        var at = Clock.Cut(body.At!.Value);
        return await orders.RunAsync(
            caller,
            orderId,
            null,
            claim,
            async (scope, purchase, stop) =>
            {
                if (await scope.Db.Returns.AnyAsync(each => each.ReturnId == body.ReturnId, stop))
                {
                    return ApiAnswers.Problem(409, "already-exists", Details.Of("already-exists"));
                }
                var done = ReturnPosting.Post(scope.Journal, purchase, lines!, at, programme);
                if (done.Refusal is { } refusal)
                {
                    return ApiAnswers.Refused(refusal, answers.Sentences);
                }
                if (body.DryRun == true)
                {
                    return ApiAnswers.Json(200, answers.Return(purchase.AccountId, done.Value)) with
                    {
                        OnlyAsks = true,
                    };
                }
                scope.Db.Returns.Add(
                    new ReturnRecord
                    {
                        Id = scope.Keys.New(),
                        ReturnId = body.ReturnId,
                        PurchaseId = purchase.Id,
                        At = at,
                        Lines = lines!,
                        Result = done.Value,
                    }
                );
                return ApiAnswers.Json(201, answers.Return(purchase.AccountId, done.Value));
            },
            cancellation
        );
    }

    /// <summary>The lines of a return, or what is wrong with its body; also for imports.</summary>
    public (IReadOnlyList<ReturnedLine>? Lines, PostingAnswer? Fault) Read(ReturnBody body) => Read(body, baskets);

    /// <summary>The same where there is no portal around: in a backtest.</summary>
    public static (IReadOnlyList<ReturnedLine>? Lines, PostingAnswer? Fault) Read(ReturnBody body, BasketReader baskets)
    {
        var faults = new Faults();
        BasketReader.Required(faults, "$.returnId", body.ReturnId, 100);
        if (body.At is null)
        {
            faults.Add("$.at", "is missing");
        }
        if (body.Lines is null || body.Lines.Count is 0 or > 1000)
        {
            faults.Add("$.lines", "must hold 1 to 1000 lines");
        }
        var lines = new List<ReturnedLine>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < (body.Lines?.Count ?? 0); i++)
        {
            var line = body.Lines![i];
            var path = $"$.lines[{i}]";
            BasketReader.Required(faults, $"{path}.lineId", line?.LineId, 100);
            if (line?.Quantity is not > 0)
            {
                faults.Add($"{path}.quantity", "must be a whole number from 1");
            }
            if (!seen.Add(line?.LineId ?? path))
            {
                faults.Add($"{path}.lineId", "stands twice in the return");
            }
            lines.Add(new ReturnedLine(line?.LineId ?? string.Empty, line?.Quantity ?? 0));
        }
        if (faults.Any)
        {
            return (null, ApiAnswers.Malformed(faults));
        }
        return baskets.TimeFault(body.At!.Value, null, "$.at") is { } late ? (null, late) : (lines, null);
    }
}
