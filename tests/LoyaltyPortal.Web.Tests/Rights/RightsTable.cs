namespace LoyaltyPortal.Web.Tests.Rights;

/// <summary>For whom a route is.</summary>
public enum Whose
{
    /// <summary>Everybody: it shows and changes nothing of anybody's, or asks for a secret of its own (a link's, a code's).</summary>
    Everybody,

    /// <summary>A member, for what is the member's own.</summary>
    Member,

    /// <summary>Anybody of the staff.</summary>
    Staff,

    /// <summary>Who helps members.</summary>
    Agent,

    /// <summary>Who stands at a till.</summary>
    Clerk,

    /// <summary>Who runs the programme.</summary>
    Operator,

    /// <summary>A program with a key of the store API.</summary>
    Key,

    /// <summary>An agent who looks through a member's eyes, and nobody else.</summary>
    Visit,
}

/// <summary>A route and for whom it is.</summary>
/// <param name="Pattern">The route as it is declared.</param>
/// <param name="Whose">For whom.</param>
/// <param name="InVisit">Whether an agent sees it through a member's eyes.</param>
public sealed record Right(string Pattern, Whose Whose, bool InVisit = false);

/// <summary>For whom each route of the portal is. A new route is stated here or the walk fails.</summary>
internal static class RightsTable
{
    public static IReadOnlyList<Right> All { get; } =
    [
        .. Of(
            Whose.Everybody,
            inVisit: true,
            "/",
            "/rules",
            "/faq",
            "/calculator",
            "/error",
            "/error/{Code:int}",
            "/brand.css"
        ),
        .. Of(
            Whose.Everybody,
            inVisit: false,
            "/consents",
            "/join",
            "/join/code",
            "/join/about",
            "/join/about/{Step:int}",
            "/join/draft",
            "/join/link/{Token}",
            "/sign-in",
            "/sign-in/code",
            "/sign-out",
            "/language",
            "/theme",
            "/notices/mail/{Token}",
            "/notices/proved",
            "/notices/stop/{Token}",
            "/notices/stop/{token}",
            "/notices/stopped",
            "/phone/stop/{Word}",
            "/passkeys/who",
            "/passkeys/later",
            "/sw.js",
            "/card/offline",
            "/icons/mark-192.png",
            "/icons/mark-512.png",
            "/icons/tile-180.png",
            "/icons/tile-512.png",
            "/manifest.webmanifest",
            "/staff/sign-in",
            "/staff/second",
            "/staff/authenticator",
            "/staff/welcome",
            "/openapi/{documentName}.json"
        ),
        .. Of(
            Whose.Member,
            inVisit: true,
            "/cabinet",
            "/cabinet/claims",
            "/cabinet/claims/new",
            "/cabinet/claims/{Number}",
            "/cabinet/history",
            "/cabinet/history/{Number:long}",
            "/cabinet/history/joined/{Of:guid}",
            "/cabinet/level",
            "/cabinet/orders",
            "/cabinet/orders/{OrderId}",
            "/cabinet/orders/{OrderId}/return",
            "/cabinet/points",
            "/cabinet/visits",
            "/cabinet/why",
            "/profile",
            "/profile/data",
            "/profile/notices"
        ),
        .. Of(
            Whose.Member,
            inVisit: false,
            "/cabinet/history.csv",
            "/cabinet/points.ics",
            "/card",
            "/card/link",
            "/card/renew",
            "/passkeys/new",
            "/profile/consents",
            "/profile/consents/{kind}",
            "/profile/delete",
            "/profile/delete/confirm",
            "/profile/devices",
            "/profile/export",
            "/profile/export.json",
            "/profile/phone",
            "/profile/phone/confirm",
            "/profile/phone/new",
            "/profile/phone/old",
            "/profile/stay"
        ),
        .. Of(Whose.Visit, inVisit: true, "/visit/lift", "/visit/end"),
        .. Of(
            Whose.Staff,
            inVisit: false,
            "/staff",
            "/staff/language",
            "/staff/theme",
            "/staff/password",
            "/staff/passkeys/new",
            "/staff/recovery-codes",
            "/staff/sign-out"
        ),
        .. Of(
            Whose.Clerk,
            inVisit: false,
            "/staff/till",
            "/staff/till/asked/{id:guid}",
            "/staff/till/enrol",
            "/staff/till/post",
            "/staff/till/receipt",
            "/staff/till/refused",
            "/staff/till/return",
            "/staff/till/returned",
            "/staff/till/sale",
            "/staff/till/store"
        ),
        .. Of(
            Whose.Agent,
            inVisit: false,
            "/staff/desk",
            "/staff/desk/claims",
            "/staff/desk/claims/{Number}",
            "/staff/desk/members/{AccountId:guid}",
            "/staff/desk/members/{AccountId:guid}/history",
            "/staff/desk/members/{AccountId:guid}/history/{Number:long}",
            "/staff/desk/members/{AccountId:guid}/orders",
            "/staff/desk/members/{AccountId:guid}/orders/{OrderId}",
            "/staff/desk/approvals",
            "/staff/desk/members/{AccountId:guid}/adjust",
            "/staff/desk/members/{AccountId:guid}/block",
            "/staff/desk/members/{AccountId:guid}/returns/{ReturnId:guid}",
            "/staff/desk/members/{AccountId:guid}/complete",
            "/staff/desk/members/{AccountId:guid}/extend",
            "/staff/desk/members/{AccountId:guid}/kind",
            "/staff/desk/members/{AccountId:guid}/merge",
            "/staff/desk/members/{AccountId:guid}/phone",
            "/staff/desk/members/{AccountId:guid}/visit",
            "/staff/visit/end"
        ),
        .. Of(
            Whose.Operator,
            inVisit: false,
            "/staff/admin",
            "/staff/admin/announcements",
            "/staff/admin/announcements/end",
            "/staff/admin/announcements/new",
            "/staff/admin/audit",
            "/staff/admin/audit.csv",
            "/staff/admin/figures",
            "/staff/admin/figures.csv",
            "/staff/admin/jobs",
            "/staff/admin/keys",
            "/staff/admin/keys/new",
            "/staff/admin/keys/revoke",
            "/staff/admin/messages",
            "/staff/admin/messages/retry",
            "/staff/admin/programme",
            "/staff/admin/programme/new",
            "/staff/admin/programme/version/{Which:int}",
            "/staff/admin/programme/version/{number:int}.json",
            "/staff/admin/staff",
            "/staff/admin/staff/new",
            "/staff/admin/staff/person",
            "/staff/admin/suspension",
            "/staff/admin/suspension/end",
            "/staff/admin/suspension/new",
            "/staff/admin/webhooks",
            "/staff/admin/webhooks/edit",
            "/staff/admin/webhooks/hook",
            "/staff/admin/webhooks/remove",
            "/staff/admin/webhooks/rotate"
        ),
    ];

    private static IEnumerable<Right> Of(Whose whose, bool inVisit, params string[] patterns) =>
        patterns.Select(pattern => new Right(pattern, whose, inVisit));
}
