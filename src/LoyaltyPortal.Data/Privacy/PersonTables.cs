using LoyaltyPortal.Data.Limits;
using LoyaltyPortal.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Privacy;

/// <summary>Tables of people, their cards, consents and messages.</summary>
internal static class PersonTables
{
    public static IReadOnlyList<TableRule> All { get; } =
    [
        Members,
        Consents,
        LinkedCards,
        CardCodes,
        WalletDevices,
        WalletPasses,
        CardLinkCodes,
        Messages,
        Drafts,
        Links,
        PhoneCodes,
        Limits,
    ];

    private static TableRule<Member> Members =>
        new()
        {
            Section = "member",
            Of = (db, who) => db.Members.Where(each => each.AccountId == who.AccountId),
            Fate = Fate.Deleted,
            Why = "Who the member is.",
            Shown =
            [
                nameof(Member.AccountId),
                nameof(Member.Phone),
                nameof(Member.GivenName),
                nameof(Member.FamilyName),
                nameof(Member.BirthDate),
                nameof(Member.LastGiftYear),
                nameof(Member.Sex),
                nameof(Member.City),
                nameof(Member.Email),
                nameof(Member.Interests),
                nameof(Member.Children),
                nameof(Member.Language),
                nameof(Member.QuestionnaireAt),
                nameof(Member.JoinedThrough),
                nameof(Member.LeavingSince),
                nameof(Member.LeavesAt),
                nameof(Member.OfflineCode),
            ],
            Hidden =
            [
                new("Follows from the birthday.", nameof(Member.NextBirthday)),
                new("Follow from the names.", nameof(Member.GivenNameKey), nameof(Member.FamilyNameKey)),
            ],
        };

    private static TableRule<Consent> Consents =>
        new()
        {
            Section = "consents",
            Of = (db, who) => db.Consents.Where(each => each.AccountId == who.AccountId).OrderBy(each => each.GivenAt),
            Fate = Fate.Kept,
            Why = "Proof that the portal was allowed to do what it did; names nobody. Taken back with the leaving.",
            Forget = (db, who, now, stop) =>
                db
                    .Consents.Where(each => each.AccountId == who.AccountId && each.RevokedAt == null)
                    .ExecuteUpdateAsync(set => set.SetProperty(each => each.RevokedAt, now), stop),
            Shown =
            [
                nameof(Consent.Kind),
                nameof(Consent.TextVersion),
                nameof(Consent.Language),
                nameof(Consent.Place),
                nameof(Consent.GivenAt),
                nameof(Consent.RevokedAt),
            ],
            Hidden = [new("Keys within the database.", nameof(Consent.Id), nameof(Consent.AccountId))],
        };

    private static TableRule<LinkedCard> LinkedCards =>
        new()
        {
            Section = "linkedCards",
            Of = (db, who) => db.LinkedCards.Where(each => each.AccountId == who.AccountId),
            Fate = Fate.Deleted,
            Why = "Cards that led to the account.",
            Shown = [nameof(LinkedCard.Number), nameof(LinkedCard.LinkedAt)],
            Hidden = [new("Keys within the database.", nameof(LinkedCard.AccountId))],
        };

    private static TableRule<CardCode> CardCodes =>
        new()
        {
            Of = (db, who) => db.CardCodes.Where(each => each.AccountId == who.AccountId),
            Fate = Fate.Deleted,
            Why = "Codes that led to the account.",
            Hidden =
            [
                new(
                    "Random codes of half a minute.",
                    nameof(CardCode.Code),
                    nameof(CardCode.AccountId),
                    nameof(CardCode.SessionId),
                    nameof(CardCode.ExpiresAt),
                    nameof(CardCode.UsedAt)
                ),
            ],
        };

    private static TableRule<WalletDevice> WalletDevices =>
        new()
        {
            Section = "walletDevices",
            Of = (db, who) =>
                db.WalletDevices.Where(each =>
                    db.WalletPasses.Any(pass => pass.Id == each.PassId && pass.AccountId == who.AccountId)
                ),
            Fate = Fate.Kept,
            Why = "Gone within a day: the wallet is told first that the card is nobody's.",
            Shown = [nameof(WalletDevice.CreatedAt)],
            Hidden =
            [
                new("Keys within the database.", nameof(WalletDevice.Id), nameof(WalletDevice.PassId)),
                new(
                    "By what a phone's maker reaches it.",
                    nameof(WalletDevice.Device),
                    nameof(WalletDevice.PushToken),
                    nameof(WalletDevice.ToldOf),
                    nameof(WalletDevice.Tries),
                    nameof(WalletDevice.NextTryAt)
                ),
            ],
        };

    private static TableRule<WalletPass> WalletPasses =>
        new()
        {
            Section = "walletPasses",
            Of = (db, who) => db.WalletPasses.Where(each => each.AccountId == who.AccountId),
            Fate = Fate.Kept,
            Why = "Gone within a day: numbers only, by which wallets are told that the card is nobody's.",
            Shown = [nameof(WalletPass.Kind), nameof(WalletPass.CreatedAt), nameof(WalletPass.ChangedAt)],
            Hidden =
            [
                new("Keys within the database.", nameof(WalletPass.Id), nameof(WalletPass.AccountId)),
                new(
                    "By what changes are noticed.",
                    nameof(WalletPass.SeenVersion),
                    nameof(WalletPass.SeenOn),
                    nameof(WalletPass.Shown)
                ),
            ],
        };

    private static TableRule<CardLinkCode> CardLinkCodes =>
        new()
        {
            Of = (db, who) => db.CardLinkCodes.Where(each => each.AccountId == who.AccountId),
            Fate = Fate.Deleted,
            Why = "Names the card somebody wanted to link.",
            Hidden =
            [
                new(
                    "Secrets of five minutes.",
                    nameof(CardLinkCode.Id),
                    nameof(CardLinkCode.AccountId),
                    nameof(CardLinkCode.CardNumber),
                    nameof(CardLinkCode.CodeHash),
                    nameof(CardLinkCode.CreatedAt),
                    nameof(CardLinkCode.Minute),
                    nameof(CardLinkCode.ExpiresAt),
                    nameof(CardLinkCode.Tries),
                    nameof(CardLinkCode.UsedAt)
                ),
            ],
        };

    /// <summary>A number may have had another owner: messages about somebody else's account are not this member's.</summary>
    private static TableRule<OutboxMessage> Messages =>
        new()
        {
            Section = "messages",
            Of = (db, who) =>
                db
                    .Outbox.Where(each => each.AccountId == who.AccountId)
                    .OrderBy(each => each.CreatedAt)
                    .Select(each => new OutboxMessage
                    {
                        Kind = each.Kind,
                        Recipient = each.Recipient,
                        Medium = each.Medium,
                        Subject = each.Subject,
                        Text = each.IsSecret ? "***" : each.Text,
                        CreatedAt = each.CreatedAt,
                        SentAt = each.SentAt,
                    }),
            Fate = Fate.Blanked,
            Why = "That something was sent stays known, to whom and what does not. What still waits is not sent.",
            Forget = ForgetMessagesAsync,
            Blanked =
            [
                nameof(OutboxMessage.Recipient),
                nameof(OutboxMessage.Subject),
                nameof(OutboxMessage.StopLink),
                nameof(OutboxMessage.Text),
            ],
            Shown =
            [
                nameof(OutboxMessage.Kind),
                nameof(OutboxMessage.Recipient),
                nameof(OutboxMessage.Medium),
                nameof(OutboxMessage.Subject),
                nameof(OutboxMessage.Text),
                nameof(OutboxMessage.CreatedAt),
                nameof(OutboxMessage.SentAt),
            ],
            Hidden =
            [
                new("Keys within the database.", nameof(OutboxMessage.Id), nameof(OutboxMessage.AccountId)),
                new(
                    "How the sending went.",
                    nameof(OutboxMessage.IsSecret),
                    nameof(OutboxMessage.ExpiresAt),
                    nameof(OutboxMessage.NextTryAt),
                    nameof(OutboxMessage.FailedTries),
                    nameof(OutboxMessage.LastFault),
                    nameof(OutboxMessage.GivenUpAt)
                ),
                new("In the text too.", nameof(OutboxMessage.StopLink)),
            ],
        };

    private static async Task ForgetMessagesAsync(
        PortalDb db,
        Person who,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var (account, phone, email) = (who.AccountId, who.Phone, who.Email);
        var messages = db.Outbox.Where(each =>
            each.AccountId == account
            || (each.AccountId == null && (each.Recipient == phone || (email != null && each.Recipient == email)))
        );
        await messages
            .Where(each => each.SentAt == null && each.GivenUpAt == null)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(each => each.GivenUpAt, now).SetProperty(each => each.LastFault, "recipient-left"),
                cancellation
            );
        await messages.ExecuteUpdateAsync(
            set =>
                set.SetProperty(each => each.Recipient, string.Empty)
                    .SetProperty(each => each.Subject, (string?)null)
                    .SetProperty(each => each.StopLink, (string?)null)
                    .SetProperty(each => each.Text, string.Empty),
            cancellation
        );
    }

    private static TableRule<JoiningDraft> Drafts =>
        new()
        {
            Of = (db, who) => db.JoiningDrafts.Where(each => each.Phone == who.Phone),
            Fate = Fate.Deleted,
            Why = "What was typed before joining.",
            Hidden =
            [
                new(
                    "Becomes the member's own data when the questionnaire is finished.",
                    nameof(JoiningDraft.Phone),
                    nameof(JoiningDraft.Answers),
                    nameof(JoiningDraft.Step),
                    nameof(JoiningDraft.UpdatedAt)
                ),
            ],
        };

    private static TableRule<JoiningLink> Links =>
        new()
        {
            Of = (db, who) => db.JoiningLinks.Where(each => each.AccountId == who.AccountId),
            Fate = Fate.Deleted,
            Why = "Opens the account.",
            Hidden =
            [
                new(
                    "Hashes of secrets.",
                    nameof(JoiningLink.TokenHash),
                    nameof(JoiningLink.AccountId),
                    nameof(JoiningLink.CreatedAt),
                    nameof(JoiningLink.ExpiresAt),
                    nameof(JoiningLink.UsedAt)
                ),
            ],
        };

    private static TableRule<PhoneCode> PhoneCodes =>
        new()
        {
            Of = (db, who) => db.PhoneCodes.Where(each => each.Phone == who.Phone),
            Fate = Fate.Deleted,
            Why = "Names the phone.",
            Hidden =
            [
                new(
                    "Hashes of secrets of five minutes, kept for a day.",
                    nameof(PhoneCode.Id),
                    nameof(PhoneCode.Purpose),
                    nameof(PhoneCode.Phone),
                    nameof(PhoneCode.CodeHash),
                    nameof(PhoneCode.BrowserHash),
                    nameof(PhoneCode.CreatedAt),
                    nameof(PhoneCode.ExpiresAt),
                    nameof(PhoneCode.Tries),
                    nameof(PhoneCode.ClosedAt)
                ),
            ],
        };

    private static TableRule<LimitCounter> Limits =>
        new()
        {
            Fate = Fate.Deleted,
            Why = "A hash of a phone can be found again by trying all phones.",
            Forget = (db, who, _, stop) =>
            {
                string[] subjects = [.. LimitSubjects.AllOfPhone(who.Phone), Limit.Hidden(who.AccountId.ToString("N"))];
                return db.LimitCounters.Where(each => subjects.Contains(each.Subject)).ExecuteDeleteAsync(stop);
            },
            Hidden =
            [
                new(
                    "How often codes were asked for, to keep others from it.",
                    nameof(LimitCounter.Rule),
                    nameof(LimitCounter.Subject),
                    nameof(LimitCounter.WindowStart),
                    nameof(LimitCounter.Count),
                    nameof(LimitCounter.LastAt)
                ),
            ],
        };
}
