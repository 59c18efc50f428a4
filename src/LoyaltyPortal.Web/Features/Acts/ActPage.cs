using System.Globalization;
using LoyaltyPortal.Data;
using LoyaltyPortal.Data.Keys;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Staff;
using LoyaltyPortal.Data.Support;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Components;
using LoyaltyPortal.Web.Platform;
using LoyaltyPortal.Web.Platform.Persons;
using LoyaltyPortal.Web.Platform.Support;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace LoyaltyPortal.Web.Features.Acts;

/// <summary>A page on which an agent puts something right: whose it is, why, a look at what it comes to, and the press.</summary>
public abstract class ActPage : ComponentBase
{
    /// <summary>The longest reason, in characters.</summary>
    protected const int LongestReason = 300;

    private const int ShortestReason = 10;

    private ValidationMessageStore messages = default!;

    [CascadingParameter]
    protected HttpContext Http { get; set; } = default!;

    [Parameter]
    public Guid AccountId { get; set; }

    [SupplyParameterFromQuery]
    protected string? Told { get; set; }

    /// <summary>The member's claim that the act answers; none for none.</summary>
    [SupplyParameterFromQuery(Name = "claim")]
    protected string? ClaimNumber { get; set; }

    [Inject]
    protected ClaimMessages ClaimWords { get; set; } = default!;

    [Inject]
    protected PortalDb Db { get; set; } = default!;

    [Inject]
    protected AccountActs Acts { get; set; } = default!;

    [Inject]
    protected SequentialKeys Keys { get; set; } = default!;

    [Inject]
    protected Programme Programme { get; set; } = default!;

    [Inject]
    protected TimeProvider Time { get; set; } = default!;

    [Inject]
    protected NavigationManager Navigation { get; set; } = default!;

    [Inject]
    protected IStringLocalizer<ActsTexts> T { get; set; } = default!;

    protected static CultureInfo Culture => CultureInfo.CurrentCulture;

    protected EditContext Form { get; private set; } = default!;

    /// <summary>The account; null where there is no such member.</summary>
    protected Account? Account { get; private set; }

    /// <summary>Card and masked phone.</summary>
    protected string Whose { get; private set; } = string.Empty;

    /// <summary>Why it cannot be done.</summary>
    protected string? Refusal { get; private set; }

    /// <summary>What each wallet would hold.</summary>
    protected IReadOnlyList<(string Wallet, Balance Balance)>? Would { get; private set; }

    /// <summary>Whether the act can answer a claim in its own transaction.</summary>
    protected virtual bool AnswersClaims => true;

    protected Guid StaffId => Http.User.StaffId() ?? Guid.Empty;

    protected string MemberPath => $"{StaffSession.DeskPath}/members/{AccountId}";

    private string Path => new Uri(Navigation.Uri).AbsolutePath;

    /// <summary>Reads whose page it is and makes its form ready.</summary>
    protected async Task<bool> BeginAsync(ActForm typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        var stop = Http.RequestAborted;
        Account = await Db.Accounts.AsNoTracking().FirstOrDefaultAsync(each => each.Id == AccountId, stop);
        var phone = await Db
            .Members.Where(each => each.AccountId == AccountId)
            .Select(each => each.Phone)
            .FirstOrDefaultAsync(stop);
        if (Account is null || phone is null)
        {
            Navigation.NotFound();
            return false;
        }
        Whose = T["Whose", Account.CardNumber, Domain.Members.Phone.Of(phone).Masked];
        typed.Press ??= Keys.New().ToString("N");
        await BeginAnswerAsync(typed, stop);
        Form = new EditContext(typed);
        messages = new ValidationMessageStore(Form);
        return true;
    }

    /// <summary>An open claim of this member brings its answer with it, ready in the member's language.</summary>
    private async Task BeginAnswerAsync(ActForm typed, CancellationToken stop)
    {
        if (!AnswersClaims || typed.Claim is not null || ClaimNumber is not { } number)
        {
            return;
        }
        var isOpen = await Db.MemberClaims.AnyAsync(
            each => each.Number == number && each.AccountId == AccountId && each.Status == ClaimStatus.Open,
            stop
        );
        if (isOpen)
        {
            var language = await Db
                .Members.Where(each => each.AccountId == AccountId)
                .Select(each => each.Language)
                .FirstAsync(stop);
            typed.Claim = number;
            typed.Answer = Languages.In(language, _ => T["ClaimReady"].Value);
        }
    }

    /// <summary>What is wrong with what was typed; true for nothing.</summary>
    protected bool IsRight(ActForm typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        var reason = typed.Reason?.Trim() ?? string.Empty;
        Check(nameof(ActForm.Reason), reason.Length < ShortestReason, T["ReasonMissing"]);
        Check(nameof(ActForm.Reason), reason.Length > LongestReason, T["ReasonLong", LongestReason]);
        if (typed.Claim is not null)
        {
            var answer = TypedText.CleanLines(typed.Answer);
            Check(nameof(ActForm.Answer), answer.Length == 0, T["AnswerMissing"]);
            Check(
                nameof(ActForm.Answer),
                answer.Length > ClaimBook.LongestAnswer,
                T["AnswerLong", ClaimBook.LongestAnswer]
            );
        }
        Form.NotifyValidationStateChanged();
        return !Form.GetValidationMessages().Any() && Guid.TryParse(typed.Press, out _);
    }

    /// <summary>Says what is wrong with a field.</summary>
    protected void Check(string field, bool isWrong, string message)
    {
        if (isWrong)
        {
            messages.Add(Form.Field(field), message);
        }
    }

    /// <summary>The act of what was typed.</summary>
    protected StaffAct ActOf(ActForm typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        return new(StaffId, StaffRoles.Agent, AccountId, typed.Reason!.Trim(), Guid.Parse(typed.Press!))
        {
            Answers = typed.Claim is { } number
                ? new ActAnswer(number, TypedText.CleanLines(typed.Answer), to => ClaimWords.Answered(to, number))
                : null,
        };
    }

    /// <summary>Shows what came of it; what is done is told on the page that follows.</summary>
    protected void Tell(Acted came, string told = "done")
    {
        switch (came)
        {
            case Acted.Done:
                Navigation.NavigateTo($"{Path}?told={told}");
                break;
            case Acted.Preview preview:
                Would = preview.Balances;
                break;
            case Acted.Refused refused:
                Refusal = Words(refused);
                break;
        }
    }

    /// <summary>A day as a date.</summary>
    protected string Date(DateOnly day) => DayWords.Date(day, Programme.Zone.DayOf(Time.GetUtcNow()), Culture);

    /// <summary>A day as it comes from a field for days; null for an empty one.</summary>
    protected static bool TryDay(string? typed, out DateOnly? day)
    {
        day = null;
        if (string.IsNullOrWhiteSpace(typed))
        {
            return true;
        }
        var isDay = DateOnly.TryParseExact(
            typed,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var read
        );
        day = isDay ? read : null;
        return isDay;
    }

    private string Words(Acted.Refused refused)
    {
        var words = T[$"No-{refused.Code}", refused.Max is { } max ? Programme.Say(max, Culture) : string.Empty];
        return words.ResourceNotFound ? T["No-other", refused.Code] : words;
    }
}

/// <summary>What every act asks for.</summary>
public class ActForm
{
    /// <summary>Why, as the member reads it.</summary>
    public string? Reason { get; set; }

    /// <summary>The press of the button, made with the page.</summary>
    public string? Press { get; set; }

    /// <summary>What was to become of it when the page was made: somebody else may have done so since.</summary>
    public string? Wanted { get; set; }

    /// <summary>The member's claim that it answers; null for none.</summary>
    public string? Claim { get; set; }

    /// <summary>The answer to that claim.</summary>
    public string? Answer { get; set; }

    /// <summary>Which button: <c>do</c>, or a look at what it would come to.</summary>
    public string? Step { get; set; }

    /// <summary>Whether it is only to be looked at.</summary>
    public bool OnlyLook => Step != "do";
}
