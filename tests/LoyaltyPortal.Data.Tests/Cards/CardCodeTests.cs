using System.Security.Cryptography;
using LoyaltyPortal.Data.Cards;
using LoyaltyPortal.Data.Keys;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Programmes;
using LoyaltyPortal.Data.Sessions;
using LoyaltyPortal.Data.Tests.Support;
using LoyaltyPortal.Domain.Programmes;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LoyaltyPortal.Data.Tests.Cards;

/// <summary>Rotating codes: what the picture says cannot be made up, and is good for one scan on any node.</summary>
public abstract class CardCodeTests : PortalTest
{
    private readonly Portal otherNode;

    protected CardCodeTests(TestDatabase database)
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
    public async Task Of_twenty_scans_at_once_on_two_nodes_one_uses_the_code()
    {
        for (var round = 0; round < 5; round++)
        {
            var code = await ShownAsync(session: null);

            var used = await AllAtOnceAsync(20, racer => ScanAsync(racer % 2 == 0 ? Portal : otherNode, code));

            Assert.Single(used, isUsed => isUsed);
        }
    }

    [Fact]
    public async Task A_code_of_one_node_is_read_by_another()
    {
        var code = await ShownAsync(session: null);

        Assert.True(await ScanAsync(otherNode, code));
    }

    [Fact]
    public async Task Many_nodes_that_begin_at_once_sign_with_one_key()
    {
        var name = CardSignature.NewName();

        var texts = await AllAtOnceAsync(
            12,
            async _ =>
            {
                using var signature = Signature(Portal.Get<IDataProtectionProvider>(), Portal.Programme);
                return await signature.WriteAsync(name, Stop);
            }
        );

        Assert.Single(texts.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Nobody_guesses_a_signature()
    {
        var signature = Portal.Get<CardSignature>();
        var good = await signature.WriteAsync(CardSignature.NewName(), Stop);
        var name = await signature.ReadAsync(good, Stop);
        Assert.Equal(good[4..36], name);
        var read = new List<string>();

        for (var guess = 0; guess < 10_000; guess++)
        {
            read.Add(
                await signature.ReadAsync(
                    good[..36] + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)),
                    Stop
                )
            );
        }
        for (var at = 0; at < good.Length; at++)
        {
            var other = good[at] == '0' ? '1' : '0';
            read.Add(await signature.ReadAsync(good[..at] + other + good[(at + 1)..], Stop));
        }
        foreach (
            var shape in new[]
            {
                "",
                "lpl.",
                good[..^1],
                good + "0",
                good.ToUpperInvariant(),
                " " + good,
                "lpo." + good[4..],
            }
        )
        {
            read.Add(await signature.ReadAsync(shape, Stop));
        }

        Assert.DoesNotContain(name, read);
    }

    [Fact]
    public async Task A_code_of_another_programme_or_under_another_key_is_none()
    {
        var code = await ShownAsync(session: null);
        using var programme = Signature(
            Portal.Get<IDataProtectionProvider>(),
            ((ProgrammeRead.Accepted)Presets.Read("lusio")).Programme
        );
        Assert.Equal(NoName, await programme.ReadAsync(code, Stop));

        // A portal that lost what protects its key makes another one and goes on.
        using var key = Signature(new EphemeralDataProtectionProvider(), Portal.Programme);
        Assert.Equal(NoName, await key.ReadAsync(code, Stop));
        var own = CardSignature.NewName();
        Assert.Equal(own, await key.ReadAsync(await key.WriteAsync(own, Stop), Stop));
    }

    [Fact]
    public async Task A_page_that_shows_the_card_is_open_until_it_is_closed_or_a_minute_has_passed()
    {
        var member = await Shop.EnrolsAsync();
        var (here, there) = (await SessionAsync(member), await SessionAsync(member));
        var codes = Portal.Get<CardCodes>();
        await codes.NewAsync(member, null, Stop);
        Assert.False(await IsOpenAsync(member));

        var (one, other) = (await codes.NewAsync(member, here, Stop), await codes.NewAsync(member, there, Stop));
        await codes.CloseAsync(member, here, one.NextAt, Stop);
        Assert.True(await IsOpenAsync(member));
        await codes.CloseAsync(member, there, other.NextAt, Stop);
        Assert.False(await IsOpenAsync(member));

        await codes.NewAsync(member, here, Stop);
        Clock.Advance(TimeSpan.FromSeconds(59));
        Assert.True(await IsOpenAsync(member));
        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(await IsOpenAsync(member));
    }

    [Fact]
    public async Task The_codes_of_a_closed_page_are_good_for_nothing()
    {
        var member = await Shop.EnrolsAsync();
        var session = await SessionAsync(member);
        var code = await Portal.Get<CardCodes>().NewAsync(member, session, Stop);

        await otherNode.Get<CardCodes>().CloseAsync(member, session, code.NextAt, Stop);

        Assert.False(await ScanAsync(Portal, code.Text));
    }

    [Fact]
    public async Task A_page_whose_session_was_ended_is_open_no_more()
    {
        var member = await Shop.EnrolsAsync();
        var session = await SessionAsync(member);
        await Portal.Get<CardCodes>().NewAsync(member, session, Stop);
        Assert.True(await IsOpenAsync(member));

        await otherNode.Get<SessionBook>().EndAsync(session, member, Stop);

        Assert.False(await IsOpenAsync(member));
    }

    private static readonly string NoName = new('-', 32);

    private CardSignature Signature(IDataProtectionProvider protection, Programme programme) =>
        new(Portal.Databases, Portal.Get<WriteGate>(), protection, BookOf(programme), Clock);

    private ProgrammeBook BookOf(Programme programme) =>
        new(
            Portal.Databases,
            Support.Portal.Configured with
            {
                Programme = programme,
            },
            Portal.Get<SequentialKeys>(),
            Portal.Get<WriteGate>(),
            Clock
        );

    private Task<Guid> SessionAsync(Guid member) =>
        Portal
            .Get<SessionBook>()
            .StartAsync(member, isStaff: false, SignedInBy.Code, "Chrome", TimeSpan.FromDays(90), Stop);

    private async Task<string> ShownAsync(Guid? session) =>
        (await Portal.Get<CardCodes>().NewAsync(await Shop.EnrolsAsync(), session, Stop)).Text;

    private Task<bool> IsOpenAsync(Guid member) =>
        Portal.QueryAsync((db, stop) => CardCodes.IsCardOpenAsync(db, member, Clock.GetUtcNow(), stop));

    private async Task<bool> ScanAsync(Portal node, string text)
    {
        var code = await node.Get<CardSignature>().ReadAsync(text, Stop);
        return await node.QueryAsync((db, stop) => CardCodes.TryUseAsync(db, code, Clock.GetUtcNow(), stop));
    }
}

public sealed class CardCodesOnSqlite(SqliteDatabase database) : CardCodeTests(database), IClassFixture<SqliteDatabase>;

public sealed class CardCodesOnPostgreSql(PostgreSqlDatabase database)
    : CardCodeTests(database),
        IClassFixture<PostgreSqlDatabase>;
