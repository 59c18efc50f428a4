using LoyaltyPortal.Data.Audit;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Tests.StoreApi;
using LoyaltyPortal.Web.Tests.StoreApi.Rows;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Features.Administration;

/// <summary>Suspensions as operators set and end them. The portal's clock stands at noon of 1 March 2027 in Moscow.</summary>
public sealed class SuspensionPagesTests
{
    private const string New = "/staff/admin/suspension/new";

    [Fact]
    public async Task A_preview_tells_members_words_and_whom_it_reaches_and_sets_nothing()
    {
        await using var portal = new DemoPortal();
        await portal.InitializeAsync();
        using var operating = await Operating.BeginAsync(portal);
        await portal.Till.NewShopperWith(100);
        await portal.Till.NewShopperWith(100);

        var preview = await operating.Browser.GoAsync($"{New}?stop=Earning&stop=ExpiryClock&from=&to=2027-03-11T00:00");

        Assert.Contains(
            "До 11\u00A0марта приостановлено: начисление за покупки",
            preview.Text,
            StringComparison.Ordinal
        );
        Assert.Equal("2", Operating.TextOf(preview, "reached-accounts"));
        Assert.Equal("2", Operating.TextOf(preview, "reached-lots"));
        Assert.Equal(0, await portal.Books.CountAsync("Suspensions"));
        Assert.Empty(await operating.ActsAsync(AuditActions.SuspensionSet));
    }

    [Fact]
    public async Task What_is_set_holds_from_then_on_and_is_resumed_at_once()
    {
        await using var portal = new DemoPortal();
        await portal.InitializeAsync();
        using var operating = await Operating.BeginAsync(portal);
        var shopper = await portal.Till.NewShopperWith(100);
        var ends = await EndOfLotAsync(operating);

        var set = await operating.Browser.SendAsync(
            $"{New}?stop=Earning&stop=ExpiryClock&from=&to=2027-03-11T00:00",
            "admin-suspension"
        );

        Assert.Equal("/staff/admin/suspension?done=set", set.To);
        var book = portal.Services.GetRequiredService<SuspensionBook>();
        var stopped = Assert.Single(book.Current.List);
        Assert.Equal(Switches.Earning | Switches.ExpiryClock, stopped.Stops);
        Assert.Equal(new DateTimeOffset(2027, 3, 11, 0, 0, 0, TimeSpan.FromHours(3)), stopped.To);
        // 1 to 10 March, both included, are given back.
        Assert.Equal(ends.AddDays(10), await EndOfLotAsync(operating));
        var bought = await portal.Till.Buy(Order.Of(10_000).By(shopper).Paid(await portal.Till.Now()));
        Assert.Equal(0m, bought.Is(201).Number("earned.points"));
        var act = Assert.Single(await operating.ActsAsync(AuditActions.SuspensionSet));
        Assert.Contains(new AuditFact("stopped", "Earning, ExpiryClock"), act.Facts);

        var page = await operating.Browser.GoAsync("/staff/admin/suspension");
        var end = Operating.Link(page, "/staff/admin/suspension/end");
        var ended = await operating.Browser.SendAsync(end, "admin-suspension-end");

        Assert.Equal("/staff/admin/suspension?done=ended", ended.To);
        Assert.False(book.Current.StopEarningAt(await portal.Till.Now()));
        Assert.Equal(2, (await operating.ActsAsync(AuditActions.SuspensionSet)).Count);
        Assert.Equal(404, (await operating.Browser.GoAsync(end)).Status);
    }

    [Theory]
    [InlineData("to=2027-04-01T00:00", "Отметьте хотя бы одно.")]
    [InlineData("stop=Earning&to=", "Укажите день и время.")]
    [InlineData("stop=Earning&to=tomorrow", "Укажите день и время.")]
    [InlineData("stop=Earning&from=2027-02-01T00:00&to=2027-04-01T00:00", "Это время прошло.")]
    [InlineData("stop=Earning&from=2027-04-02T00:00&to=2027-04-01T00:00", "Конец должен быть позже начала.")]
    [InlineData("stop=Earning&to=2037-04-01T00:00", "Не дольше 366 дней.")]
    public async Task What_cannot_be_meant_is_said_and_cannot_be_sent(string query, string fault)
    {
        await using var portal = new DemoPortal();
        await portal.InitializeAsync();
        using var operating = await Operating.BeginAsync(portal);

        var refused = await operating.Browser.GoAsync($"{New}?{query}");

        Assert.Contains(fault, refused.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"preview\"", refused.Text, StringComparison.Ordinal);
        await operating.Browser.PostAsync($"{New}?{query}", refused, "admin-suspension");
        Assert.Equal(0, await portal.Books.CountAsync("Suspensions"));
    }

    private static Task<DateOnly> EndOfLotAsync(Operating operating) =>
        operating.AskAsync(db => Task.FromResult(db.Lots.First(lot => lot.IsOpen).EndsOn!.Value));
}
