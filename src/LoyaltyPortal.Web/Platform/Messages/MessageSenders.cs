namespace LoyaltyPortal.Web.Platform.Messages;

/// <summary>Who sends the messages of each medium.</summary>
internal sealed class MessageSenders(MessageSettings settings, IHttpClientFactory clients, TimeProvider time)
{
    /// <summary>The media whose messages are sent, each with its sender.</summary>
    public IReadOnlyDictionary<string, IMessageSender> ByMedium { get; } =
        settings
            .Ways.Select(each => (Medium: each.Key, Sender: SenderOf(each.Value, settings, clients, time)))
            .Where(each => each.Sender is not null)
            .ToDictionary(each => each.Medium, each => each.Sender!);

    /// <summary>The media that go a way which has no sender.</summary>
    public IReadOnlyList<string> MediaOf(MessageWay way) =>
        [.. settings.Ways.Where(each => each.Value == way).Select(each => each.Key)];

    private static IMessageSender? SenderOf(
        MessageWay way,
        MessageSettings settings,
        IHttpClientFactory clients,
        TimeProvider time
    ) =>
        way switch
        {
            MessageWay.Inbox => new DemoInbox(),
            MessageWay.Http => new HttpGateway(clients, settings.Gateway!, time),
            MessageWay.Smtp => new SmtpMail(settings.Mail!),
            _ => null,
        };
}
