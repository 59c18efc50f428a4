using LoyaltyPortal.Web.Features.Card.Wallets;

namespace LoyaltyPortal.Web.Features.Card;

/// <summary>Registers the slice.</summary>
public static class CardSlice
{
    public static WebApplicationBuilder AddCard(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder
            .Services.AddScoped<CardReading>()
            .AddScoped<CardAnswers>()
            .AddSingleton<CardWatch>()
            .AddHostedService(all => all.GetRequiredService<CardWatch>());
        WalletRoutes.Add(builder);
        return builder;
    }

    public static WebApplication MapCard(this WebApplication app)
    {
        WalletRoutes.Map(app);
        return app;
    }
}
