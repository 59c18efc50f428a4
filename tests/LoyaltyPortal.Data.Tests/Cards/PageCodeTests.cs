using LoyaltyPortal.Data.Cards;
using LoyaltyPortal.Data.Keys;
using LoyaltyPortal.Data.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LoyaltyPortal.Data.Tests.Cards;

/// <summary>How long the codes of a page last, and the one that lasts until it is replaced.</summary>
public abstract class PageCodeTests : PortalTest
{
    protected PageCodeTests(TestDatabase database)
        : base(database) { }

    private CardCodes Codes => Portal.Get<CardCodes>();

    [Fact]
    public async Task A_page_that_is_closed_takes_its_codes_along_and_leaves_those_of_another_page()
    {
        var member = await Shop.EnrolsAsync();
        var (page, other) = (NewSession(), NewSession());
        var shown = await Codes.NewAsync(member, page, Stop);
        await Codes.NewAsync(member, other, Stop);

        await Codes.CloseAsync(member, page, shown.NextAt, Stop);

        Assert.Equal([other], await SessionsWithCodesAsync(member));
    }

    [Fact]
    public async Task A_page_that_fetched_itself_again_keeps_its_new_code_and_for_a_scan_the_one_before()
    {
        var member = await Shop.EnrolsAsync();
        var page = NewSession();
        var first = await Codes.NewAsync(member, page, Stop);
        Clock.Advance(CardCodes.Step);
        var second = await Codes.NewAsync(member, page, Stop);

        await Codes.CloseAsync(member, page, first.NextAt, Stop);
        Assert.Equal([page, page], await SessionsWithCodesAsync(member));

        await Codes.CloseAsync(member, page, second.NextAt, Stop);
        Assert.Empty(await SessionsWithCodesAsync(member));
    }

    [Fact]
    public async Task The_static_code_is_replaced_for_its_member_alone_and_whoever_shows_the_account_can_tell()
    {
        var member = await Shop.EnrolsAsync();
        var other = await Shop.EnrolsAsync();
        var (before, others) = (await OfflineAsync(member), await OfflineAsync(other));

        Assert.True(await new OfflineCodes(Portal.Postings).RenewAsync(member, Stop));

        var after = await OfflineAsync(member);
        Assert.NotEqual(before.Code, after.Code);
        Assert.True(after.Version > before.Version);
        Assert.Equal(others, await OfflineAsync(other));
        Assert.False(await new OfflineCodes(Portal.Postings).RenewAsync(NewSession(), Stop));
    }

    private Guid NewSession() => Portal.Get<SequentialKeys>().New();

    private Task<List<Guid?>> SessionsWithCodesAsync(Guid member)
    {
        var now = Clock.GetUtcNow();
        return Portal.QueryAsync(
            (db, stop) =>
                db
                    .CardCodes.Where(each => each.AccountId == member && each.ExpiresAt > now)
                    .Select(each => each.SessionId)
                    .ToListAsync(stop)
        );
    }

    private Task<(string Code, long Version)> OfflineAsync(Guid member) =>
        Portal.QueryAsync(
            async (db, stop) =>
            {
                var code = await db
                    .Members.Where(each => each.AccountId == member)
                    .Select(each => each.OfflineCode)
                    .SingleAsync(stop);
                var version = await db
                    .Accounts.Where(each => each.Id == member)
                    .Select(each => each.Version)
                    .SingleAsync(stop);
                return (code, version);
            }
        );
}

public sealed class PageCodesOnSqlite(SqliteDatabase database) : PageCodeTests(database), IClassFixture<SqliteDatabase>;

public sealed class PageCodesOnPostgreSql(PostgreSqlDatabase database)
    : PageCodeTests(database),
        IClassFixture<PostgreSqlDatabase>;
