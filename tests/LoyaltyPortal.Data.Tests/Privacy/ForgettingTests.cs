using System.Text;
using System.Text.Json;
using LoyaltyPortal.Data.Cards;
using LoyaltyPortal.Data.Identity;
using LoyaltyPortal.Data.Limits;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Privacy;
using LoyaltyPortal.Data.Tests.Support;
using LoyaltyPortal.Domain;
using LoyaltyPortal.Domain.Ledger;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LoyaltyPortal.Data.Tests.Privacy;

/// <summary>A member gets everything that is kept of them, and nothing of it is left when they have gone; the ledger adds
/// up before and after.</summary>
public abstract class ForgettingTests : PortalTest
{
    private static readonly TimeSpan CoolingOff = TimeSpan.FromDays(14);

    private readonly Portal otherNode;

    protected ForgettingTests(TestDatabase database)
        : base(database)
    {
        otherNode = new Portal(database, Clock);
    }

    public override async ValueTask DisposeAsync()
    {
        await otherNode.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Whatever_is_told_of_a_member_is_exported_as_the_rules_say_and_gone_afterwards()
    {
        var (member, order) = await BuyerAsync();
        var marks = await MarkAsync(member);
        var person = await PersonAsync(member);

        var export = await ExportAsync(member);
        foreach (var (mark, rule, property) in marks)
        {
            var isShown = rule.Shown.Contains(property);
            Assert.True(isShown == export.Contains(mark, StringComparison.Ordinal), $"{rule.Entity.Name}.{property}");
        }
        Assert.Contains(person.Phone, export, StringComparison.Ordinal);
        Assert.Contains(order, export, StringComparison.Ordinal);
        Assert.DoesNotContain("code 123456", export, StringComparison.Ordinal);

        await LeavesAsync(member);

        var left = string.Concat((await Portal.ContentsAsync()).Values);
        foreach (var (mark, rule, property) in marks.Where(each => IsForgotten(each.Rule, each.Property)))
        {
            Assert.False(left.Contains(mark, StringComparison.Ordinal), $"{rule.Entity.Name}.{property}");
        }
        Assert.DoesNotContain(person.Phone, left, StringComparison.Ordinal);
        Assert.DoesNotContain(person.CardNumber, left, StringComparison.Ordinal);
        Assert.All(
            LimitSubjects.AllOfPhone(person.Phone),
            subject => Assert.DoesNotContain(subject, left, StringComparison.Ordinal)
        );
        Assert.True(marks.Count(each => IsForgotten(each.Rule, each.Property)) > 20);
    }

    [Fact]
    public async Task An_export_has_every_entry_and_every_order()
    {
        var (member, _) = await BuyerAsync();

        using var export = JsonDocument.Parse(await ExportAsync(member));

        Assert.Equal(
            (await Portal.EntriesAsync(member)).Select(entry => entry.Number),
            export
                .RootElement.GetProperty("entries")
                .EnumerateArray()
                .Select(entry => entry.GetProperty("number").GetInt64())
        );
        Assert.Equal(3, export.RootElement.GetProperty("purchases").GetArrayLength());
        Assert.Equal(
            DataMap.Exported.Select(table => table.Section).Order(StringComparer.Ordinal),
            export
                .RootElement.EnumerateObject()
                .Where(each => each.Value.ValueKind == JsonValueKind.Array)
                .Select(each => each.Name)
                .Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task What_is_left_is_forfeited_with_one_entry_and_the_ledger_adds_up()
    {
        var (member, _) = await BuyerAsync();
        var held = Shop.OrderFor(50);
        var hold = await Shop.HoldsAsync(member, 50, held);
        var before = await Portal.EntriesAsync(member);
        var worth = before.Sum(entry => entry.Points);
        Assert.True(worth.IsPositive);

        await AskAsync(member);
        Clock.Advance(CoolingOff);
        Assert.Equal(1, await Portal.Get<Erasure>().RunAsync(Stop));

        var after = await Portal.EntriesAsync(member);
        Assert.Equal(before.Count + 1, after.Count);
        Assert.Equal(EntryType.Adjusted, after[^1].Type);
        Assert.Equal(ReasonCodes.AccountClosed, after[^1].Reason.Code);
        Assert.Equal(-worth, after[^1].Points);
        await Portal.AddsUpAsync(member);
        Assert.Equal(HoldStatus.Expired, await HoldAsync(hold));
        Assert.Equal(AccountStatus.Closed, await StatusAsync(member));
        Assert.Null(await Portal.ReadAsync((reading, stop) => reading.AccountAsync(member, stop)));
    }

    [Fact]
    public async Task An_open_hold_is_given_up()
    {
        var (member, _) = await BuyerAsync();
        await AskAsync(member);
        Clock.Advance(CoolingOff);
        var hold = await Shop.HoldsAsync(member, 50, Shop.OrderFor(50));

        await Portal.Get<Erasure>().RunAsync(Stop);

        Assert.Equal(HoldStatus.Cancelled, await HoldAsync(hold));
        await Portal.AddsUpAsync(member);
    }

    [Fact]
    public async Task What_comes_back_with_an_old_order_is_forfeited_too_and_what_is_annulled_makes_no_debt()
    {
        var member = await Shop.EnrolsWithPointsAsync(300);
        var spending = Shop.OrderFor(100);
        var hold = await Shop.HoldsAsync(member, 100, spending);
        var spent = await Shop.SellsAsync(member, spending, hold);
        var earned = await Shop.SellsAsync(member, 10_000);
        await LeavesAsync(member);

        await Shop.TakesBackAsync(spent);
        await Shop.TakesBackAsync(earned);

        await Portal.AddsUpAsync(member);
        var entries = await Portal.EntriesAsync(member);
        Assert.Equal(Points.Zero, entries.Sum(entry => entry.Points));
        Assert.Equal(
            [EntryType.Restored, EntryType.Adjusted, EntryType.Annulled],
            entries.TakeLast(3).Select(entry => entry.Type)
        );
        Assert.Equal(
            Points.Zero,
            await Portal.QueryAsync(
                async (db, stop) => (await db.Wallets.FirstAsync(each => each.AccountId == member, stop)).Debt
            )
        );
    }

    [Fact]
    public async Task An_old_order_that_is_handed_over_gives_nothing_to_anybody()
    {
        var member = await Shop.EnrolsAsync();
        var order = await Shop.SellsAsync(member, 10_000);
        await LeavesAsync(member);

        await Shop.HandsOverAsync(order);

        await Portal.AddsUpAsync(member);
        Assert.Equal(Points.Zero, (await Portal.EntriesAsync(member)).Sum(entry => entry.Points));
    }

    [Fact]
    public async Task Until_the_day_has_come_nothing_happens_and_who_stays_keeps_everything()
    {
        var (member, _) = await BuyerAsync();
        var balance = await Portal.BalanceAsync(member);
        await AskAsync(member);
        Clock.Advance(CoolingOff - TimeSpan.FromMilliseconds(1));

        Assert.Equal(0, await Portal.Get<Erasure>().RunAsync(Stop));
        Assert.True(await Portal.Get<Leaving>().StayAsync(member, Stop));
        Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, await Portal.Get<Erasure>().RunAsync(Stop));

        Assert.Equal(balance, await Portal.BalanceAsync(member));
        Assert.Null(await Portal.Get<Leaving>().FindAsync(member, Stop));
    }

    [Fact]
    public async Task Asking_twice_keeps_the_first_day_and_sends_one_message()
    {
        var member = await Shop.EnrolsAsync();
        var first = await AskAsync(member);
        Clock.AdvanceDays(1);

        Assert.Equal(first, await AskAsync(member));

        Assert.Equal(
            1,
            await Portal.QueryAsync((db, stop) => db.Outbox.CountAsync(each => each.AccountId == member, stop))
        );
        await Portal.Get<Leaving>().StayAsync(member, Stop);
    }

    [Fact]
    public async Task Somebody_with_another_phone_cannot_ask()
    {
        var member = await Shop.EnrolsAsync();

        Assert.Null(
            await Portal.Get<Leaving>().AskAsync(member, Shop.NextPhone(), CoolingOff, (_, _) => "leaving", Stop)
        );
        Assert.Null(await Portal.Get<Leaving>().FindAsync(member, Stop));
    }

    [Fact]
    public async Task Nodes_that_work_at_once_forget_a_member_once_while_a_shop_posts()
    {
        for (var round = 0; round < 5; round++)
        {
            var (member, _) = await BuyerAsync();
            await AskAsync(member);
            Clock.Advance(CoolingOff);

            var done = await AllAtOnceAsync(
                6,
                async racer =>
                {
                    if (racer < 4)
                    {
                        return await (racer % 2 == 0 ? Portal : otherNode).Get<Erasure>().RunAsync(Stop);
                    }
                    await Shop.TrySellAsync(member, Shop.Order(10_000));
                    return 0;
                }
            );

            Assert.Equal(1, done.Sum());
            await Portal.AddsUpAsync(member);
            var entries = await Portal.EntriesAsync(member);
            Assert.Equal(Points.Zero, entries.Sum(entry => entry.Points));
        }
    }

    [Fact]
    public async Task What_broke_off_is_done_by_the_next_run()
    {
        var (member, _) = await BuyerAsync();
        await AskAsync(member);
        Clock.Advance(CoolingOff);
        var before = await Portal.ContentsAsync();
        await using (var breaking = new Portal(Database, Clock, new BreaksAtSaving()))
        {
            Assert.Equal(0, await breaking.Get<Erasure>().RunAsync(Stop));
        }
        Assert.Equal(before, await Portal.ContentsAsync());

        Assert.Equal(1, await Portal.Get<Erasure>().RunAsync(Stop));

        await Portal.AddsUpAsync(member);
        Assert.Equal(AccountStatus.Closed, await StatusAsync(member));
    }

    [Fact]
    public async Task The_phone_and_the_card_are_free_for_a_new_member()
    {
        var (member, _) = await BuyerAsync();
        var person = await PersonAsync(member);
        await LeavesAsync(member);

        var (result, anew) = await Portal.Enrolment.EnrolAsync(Shop.Person(person.Phone, person.CardNumber), Stop);

        Assert.Equal(EnrolmentResult.Joined, result);
        Assert.NotEqual(member, anew);
        Assert.Equal(Has(), await Portal.BalanceAsync(anew));
    }

    [Fact]
    public async Task Messages_about_an_earlier_owner_of_the_number_are_not_this_members()
    {
        var other = await Shop.EnrolsAsync();
        var member = await Shop.EnrolsAsync();
        var phone = (await PersonAsync(member)).Phone;
        await AddAsync(OutboxMessage.Sms(NewKey(), Clock.GetUtcNow(), "kept", phone, "about another", other));

        Assert.DoesNotContain("about another", await ExportAsync(member), StringComparison.Ordinal);
        await LeavesAsync(member);

        Assert.Contains("about another", (await Portal.ContentsAsync())["Outbox"], StringComparison.Ordinal);
    }

    /// <summary>A member with points that are active, held, spent, pending, and of an order that came back.</summary>
    private async Task<(Guid Member, string Order)> BuyerAsync()
    {
        var member = await Shop.EnrolsWithPointsAsync(300);
        var spending = Shop.OrderFor(100);
        await Shop.SellsAsync(member, spending, await Shop.HoldsAsync(member, 100, spending));
        return (member, await Shop.SellsAsync(member, 20_000));
    }

    private Task<LeavingDate?> AskAsync(Guid member) => AskAsync(member, CoolingOff);

    private async Task<LeavingDate?> AskAsync(Guid member, TimeSpan coolingOff)
    {
        var asked = await Portal
            .Get<Leaving>()
            .AskAsync(member, (await PersonAsync(member)).Phone, coolingOff, (_, day) => $"leaving {day:O}", Stop);
        Assert.NotNull(asked);
        return asked;
    }

    private async Task LeavesAsync(Guid member)
    {
        await AskAsync(member);
        Clock.Advance(CoolingOff);
        Assert.Equal(1, await Portal.Get<Erasure>().RunAsync(Stop));
    }

    private async Task<string> ExportAsync(Guid member)
    {
        using var stream = new MemoryStream();
        Assert.True(await Portal.Get<Export>().WriteAsync(member, stream, Stop));
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>Rows of every table that tells of a person, each text in them a mark of its own.</summary>
    private async Task<List<(string Mark, TableRule Rule, string Property)>> MarkAsync(Guid member)
    {
        var now = Clock.GetUtcNow();
        await using var db = Portal.Databases.Create();
        var person = await db.Members.FirstAsync(each => each.AccountId == member, Stop);
        await db.Users.FirstAsync(each => each.Id == member, Stop);
        var pass = new WalletPass
        {
            Id = NewKey(),
            AccountId = member,
            Shown = "shown",
        };
        db.AddRange(
            pass,
            new WalletDevice
            {
                Id = NewKey(),
                PassId = pass.Id,
                Device = "phone",
                PushToken = "token",
            },
            new LinkedCard
            {
                Number = person.Phone[2..],
                AccountId = member,
                LinkedAt = now,
            },
            new CardCode
            {
                Code = CardSignature.NewName(),
                AccountId = member,
                ExpiresAt = now,
            },
            new CardLinkCode
            {
                Id = NewKey(),
                AccountId = member,
                CardNumber = "",
                CodeHash = [1],
            },
            OutboxMessage.Sms(NewKey(), now, "news", person.Phone, "text", member),
            new PhoneCode
            {
                Id = NewKey(),
                Phone = person.Phone,
                CodeHash = [1],
                BrowserHash = [1],
            },
            new JoiningDraft { Phone = person.Phone, Answers = "" },
            new JoiningLink { TokenHash = member.ToByteArray(), AccountId = member },
            new Session
            {
                Id = NewKey(),
                UserId = member,
                Device = "",
            },
            new IdentityUserClaim<Guid> { UserId = member },
            new IdentityUserLogin<Guid>
            {
                UserId = member,
                LoginProvider = "provider",
                ProviderKey = $"{member}",
            },
            new IdentityUserToken<Guid>
            {
                UserId = member,
                LoginProvider = "provider",
                Name = "name",
            },
            new IdentityUserPasskey<Guid>
            {
                UserId = member,
                CredentialId = member.ToByteArray(),
                Data = new IdentityPasskeyData
                {
                    PublicKey = [1],
                    AttestationObject = [1],
                    ClientDataJson = [1],
                },
            }
        );
        var marks = Mark(db).ToList();
        // A code that was never sent, and one from before joining: neither has an account's mark.
        db.AddRange(
            OutboxMessage.SecretSms(NewKey(), now, "code", person.Phone, "code 123456", member, now),
            OutboxMessage.Sms(NewKey(), now, "code", person.Phone, "before joining", null)
        );
        db.LimitCounters.AddRange(
            LimitSubjects
                .AllOfPhone(person.Phone)
                .Select(subject => new LimitCounter { Rule = "any", Subject = subject })
        );
        await db.SaveChangesAsync(Stop);
        return marks;
    }

    /// <summary>Fills every text column that has room for a mark, but not those by which rows are found.</summary>
    private static IEnumerable<(string Mark, TableRule Rule, string Property)> Mark(PortalDb db)
    {
        foreach (var entry in db.ChangeTracker.Entries().ToList())
        {
            var rule = DataMap.Tables.Single(each => each.Entity == entry.Metadata.ClrType);
            foreach (var property in entry.Properties.Where(each => each.Metadata.ClrType == typeof(string)))
            {
                var name = property.Metadata.Name;
                var isFoundBy =
                    property.Metadata.IsKey()
                    || name is "Phone" or "Recipient" or "Medium" or nameof(PortalUser.PhoneNumber);
                if (isFoundBy || property.Metadata.GetMaxLength() < 8)
                {
                    continue;
                }
                var mark = $"zq{Interlocked.Increment(ref lastMark):D5}q";
                property.CurrentValue = mark;
                yield return (mark, rule, name);
            }
        }
    }

    private static int lastMark;

    private static bool IsForgotten(TableRule rule, string property) =>
        rule.Fate == Fate.Deleted || rule.Blanked.Contains(property);

    private static Guid NewKey() => Guid.CreateVersion7();

    private async Task AddAsync(object row)
    {
        await using var db = Portal.Databases.Create();
        db.Add(row);
        await db.SaveChangesAsync(Stop);
    }

    private Task<HoldStatus> HoldAsync(Guid hold) =>
        Portal.QueryAsync(
            (db, stop) => db.Holds.Where(each => each.Id == hold).Select(each => each.Status).FirstAsync(stop)
        );

    private Task<AccountStatus> StatusAsync(Guid member) =>
        Portal.QueryAsync(
            (db, stop) => db.Accounts.Where(each => each.Id == member).Select(each => each.Status).FirstAsync(stop)
        );

    private async Task<(string Phone, string CardNumber)> PersonAsync(Guid member)
    {
        await using var db = Portal.Databases.Create();
        var person = await db.Members.AsNoTracking().FirstAsync(each => each.AccountId == member, Stop);
        var account = await db.Accounts.AsNoTracking().FirstAsync(each => each.Id == member, Stop);
        return (person.Phone, account.CardNumber);
    }
}

public sealed class ForgettingOnSqlite(SqliteDatabase database)
    : ForgettingTests(database),
        IClassFixture<SqliteDatabase>;

public sealed class ForgettingOnPostgreSql(PostgreSqlDatabase database)
    : ForgettingTests(database),
        IClassFixture<PostgreSqlDatabase>;
