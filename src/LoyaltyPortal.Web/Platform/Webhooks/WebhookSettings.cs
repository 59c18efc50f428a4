namespace LoyaltyPortal.Web.Platform.Webhooks;

/// <summary>What webhooks may reach: the section <c>Webhooks</c> of the settings.</summary>
/// <param name="AllowPrivate">Whether addresses that are not public may be told, and this machine's without encryption: for
/// whoever develops a receiver.</param>
internal sealed record WebhookSettings(bool AllowPrivate)
{
    private const string Key = "Webhooks:AllowPrivate";

    /// <exception cref="StartRefusedException">Private addresses are allowed outside Development, or the setting is no
    /// truth value.</exception>
    public static WebhookSettings Read(IConfiguration configuration, bool isDevelopment) =>
        configuration[Key] switch
        {
            null or "" => new WebhookSettings(AllowPrivate: false),
            var value when !bool.TryParse(value, out _) => throw new StartRefusedException(
                $"{Key} is \"{value}\"; it must be true or false."
            ),
            var value when bool.Parse(value) && !isDevelopment => throw new StartRefusedException(
                $"{Key} is true; that is for Development alone."
            ),
            var value => new WebhookSettings(bool.Parse(value)),
        };
}
