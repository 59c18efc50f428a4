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
        return builder;
    }
}
