using System.Globalization;
using LoyaltyPortal.Data.Audit;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Orders;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Components;
using LoyaltyPortal.Web.Platform;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace LoyaltyPortal.Web.Features.Desk;

/// <summary>A page of the support desk or a part of one: who looks comes from the session.</summary>
public abstract class DeskPage : ComponentBase
{
    private const int ShownDigits = 4;

    [CascadingParameter]
    protected HttpContext Http { get; set; } = default!;

    [Inject]
    protected Programme Programme { get; set; } = default!;

    [Inject]
    protected TimeProvider Time { get; set; } = default!;

    [Inject]
    protected NavigationManager Navigation { get; set; } = default!;

    [Inject]
    protected IPhones Phones { get; set; } = default!;

    [Inject]
    protected AuditBook Audit { get; set; } = default!;

    [Inject]
    protected ReasonSentences Sentences { get; set; } = default!;

    [Inject]
    protected IStringLocalizer<DeskTexts> T { get; set; } = default!;

    [Inject]
    protected IStringLocalizer<ReasonTexts> Words { get; set; } = default!;

    protected static CultureInfo Culture => CultureInfo.CurrentCulture;

    protected CancellationToken Stop => Http.RequestAborted;

    protected Guid StaffId => Http.User.StaffId() ?? Guid.Empty;

    /// <summary>Today where the programme runs.</summary>
    protected DateOnly Today => Programme.Zone.DayOf(Time.GetUtcNow());

    protected string Date(DateOnly day) => DayWords.Date(day, Today, Culture);

    protected string Date(DateTimeOffset at) => Date(Programme.Zone.DayOf(at));

    /// <summary>A day and a time where the programme runs.</summary>
    protected string Moment(DateTimeOffset at) =>
        $"{Date(at)}, {Programme.Zone.ToLocal(at).ToString("HH:mm", CultureInfo.InvariantCulture)}";

    /// <summary>A phone of which only the country and the end are told.</summary>
    protected string MaskedPhone(string phone)
    {
        var shown = Phones.Show(phone).ToCharArray();
        // The country's code stands before the first space.
        var start = Math.Max(0, Array.FindIndex(shown, char.IsWhiteSpace));
        var left = shown.Skip(start).Count(char.IsAsciiDigit) - ShownDigits;
        for (var each = start; each < shown.Length && left > 0; each++)
        {
            if (char.IsAsciiDigit(shown[each]))
            {
                shown[each] = '*';
                left--;
            }
        }
        return new string(shown);
    }

    /// <summary>A member's name; a word for one who has told none.</summary>
    protected string NameOf(string? givenName, string? familyName)
    {
        var name = $"{givenName} {familyName}".Trim();
        return name.Length > 0 ? name : T["NoName"];
    }

    /// <summary>The name of a word of the contract; one that has none is better told as it is than not at all.</summary>
    protected string Word(string kind, string word)
    {
        var text = Words[$"{kind}-{word}"];
        return text.ResourceNotFound ? word : text.Value;
    }

    /// <summary>A text of the desk by a word that others made; the word itself where there is none.</summary>
    protected string Own(string kind, string word)
    {
        var text = T[$"{kind}-{word}"];
        return text.ResourceNotFound ? word : text.Value;
    }

    protected string WalletName(string id) =>
        Programme.Wallets.FirstOrDefault(wallet => wallet.Id == id)?.Name.In(Languages.Current) ?? id;

    protected string LevelName(string id) => Programme.Tiers.Named(id)?.Name.In(Languages.Current) ?? id;

    protected string Say(Points points) => Programme.Say(points, Culture);

    /// <summary>How an order stands, in words.</summary>
    protected string StateOf(Purchase order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return T[$"State-{order.StatusIn(Programme)}"];
    }

    /// <summary>Whether support is late with an answer.</summary>
    protected bool IsLate(MemberClaim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return claim.Status == ClaimStatus.Open && claim.DueOn < Today;
    }

    /// <summary>Notes in the audit that a member's data were opened.</summary>
    /// <param name="accountId">Whose.</param>
    /// <param name="part">Which part of them.</param>
    protected Task NoteOpenedAsync(Guid accountId, string part) =>
        Audit.AddAsync(AuditNote.Of(StaffId, accountId, AuditActions.MemberOpened, new AuditFact("part", part)), Stop);
}
