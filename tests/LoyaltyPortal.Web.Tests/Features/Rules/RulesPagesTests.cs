using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Bunit;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Programmes;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Components;
using LoyaltyPortal.Web.Features.Rules;
using LoyaltyPortal.Web.Features.Welcome;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Features.Rules;

/// <summary>What the public reads of each programme that ships, in both languages.</summary>
public sealed partial class RulesPagesTests : IDisposable
{
    private readonly List<BunitContext> pages = [];

    public static TheoryData<string, string> Everywhere()
    {
        var all = new TheoryData<string, string>();
        foreach (var name in Presets.Names)
        {
            all.Add(name, "ru");
            all.Add(name, "en");
        }
        return all;
    }

    [Theory]
    [MemberData(nameof(Everywhere))]
    public void The_rules_are_complete(string name, string language)
    {
        var rules = Open<Web.Features.Rules.Rules>(name, language);
        ExpectWhole(rules);
        var links = rules.FindAll(".rules-toc a").Select(link => link.GetAttribute("href")!.Split('#')[1]);
        Assert.Equal(rules.FindAll("section.panel").Select(section => section.Id), links);
        Assert.All(rules.FindAll("section.panel"), ExpectToSaySomething);
    }

    [Theory]
    [MemberData(nameof(Everywhere))]
    public void Every_question_has_its_answer(string name, string language)
    {
        var faq = Open<Faq>(name, language);
        ExpectWhole(faq);
        var asked = faq.FindAll("details");
        Assert.Equal(Programme(name).Texts.Faq.Count, asked.Count);
        Assert.All(
            asked,
            one =>
            {
                Assert.EndsWith("?", one.QuerySelector("h2")!.TextContent.Trim(), StringComparison.Ordinal);
                Assert.True(one.QuerySelector("p")!.TextContent.Trim().Length > 10);
            }
        );
    }

    [Theory]
    [MemberData(nameof(Everywhere))]
    public void The_landing_tells_how_it_works(string name, string language)
    {
        var landing = Open<Welcome>(name, language);
        ExpectWhole(landing);
        Assert.Equal(3, landing.FindAll(".how li").Count);
    }

    [Theory]
    [InlineData("lusio", 1)]
    [InlineData("stomatorg", 0)]
    public void A_value_that_the_shop_does_not_publish_is_marked_where_it_stands(string name, int marks) =>
        Assert.Equal(marks, Open<Web.Features.Rules.Rules>(name, "ru").FindAll(".rules-worth .demo-mark").Count);

    [Fact]
    public void Examples_are_what_the_engine_computes()
    {
        Assert.Contains("10 000 ₽ на уровне «Постоянный клиент» — вернётся 500 бонусов", Rules("stomatorg"));
        Assert.Contains("Если списать за неё 500 бонусов, вернётся 475 бонусов", Rules("stomatorg"));
        Assert.Contains("100 BYN на уровне «Ступень 2» — вернётся 3 бонуса", Rules("autostars"));
        Assert.Contains("в заказе на 5 000 ₽ можно списать до 4 500 бонусных баллов", Rules("delimano"));
    }

    [Fact]
    public void A_step_table_begins_with_its_first_rows() =>
        Assert.Equal(
            [
                "от 2 000 ₽200 бонусных баллов",
                "от 4 000 ₽400 бонусных баллов",
                "от 6 000 ₽600 бонусных баллов",
                "от 8 000 ₽800 бонусных баллов",
            ],
            Open<Web.Features.Rules.Rules>("delimano", "ru")
                .FindAll(".rules-steps tbody tr")
                .Select(row => Plain(row.TextContent))
        );

    [Fact]
    public void A_ladder_shows_a_rate_for_each_form_of_payment_that_has_its_own() =>
        Assert.Equal(
            ["2,5 %", "1 %", "3 %", "1,2 %", "5 %", "2 %", "7 %", "2,8 %", "10 %", "4 %"],
            Open<Web.Features.Rules.Rules>("autostars", "ru")
                .FindAll("#levels td.num")
                .Select(cell => Rate().Match(Plain(cell.TextContent)).Value)
        );

    [Fact]
    public void The_public_reads_what_is_suspended_now_or_next_and_nothing_otherwise()
    {
        var now = TimeProvider.System.GetUtcNow();
        string Notice(DateTimeOffset from, bool spending = false) =>
            Open<SuspensionNotice>(
                "delimano",
                "ru",
                new Suspension(Earning: true, spending, ExpiryClock: true, from, now.AddDays(2))
            ).Markup;
        Assert.Matches(@"До .* приостановлено: начисление за покупки, отсчёт сроков", Notice(now.AddDays(-1)));
        // The programme's own words speak of earning and spending: they are said when both are stopped.
        Assert.Contains("Начисление и списание", Notice(now.AddDays(-1), spending: true), StringComparison.Ordinal);
        Assert.Contains("Всё остальное работает", Notice(now.AddDays(-1)), StringComparison.Ordinal);
        Assert.DoesNotContain("Начисление и списание", Notice(now.AddDays(-1)), StringComparison.Ordinal);
        Assert.Matches(@"С .* до .* будет приостановлено", Notice(now.AddDays(1)));
        Assert.Empty(Open<SuspensionNotice>("delimano", "ru").Markup.Trim());
    }

    [Fact]
    public void A_promotion_in_force_tells_its_terms_and_a_past_one_is_gone()
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        Promotion Of(string name, DateOnly to) =>
            new(
                name,
                new LocalText(name, name),
                today.AddDays(-30),
                to,
                new PromotionScope(["web"], ["regular"], [], ["Наконечники"], "DENT"),
                new PromotionReward.Multiplied(Percent.Of(150)),
                Life: null,
                Combinable: false,
                PointsMayPay: false,
                ReturnsAnnul: true
            );
        var programme = Programme("stomatorg") with
        {
            Promotions = [Of("Весна", today.AddDays(5)), Of("Зима", today.AddDays(-2))],
        };
        var part = Plain(Open<Web.Features.Rules.Rules>(programme, "ru").Find("#promotions").TextContent);
        Assert.Contains("Весна", part, StringComparison.Ordinal);
        Assert.DoesNotContain("Зима", part, StringComparison.Ordinal);
        foreach (
            var term in new[]
            {
                "в 1,5 раза",
                "сайт",
                "Постоянный клиент",
                "Наконечники",
                "DENT",
                "не складывается",
                "оплатить со счёта нельзя",
            }
        )
        {
            Assert.Contains(term, part, StringComparison.Ordinal);
        }
    }

    public void Dispose() => pages.ForEach(each => each.Dispose());

    private string Rules(string name) =>
        Plain(Open<Web.Features.Rules.Rules>(name, "ru").Markup.Replace("&nbsp;", " ", StringComparison.Ordinal));

    private static Programme Programme(string name) => ((ProgrammeRead.Accepted)Presets.Read(name)).Programme;

    private IRenderedComponent<T> Open<T>(string name, string language, params Suspension[] suspended)
        where T : IComponent => Open<T>(Programme(name), language, suspended);

    private IRenderedComponent<T> Open<T>(Programme programme, string language, params Suspension[] suspended)
        where T : IComponent
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        var context = new BunitContext();
        pages.Add(context);
        context.AddAuthorization();
        context.Services.AddLocalization();
        context.Services.AddLogging();
        context.Services.AddSingleton(programme);
        context.Services.AddSingleton(TimeProvider.System);
        context.Services.AddSingleton(new SuspensionBook(databases: null!, new Suspensions(suspended)));
        context.Services.AddSingleton(new AnnouncementBook(null!, null!, null!, TimeProvider.System));
        return context.Render<T>();
    }

    private static void ExpectWhole<T>(IRenderedComponent<T> rendered)
        where T : IComponent
    {
        var text = string.Concat(rendered.Nodes.Select(node => node.TextContent));
        Assert.DoesNotContain('{', text);
        Assert.DoesNotContain('|', text);
        Assert.DoesNotContain("[]", text, StringComparison.Ordinal);
        Assert.DoesNotContain("  .", text, StringComparison.Ordinal);
        // A text that is missing shows its key, which is a word of its own in no language.
        Assert.All(Keys, key => Assert.DoesNotMatch($@"\b{key}\b", text));
        Assert.All(rendered.FindAll("h1, h2, h3, p, li, dt, dd, th, td, a"), ExpectWords);
    }

    private static readonly IReadOnlyList<string> Keys =
    [
        .. new[] { typeof(RulesTexts), typeof(ComponentTexts), typeof(WelcomeTexts) }
            .SelectMany(texts =>
                new ResourceManager(texts)
                    .GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: false)!
                    .Cast<DictionaryEntry>()
            )
            .Where(text => CamelCase().IsMatch((string)text.Key))
            .Select(text => (string)text.Key),
    ];

    private static void ExpectWords(IElement element) =>
        Assert.False(string.IsNullOrWhiteSpace(element.TextContent), element.OuterHtml);

    private static void ExpectToSaySomething(IElement section) =>
        Assert.True(
            section.TextContent.Trim().Length > section.QuerySelector("h2")!.TextContent.Length + 10,
            section.OuterHtml
        );

    private static string Plain(string text) => text.Replace(Figures.NoBreakSpace, ' ').Trim();

    [GeneratedRegex(@"[\d,]+ %", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Rate();

    [GeneratedRegex("^[A-Z][a-z]+[A-Z]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CamelCase();
}
