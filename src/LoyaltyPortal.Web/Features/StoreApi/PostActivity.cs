using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Earning;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Platform.StoreContract;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Web.Features.StoreApi;

/// <summary>POST /api/v1/activities: a member did something that earns points.</summary>
internal sealed class PostActivity(
    PostingRunner postings,
    BasketReader baskets,
    MemberLookup lookup,
    Programme programme
)
{
    public async Task<PostingAnswer> AnswerAsync(
        ActivityBody body,
        IdempotencyClaim? claim,
        CancellationToken cancellation
    )
    {
        var (rules, fault) = Read(body);
        if (fault is not null)
        {
            return fault;
        }
        var (found, unknown) = await lookup.FindForPostingAsync(body.Member, "$.member", cancellation);
        if (unknown is not null)
        {
            return unknown;
        }
        var accountId = found!.AccountId!.Value;
        return await postings.RunAsync(
            accountId,
            null,
            claim,
            async (scope, stop) =>
            {
                if (!await lookup.TryUseAsync(scope, found, stop))
                {
                    return MemberLookup.Unknown;
                }
                var record = RecordOf(scope.Keys.New(), scope.Journal!.Account.Id, body, rules!);
                var before = await scope.Db.Activities.AnyAsync(
                    each =>
                        each.Type == record.Type
                        && (each.Reference == record.Reference || each.OnceKey == record.OnceKey),
                    stop
                );
                if (before)
                {
                    return ApiAnswers.Problem(409, "already-exists", Details.Of("already-exists"));
                }
                scope.Db.Activities.Add(record);
                var lot = ActivityPosting.Post(scope.Journal!, rules!, record.Reference, record.At);
                return ApiAnswers.Json(201, new ActivityAnswer(lot?.Earned ?? Points.Zero, lot?.StartsOn, lot?.EndsOn));
            },
            cancellation,
            follows: true
        );
    }

    /// <summary>The rules of an activity, or what is wrong with its body; also for imports.</summary>
    public (ActivityRules? Rules, PostingAnswer? Fault) Read(ActivityBody body) => Read(body, programme, baskets);

    /// <summary>The same where there is no portal around: in a backtest.</summary>
    public static (ActivityRules? Rules, PostingAnswer? Fault) Read(
        ActivityBody body,
        Programme programme,
        BasketReader baskets
    )
    {
        var faults = new Faults();
        BasketReader.Required(faults, "$.type", body.Type, 50);
        BasketReader.Required(faults, "$.reference", body.Reference, 100);
        BasketReader.Optional(faults, "$.sku", body.Sku, 100);
        if (body.At is null)
        {
            faults.Add("$.at", "is missing");
        }
        var rules = programme.Activities.FirstOrDefault(each => each.Type == body.Type);
        if (rules?.Once == OncePer.Product && string.IsNullOrWhiteSpace(body.Sku))
        {
            faults.Add("$.sku", "is missing: this activity counts once for each product");
        }
        if (faults.Any)
        {
            return (null, ApiAnswers.Malformed(faults));
        }
        if (rules is null)
        {
            return (null, ApiAnswers.Problem(422, "activity-unknown", Details.Of("activity-unknown")));
        }
        if (rules.ReferencePrefix is { } prefix && !body.Reference!.StartsWith(prefix, StringComparison.Ordinal))
        {
            return (null, ApiAnswers.Problem(422, "reference-wrong", Details.Of("reference-wrong")));
        }
        return baskets.TimeFault(body.At!.Value, null, "$.at") is { } late ? (null, late) : (rules, null);
    }

    /// <summary>The record that makes an activity count once.</summary>
    public static ActivityRecord RecordOf(Guid id, Guid accountId, ActivityBody body, ActivityRules rules) =>
        new()
        {
            Id = id,
            AccountId = accountId,
            Type = rules.Type,
            Reference = body.Reference!,
            Sku = body.Sku,
            OnceKey = rules.Once switch
            {
                OncePer.Member => $"member {accountId:N}",
                OncePer.Product => $"product {accountId:N} {body.Sku}",
                _ => $"reference {body.Reference}",
            },
            At = Clock.Cut(body.At!.Value),
        };
}
