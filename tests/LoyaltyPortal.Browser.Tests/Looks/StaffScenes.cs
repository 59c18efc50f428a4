using LoyaltyPortal.Browser.Tests.Pages;
using LoyaltyPortal.Browser.Tests.Support;

namespace LoyaltyPortal.Browser.Tests.Looks;

/// <summary>The staff's own pages in the states worth looking at.</summary>
internal static class StaffScenes
{
    public static readonly IReadOnlyList<Scene> All =
    [
        Made("staff-sign-in", (visitor, _) => visitor.GoAsync(StaffPages.SignIn)),
        Made("staff-sign-in-refused", RefusedAsync),
        Made("staff-welcome", async (visitor, staff) => await visitor.GoAsync(await NewLinkAsync(staff))),
        Made("staff-welcome-refused", WelcomeRefusedAsync),
        Made("staff-link-over", (visitor, _) => visitor.GoAsync("/staff/welcome")),
        Made("staff-authenticator", async (_, staff) => await staff.ChoosePasswordAsync(await NewLinkAsync(staff))),
        Made("staff-authenticator-refused", AuthenticatorRefusedAsync),
        Made("staff-codes", (_, staff) => staff.ComeAsync(StaffPages.NewEmail())),
        Made("staff-second", (visitor, staff) => SecondAsync(visitor, staff, StaffPages.Second)),
        Made("staff-second-recovery", (visitor, staff) => SecondAsync(visitor, staff, StaffPages.Recovery)),
        Made("staff-home", (visitor, staff) => InsideAsync(visitor, staff, StaffPages.Home)),
        Made("staff-password", (visitor, staff) => InsideAsync(visitor, staff, "/staff/password")),
        Made("staff-recovery-codes", (visitor, staff) => InsideAsync(visitor, staff, "/staff/recovery-codes")),
    ];

    private static Scene Made(string name, Func<Visitor, StaffPages, Task> arrange) =>
        new(
            name,
            async (test, look) =>
            {
                var visitor = await test.VisitorAsync(look);
                await arrange(visitor, new StaffPages(visitor, test.Shared));
                return visitor;
            }
        );

    private static Task<string> NewLinkAsync(StaffPages staff) => staff.NewLinkAsync(StaffPages.NewEmail());

    private static async Task RefusedAsync(Visitor visitor, StaffPages staff)
    {
        await staff.TellPasswordAsync("nobody@shop.example", "wrong horse battery");
        await Refusal.Messages(visitor).WaitForAsync();
    }

    private static async Task WelcomeRefusedAsync(Visitor visitor, StaffPages staff)
    {
        await visitor.GoAsync(await NewLinkAsync(staff));
        await staff.NewPassword.FillAsync("too short");
        await staff.Go.ClickAsync();
        await Refusal.Messages(visitor).WaitForAsync();
    }

    private static async Task AuthenticatorRefusedAsync(Visitor visitor, StaffPages staff)
    {
        await staff.ChoosePasswordAsync(await NewLinkAsync(staff));
        await staff.TypeCodeAsync(CodePage.WrongFor(staff.CodeOf(await staff.ReadKeyAsync())));
        await Refusal.Messages(visitor).WaitForAsync();
    }

    private static async Task SecondAsync(Visitor visitor, StaffPages staff, string path)
    {
        var email = StaffPages.NewEmail();
        await staff.ComeAsync(email);
        await staff.TellPasswordAsync(email, StaffPages.Password);
        await visitor.ArriveAsync(StaffPages.Second);
        await visitor.GoAsync(path);
    }

    private static async Task InsideAsync(Visitor visitor, StaffPages staff, string path)
    {
        await staff.ComeAsync(StaffPages.NewEmail());
        await visitor.GoAsync(path);
    }
}
