using LoyaltyPortal.Web.Platform;

var builder = WebApplication.CreateBuilder(args);
builder.AddWebShell();

var app = builder.Build();
app.UseWebShell();

await app.RunAsync();

/// <summary>Named for the tests, which start the whole portal.</summary>
public sealed partial class Program;
