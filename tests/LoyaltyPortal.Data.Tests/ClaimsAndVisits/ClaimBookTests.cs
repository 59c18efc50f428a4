using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Support;
using LoyaltyPortal.Data.Tests.Support;
using LoyaltyPortal.Domain.Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Xunit;

namespace LoyaltyPortal.Data.Tests.ClaimsAndVisits;

/// <summary>Claims of members and what becomes of them (docs/decisions/claims.md).</summary>
public abstract class ClaimBookTests(TestDatabase database) : PortalTest(database)
{
    private const int Racers = 16;
    private static readonly Guid Agent = Guid.CreateVersion7();

    private ClaimBook Book => Portal.Get<ClaimBook>();

    [Fact]
    public async Task A_claim_is_kept_as_it_was_sent_with_what_was_known_and_the_promised_day()
    {
        var member = await Shop.EnrolsAsync();

        var number = await SendsAsync(member, About("A-1"));

        var claim = await FindAsync(member, number);
        Assert.Matches("^[0-9]{8}$", claim.Number);
        Assert.Equal(
            (ClaimKind.NothingCredited, "A-1", "Анна Иванова", "+79161234567", "Почему?"),
            (claim.Kind, claim.OrderId, claim.Name, claim.Phone, claim.Text)
        );
        Assert.Equal(ReasonCodes.OrderUnknown, Assert.Single(claim.Finding).Code);
        Assert.Equal((ClaimStatus.Open, new DateOnly(2026, 3, 9)), (claim.Status, claim.DueOn));
        Assert.Equal(Clock.GetUtcNow(), claim.CreatedAt);
    }

    [Fact]
    public async Task Goods_that_came_the_day_before_bring_the_promised_day_nearer()
    {
        var member = await Shop.EnrolsAsync();

        var number = await SendsAsync(member, About("A-1") with { ReceivedOn = new DateOnly(2026, 3, 1) });

        Assert.Equal(new DateOnly(2026, 3, 8), (await FindAsync(member, number)).DueOn);
    }

    [Fact]
    public async Task The_same_claim_sent_many_times_at_once_is_one_and_all_are_led_to_it()
    {
        var member = await Shop.EnrolsAsync();
        await using var otherNode = new Portal(Database, Clock);
        ClaimBook[] books = [Book, otherNode.Get<ClaimBook>()];

        // No more than a day allows, so that none is refused for another reason.
        var came = await AllAtOnceAsync(
            ClaimBook.MostADay,
            racer => books[racer % 2].SubmitAsync(member, About("A-1"), Stop)
        );

        var taken = Assert.Single(came.OfType<Claiming.Taken>());
        Assert.Equal(
            ClaimBook.MostADay - 1,
            came.OfType<Claiming.Known>().Count(known => known.Number == taken.Number)
        );
        Assert.Single(await Book.ListAsync(member, 10, Stop));
    }

    [Fact]
    public async Task The_same_order_may_be_asked_about_for_another_reason_or_again_once_the_claim_is_closed()
    {
        var member = await Shop.EnrolsAsync();
        var first = await SendsAsync(member, About("A-1"));

        Assert.IsType<Claiming.Taken>(
            await Book.SubmitAsync(member, About("A-1") with { Kind = ClaimKind.CreditedLess }, Stop)
        );
        Assert.Equal(new Claiming.Known(first), await Book.SubmitAsync(member, About("A-1"), Stop));
        await Book.WithdrawAsync(member, first, Stop);
        Assert.IsType<Claiming.Taken>(await Book.SubmitAsync(member, About("A-1"), Stop));
    }

    [Fact]
    public async Task Two_claims_about_something_else_are_the_same_only_in_the_same_words()
    {
        var member = await Shop.EnrolsAsync();
        var other = About(null) with { Kind = ClaimKind.Other, Text = "Не открывается карта" };
        var first = await SendsAsync(member, other);

        Assert.Equal(new Claiming.Known(first), await Book.SubmitAsync(member, other, Stop));
        Assert.IsType<Claiming.Taken>(await Book.SubmitAsync(member, other with { Text = "Другой вопрос" }, Stop));
    }

    [Fact]
    public async Task No_more_than_five_are_open_however_many_come_at_once_and_one_that_closes_makes_room()
    {
        var member = await Shop.EnrolsAsync();

        var came = await AllAtOnceAsync(8, racer => Book.SubmitAsync(member, About($"A-{racer}"), Stop));

        var taken = came.OfType<Claiming.Taken>().ToList();
        Assert.Equal(ClaimBook.MostOpen, taken.Count);
        Assert.Equal(3, came.OfType<Claiming.TooManyOpen>().Count());
        await Book.WithdrawAsync(member, taken[0].Number, Stop);
        Assert.IsType<Claiming.Taken>(await Book.SubmitAsync(member, About("B-1"), Stop));
    }

    [Fact]
    public async Task No_more_than_ten_are_sent_in_a_day_and_those_sent_again_do_not_count()
    {
        var member = await Shop.EnrolsAsync();
        for (var sent = 0; sent < ClaimBook.MostADay; sent++)
        {
            var number = await SendsAsync(member, About($"A-{sent}"));
            Assert.IsType<Claiming.Known>(await Book.SubmitAsync(member, About($"A-{sent}"), Stop));
            await Book.WithdrawAsync(member, number, Stop);
        }

        Assert.IsType<Claiming.TooOften>(await Book.SubmitAsync(member, About("B-1"), Stop));
        Assert.IsType<Claiming.Taken>(await Book.SubmitAsync(await Shop.EnrolsAsync(), About("B-1"), Stop));
        Clock.AdvanceDays(1);
        Assert.IsType<Claiming.Taken>(await Book.SubmitAsync(member, About("B-1"), Stop));
    }

    [Fact]
    public async Task A_number_that_is_taken_is_drawn_again()
    {
        var member = await Shop.EnrolsAsync();
        var taken = await SendsAsync(member, About("A-1"));
        await using var unlucky = new Portal(Database, Clock, new DrawsTakenNumber(taken));

        var came = await unlucky.Get<ClaimBook>().SubmitAsync(member, About("A-2"), Stop);

        Assert.NotEqual(taken, Assert.IsType<Claiming.Taken>(came).Number);
        Assert.Equal(2, (await Book.ListAsync(member, 10, Stop)).Count);
    }

    [Fact]
    public async Task An_answer_closes_a_claim_and_tells_the_member_at_the_phone_that_is_proved()
    {
        var member = await Shop.EnrolsAsync();
        var number = await SendsAsync(member, About("A-1"));
        Clock.AdvanceDays(2);

        Assert.IsType<ClaimClosing.Closed>(await AnswersAsync(number));

        var claim = await FindAsync(member, number);
        Assert.Equal((ClaimStatus.Answered, "Начислили.", Agent), (claim.Status, claim.Answer, claim.AnsweredBy));
        Assert.Equal(Clock.GetUtcNow(), claim.ClosedAt);
        var message = Assert.Single(await MessagesAsync(member));
        Assert.Equal(("claim-answered", $"ru {number}"), (message.Kind, message.Text));
        Assert.NotEqual(claim.Phone, message.Recipient);
        Assert.False(message.IsSecret);
    }

    [Fact]
    public async Task What_is_closed_stays_as_it_was_closed()
    {
        var member = await Shop.EnrolsAsync();
        var answered = await SendsAsync(member, About("A-1"));
        await AnswersAsync(answered);
        var withdrawn = await SendsAsync(member, About("A-2"));
        await Book.WithdrawAsync(member, withdrawn, Stop);

        var wasAnswered = new ClaimClosing.Over(ClaimStatus.Answered);
        Assert.Equal(wasAnswered, await AnswersAsync(answered, "Иначе."));
        Assert.Equal(wasAnswered, await Book.WithdrawAsync(member, answered, Stop));
        Assert.Equal(new ClaimClosing.Over(ClaimStatus.Withdrawn), await AnswersAsync(withdrawn));
        Assert.Equal("Начислили.", (await FindAsync(member, answered)).Answer);
        Assert.Null((await FindAsync(member, withdrawn)).Answer);
        Assert.Single(await MessagesAsync(member));
    }

    [Fact]
    public async Task An_answer_and_a_withdrawal_at_once_are_one_of_the_two_and_only_an_answer_is_told()
    {
        for (var round = 0; round < 6; round++)
        {
            var member = await Shop.EnrolsAsync();
            var number = await SendsAsync(member, About("A-1"));

            var came = await AllAtOnceAsync(
                Racers,
                racer => racer % 2 == 0 ? AnswersAsync(number) : Book.WithdrawAsync(member, number, Stop)
            );

            Assert.Single(came.OfType<ClaimClosing.Closed>());
            var claim = await FindAsync(member, number);
            Assert.Equal(Racers - 1, came.OfType<ClaimClosing.Over>().Count(over => over.Status == claim.Status));
            Assert.Equal(claim.Status == ClaimStatus.Answered ? 1 : 0, (await MessagesAsync(member)).Count);
            Assert.Equal(claim.Status == ClaimStatus.Answered, claim.Answer is not null);
        }
    }

    [Fact]
    public async Task A_claim_of_somebody_else_is_not_there()
    {
        var number = await SendsAsync(await Shop.EnrolsAsync(), About("A-1"));
        var other = await Shop.EnrolsAsync();

        Assert.Null(await Book.FindAsync(other, number, Stop));
        Assert.Empty(await Book.ListAsync(other, 10, Stop));
        Assert.IsType<ClaimClosing.Unknown>(await Book.WithdrawAsync(other, number, Stop));
        Assert.IsType<ClaimClosing.Unknown>(await AnswersAsync("00000000x"));
        Assert.IsType<Claiming.NoMember>(await Book.SubmitAsync(Guid.CreateVersion7(), About("A-1"), Stop));
    }

    [Fact]
    public async Task The_newest_come_first_and_no_more_than_asked_for()
    {
        var member = await Shop.EnrolsAsync();
        var first = await SendsAsync(member, About("A-1"));
        Clock.AdvanceDays(1);
        var second = await SendsAsync(member, About("A-2"));

        Assert.Equal([second, first], (await Book.ListAsync(member, 5, Stop)).Select(claim => claim.Number));
        Assert.Equal(second, Assert.Single(await Book.ListAsync(member, 1, Stop)).Number);
    }

    [Fact]
    public async Task An_answer_without_words_or_without_end_is_not_taken()
    {
        var number = await SendsAsync(await Shop.EnrolsAsync(), About("A-1"));

        await Assert.ThrowsAsync<ArgumentException>(() => AnswersAsync(number, "  "));
        await Assert.ThrowsAsync<ArgumentException>(() => AnswersAsync(number, new string('а', 4_001)));
    }

    private static NewClaim About(string? order) =>
        new(
            ClaimKind.NothingCredited,
            order,
            ReceivedOn: null,
            order is null ? [] : [Reason.Of(ReasonCodes.OrderUnknown).WithText("order", order)],
            "Анна Иванова",
            "+79161234567",
            "Почему?"
        );

    private async Task<string> SendsAsync(Guid member, NewClaim claim) =>
        Assert.IsType<Claiming.Taken>(await Book.SubmitAsync(member, claim, Stop)).Number;

    private Task<ClaimClosing> AnswersAsync(string number, string answer = "Начислили.") =>
        Book.AnswerAsync(Agent, number, answer, language => $"{language} {number}", Stop);

    private async Task<MemberClaim> FindAsync(Guid member, string number)
    {
        var claim = await Book.FindAsync(member, number, Stop);
        Assert.NotNull(claim);
        return claim;
    }

    private Task<List<OutboxMessage>> MessagesAsync(Guid member) =>
        Portal.QueryAsync(
            (db, stop) =>
                db
                    .Outbox.AsNoTracking()
                    .Where(each => each.AccountId == member && each.Kind == "claim-answered")
                    .ToListAsync(stop)
        );

    /// <summary>Draws a number that is taken the first time.</summary>
    private sealed class DrawsTakenNumber(string number) : SaveChangesInterceptor
    {
        private bool wasUnlucky;

        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
            DbContextEventData eventData,
            InterceptionResult<int> result,
            CancellationToken cancellationToken = default
        )
        {
            var claim = eventData.Context!.ChangeTracker.Entries<MemberClaim>().SingleOrDefault();
            if (claim is not null && !wasUnlucky)
            {
                wasUnlucky = true;
                claim.Property(each => each.Number).CurrentValue = number;
            }
            return base.SavingChangesAsync(eventData, result, cancellationToken);
        }
    }
}

public sealed class ClaimBookOnSqlite(SqliteDatabase database)
    : ClaimBookTests(database),
        IClassFixture<SqliteDatabase>;

public sealed class ClaimBookOnPostgreSql(PostgreSqlDatabase database)
    : ClaimBookTests(database),
        IClassFixture<PostgreSqlDatabase>;
