using System.Security.Claims;
using LoyaltyPortal.Data.Programmes;
using LoyaltyPortal.Data.Sessions;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace LoyaltyPortal.Web.Platform.Sessions;

/// <summary>Lets nothing into a circuit whose session is over, also where its connection was taken up again without the
/// cookie, nor into one that was begun under another version of the programme: its pages keep that one.</summary>
internal sealed class CircuitGuard(
    AuthenticationStateProvider authentication,
    SessionBook book,
    ProgrammeBook programmes
) : CircuitHandler
{
    private readonly string version = programmes.Current.Programme.Version;
    private ClaimsPrincipal? user;

    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken) =>
        user = (await authentication.GetAuthenticationStateAsync()).User;

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(
        Func<CircuitInboundActivityContext, Task> next
    ) =>
        async context =>
        {
            var isOver =
                user is not null
                && SessionClaims.Id(user) is not null
                && !await SessionClaims.IsAliveAsync(user, book, CancellationToken.None);
            if (isOver)
            {
                // What an event throws ends its circuit.
                throw new SessionEndedException();
            }
            if (programmes.Current.Programme.Version != version)
            {
                throw new ProgrammeChangedException();
            }
            await next(context);
        };
}

/// <summary>Something came from a circuit whose session is over.</summary>
public sealed class SessionEndedException() : Exception("The session of this circuit is over.");

/// <summary>Something came from a circuit that was begun under another version of the programme; the page is to be loaded anew.</summary>
public sealed class ProgrammeChangedException() : Exception("Another version of the programme came into force.");
