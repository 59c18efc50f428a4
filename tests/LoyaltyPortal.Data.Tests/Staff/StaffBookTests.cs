using LoyaltyPortal.Data.Keys;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Sessions;
using LoyaltyPortal.Data.Staff;
using LoyaltyPortal.Data.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LoyaltyPortal.Data.Tests.Staff;

/// <summary>Staff, their links, tries and second factors, also when many act at the same moment.</summary>
public abstract class StaffBookTests(TestDatabase database) : PortalTest(database)
{
    private const int Many = 20;
    private static int people;

    private StaffBook Staff => Portal.Get<StaffBook>();

    private StaffLinks Links => Portal.Get<StaffLinks>();

    private StaffTries Tries => Portal.Get<StaffTries>();

    private SecondFactors Factors => Portal.Get<SecondFactors>();

    private SessionBook Sessions => Portal.Get<SessionBook>();

    [Fact]
    public async Task Of_many_who_add_one_person_at_the_same_moment_one_does_and_roles_are_made_once()
    {
        var email = NewEmail();

        var added = await AllAtOnceAsync(
            Many,
            _ => Staff.AddAsync(email, "Ольга", [StaffRoles.Operator, StaffRoles.Clerk], Stop)
        );

        Assert.Single(added.OfType<StaffAdding.Added>());
        var person = await Staff.FindAsync($" {email.ToUpperInvariant()} ", Stop);
        Assert.Equal([StaffRoles.Clerk, StaffRoles.Operator], person!.Roles);
        Assert.Equal((null, false, false), (person.PasswordHash, person.HasSecondFactor, person.IsRemoved));
        var names = await Portal.QueryAsync((db, stop) => db.Roles.Select(each => each.Name).ToListAsync(stop));
        Assert.Equal(names.Distinct(), names);
    }

    [Fact]
    public async Task A_link_is_used_once_however_many_try_and_ends_what_was_before()
    {
        var (id, stamp, _) = await SetUpAsync();
        await Tries.TakeAsync(id, Stop);
        var session = await Sessions.StartAsync(id, true, SignedInBy.Password, "—", TimeSpan.FromHours(1), Stop);
        var secret = await Links.NewAsync(id, Stop);

        var used = await AllAtOnceAsync(Many, racer => Links.UseAsync(id, secret, $"hash {racer}", Stop));

        Assert.Single(used, each => each);
        var person = await Staff.FindAsync(id, Stop);
        Assert.Equal($"hash {Array.IndexOf(used, true)}", person!.PasswordHash);
        Assert.False(person.HasSecondFactor);
        Assert.NotEqual(stamp, person.Stamp);
        Assert.Equal(0, await Factors.CountRecoveryCodesAsync(id, Stop));
        Assert.False(await Sessions.IsAliveAsync(session, id, true, null, Stop));
        Assert.False(await Links.IsGoodAsync(id, secret, Stop));
    }

    [Fact]
    public async Task A_link_is_good_for_its_owner_for_a_day_and_until_the_next_one()
    {
        var (id, other) = (await AddAsync(), await AddAsync());
        var first = await Links.NewAsync(id, Stop);
        var second = await Links.NewAsync(id, Stop);

        Assert.False(await Links.UseAsync(id, first, "hash", Stop));
        Assert.False(await Links.UseAsync(other, second, "hash", Stop));
        Assert.False(await Links.UseAsync(id, string.Empty, "hash", Stop));
        Clock.Advance(StaffLinks.Lasts);
        Assert.False(await Links.UseAsync(id, second, "hash", Stop));
        Assert.Null((await Staff.FindAsync(id, Stop))!.PasswordHash);

        var third = await Links.NewAsync(id, Stop);
        Clock.Advance(StaffLinks.Lasts - TimeSpan.FromSeconds(1));
        Assert.True(await Links.UseAsync(id, third, "hash", Stop));
    }

    [Fact]
    public async Task Five_tries_are_taken_at_the_same_moment_and_no_sixth_until_the_lock_is_over()
    {
        var id = await AddAsync();

        var taken = await AllAtOnceAsync(Many, _ => Tries.TakeAsync(id, Stop));

        Assert.Equal(StaffTries.Most, taken.Count(each => each));
        Assert.Equal(Clock.GetUtcNow() + StaffTries.Lock, (await Staff.FindAsync(id, Stop))!.LockedUntil);
        Clock.Advance(StaffTries.Lock - TimeSpan.FromSeconds(1));
        Assert.False(await Tries.TakeAsync(id, Stop));
        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await Tries.TakeAsync(id, Stop));
        Assert.Null((await Staff.FindAsync(id, Stop))!.LockedUntil);
    }

    [Fact]
    public async Task A_right_try_does_not_count_and_leaves_those_before_it()
    {
        var id = await AddAsync();
        for (var tries = 1; tries < StaffTries.Most; tries++)
        {
            Assert.True(await Tries.TakeAsync(id, Stop));
        }

        // The fifth locks, and turns out to be right.
        Assert.True(await Tries.TakeAsync(id, Stop));
        await Tries.GiveBackAsync(id, Stop);
        Assert.True(await Tries.TakeAsync(id, Stop));
        Assert.False(await Tries.TakeAsync(id, Stop));

        await Tries.ForgetAsync(id, Stop);
        for (var tries = 1; tries <= StaffTries.Most; tries++)
        {
            Assert.True(await Tries.TakeAsync(id, Stop));
        }
        Assert.False(await Tries.TakeAsync(id, Stop));
    }

    [Fact]
    public async Task One_code_of_the_app_lets_in_once_however_many_try()
    {
        var (id, _, key) = await SetUpAsync();
        var step = TimeCodes.StepAt(Clock.GetUtcNow());
        Assert.False(await Factors.UseCodeAsync(id, TimeCodes.Code(key, step), Stop), "It proved the app before.");
        Clock.Advance(TimeSpan.FromSeconds(TimeCodes.StepSeconds));
        var code = TimeCodes.Code(key, step + 1);

        var used = await AllAtOnceAsync(Many, _ => Factors.UseCodeAsync(id, code, Stop));

        Assert.Single(used, each => each);
        Assert.False(await Factors.UseCodeAsync(id, code, Stop));
        // Nor one from before it that would still be within its time.
        Assert.False(await Factors.UseCodeAsync(id, TimeCodes.Code(key, step), Stop));
        Assert.True(await Factors.UseCodeAsync(id, TimeCodes.Code(key, step + 2), Stop));
    }

    [Fact]
    public async Task A_recovery_code_lets_in_once_however_many_try_and_new_ones_end_the_old()
    {
        var (id, _, _) = await SetUpAsync();
        var old = await Factors.NewRecoveryCodesAsync(id, Stop);
        var other = await AddAsync();
        Assert.Equal(SecondFactors.RecoveryCodes, old.Distinct().Count());

        Assert.False(await Factors.UseRecoveryCodeAsync(other, old[0], Stop));
        var used = await AllAtOnceAsync(
            Many,
            racer => Factors.UseRecoveryCodeAsync(id, racer % 2 == 0 ? old[0] : old[0].Replace('-', ' '), Stop)
        );
        Assert.Single(used, each => each);
        Assert.True(await Factors.UseRecoveryCodeAsync(id, old[1].ToLowerInvariant(), Stop));
        Assert.Equal(SecondFactors.RecoveryCodes - 2, await Factors.CountRecoveryCodesAsync(id, Stop));

        var fresh = await Factors.NewRecoveryCodesAsync(id, Stop);
        Assert.False(await Factors.UseRecoveryCodeAsync(id, old[2], Stop));
        Assert.True(await Factors.UseRecoveryCodeAsync(id, fresh[2], Stop));
    }

    [Fact]
    public async Task A_second_factor_is_set_up_once_and_only_under_the_password_it_was_begun_with()
    {
        var id = await AddAsync();
        var stamp = (await Staff.FindAsync(id, Stop))!.Stamp;

        Assert.Null(await Factors.SetUpAsync(id, "another", TimeCodes.NewKey(), 1, Stop));
        var codes = await AllAtOnceAsync(Many, _ => Factors.SetUpAsync(id, stamp, TimeCodes.NewKey(), 1, Stop));

        Assert.Single(codes, each => each is not null);
        Assert.Equal(SecondFactors.RecoveryCodes, await Factors.CountRecoveryCodesAsync(id, Stop));
    }

    [Fact]
    public async Task Neither_keys_nor_codes_nor_links_stand_in_the_database_as_they_are()
    {
        var (id, _, key) = await SetUpAsync();
        var codes = await Factors.NewRecoveryCodesAsync(id, Stop);
        var secret = await Links.NewAsync(id, Stop);

        var kept = string.Join(
            '\n',
            await Portal.QueryAsync(
                (db, stop) =>
                    db
                        .UserTokens.Where(each => each.UserId == id)
                        .Select(each => each.Name + " " + each.Value)
                        .ToListAsync(stop)
            )
        );

        Assert.NotEmpty(kept);
        Assert.All(
            [key, secret, .. codes, .. codes.Select(code => code.Replace("-", string.Empty, StringComparison.Ordinal))],
            each => Assert.DoesNotContain(each, kept, StringComparison.OrdinalIgnoreCase)
        );
    }

    [Fact]
    public async Task Whoever_is_removed_has_no_way_in_until_they_are_added_again_as_new()
    {
        var (id, stamp, _) = await SetUpAsync();
        var person = (await Staff.FindAsync(id, Stop))!;
        var session = await Sessions.StartAsync(id, true, SignedInBy.Password, "—", TimeSpan.FromHours(1), Stop);
        var secret = await Links.NewAsync(id, Stop);

        Assert.True(await Staff.RemoveAsync(person.Email, Stop));

        var removed = (await Staff.FindAsync(id, Stop))!;
        Assert.True(removed.IsRemoved);
        Assert.NotEqual(stamp, removed.Stamp);
        Assert.False(await Sessions.IsAliveAsync(session, id, true, null, Stop));
        Assert.False(await Links.UseAsync(id, secret, "hash", Stop));
        Assert.False(await Links.UseAsync(id, await Links.NewAsync(id, Stop), "hash", Stop));
        Clock.AdvanceDays(3_650);
        Assert.False(await Tries.TakeAsync(id, Stop));
        await Tries.ForgetAsync(id, Stop);
        Assert.False(await Tries.TakeAsync(id, Stop));
        Assert.False(await Staff.ChangePasswordAsync(removed, "hash", null, Stop));

        var again = await Staff.AddAsync(person.Email, "Антон", [StaffRoles.Agent], Stop);
        Assert.Equal(new StaffAdding.Added(id), again);
        var back = (await Staff.FindAsync(id, Stop))!;
        Assert.Equal((null, false, false), (back.PasswordHash, back.HasSecondFactor, back.IsRemoved));
        Assert.Equal([StaffRoles.Agent], back.Roles);
        Assert.True(await Tries.TakeAsync(id, Stop));
    }

    [Fact]
    public async Task Another_password_ends_the_other_sessions_and_goes_by_the_stamp()
    {
        var (id, _, _) = await SetUpAsync();
        var person = (await Staff.FindAsync(id, Stop))!;
        var kept = await Sessions.StartAsync(id, true, SignedInBy.Password, "—", TimeSpan.FromHours(1), Stop);
        var other = await Sessions.StartAsync(id, true, SignedInBy.Password, "—", TimeSpan.FromHours(1), Stop);

        var changed = await AllAtOnceAsync(Many, each => Staff.ChangePasswordAsync(person, $"hash {each}", kept, Stop));

        Assert.Single(changed, each => each);
        Assert.True(await Sessions.IsAliveAsync(kept, id, true, null, Stop));
        Assert.False(await Sessions.IsAliveAsync(other, id, true, null, Stop));
    }

    [Fact]
    public async Task A_session_that_ends_soon_is_kept_alive_by_each_minute_of_use()
    {
        var id = await AddAsync();
        var lasts = TimeSpan.FromMinutes(30);
        var session = await Sessions.StartAsync(id, true, SignedInBy.Password, "—", lasts, Stop);

        for (var use = 0; use < 20; use++)
        {
            Clock.Advance(TimeSpan.FromMinutes(14));
            Assert.True(await Sessions.IsAliveAsync(session, id, true, lasts, Stop));
        }
        Clock.Advance(TimeSpan.FromMinutes(29));
        Assert.True(await Sessions.IsAliveAsync(session, id, true, lasts, Stop));
        Clock.Advance(lasts);
        Assert.False(await Sessions.IsAliveAsync(session, id, true, lasts, Stop));
    }

    private async Task<Guid> AddAsync() =>
        Assert.IsType<StaffAdding.Added>(await Staff.AddAsync(NewEmail(), "Ольга", [StaffRoles.Operator], Stop)).Id;

    private async Task<(Guid Id, string Stamp, string Key)> SetUpAsync()
    {
        var id = await AddAsync();
        Assert.True(await Links.UseAsync(id, await Links.NewAsync(id, Stop), "hash", Stop));
        var (stamp, key) = ((await Staff.FindAsync(id, Stop))!.Stamp, TimeCodes.NewKey());
        Assert.NotNull(await Factors.SetUpAsync(id, stamp, key, TimeCodes.StepAt(Clock.GetUtcNow()), Stop));
        return (id, stamp, key);
    }

    private static string NewEmail() => $"staff-{Interlocked.Increment(ref people)}@shop.example";
}

public sealed class StaffBookOnSqlite(SqliteDatabase database)
    : StaffBookTests(database),
        IClassFixture<SqliteDatabase>;

public sealed class StaffBookOnPostgreSql(PostgreSqlDatabase database)
    : StaffBookTests(database),
        IClassFixture<PostgreSqlDatabase>;
