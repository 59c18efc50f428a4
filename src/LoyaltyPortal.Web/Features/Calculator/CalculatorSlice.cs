namespace LoyaltyPortal.Web.Features.Calculator;

/// <summary>Registers the slice.</summary>
public static class CalculatorSlice
{
    public static WebApplicationBuilder AddCalculator(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddScoped<Calculation>();
        return builder;
    }
}
