using LoyaltyPortal.Web;
using LoyaltyPortal.Web.Features.Acts;
using LoyaltyPortal.Web.Features.Administration;
using LoyaltyPortal.Web.Features.Cabinet;
using LoyaltyPortal.Web.Features.Calculator;
using LoyaltyPortal.Web.Features.Card;
using LoyaltyPortal.Web.Features.Claims;
using LoyaltyPortal.Web.Features.Demo;
using LoyaltyPortal.Web.Features.Desk;
using LoyaltyPortal.Web.Features.Devices;
using LoyaltyPortal.Web.Features.Joining;
using LoyaltyPortal.Web.Features.Notices;
using LoyaltyPortal.Web.Features.Profile;
using LoyaltyPortal.Web.Features.Staff;
using LoyaltyPortal.Web.Features.StoreApi;
using LoyaltyPortal.Web.Features.Till;
using LoyaltyPortal.Web.Features.Visits;
using LoyaltyPortal.Web.Platform;

try
{
    if (PortalCommands.FindAlone(args) is { } alone)
    {
        return await alone();
    }
    var builder = WebApplication.CreateBuilder(PortalCommands.SettingsOf(args));
    builder.AddWebShell().AddPortal().AddJoining().AddProfile().AddDevices();
    builder.AddCabinet().AddCard().AddClaims().AddCalculator().AddNotices().AddStaff().AddStoreApi().AddTill();
    builder.AddDesk().AddVisits().AddActs().AddAdministration();

    var app = builder.Build();
    app.UseWebShell();
    app.MapStoreApi();
    app.MapJoining();
    app.MapProfile();
    app.MapCabinet();
    app.MapCard();
    app.MapNotices();
    app.MapTill();
    app.MapVisits();
    app.MapAdministration();
    if (app.Environment.IsDevelopment())
    {
        app.MapDemo();
    }
    else
    {
        app.MapNoDemo();
    }

    await app.Services.MigrateAsync(CancellationToken.None);
    if (PortalCommands.Find(args) is { } command)
    {
        return await command(app.Services);
    }
    await app.Services.StartProgrammeAsync(CancellationToken.None);
    app.Services.CheckTill();
    if (app.Environment.IsDevelopment())
    {
        await app.Services.PrepareDemoAsync();
    }
    await app.RunAsync();
    return 0;
}
catch (StartRefusedException refused)
{
    await Console.Error.WriteLineAsync(refused.Message);
    return 2;
}

/// <summary>Named for the tests, which start the whole portal.</summary>
public sealed partial class Program;
