using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Data.Tests.Support;
using LoyaltyPortal.Domain.Orders;
using Xunit;

namespace LoyaltyPortal.Data.Tests.Postings;

/// <summary>A key is answered once; what is not done is not remembered and leaves nothing (store-api.md, "Conventions").</summary>
public abstract class IdempotencyTests(TestDatabase database) : PortalTest(database)
{
    [Fact]
    public async Task The_same_key_with_the_same_request_gets_the_first_answer_again_and_writes_nothing()
    {
        var member = await Shop.EnrolsAsync();
        var claim = Claims.New();
        var first = await Shop.TrySellAsync(member, Shop.Order(10_000), claim: claim);
        var before = await Portal.ContentsAsync();
        Clock.AdvanceDays(7);

        var second = await Shop.TrySellAsync(member, Shop.Order(20_000), claim: claim);

        Assert.Equal(first with { IsReplay = true }, second);
        Assert.Equal(before, await Portal.ContentsAsync());
    }

    [Fact]
    public async Task The_same_key_with_another_request_is_refused_and_writes_nothing()
    {
        var member = await Shop.EnrolsAsync();
        var claim = Claims.New("one");
        await Shop.TrySellAsync(member, Shop.Order(10_000), claim: claim);
        var before = await Portal.ContentsAsync();

        var other = await Shop.TrySellAsync(member, Shop.Order(20_000), claim: Claims.Of(claim.Key, "other"));

        Assert.Same(PostingRunner.KeyReused, other);
        Assert.Equal(before, await Portal.ContentsAsync());
    }

    [Fact]
    public async Task The_same_key_of_another_client_is_another_key()
    {
        var member = await Shop.EnrolsAsync();
        var claim = Claims.New();

        var ours = await Shop.TrySellAsync(member, Shop.Order(10_000), claim: claim);
        var theirs = await Shop.TrySellAsync(member, Shop.Order(10_000), claim: claim with { Client = "web-shop" });

        Assert.Equal((201, 201, false), (ours.Status, theirs.Status, theirs.IsReplay));
    }

    [Fact]
    public async Task Keys_differ_by_the_case_of_a_letter()
    {
        var member = await Shop.EnrolsAsync();

        var lower = await Shop.TrySellAsync(member, Shop.Order(10_000), claim: Claims.Of("case-a", "body"));
        var upper = await Shop.TrySellAsync(member, Shop.Order(10_000), claim: Claims.Of("case-A", "body"));

        Assert.Equal((201, 201, false), (lower.Status, upper.Status, upper.IsReplay));
    }

    [Fact]
    public async Task A_refused_request_writes_nothing_and_may_be_tried_again_with_its_key()
    {
        var member = await Shop.EnrolsAsync();
        var claim = Claims.New();
        var order = Shop.Order(10_000);
        var before = await Portal.ContentsAsync();

        var refused = await Portal.Postings.RunAsync(
            member,
            earliest: null,
            claim,
            async (scope, stop) =>
            {
                Post(scope, order);
                await scope.Db.SaveChangesAsync(stop);
                return new PostingAnswer(422, "not-today");
            },
            Stop
        );

        Assert.Equal(new PostingAnswer(422, "not-today"), refused);
        Assert.Equal(before, await Portal.ContentsAsync());
        Assert.Equal(201, (await Shop.TrySellAsync(member, order, claim: claim)).Status);
    }

    [Fact]
    public async Task A_posting_that_breaks_leaves_nothing_and_may_be_tried_again_with_its_key()
    {
        var member = await Shop.EnrolsAsync();
        var claim = Claims.New();
        var order = Shop.Order(10_000);
        var before = await Portal.ContentsAsync();

        await Assert.ThrowsAsync<TimeoutException>(() =>
            Portal.Postings.RunAsync(
                member,
                earliest: null,
                claim,
                async (scope, stop) =>
                {
                    Post(scope, order);
                    await scope.Db.SaveChangesAsync(stop);
                    throw new TimeoutException();
                },
                Stop
            )
        );

        Assert.Equal(before, await Portal.ContentsAsync());
        Assert.Equal(201, (await Shop.TrySellAsync(member, order, claim: claim)).Status);
    }

    [Fact]
    public async Task A_posting_that_is_stopped_leaves_nothing()
    {
        var member = await Shop.EnrolsAsync();
        var before = await Portal.ContentsAsync();
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Stop);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Portal.Postings.RunAsync(
                member,
                earliest: null,
                Claims.New(),
                async (scope, _) =>
                {
                    Post(scope, Shop.Order(10_000));
                    await stopping.CancelAsync();
                    return new PostingAnswer(201, string.Empty);
                },
                stopping.Token
            )
        );

        Assert.Equal(before, await Portal.ContentsAsync());
    }

    [Fact]
    public async Task An_unknown_account_is_answered_as_such_and_its_decision_is_never_asked()
    {
        var asked = false;

        var answer = await Portal.Postings.RunAsync(
            Guid.CreateVersion7(),
            earliest: null,
            Claims.New(),
            (_, _) =>
            {
                asked = true;
                return Task.FromResult(new PostingAnswer(201, string.Empty));
            },
            Stop
        );

        Assert.Same(PostingRunner.NoAccount, answer);
        Assert.False(asked);
    }

    [Fact]
    public async Task An_order_without_a_member_is_kept_once_too()
    {
        var order = Shop.Order(10_000);
        var claim = Claims.New();

        var answers = await AllAtOnceAsync(16, _ => PostWithoutMemberAsync(order, claim));

        Assert.Single(answers, answer => !answer.IsReplay);
        Assert.All(answers, answer => Assert.Equal(201, answer.Status));
    }

    private static void Post(PostingScope scope, Order order) =>
        scope.Db.Purchases.Add(PurchasePosting.Post(scope.Journal!, order, null, Domain.Money.Zero).Value);

    private Task<PostingAnswer> PostWithoutMemberAsync(Order order, IdempotencyClaim claim) =>
        Portal.Postings.RunAsync(
            accountId: null,
            earliest: null,
            claim,
            (scope, _) =>
            {
                scope.Db.Purchases.Add(PurchasePosting.PostWithoutMember(order, Portal.Programme));
                return Task.FromResult(new PostingAnswer(201, order.OrderId));
            },
            Stop
        );
}

public sealed class IdempotencyOnSqlite(SqliteDatabase database)
    : IdempotencyTests(database),
        IClassFixture<SqliteDatabase>;

public sealed class IdempotencyOnPostgreSql(PostgreSqlDatabase database)
    : IdempotencyTests(database),
        IClassFixture<PostgreSqlDatabase>;
