using LoyaltyPortal.Data.Cards;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Web.Platform;
using LoyaltyPortal.Web.Platform.Icons;
using LoyaltyPortal.Web.Platform.Jobs;

namespace LoyaltyPortal.Web.Features.Card.Wallets;

/// <summary>Cards for the wallets of phones: offered where the operator has what their makers ask for, and absent where
/// not.</summary>
internal static class WalletRoutes
{
    /// <summary>The member's own card for Apple Wallet.</summary>
    public const string Apple = "/card/wallet/apple";

    /// <summary>The member's own card for Google Wallet.</summary>
    public const string Google = "/card/wallet/google";

    /// <summary>The programme's picture, which Google fetches.</summary>
    public const string Logo = "/wallets/logo.png";

    private const int LogoSize = 660;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Registers what is configured.</summary>
    /// <exception cref="StartRefusedException">It is configured wrong.</exception>
    public static void Add(WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var (apple, google) = (AppleSettings.Read(builder.Configuration), GoogleSettings.Read(builder.Configuration));
        var isReachable =
            builder.Configuration["Portal:Address"]?.StartsWith("https://", StringComparison.Ordinal) == true;
        if ((apple is not null || google is not null) && !isReachable)
        {
            throw new StartRefusedException(
                "Portal:Address must be the https address under which phones reach the portal: cards in wallets carry it."
            );
        }
        services.AddSingleton(new WalletOffer(apple, google)).AddScoped<PassFaces>();
        if (apple is not null)
        {
            services
                .AddSingleton(apple)
                .AddSingleton<AppleTokens>()
                .AddTransient<ApplePass>()
                .AddTransient<AppleDesk>();
            services.AddTransient<IWalletTeller, ApplePush>();
            services
                .AddHttpClient(ApplePush.Client)
                .ConfigureHttpClient(client => client.Timeout = Patience)
                .ConfigurePrimaryHttpMessageHandler(() =>
                    new SocketsHttpHandler
                    {
                        AllowAutoRedirect = false,
                        SslOptions = { ClientCertificates = [apple.Certificate] },
                    }
                )
                // They would write addresses, which hold the tokens of phones.
                .RemoveAllLoggers();
        }
        if (google is not null)
        {
            services.AddSingleton(google).AddTransient<GoogleCard>().AddTransient<IWalletTeller, GoogleUpdates>();
            services
                .AddHttpClient(GoogleUpdates.Client)
                .ConfigureHttpClient(client => client.Timeout = Patience)
                .RemoveAllLoggers();
        }
        if (apple is not null || google is not null)
        {
            services
                .AddTransient<WalletWork>()
                .AddTransient<IMinuteWork>(all => all.GetRequiredService<WalletWork>())
                .AddHostedService<WalletJob>()
                .AddSingleton(all => new PortalJob(
                    JobNames.Wallets,
                    WalletJob.Every,
                    stop => all.GetRequiredService<WalletWork>().RunAsync(stop)
                ));
        }
    }

    public static void Map(WebApplication app)
    {
        var offer = app.Services.GetRequiredService<WalletOffer>();
        var own = app.MapGroup("").RequireAuthorization().ExcludeFromDescription();
        if (offer.Apple is not null)
        {
            own.MapGet(Apple, AppleAsync);
            AppleRoutes.Map(app);
        }
        if (offer.Google is not null)
        {
            own.MapGet(Google, GoogleAsync);
            app.MapGet(Logo, (BrandIcon icon) => Results.File(icon.Png(LogoSize, fills: true), "image/png"))
                .ExcludeFromDescription();
        }
    }

    private static async Task<IResult> AppleAsync(
        HttpContext context,
        PassFaces faces,
        WalletBook book,
        ApplePass pass,
        WalletOffer offer,
        TimeProvider time
    )
    {
        if (
            !offer.HasAppleAt(time.GetUtcNow())
            || await TakeAsync(context, faces, book, WalletKind.Apple) is not { } taken
        )
        {
            return Results.NotFound();
        }
        context.Response.Headers.CacheControl = "no-store";
        return Results.File(pass.Write(taken.Pass.Id, taken.Face), ApplePass.ContentType, "card.pkpass");
    }

    private static async Task<IResult> GoogleAsync(
        HttpContext context,
        PassFaces faces,
        WalletBook book,
        GoogleCard card
    )
    {
        if (await TakeAsync(context, faces, book, WalletKind.Google) is not { } taken)
        {
            return Results.NotFound();
        }
        // The service has the phones; there is one wallet to tell.
        await book.RegisterAsync(taken.Pass.Id, "google", "google", context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        return Results.Redirect(card.SaveLink(taken.Pass.Id, taken.Face));
    }

    private static async Task<(WalletPass Pass, PassFace Face)?> TakeAsync(
        HttpContext context,
        PassFaces faces,
        WalletBook book,
        WalletKind kind
    )
    {
        var stop = context.RequestAborted;
        if (context.User.AccountId() is not { } accountId || await faces.FindAsync(accountId, stop) is not { } face)
        {
            return null;
        }
        return (await book.TakeAsync(accountId, kind, face.DigestOf(), stop), face);
    }
}

/// <summary>Which wallets a member is offered a card for.</summary>
/// <param name="Apple">Null where the operator has no certificate.</param>
/// <param name="Google">Null where the operator has no key.</param>
public sealed record WalletOffer(AppleSettings? Apple, GoogleSettings? Google)
{
    /// <summary>Whether cards for Apple Wallet can be made at a time.</summary>
    public bool HasAppleAt(DateTimeOffset now) => Apple?.IsGoodAt(now) == true;
}
