using LoyaltyPortal.Data.Staff;
using LoyaltyPortal.Domain.Members;
using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Web.Platform.Passkeys;

/// <summary>The questions that the script of passkeys asks for before it asks the device. The answers come with the forms
/// of pages.</summary>
public static class PasskeyRoutes
{
    public static IEndpointRouteBuilder MapPasskeys(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/passkeys/new", AskForNewAsync).RequireAuthorization();
        routes
            .MapPost(StaffSession.HomePath + "/passkeys/new", AskForNewOfStaffAsync)
            .RequireAuthorization(StaffPolicies.AnyStaff);
        routes.MapPost("/passkeys/who", AskWhoAsync);
        routes.MapPost("/passkeys/later", PutOff);
        return routes;
    }

    // Forms are read so that their antiforgery token is asked for.
    private static async Task<IResult> AskForNewAsync(
        IFormCollection form,
        HttpContext context,
        PasskeyBook passkeys,
        Data.PortalDb db
    )
    {
        var phone = await db
            .Members.Where(each => each.AccountId == context.User.AccountId())
            .Select(each => each.Phone)
            .FirstOrDefaultAsync(context.RequestAborted);
        return phone is null
            ? Results.NotFound()
            : Json(await passkeys.AskForNewAsync(context.User.AccountId()!.Value, Phone.Of(phone).Masked));
    }

    private static async Task<IResult> AskForNewOfStaffAsync(
        IFormCollection form,
        HttpContext context,
        PasskeyBook passkeys,
        StaffBook staff
    ) =>
        await staff.FindAsync(context.User.StaffId() ?? Guid.Empty, context.RequestAborted) is { } person
            ? Json(await passkeys.AskForNewAsync(person.Id, person.Email))
            : Results.NotFound();

    private static async Task<IResult> AskWhoAsync(IFormCollection form, PasskeyBook passkeys) =>
        Json(await passkeys.AskWhoAsync());

    private static IResult PutOff(IFormCollection form, HttpContext context, PasskeyOffer offer)
    {
        offer.PutOff(context);
        return Results.LocalRedirect(LocalAddress.OrHome(form["returnUrl"]));
    }

    private static IResult Json(string json) => Results.Text(json, "application/json");
}
