using LoyaltyPortal.Data.Cards;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Tests.Support;
using Xunit;

namespace LoyaltyPortal.Data.Tests.Cards;

/// <summary>Which wallets keep a card, and that each is told of a change once, whatever happens at once.</summary>
public abstract class WalletBookTests(TestDatabase database) : PortalTest(database)
{
    private WalletBook Book => Portal.Get<WalletBook>();

    [Fact]
    public async Task A_card_asked_for_by_many_at_once_is_one_pass()
    {
        var member = await Shop.EnrolsAsync();

        var passes = await AllAtOnceAsync(12, _ => Book.TakeAsync(member, WalletKind.Apple, "shown", Stop));

        Assert.Single(passes.Select(pass => pass.Id).Distinct());
    }

    [Fact]
    public async Task A_wallet_that_registers_twice_at_once_is_one_wallet()
    {
        var pass = await PassAsync();

        var news = await AllAtOnceAsync(8, _ => Book.RegisterAsync(pass.Id, "phone", "token", Stop));

        Assert.Single(news, isNew => isNew == true);
        Assert.Equal(7, news.Count(isNew => isNew == false));
    }

    [Fact]
    public async Task A_pass_is_in_so_many_wallets_and_not_more()
    {
        var pass = await PassAsync();
        for (var each = 0; each < WalletBook.MostDevices; each++)
        {
            Assert.True(await Book.RegisterAsync(pass.Id, $"phone-{each}", "token", Stop));
        }

        Assert.Null(await Book.RegisterAsync(pass.Id, "one more", "token", Stop));
        Assert.False(await Book.RegisterAsync(pass.Id, "phone-0", "another", Stop));
    }

    [Fact]
    public async Task A_change_is_claimed_by_one_of_many_and_told_once()
    {
        var pass = await PassAsync();
        await Book.RegisterAsync(pass.Id, "phone", "token", Stop);
        Assert.Empty(await DueAsync(pass));
        Clock.Advance(TimeSpan.FromSeconds(1));
        await Book.NoteAsync(pass.Id, 5, "changed", Stop);
        var due = Assert.Single(await DueAsync(pass));

        var claims = await AllAtOnceAsync(8, _ => Book.ClaimAsync(due, Clock.GetUtcNow().AddMinutes(1), Stop));

        Assert.Single(claims, isOurs => isOurs);
        Assert.Empty(await DueAsync(pass));
        await Book.ToldAsync(due, Stop);
        Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Empty(await DueAsync(pass));
    }

    [Fact]
    public async Task What_is_noted_late_does_not_undo_what_is_newer()
    {
        var pass = await PassAsync();
        Clock.Advance(TimeSpan.FromSeconds(1));
        await Book.NoteAsync(pass.Id, 9, "newer", Stop);

        await Book.NoteAsync(pass.Id, 8, "older", Stop);

        var kept = await Book.FindAsync(pass.Id, Stop);
        Assert.Equal(("newer", 9), (kept!.Shown, kept.SeenVersion));
    }

    [Fact]
    public async Task A_pass_that_shows_the_same_did_not_change()
    {
        var pass = await PassAsync();
        Clock.Advance(TimeSpan.FromSeconds(1));

        await Book.NoteAsync(pass.Id, 5, "shown", Stop);

        Assert.Equal(pass.ChangedAt, (await Book.FindAsync(pass.Id, Stop))!.ChangedAt);
    }

    [Fact]
    public async Task A_pass_is_looked_at_when_its_account_moved()
    {
        var pass = await PassAsync();
        await Shop.SellsAsync(pass.AccountId, 1_000);
        var moved = Assert.Single(await Book.MovedAsync(Guid.Empty, 1_000, Stop), each => each.Pass.Id == pass.Id);

        await Book.NoteAsync(pass.Id, moved.Version, "changed", Stop);

        Assert.DoesNotContain(await Book.MovedAsync(Guid.Empty, 1_000, Stop), each => each.Pass.Id == pass.Id);
    }

    [Fact]
    public async Task A_pass_is_looked_at_once_a_day_whatever_its_account_does()
    {
        var pass = await PassAsync();
        await Shop.SellsAsync(pass.AccountId, 1_000);
        await Book.NoteAsync(pass.Id, Assert.Single(await MovedAsync(pass)).Version, "shown", Stop);
        Assert.Empty(await MovedAsync(pass));
        Clock.Advance(TimeSpan.FromDays(1));

        Assert.Single(await MovedAsync(pass));
    }

    [Fact]
    public async Task What_changed_before_the_wallet_came_is_told()
    {
        var pass = await PassAsync();
        Clock.Advance(TimeSpan.FromSeconds(1));
        await Book.NoteAsync(pass.Id, 5, "changed", Stop);
        Clock.Advance(TimeSpan.FromSeconds(1));

        await Book.RegisterAsync(pass.Id, "phone", "token", Stop);

        Assert.Single(await DueAsync(pass));
    }

    [Fact]
    public async Task A_wallet_that_came_again_meanwhile_is_not_dropped()
    {
        var pass = await PassAsync();
        await Book.RegisterAsync(pass.Id, "phone", "token", Stop);
        Clock.Advance(TimeSpan.FromSeconds(1));
        await Book.NoteAsync(pass.Id, 5, "changed", Stop);
        var due = Assert.Single(await DueAsync(pass));
        await Book.RegisterAsync(pass.Id, "phone", "another", Stop);

        await Book.DropAsync(due, Stop);

        Assert.Equal("another", Assert.Single(await DueAsync(pass)).PushToken);
    }

    private async Task<IReadOnlyList<MovedPass>> MovedAsync(WalletPass pass) =>
        [.. (await Book.MovedAsync(Guid.Empty, 1_000, Stop)).Where(each => each.Pass.Id == pass.Id)];

    private async Task<WalletPass> PassAsync() =>
        await Book.TakeAsync(await Shop.EnrolsAsync(), WalletKind.Apple, "shown", Stop);

    private async Task<IReadOnlyList<DueWallet>> DueAsync(WalletPass pass) =>
        [.. (await Book.DueAsync(1_000, Stop)).Where(each => each.Pass.Id == pass.Id)];
}

public sealed class WalletsOnSqlite(SqliteDatabase database) : WalletBookTests(database), IClassFixture<SqliteDatabase>;

public sealed class WalletsOnPostgreSql(PostgreSqlDatabase database)
    : WalletBookTests(database),
        IClassFixture<PostgreSqlDatabase>;
