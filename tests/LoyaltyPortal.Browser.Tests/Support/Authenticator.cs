using System.Text.Json;
using Microsoft.Playwright;

namespace LoyaltyPortal.Browser.Tests.Support;

/// <summary>A device of the browser's own that makes passkeys and answers with them, as a phone does after a finger.</summary>
public sealed class Authenticator
{
    private readonly ICDPSession wire;
    private readonly string id;

    private Authenticator(ICDPSession session, string id)
    {
        wire = session;
        this.id = id;
    }

    public static async Task<Authenticator> AddAsync(Visitor visitor)
    {
        var session = await visitor.Page.Context.NewCDPSessionAsync(visitor.Page);
        await session.SendAsync("WebAuthn.enable");
        var answer = await session.SendAsync(
            "WebAuthn.addVirtualAuthenticator",
            new Dictionary<string, object>
            {
                ["options"] = new Dictionary<string, object>
                {
                    ["protocol"] = "ctap2",
                    ["transport"] = "internal",
                    ["hasResidentKey"] = true,
                    ["hasUserVerification"] = true,
                    ["isUserVerified"] = true,
                    ["automaticPresenceSimulation"] = true,
                },
            }
        );
        return new Authenticator(session, answer!.Value.GetProperty("authenticatorId").GetString()!);
    }

    /// <summary>How many passkeys it holds.</summary>
    public async Task<int> CountAsync()
    {
        var answer = await wire.SendAsync(
            "WebAuthn.getCredentials",
            new Dictionary<string, object> { ["authenticatorId"] = id }
        );
        return answer!.Value.GetProperty("credentials").GetArrayLength();
    }

    /// <summary>Whether its owner can show a finger or a PIN.</summary>
    public Task VerifiesAsync(bool can) =>
        wire.SendAsync(
            "WebAuthn.setUserVerified",
            new Dictionary<string, object> { ["authenticatorId"] = id, ["isUserVerified"] = can }
        );
}
