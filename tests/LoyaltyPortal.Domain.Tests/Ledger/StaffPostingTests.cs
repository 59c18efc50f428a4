using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Orders;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Domain.Tests.Programmes;

namespace LoyaltyPortal.Domain.Tests.Ledger;

/// <summary>What staff put right by hand, in examples (stomatorg); its laws are those of every history.</summary>
public class StaffPostingTests
{
    private static readonly Programme Programme = Fixture.Programme("stomatorg");
    private static readonly DateTimeOffset Now = new(2027, 3, 1, 9, 0, 0, TimeSpan.Zero);

    private readonly Account account = new() { Id = Guid.CreateVersion7(), CardNumber = "2000000000000000" };

    private static string Wallet => Programme.Wallets[0].Id;

    private static DateOnly Today => Programme.Zone.DayOf(Now);

    [Fact]
    public void Points_that_are_given_are_a_lot_with_its_dates_and_an_entry_with_its_reason()
    {
        var entry = Give(500, Today.AddDays(3), Today.AddDays(30)).Value;

        var lot = Assert.Single(account.Lots);
        Assert.Equal(
            (Points.Whole(500), Today.AddDays(3), Today.AddDays(30)),
            (lot.Remaining, lot.StartsOn, lot.EndsOn)
        );
        Assert.Equal((EntryType.Adjusted, Points.Whole(500), lot.Number), (entry.Type, entry.Points, entry.LotNumber));
        Assert.Equal(ReasonCodes.SupportAdjusted, entry.Reason.Code);
        Assert.Equal(entry.Number, lot.EntryNumber);
    }

    [Fact]
    public void Points_that_are_given_settle_a_debt_first()
    {
        account.WalletOf(Wallet).Debt = Points.Whole(200);

        Give(500, null, null);

        Assert.Equal(Points.Whole(300), account.BalanceOf(Wallet, Now, Today).Active);
        Assert.Equal(Points.Zero, account.WalletOf(Wallet).Debt);
        Assert.Equal([EntryType.Adjusted, EntryType.DebtSettled], account.NewEntries.Select(entry => entry.Type));
    }

    [Fact]
    public void No_more_is_taken_than_is_free_and_the_most_is_told()
    {
        Give(100, null, Today.AddDays(5));
        Give(100, null, null);
        account.Holds.Add(
            new Hold
            {
                Wallet = Wallet,
                OrderId = "1",
                Channel = "web",
                Points = Points.Whole(30),
                ExpiresAt = Now.AddMinutes(15),
                Status = HoldStatus.Held,
            }
        );

        var refused = Give(-171, null, null).Refusal;
        var taken = Give(-120, null, null).Value;

        Assert.Equal(Points.Whole(170), refused?.Max);
        // What ends soonest goes first.
        Assert.Equal([Points.Whole(-100), Points.Whole(-20)], taken.Lots.Select(move => move.Points));
        Assert.Equal(Points.Whole(50), account.BalanceOf(Wallet, Now, Today).Active);
    }

    [Fact]
    public void Dates_that_cannot_be_are_refused()
    {
        Assert.Equal("wrong-dates", Give(1, Today.AddDays(-1), null).Refusal?.Code);
        Assert.Equal("wrong-dates", Give(1, Today, Today.AddDays(-1)).Refusal?.Code);
        Assert.Equal("wrong-dates", Give(1, Today.AddDays(2), Today.AddDays(1)).Refusal?.Code);
        Assert.Throws<ArgumentException>(() => Give(0, null, null));
    }

    [Fact]
    public void Nothing_is_given_to_or_taken_from_an_account_that_is_closed()
    {
        account.Status = AccountStatus.Closed;

        Assert.Equal("account-closed", Give(1, null, null).Refusal?.Code);
    }

    [Fact]
    public void Nothing_is_given_to_a_legal_entity_where_the_programme_leaves_it_out()
    {
        account.Kind = AccountKind.LegalEntity;
        var journal = new Journal(account, Fixture.Programme("delimano"), Now, Suspensions.None);
        var wallet = journal.Programme.Wallets[0].Id;

        var given = AdjustmentPosting.Post(journal, new Adjustment(wallet, Points.Whole(1), null, null));

        Assert.Equal("legal-entity", given.Refusal?.Code);
    }

    [Fact]
    public void A_lot_lasts_longer_without_an_entry()
    {
        Give(100, null, Today.AddDays(5));
        var number = account.Lots[0].Number;

        var extended = LotExtension.Post(Journal(), number, Today.AddDays(50)).Value;

        Assert.Null(extended.Entry);
        Assert.Equal((number, Today.AddDays(50)), (extended.Lot.Number, extended.Lot.EndsOn));
        Assert.Equal("wrong-dates", LotExtension.Post(Journal(), number, Today.AddDays(50)).Refusal?.Code);
        Assert.Equal("wrong-dates", LotExtension.Post(Journal(), number, Today.AddDays(-1)).Refusal?.Code);
    }

    [Fact]
    public void What_ended_comes_back_into_a_lot_of_its_own_once()
    {
        Give(100, null, Today.AddDays(5));
        var number = account.Lots[0].Number;
        var later = new Journal(account, Programme, Now.AddDays(20), Suspensions.None);
        later.BringToNow();
        Assert.Equal(Points.Zero, account.ActivePoints(Wallet, later.Today));

        var back = LotExtension.Post(later, number, later.Today.AddDays(7)).Value;

        Assert.Equal((Points.Whole(100), later.Today.AddDays(7)), (back.Lot.Remaining, back.Lot.EndsOn));
        Assert.Equal(number, back.Lot.OriginNumber);
        Assert.Equal(Points.Whole(100), back.Entry?.Points);
        Assert.Equal("lot-empty", LotExtension.Post(later, number, later.Today.AddDays(9)).Refusal?.Code);
    }

    private Outcome<Entry> Give(long points, DateOnly? startsOn, DateOnly? endsOn) =>
        AdjustmentPosting.Post(Journal(), new Adjustment(Wallet, Points.Whole(points), startsOn, endsOn));

    private Journal Journal() => new(account, Programme, Now, Suspensions.None);
}
