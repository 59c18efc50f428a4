using System.Reflection;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Web.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Components;

public sealed class ReasonSentencesTests : PieceTest
{
    private readonly ReasonSentences sentences;
    private readonly IStringLocalizer<ReasonTexts> texts;

    public ReasonSentencesTests()
    {
        texts = Page.Services.GetRequiredService<IStringLocalizer<ReasonTexts>>();
        sentences = new ReasonSentences(Stomatorg, texts, new StoppedClock());
    }

    public static TheoryData<string> Codes() =>
        [
            .. typeof(ReasonCodes)
                .GetFields(BindingFlags.Public | BindingFlags.Static)
                .Select(field => (string)field.GetRawConstantValue()!),
        ];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_reason_the_portal_gives_has_a_sentence(string code) =>
        Assert.False(texts[code].ResourceNotFound, code);

    [Fact]
    public void Figures_are_written_by_their_kind() =>
        Assert.Equal(
            "5 % от 12 480 ₽, дробная часть отброшена: 624 бонуса",
            Say(
                Reason
                    .Of(ReasonCodes.RoundedDown)
                    .With("rate", Percent.Of(5))
                    .With("sum", Money.Whole(12480))
                    .With("precision", Points.Whole(1))
                    .With("points", Points.Whole(624))
            )
        );

    [Fact]
    public void A_count_is_followed_by_the_form_it_asks_for_and_a_day_of_this_year_needs_no_year() =>
        Assert.Equal(
            "Оплачено 3 марта: доступны через 21 день — 24 марта",
            Say(
                Reason
                    .Of(ReasonCodes.UsableAfterPaid)
                    .With("days", 21)
                    .With("event", new DateOnly(2026, 3, 3))
                    .With("day", new DateOnly(2026, 3, 24))
            )
        );

    [Fact]
    public void What_hangs_on_a_figure_nobody_knows_yet_is_left_out()
    {
        var life = Reason.Of(ReasonCodes.LivesDays).With("count", 90);
        Assert.Equal("Действуют 90 дней", Say(life));
        Assert.Equal(
            "Действуют 90 дней — по 8 января 2027 включительно",
            Say(life.With("day", new DateOnly(2027, 1, 8)))
        );
    }

    [Fact]
    public void A_level_and_an_activity_go_by_the_names_members_know()
    {
        Assert.Equal(
            "Ставка уровня «Партнер» — 7 %",
            Say(Reason.Of(ReasonCodes.RateByTier).WithTier("tier", "partner").With("rate", Percent.Of(7)))
        );
        Speak(English);
        Assert.Equal(
            "Completed questionnaire",
            Say(Reason.Of(ReasonCodes.Activity).WithText("activity", "questionnaire").WithText("reference", "r"))
        );
    }

    [Fact]
    public void A_text_that_somebody_else_wrote_is_shown_as_it_is() =>
        Assert.Equal("Покупка {points}[1]", Say(Reason.Of(ReasonCodes.Purchase).WithText("order", "{points}[1]")));

    private string Say(Reason reason) => sentences.Say(reason).Replace(Figures.NoBreakSpace, ' ');

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 3, 10, 9, 0, 0, TimeSpan.Zero);
    }
}
