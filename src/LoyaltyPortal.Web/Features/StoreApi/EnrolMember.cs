using LoyaltyPortal.Data;
using LoyaltyPortal.Data.Joining;
using LoyaltyPortal.Data.Keys;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Platform;
using LoyaltyPortal.Web.Platform.Consents;
using LoyaltyPortal.Web.Platform.Limits;
using LoyaltyPortal.Web.Platform.Phones;
using LoyaltyPortal.Web.Platform.StoreContract;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace LoyaltyPortal.Web.Features.StoreApi;

/// <summary>POST /api/v1/members: a till makes somebody a member by phone, and the phone gets a message.</summary>
internal sealed class EnrolMember(
    PostingRunner postings,
    Enrolment enrolment,
    PhoneNumbers phones,
    Programme programme,
    PublicAddress address,
    SendingLimits limits,
    PortalDb db,
    TimeProvider time,
    IStringLocalizer<StoreApiTexts> texts
)
{
    public async Task<PostingAnswer> AnswerAsync(
        ApiCaller caller,
        EnrolBody body,
        IdempotencyClaim? claim,
        CancellationToken cancellation
    )
    {
        var (person, refusal) = Read(caller, body);
        if (refusal is not null)
        {
            return refusal;
        }
        return await LimitAsync(caller, person!.Phone, cancellation)
            ?? await postings.RunAsync(
                null,
                null,
                claim,
                (scope, stop) => DecideAsync(scope, person, stop),
                cancellation
            );
    }

    /// <summary>429 when the client has enrolled too many; a phone that is a member's gets no message and is not
    /// counted.</summary>
    private async Task<PostingAnswer?> LimitAsync(ApiCaller caller, string phone, CancellationToken cancellation)
    {
        if (caller.IsDemo || await ApiQueries.Of(db).AccountOfPhone(db, phone, cancellation) is not null)
        {
            return null;
        }
        var now = Clock.Now(time);
        return await limits.TakeEnrolmentAsync(caller.Client, phone, now, cancellation) is { } retryAt
            ? ApiAnswers.TooMany(retryAt - now)
            : null;
    }

    /// <summary>Checks an enrolment; also for imports.</summary>
    public (NewMember? Person, PostingAnswer? Refusal) Read(ApiCaller caller, EnrolBody body) =>
        Read(caller, body, phones, programme);

    /// <summary>The same where there is no portal around: in a backtest.</summary>
    public static (NewMember? Person, PostingAnswer? Refusal) Read(
        ApiCaller caller,
        EnrolBody body,
        PhoneNumbers phones,
        Programme programme
    )
    {
        var faults = new Faults();
        BasketReader.Required(faults, "$.channel", body.Channel, 50);
        var phone = phones.Parse(body.Phone, programme.Countries) as PhoneParse.Accepted;
        if (phone is null)
        {
            faults.Add("$.phone", "is not a phone number of a country the programme serves");
        }
        var card = body.CardNumber is { } typed ? CardText.Digits(typed) : null;
        if (card is not null && !CardNumbers.IsCardNumber(card))
        {
            faults.Add("$.cardNumber", "must be 8 to 19 digits");
        }
        if (body.Consent?.PersonalData != true)
        {
            faults.Add("$.consent.personalData", "must be true: without it there is no membership");
        }
        if (faults.Any)
        {
            return (null, ApiAnswers.Malformed(faults));
        }
        if (programme.ChannelOf(body.Channel!) is null)
        {
            return (null, ApiAnswers.Problem(422, "channel-unknown", Details.Of("channel-unknown")));
        }
        if (caller.Forbids(body.Channel!) is { } forbidden)
        {
            return (null, forbidden);
        }
        ConsentKind[] consents =
            body.Consent!.Marketing == true ? [ConsentKind.PersonalData, ConsentKind.News] : [ConsentKind.PersonalData];
        return (
            new NewMember(phone!.Phone.E164, body.Channel!, "ru", card, consents, ConsentTexts.Version, null),
            null
        );
    }

    private async Task<PostingAnswer> DecideAsync(PostingScope scope, NewMember person, CancellationToken cancellation)
    {
        if (await Enrolment.FindAsync(scope.Db, person, cancellation) is not { } found)
        {
            var account = enrolment.Add(scope.Db, person);
            var (token, endsAt) = JoiningLinks.Add(scope.Db, account.Id, scope.Now);
            scope.Db.Outbox.Add(
                OutboxMessage.SecretSms(
                    scope.Keys.New(),
                    scope.Now,
                    "welcome",
                    person.Phone,
                    Text(person.Language, token),
                    account.Id,
                    endsAt
                )
            );
            return ApiAnswers.Json(201, new EnrolAnswer(account.Id, Words.Of(account.Status), account.CardNumber));
        }
        if (found.Result == EnrolmentResult.CardTaken)
        {
            return ApiAnswers.Problem(409, "card-taken", Details.Of("card-taken"));
        }
        var known = await scope.Db.Accounts.AsNoTracking().FirstAsync(each => each.Id == found.AccountId, cancellation);
        return ApiAnswers.Json(200, new EnrolAnswer(known.Id, Words.Of(known.Status), known.CardNumber));
    }

    /// <summary>The message; its link opens the questionnaire once, without a code: the phone got it.</summary>
    private string Text(string language, string token) =>
        Languages.In(
            language,
            _ =>
                texts[
                    programme.Joining.QuestionnaireBeforeSpending ? "questionnaire-sms" : "welcome-sms",
                    programme.Name.In(language),
                    address.Of($"/join/link/{token}")
                ]
        );
}
