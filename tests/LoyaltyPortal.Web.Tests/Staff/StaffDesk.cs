using System.Text.RegularExpressions;
using LoyaltyPortal.Data.Keys;
using LoyaltyPortal.Data.Providers;
using LoyaltyPortal.Web.Features.Staff;
using LoyaltyPortal.Web.Platform;
using LoyaltyPortal.Web.Tests.StoreApi;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Staff;

/// <summary>Somebody of the staff as a test knows them.</summary>
internal sealed record Colleague(string Email, string Password, string Key, IReadOnlyList<string> RecoveryCodes);

/// <summary>What happens around the staff of a portal.</summary>
internal sealed partial class StaffDesk(DemoPortal portal)
{
    public const string Home = "/staff";
    public const string SignIn = "/staff/sign-in";
    public const string Second = "/staff/second";
    public const string Authenticator = "/staff/authenticator";
    public const string Password = "correct horse battery";

    private static int people;

    public IServiceProvider Services => portal.Services;

    public static string NewEmail() => $"colleague-{Interlocked.Increment(ref people)}@shop.example";

    public StaffBrowser Browser() => new(portal.ClientOptions.BaseAddress);

    public void Wait(TimeSpan span)
    {
        var clock = portal.Services.GetRequiredService<PortalClock>();
        Assert.True(clock.TryMoveTo(clock.Offset + span));
    }

    /// <summary>The code that an app shows now.</summary>
    public string CodeOf(string key) => TimeCodes.Code(key, TimeCodes.StepAt(Now));

    /// <summary>The next code of an app, when it has come.</summary>
    public string NextCodeOf(string key)
    {
        Wait(TimeSpan.FromSeconds(TimeCodes.StepSeconds));
        return CodeOf(key);
    }

    public DateTimeOffset Now => portal.Services.GetRequiredService<TimeProvider>().GetUtcNow();

    public async Task<(int Code, string Said)> CreateAsync(string email, params string[] options)
    {
        var output = new StringWriter();
        var code = await StaffCommands.CreateAsync(portal.Services, [email], options, output);
        return (code, output.ToString());
    }

    public async Task<(int Code, string Said)> LinkAsync(string email)
    {
        var output = new StringWriter();
        var code = await StaffCommands.LinkAsync(portal.Services, [email], output);
        return (code, output.ToString());
    }

    public async Task<(int Code, string Said)> RemoveAsync(string email)
    {
        var output = new StringWriter();
        var code = await StaffCommands.RemoveAsync(portal.Services, [email], output);
        return (code, output.ToString());
    }

    /// <summary>The path of the link that a command printed.</summary>
    public static string PathIn(string said) => new Uri(Address().Match(said).Value).PathAndQuery;

    /// <summary>Sets a password by a link and an app after it; the browser is signed in then.</summary>
    public async Task<Colleague> ComeByLinkAsync(StaffBrowser browser, string email, string link)
    {
        var chosen = await browser.SendAsync(link, "staff-welcome", Choice(Password));
        Assert.Equal((302, Authenticator), (chosen.Status, chosen.To));
        var page = await browser.GoAsync(Authenticator);
        var key = Key().Match(page.Text).Groups["key"].Value.Replace(" ", string.Empty, StringComparison.Ordinal);
        Assert.Equal(32, key.Length);
        var codes = await browser.PostAsync(Authenticator, page, "staff-authenticator", ("Typed.Code", CodeOf(key)));
        Assert.Equal(200, codes.Status);
        var recovery = RecoveryCode().Matches(codes.Text).Select(each => each.Groups["code"].Value).ToList();
        Assert.Equal(10, recovery.Count);
        return new Colleague(email, Password, key, recovery);
    }

    /// <summary>Somebody new, with all set up; the browser is signed in as them.</summary>
    public async Task<Colleague> NewColleagueAsync(StaffBrowser browser, string roles = "Operator")
    {
        var email = NewEmail();
        var (code, said) = await CreateAsync(email, $"--roles={roles}", "--name=Ольга Орлова");
        Assert.Equal(0, code);
        return await ComeByLinkAsync(browser, email, PathIn(said));
    }

    /// <summary>Somebody new, with all set up, signed in nowhere.</summary>
    public async Task<Colleague> AbsentColleagueAsync(string roles = "Operator")
    {
        using var browser = Browser();
        var colleague = await NewColleagueAsync(browser, roles);
        Assert.Equal(302, (await browser.SendAsync(Home, "staff-end-all")).Status);
        return colleague;
    }

    public static Task<Seen> TellPasswordAsync(StaffBrowser browser, string email, string password) =>
        browser.SendAsync(SignIn, "staff-sign-in", ("Typed.Email", email), ("Typed.Password", password));

    public static Task<Seen> TellCodeAsync(StaffBrowser browser, string code) =>
        browser.SendAsync(Second, "staff-second", ("Typed.Code", code));

    /// <summary>Signs in with a password and the next code of the app.</summary>
    public async Task SignInAsync(StaffBrowser browser, Colleague colleague)
    {
        Assert.Equal(Second, (await TellPasswordAsync(browser, colleague.Email, colleague.Password)).To);
        Assert.Equal(Home, (await TellCodeAsync(browser, NextCodeOf(colleague.Key))).To);
    }

    public static (string Name, string Value)[] Choice(string password, string? again = null) =>
        [("Typed.Password", password), ("Typed.Again", again ?? password)];

    /// <summary>How many sessions of somebody last.</summary>
    public async Task<int> CountSessionsAsync(string email)
    {
        await using var db = portal.Services.GetRequiredService<IPortalDbs>().Create();
        return await db.Sessions.CountAsync(each =>
            each.EndedAt == null && db.Users.Any(user => user.Id == each.UserId && user.Email == email)
        );
    }

    [GeneratedRegex(@"https?://\S+", RegexOptions.None, 1000)]
    private static partial Regex Address();

    [GeneratedRegex("id=\"app-key\"[^>]*>(?<key>[A-Z2-7 ]+)<", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Key();

    [GeneratedRegex("<code>(?<code>[A-Z2-7-]{19})</code>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RecoveryCode();
}
