using System.Globalization;
using LoyaltyPortal.Data;
using LoyaltyPortal.Data.Cards;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Privacy;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Platform;
using LoyaltyPortal.Web.Platform.Phones;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Web.Features.Demo;

/// <summary>What a developer needs and nobody else may have: mapped in Development only, 404 elsewhere.</summary>
internal static class DemoRoutes
{
    /// <summary>Name of the setting that keeps the clock's offset over a restart.</summary>
    public const string ClockSetting = "demo-clock-offset-ticks";

    /// <summary>Beyond it the contract has no times.</summary>
    private static readonly TimeSpan Furthest = TimeSpan.FromDays(36_500);

    public static void MapDemo(this WebApplication app)
    {
        var demo = app.MapGroup("/demo").DisableAntiforgery().ExcludeFromDescription();
        demo.MapGet("/clock", (TimeProvider time) => Results.Ok(new { now = Clock.Now(time) }));
        demo.MapPost("/clock", MoveClockAsync);
        demo.MapGet("/messages", MessagesAsync);
        demo.MapPost("/suspension", SuspendAsync);
        demo.MapPost("/members/{memberId:guid}", ChangeMemberAsync);
        demo.MapPost("/members/{memberId:guid}/qr", CodesAsync);
    }

    /// <summary>Outside Development there is nothing under these addresses, whatever the method.</summary>
    public static void MapNoDemo(this WebApplication app) =>
        app.Map("/demo/{**rest}", () => Results.NotFound()).DisableAntiforgery().ExcludeFromDescription();

    /// <summary>Where to move the clock: to a time, or ahead by a span.</summary>
    private sealed record ClockBody(DateTimeOffset? Now, string? Advance);

    private static async Task<IResult> MoveClockAsync(
        ClockBody body,
        PortalClock clock,
        DueWork work,
        Erasure erasure,
        IEnumerable<IMinuteWork> minuteWork,
        PortalDb db,
        CancellationToken cancellation
    )
    {
        TimeSpan? ahead = body switch
        {
            { Now: { } now, Advance: null } => now - clock.GetUtcNow(),
            { Now: null, Advance: { } text } when TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) =>
                span,
            _ => null,
        };
        if (ahead is not { } step)
        {
            return Results.Problem(
                "Send now (a time with offset) or advance (such as 14.00:00:00).",
                statusCode: StatusCodes.Status400BadRequest
            );
        }
        if (step.Duration() > Furthest || clock.Offset + step > Furthest || !clock.TryMoveTo(clock.Offset + step))
        {
            return Results.Problem(
                "The clock only moves forward, and not more than a century ahead of the machine's.",
                statusCode: StatusCodes.Status422UnprocessableEntity
            );
        }
        await KeepOffsetAsync(db, clock, cancellation);
        await work.RunAsync(cancellation);
        await erasure.RunAsync(cancellation);
        foreach (var each in minuteWork)
        {
            await each.RunAsync(cancellation);
        }
        return Results.Ok(new { now = Clock.Now(clock) });
    }

    private static async Task KeepOffsetAsync(PortalDb db, PortalClock clock, CancellationToken cancellation)
    {
        var ticks = clock.Offset.Ticks.ToString(CultureInfo.InvariantCulture);
        if (await db.Settings.FindAsync([ClockSetting], cancellation) is { } setting)
        {
            setting.Value = ticks;
        }
        else
        {
            db.Settings.Add(new Setting { Name = ClockSetting, Value = ticks });
        }
        await db.SaveChangesAsync(cancellation);
    }

    private static async Task<IResult> MessagesAsync(
        string? phone,
        PortalDb db,
        PhoneNumbers phones,
        Programme programme,
        CancellationToken cancellation
    )
    {
        var messages = db.Outbox.AsNoTracking();
        if (!string.IsNullOrWhiteSpace(phone))
        {
            var recipient = phones.Parse(Plus(phone), programme.Countries) is PhoneParse.Accepted accepted
                ? accepted.Phone.E164
                : phone;
            messages = messages.Where(each => each.Recipient == recipient);
        }
        var newest = await messages
            .OrderByDescending(each => each.CreatedAt)
            .ThenByDescending(each => each.Id)
            .Take(100)
            .ToListAsync(cancellation);
        return Results.Ok(
            newest.Select(each => new
            {
                to = each.Recipient,
                channel = each.Medium,
                text = each.Text,
                at = each.CreatedAt,
            })
        );
    }

    /// <summary>A plus sign in a query that nobody encoded arrives as a space.</summary>
    private static string Plus(string phone) => phone.StartsWith(' ') ? "+" + phone.Trim() : phone;

    /// <summary>What the operator might have stopped, and when.</summary>
    private sealed record SuspensionBody(
        bool? Earning,
        bool? Spending,
        bool? ExpiryClock,
        DateTimeOffset? From,
        DateTimeOffset? To
    );

    private static async Task<IResult> SuspendAsync(
        SuspensionBody body,
        Suspending suspending,
        CancellationToken cancellation
    )
    {
        if (body is not { From: { } from, To: { } to } || to <= from)
        {
            return Results.Problem(
                "Send from and to, times with offset, to after from.",
                statusCode: StatusCodes.Status400BadRequest
            );
        }
        var suspension = new Suspension(
            body.Earning == true,
            body.Spending == true,
            body.ExpiryClock == true,
            Clock.Cut(from),
            Clock.Cut(to)
        );
        var speaksOf =
            (body.Earning is null ? Switches.None : Switches.Earning)
            | (body.Spending is null ? Switches.None : Switches.Spending)
            | (body.ExpiryClock is null ? Switches.None : Switches.ExpiryClock);
        await suspending.SetAsync(suspension, speaksOf == Switches.None ? Switches.All : speaksOf, cancellation);
        return Results.Ok(suspension);
    }

    /// <summary>What a member or an agent might have changed.</summary>
    private sealed record MemberBody(bool? Questionnaire, DateOnly? BirthDate, string? Kind);

    private static async Task<IResult> ChangeMemberAsync(
        Guid memberId,
        MemberBody body,
        PortalDb db,
        Programme programme,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        var member = await db.Members.FirstOrDefaultAsync(each => each.AccountId == memberId, cancellation);
        var account = await db.Accounts.FirstOrDefaultAsync(each => each.Id == memberId, cancellation);
        if (member is null || account is null)
        {
            return Results.NotFound();
        }
        if (body.Kind is not (null or "person" or "legalEntity"))
        {
            return Results.Problem("kind is person or legalEntity.", statusCode: StatusCodes.Status400BadRequest);
        }
        if (body.Questionnaire == true)
        {
            member.QuestionnaireAt ??= Clock.Now(time);
            account.Status = AccountStatus.Active;
        }
        member.TellBirthDate(body.BirthDate ?? member.BirthDate, programme.Zone.DayOf(Clock.Now(time)));
        account.Kind = body.Kind switch
        {
            "legalEntity" => AccountKind.LegalEntity,
            "person" => AccountKind.Person,
            _ => account.Kind,
        };
        await db.SaveChangesAsync(cancellation);
        return Results.Ok(new { memberId });
    }

    private static async Task<IResult> CodesAsync(
        Guid memberId,
        PortalDb db,
        CardCodes codes,
        CancellationToken cancellation
    )
    {
        var offline = await db
            .Members.Where(each => each.AccountId == memberId)
            .Select(each => each.OfflineCode)
            .FirstOrDefaultAsync(cancellation);
        return offline is null
            ? Results.NotFound()
            : Results.Ok(new { live = (await codes.NewAsync(memberId, null, cancellation)).Text, offline });
    }
}
