using LoyaltyPortal.Data.Cards;
using LoyaltyPortal.Web.Platform;
using LoyaltyPortal.Web.Platform.Sessions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;

namespace LoyaltyPortal.Web.Features.Card;

/// <summary>The one live part of the page with the card: it shows nothing and has the page fetch itself again when a new
/// code is due and when something happened. What the page says is made in one place so, with a circuit or without.</summary>
public sealed class CardPulse(
    CardWatch watch,
    CardCodes codes,
    TimeProvider time,
    NavigationManager navigation,
    AuthenticationStateProvider authentication,
    IJSRuntime browser
) : ComponentBase, IAsyncDisposable
{
    private CardWatch.Watcher? watcher;
    private ITimer? timer;
    private bool isOver;
    private Guid accountId;
    private Guid sessionId;

    /// <summary>When the page needs another code (UTC).</summary>
    [Parameter, EditorRequired]
    public DateTimeOffset NextAt { get; set; }

    /// <summary>What the page shows already.</summary>
    [Parameter, EditorRequired]
    public CardState Seen { get; set; } = new(0, null);

    protected override async Task OnInitializedAsync()
    {
        // Whose card it is says the session, never the page.
        var user = (await authentication.GetAuthenticationStateAsync()).User;
        if (!isOver && user.AccountId() is { } account && SessionClaims.Id(user) is { } session)
        {
            (accountId, sessionId) = (account, session);
            watcher = watch.Watch(account, session, Seen, RefreshAsync);
        }
    }

    protected override void OnParametersSet()
    {
        timer?.Dispose();
        if (watcher is { } own)
        {
            own.Seen = Seen;
        }
        var wait = NextAt - time.GetUtcNow();
        timer = time.CreateTimer(
            _ => _ = RefreshAsync(),
            null,
            wait > TimeSpan.FromSeconds(1) ? wait : TimeSpan.FromSeconds(1),
            Timeout.InfiniteTimeSpan
        );
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        isOver = true;
        timer?.Dispose();
        if (watcher is { } own)
        {
            own.Dispose();
            if (!own.IsShownElsewhere)
            {
                await codes.CloseAsync(accountId, sessionId, await LastCodeAsync(), CancellationToken.None);
            }
        }
    }

    /// <summary>When the last code that ends with this page was to be followed by another one. A browser that answers shows
    /// another page by now: all codes end, also one that was still on its way. One that does not answer was closed, or loads
    /// the page anew and has its next code already.</summary>
    private async Task<DateTimeOffset> LastCodeAsync()
    {
        try
        {
            await browser.InvokeAsync<bool>("loyaltyCardIsSeen");
            return NextAt + CardCodes.Step;
        }
        catch (Exception lost) when (lost is JSException or JSDisconnectedException or OperationCanceledException)
        {
            return NextAt;
        }
    }

    /// <summary>Only a page that somebody sees gets another code: one that lies behind others stops being open by itself, and
    /// fetches itself again when it is looked at (card.js).</summary>
    private Task RefreshAsync() => InvokeAsync(() => isOver ? Task.CompletedTask : AskPageAsync());

    private async Task AskPageAsync()
    {
        try
        {
            await browser.InvokeVoidAsync("loyaltyCardRefresh");
        }
        catch (JSException)
        {
            // The script that knows is not there yet: the page has just come, so somebody looks.
            navigation.Refresh();
        }
        catch (Exception lost) when (lost is JSDisconnectedException or OperationCanceledException)
        {
            // Nobody looks any more.
        }
    }
}
