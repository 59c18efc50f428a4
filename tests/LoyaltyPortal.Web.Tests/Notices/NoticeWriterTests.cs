using System.Globalization;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Notices;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Notices;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Components;
using LoyaltyPortal.Web.Features.Notices;
using LoyaltyPortal.Web.Platform;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Notices;

/// <summary>Notices as members read them.</summary>
public sealed class NoticeWriterTests
{
    private const string Stop = " Отписаться: https://shop.test/notices/stop/token";

    private static readonly DateOnly Today = new(2027, 3, 24);

    [Theory]
    [InlineData(31, 300, "31 марта, через 7 дней, закончатся 300 бонусов.")]
    [InlineData(31, 1, "31 марта, через 7 дней, закончится 1 бонус.")]
    [InlineData(31, 21, "31 марта, через 7 дней, закончится 21 бонус.")]
    [InlineData(25, 2, "Завтра, 25 марта, закончатся 2 бонуса.")]
    [InlineData(24, 1250, "Сегодня, 24 марта, закончатся 1 250 бонусов.")]
    [InlineData(23, 300, "23 марта закончатся 300 бонусов.")]
    public void An_end_is_told_by_its_date(int day, long points, string told) =>
        Assert.Equal($"Бонусная программа «Стоматорг»: {told}{Stop}", Sms(Ends(points, new DateOnly(2027, 3, day))));

    [Fact]
    public void Another_year_is_named() =>
        Assert.Contains(
            "3 января 2028, через 285 дней,",
            Sms(Ends(300, new DateOnly(2028, 1, 3))),
            StringComparison.Ordinal
        );

    [Fact]
    public void All_facts_stand_in_one_message_and_few_ends_are_told_one_by_one()
    {
        NoticeFact[] facts =
        [
            .. Enumerable.Range(25, 5).Select(day => Ends(10, new DateOnly(2027, 3, day))),
            new NoticeFact.Credited("main", Points.Whole(150), Points.Zero, null),
            new NoticeFact.Level(Programme("stomatorg").Tiers.List[2], IsHigher: true),
        ];

        Assert.Equal(
            "Бонусная программа «Стоматорг»: Завтра, 25 марта, закончатся 10 бонусов. 26 марта, через 2 дня, закончатся 10 бонусов. "
                + "27 марта, через 3 дня, закончатся 10 бонусов. Есть и другие близкие сроки, они видны в кабинете. "
                + "Начислено: 150 бонусов. Ваш уровень стал выше: Партнер."
                + Stop,
            Sms(facts)
        );
    }

    [Fact]
    public void From_when_on_points_can_be_used_is_told()
    {
        Assert.Contains(
            "Начислено: 150 бонусов. Всё можно будет потратить с 1 апреля.",
            Sms(new NoticeFact.Credited("main", Points.Whole(150), Points.Whole(50), new DateOnly(2027, 4, 1))),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Потратить можно будет позже",
            Sms(new NoticeFact.Credited("main", Points.Whole(150), Points.Whole(150), null)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void It_speaks_the_members_language_whatever_that_of_whoever_sends_it()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ru");
        var facts = new NoticeFact[]
        {
            Ends(300, new DateOnly(2027, 3, 31)),
            new NoticeFact.Credited("main", Points.Whole(1), Points.Zero, null),
            new NoticeFact.Level(Programme("stomatorg").Tiers.List[0], IsHigher: false),
        };

        Assert.Equal(
            "Stomatorg Bonus: 300 bonus points end on 31 March, in 7 days. Credited: 1 bonus point. Your level changed: Basic."
                + " Unsubscribe: https://shop.test/notices/stop/token",
            Write("stomatorg", NoticeMedium.Sms, "en", facts).Text
        );
    }

    [Fact]
    public void A_wallet_is_named_where_there_are_several()
    {
        var delimano = Programme("delimano");
        var ending = new NoticeFact.Ending(
            delimano.Wallets[1].Id,
            Points.Whole(300),
            new DateOnly(2027, 3, 31),
            Stage: 7
        );

        Assert.Contains(
            $"({delimano.Wallets[1].Name.Ru})",
            Write("delimano", NoticeMedium.Sms, "ru", ending).Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_mail_has_a_subject_the_way_to_the_cabinet_and_the_way_out()
    {
        var mail = Write("stomatorg", NoticeMedium.Mail, "ru", Ends(300, new DateOnly(2027, 3, 31)));

        Assert.Equal("Бонусная программа «Стоматорг»: новое на вашей карте", mail.Subject);
        Assert.Contains("31 марта, через 7 дней, закончатся 300 бонусов.\n", mail.Text, StringComparison.Ordinal);
        Assert.Contains("https://shop.test/cabinet\n", mail.Text, StringComparison.Ordinal);
        Assert.EndsWith("https://shop.test/notices/stop/token", mail.Text, StringComparison.Ordinal);
        Assert.Equal("https://shop.test/notices/stop/token", mail.StopLink);
    }

    /// <summary>One letter that is not in the alphabet of text messages doubles what each of them costs.</summary>
    [Fact]
    public void No_space_is_other_than_plain() =>
        Assert.DoesNotContain(Figures.NoBreakSpace, Sms(Ends(125_000, new DateOnly(2027, 3, 31))));

    private static NoticeFact.Ending Ends(long points, DateOnly on) => new("main", Points.Whole(points), on, Stage: 7);

    private static string Sms(params NoticeFact[] facts) => Write("stomatorg", NoticeMedium.Sms, "ru", facts).Text;

    private static NoticeText Write(string programme, NoticeMedium medium, string language, params NoticeFact[] facts)
    {
        var services = new ServiceCollection();
        services.AddLocalization();
        services.AddLogging();
        using var all = services.BuildServiceProvider();
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Portal:Address", "https://shop.test")])
            .Build();
        var writer = new NoticeWriter(
            Programme(programme),
            new PublicAddress(settings),
            all.GetRequiredService<IStringLocalizer<NoticesTexts>>(),
            all.GetRequiredService<IStringLocalizer<ComponentTexts>>()
        );
        return writer.Write(new NoticeLetter(facts, Today, language, medium, "token"));
    }

    private static Programme Programme(string name) => ((ProgrammeRead.Accepted)Presets.Read(name)).Programme;
}
