using System.Globalization;
using Bunit;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace LoyaltyPortal.Web.Tests.Components;

/// <summary>A piece of screen rendered alone, in one language.</summary>
public abstract class PieceTest : IDisposable
{
    protected static readonly CultureInfo Russian = CultureInfo.GetCultureInfo("ru");
    protected static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    protected PieceTest()
    {
        Page.Services.AddLocalization();
        Page.Services.AddLogging();
        Page.Services.AddSingleton(Stomatorg);
        Speak(Russian);
    }

    /// <summary>The programme as it ships: points are бонусы, money is roubles.</summary>
    protected static Programme Stomatorg { get; } = ((ProgrammeRead.Accepted)Presets.Read("stomatorg")).Programme;

    protected BunitContext Page { get; } = new();

    protected IStringLocalizer<ComponentTexts> Texts =>
        Page.Services.GetRequiredService<IStringLocalizer<ComponentTexts>>();

    protected static void Speak(CultureInfo culture) =>
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = culture;

    public void Dispose() => Page.Dispose();
}
