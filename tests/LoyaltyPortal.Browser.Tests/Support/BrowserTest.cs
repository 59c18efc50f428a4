using Xunit;

namespace LoyaltyPortal.Browser.Tests.Support;

/// <summary>A test at a browser. What a browser complained about fails the test that saw it.</summary>
public abstract class BrowserTest(Chromium chromium) : IAsyncLifetime
{
    private readonly List<Visitor> visitors = [];
    private readonly List<Portal> portals = [];

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>The portal that tests share.</summary>
    protected internal Portal Shared => chromium.Shared;

    /// <summary>A phone that nobody has used yet.</summary>
    protected internal string NewPhone() => chromium.NewPhone();

    /// <summary>A portal of this test alone.</summary>
    protected internal Portal Alone(Portal.Beginning? beginning = null)
    {
        _ = chromium.Shared;
        var portal = Portal.Start(beginning ?? new Portal.Beginning());
        portals.Add(portal);
        return portal;
    }

    /// <summary>Somebody who has never been here.</summary>
    protected internal Task<Visitor> VisitorAsync(Look? look = null, Portal? portal = null) =>
        OpenAsync((portal ?? Shared).Shop, look, session: null);

    /// <summary>Somebody who has never been at a portal that runs elsewhere.</summary>
    protected Task<Visitor> VisitorAsync(Shop shop, string? session = null) => OpenAsync(shop, look: null, session);

    /// <summary>A member of the shared portal, signed in.</summary>
    protected internal async Task<Visitor> MemberAsync(string phone, Look? look = null) =>
        await OpenAsync(Shared.Shop, look, await chromium.SessionAsync(phone));

    public async ValueTask DisposeAsync()
    {
        foreach (var visitor in visitors)
        {
            await visitor.Page.Context.DisposeAsync();
        }

        // A node that shares the database of another one goes before it.
        foreach (var portal in Enumerable.Reverse(portals))
        {
            await portal.DisposeAsync();
        }

        GC.SuppressFinalize(this);
        Assert.Empty(visitors.SelectMany(visitor => visitor.Complaints));
    }

    private async Task<Visitor> OpenAsync(Shop shop, Look? look, string? session)
    {
        var visitor = await chromium.OpenAsync(shop, look ?? new Look(), session);
        visitors.Add(visitor);
        return visitor;
    }
}
