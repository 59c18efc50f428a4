using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Support;
using LoyaltyPortal.Data.Tests.Support;
using LoyaltyPortal.Domain.Ledger;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LoyaltyPortal.Data.Tests.Desk;

/// <summary>Support finds members: numbers exactly, names by their beginnings or nearly.</summary>
public abstract class DeskSearchTests(TestDatabase database) : PortalTest(database)
{
    private DeskSearch Search => Portal.Get<DeskSearch>();

    [Theory]
    [InlineData("Вещ")]
    [InlineData("вещунова")]
    [InlineData("Прасковья Вещунова")]
    [InlineData("вещ прас")]
    [InlineData("  ПРАС   ВЕЩУН ")]
    public async Task Words_in_any_order_are_beginnings_of_names(string typed)
    {
        var member = await NamedAsync("Прасковья", "Вещунова");
        await NamedAsync("Прасковья", "Иная");

        var found = await FindAsync(typed);

        Assert.Equal(DeskWay.Name, found.Way);
        Assert.Contains(member, Ids(found));
        Assert.All(found.Members, each => Assert.Equal("Вещунова", each.FamilyName));
    }

    [Theory]
    [InlineData("Жемчюжникова")]
    [InlineData("Жемчужинкова")]
    [InlineData("Жемчужникоав Аграфена")]
    [InlineData("Агрфена Жемчуж")]
    public async Task A_slip_of_the_finger_finds_names_like_it(string typed)
    {
        var member = await NamedAsync("Аграфена", "Жемчужникова");

        var found = await FindAsync(typed);

        Assert.Equal(DeskWay.NearName, found.Way);
        Assert.Contains(member, Ids(found));
    }

    [Fact]
    public async Task In_a_short_name_two_letters_may_have_changed_places_but_no_two_be_wrong()
    {
        var member = await NamedAsync("Устинья", "Пынзар");

        Assert.Equal(member, Assert.Single(Ids(await FindAsync("пнызар"))));
        Assert.Equal(DeskWay.None, (await FindAsync("паазар")).Way);
    }

    [Fact]
    public async Task A_name_that_begins_so_keeps_others_that_are_near_away()
    {
        var exact = await NamedAsync("Ия", "Кудель");
        await NamedAsync("Ия", "Кудеть");

        Assert.Equal(exact, Assert.Single(Ids(await FindAsync("кудель"))));
    }

    [Fact]
    public async Task Yo_is_found_by_ye_and_the_other_way_round()
    {
        var first = await NamedAsync("Пётр", "Ершёнышев");
        var second = await NamedAsync("Петр", "Ершенышев");

        Assert.Equal([first, second], Ids(await FindAsync("ершеныш петр")).Order());
        Assert.Equal([first, second], Ids(await FindAsync("Ершёныш Пётр")).Order());
    }

    [Fact]
    public async Task Names_of_two_words_are_found_as_they_are_written()
    {
        var member = await NamedAsync("Эсмеральда Роза", "Гарсия-Маркес");

        Assert.Contains(member, Ids(await FindAsync("Эсмеральда Роза")));
        Assert.Contains(member, Ids(await FindAsync("гарсия-маркес эсмер")));
    }

    [Theory]
    [InlineData("Щы")]
    [InlineData("Щыщыщыщыщы")]
    [InlineData("%")]
    [InlineData("_______")]
    [InlineData("")]
    [InlineData("а б в г д")]
    [InlineData("нет@такого.ru")]
    [InlineData("12345678901234567")]
    public async Task Nobody_is_found_where_nobody_is(string typed)
    {
        await NamedAsync("Анна", "Мышкина");

        Assert.Equal(DeskWay.None, (await FindAsync(typed)).Way);
    }

    [Fact]
    public async Task A_card_is_found_with_and_without_spaces_and_a_linked_one_too()
    {
        var member = await NamedAsync("Карп", "Карточкин");
        var card = (await Portal.AccountAsync(member)).CardNumber;
        const string Linked = "9900112233445566";
        await Portal.QueryAsync(
            async (db, stop) =>
            {
                await db.LinkedCards.Where(each => each.Number == Linked).ExecuteDeleteAsync(stop);
                db.LinkedCards.Add(
                    new LinkedCard
                    {
                        Number = Linked,
                        AccountId = member,
                        LinkedAt = Clock.GetUtcNow(),
                    }
                );
                return await db.SaveChangesAsync(stop);
            }
        );

        Assert.Equal([member], Ids(await FindAsync(card)));
        Assert.Equal([member], Ids(await FindAsync($" {card[..4]} {card[4..]} ")));
        Assert.Equal([member], Ids(await FindAsync("9900 1122 3344 5566")));
        Assert.Empty(Ids(await FindAsync(card[..^1])));
    }

    [Fact]
    public async Task An_order_a_phone_and_a_mail_address_are_found_exactly()
    {
        var member = await NamedAsync("Олег", "Точный");
        var order = await Shop.SellsAsync(member, 1_000);
        var phone = (await Portal.AccountAsync(member)).Member.Phone;
        var mail = $"Oleg.{phone[1..]}@Shop.Example";
        await ChangeAsync(member, each => each.Email = mail);

        Assert.Equal([member], Ids(await FindAsync($"№ {order}")));
        Assert.Equal([member], Ids(await Search.FindAsync("whatever was typed", phone, Stop)));
        Assert.Equal([member], Ids(await FindAsync(mail)));
        Assert.Equal([member], Ids(await FindAsync(mail.ToUpperInvariant())));
        Assert.Equal([member], Ids(await FindAsync(mail.ToLowerInvariant())));
        Assert.Empty(Ids(await FindAsync(mail[1..])));
        Assert.Empty(Ids(await FindAsync(order[..^1])));
    }

    [Fact]
    public async Task Twenty_are_listed_and_more_are_told_of()
    {
        for (var each = 0; each <= DeskSearch.Most; each++)
        {
            await NamedAsync("Многоликий", "Двойник");
        }

        var found = await FindAsync("двойник многоликий");

        Assert.Equal((DeskSearch.Most, true), (found.Members.Count, found.HasMore));
    }

    [Fact]
    public async Task A_closed_account_is_not_found_by_name()
    {
        var member = await NamedAsync("Зосима", "Уходящий");
        await Portal.QueryAsync(
            (db, stop) =>
                db
                    .Accounts.Where(each => each.Id == member)
                    .ExecuteUpdateAsync(set => set.SetProperty(each => each.Status, AccountStatus.Closed), stop)
        );

        Assert.Equal(DeskWay.None, (await FindAsync("уходящий")).Way);
        Assert.Equal(DeskWay.None, (await FindAsync("уходящйи")).Way);
    }

    private Task<DeskFound> FindAsync(string typed) => Search.FindAsync(typed, phone: null, Stop);

    private static IEnumerable<Guid> Ids(DeskFound found) => found.Members.Select(each => each.AccountId);

    private async Task<Guid> NamedAsync(string given, string family)
    {
        var member = await Shop.EnrolsAsync();
        await ChangeAsync(member, each => each.TellNames(given, family));
        return member;
    }

    private Task<int> ChangeAsync(Guid member, Action<Member> change) =>
        Portal.QueryAsync(
            async (db, stop) =>
            {
                change(await db.Members.FirstAsync(each => each.AccountId == member, stop));
                return await db.SaveChangesAsync(stop);
            }
        );
}

public sealed class DeskSearchOnSqlite(SqliteDatabase database)
    : DeskSearchTests(database),
        IClassFixture<SqliteDatabase>;

public sealed class DeskSearchOnPostgreSql(PostgreSqlDatabase database)
    : DeskSearchTests(database),
        IClassFixture<PostgreSqlDatabase>;
