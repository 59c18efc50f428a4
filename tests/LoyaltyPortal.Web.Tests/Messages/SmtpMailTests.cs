using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using LoyaltyPortal.Data.Messages;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Web.Platform;
using LoyaltyPortal.Web.Platform.Messages;
using LoyaltyPortal.Web.Tests.Messages.Support;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Messages;

/// <summary>Mail, through a real server.</summary>
public sealed partial class SmtpMailTests
{
    private const string Subject = "Ваша карта «Стоматорг» — готова, и это тема длиннее одной строки заголовка";
    private const string Text = "Здравствуйте!\n\nВаша карта готова: 🎁\n.\nСтрока после точки.";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_Russian_mail_arrives_readable()
    {
        await using var server = await MailServer.StartAsync();
        var message = Senders.Message(Text, Subject, "anna@shop.test");

        Assert.IsType<Sending.Sent>(await SenderTo(server).SendAsync(message, Stop));

        var mail = Assert.Single(await server.DeliversAsync(1));
        Assert.Equal(Subject, SubjectOf(mail));
        Assert.Equal(Text, BodyOf(mail).Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd('\n'));
        Assert.Contains($"Message-ID: <{message.Id:N}@shop.test>", mail, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("To: anna@shop.test", mail, StringComparison.Ordinal);
        Assert.Contains("Auto-Submitted: auto-generated", mail, StringComparison.Ordinal);
        Assert.Contains("Content-Type: text/plain; charset=utf-8", mail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_that_can_be_ended_says_so_to_mail_programs()
    {
        await using var server = await MailServer.StartAsync();
        var (plain, ended) = (
            Senders.Message(Text, Subject, "anna@shop.test"),
            Senders.Message(Text, Subject, "anna@shop.test", "https://shop.test/notices/stop/abcdefghijklmnopqrstuv")
        );

        await SenderTo(server).SendAsync(plain, Stop);
        Assert.DoesNotContain(
            "List-Unsubscribe",
            Assert.Single(await server.DeliversAsync(1)),
            StringComparison.Ordinal
        );
        await SenderTo(server).SendAsync(ended, Stop);

        var mail = Assert.Single(
            await server.DeliversAsync(2),
            each => each.Contains("List-Unsubscribe", StringComparison.Ordinal)
        );
        Assert.Matches(@"(?m)^List-Unsubscribe:\s+<https://shop\.test/notices/stop/abcdefghijklmnopqrstuv>\r?$", mail);
        Assert.Matches(@"(?m)^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r?$", mail);
    }

    [Fact]
    public async Task A_subject_cannot_add_a_header()
    {
        await using var server = await MailServer.StartAsync();
        var message = Senders.Message("Текст", "Тема\r\nBcc: boris@shop.test", "anna@shop.test");

        Assert.IsType<Sending.Sent>(await SenderTo(server).SendAsync(message, Stop));

        var mail = Assert.Single(await server.DeliversAsync(1));
        Assert.Equal("Тема  Bcc: boris@shop.test", SubjectOf(mail));
        Assert.DoesNotMatch("(?m)^Bcc:", mail);
    }

    [Theory]
    [InlineData("nobody@shop.test", "smtp-550", false)]
    [InlineData("anna@elsewhere.test", "smtp-550", false)]
    [InlineData("busy@shop.test", "smtp-451", true)]
    [InlineData("no address", "smtp-bad-address", false)]
    public async Task A_refusal_that_begins_with_5_is_for_good_and_one_with_4_for_now(
        string recipient,
        string fault,
        bool mayRetry
    )
    {
        await using var server = await MailServer.StartAsync();

        var came = await SenderTo(server).SendAsync(Senders.Message(Text, Subject, recipient), Stop);

        Assert.Equal(new SendFailure(fault, mayRetry), Assert.IsType<Sending.Failed>(came).Failure);
        Assert.Empty(await server.MailsAsync());
    }

    [Fact]
    public async Task A_server_that_offers_no_encryption_gets_nothing_unless_it_is_allowed_to()
    {
        await using var server = await MailServer.StartAsync();
        var sender = Senders.Of(
            OutboxMessage.MailMedium,
            ("Mail", "smtp"),
            ("Smtp:Host", "127.0.0.1"),
            ("Smtp:Port", $"{server.Port}"),
            ("Smtp:From", "card@shop.test")
        );

        Assert.IsType<Sending.Failed>(await sender.SendAsync(Senders.Message(Text, Subject, "anna@shop.test"), Stop));
        Assert.Empty(await server.MailsAsync());
    }

    [Fact]
    public async Task A_server_that_hangs_is_left_after_its_time()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var sender = Senders.Of(
            OutboxMessage.MailMedium,
            ("Mail", "smtp"),
            ("Smtp:Host", "127.0.0.1"),
            ("Smtp:Port", $"{((IPEndPoint)listener.LocalEndpoint).Port}"),
            ("Smtp:StartTls", "false"),
            ("Smtp:From", "card@shop.test"),
            ("Smtp:Timeout", "1")
        );

        var came = await sender
            .SendAsync(Senders.Message(Text, Subject, "anna@shop.test"), Stop)
            .WaitAsync(TimeSpan.FromSeconds(20), Stop);

        Assert.Equal(new SendFailure("smtp-timeout", true), Assert.IsType<Sending.Failed>(came).Failure);
    }

    [Fact]
    public async Task A_mail_that_found_the_server_down_arrives_later_and_once_and_one_to_nobody_is_a_dead_letter()
    {
        await using var server = await MailServer.StartAsync();
        await server.PauseAsync();
        await using var portal = await SendingPortal.StartAsync(
            "Production",
            ("Sms", "none"),
            ("Mail", "smtp"),
            ("Smtp:Host", "127.0.0.1"),
            ("Smtp:Port", $"{server.Port}"),
            ("Smtp:StartTls", "false"),
            ("Smtp:From", "Стоматорг <card@shop.test>")
        );
        var mail = await portal.WritesAsync(Text, false, OutboxMessage.MailMedium, "anna@shop.test", Subject);
        await portal.BecomesAsync(mail, message => message is { FailedTries: 1, LastFault: "smtp-unreachable" });

        server.Listen();
        portal.Passes(TimeSpan.FromSeconds(6));
        await portal.BecomesAsync(mail, message => message.SentAt is not null);
        var lost = await portal.WritesAsync(Text, false, OutboxMessage.MailMedium, "nobody@shop.test", Subject);
        var dead = await portal.BecomesAsync(lost, message => message.GivenUpAt is not null);
        portal.Passes(TimeSpan.FromDays(2));
        await Task.Delay(TimeSpan.FromSeconds(2), Stop);

        Assert.Equal(("smtp-550", 1), (dead.LastFault, dead.FailedTries));
        Assert.Equal(Subject, SubjectOf(Assert.Single(await server.DeliversAsync(1))));
    }

    [Theory]
    [InlineData("Messages:Smtp:From", "Smtp:From", "nobody")]
    [InlineData("Messages:Smtp:Port", "Smtp:Port", "0")]
    [InlineData("Messages:Smtp:StartTls", "Smtp:StartTls", "perhaps")]
    [InlineData("Messages:Smtp:StartTls", "Smtp:StartTls", "false")]
    [InlineData("Messages:Smtp:User", "Smtp:Password", null)]
    [InlineData("Messages:Smtp:Timeout", "Smtp:Timeout", "ten")]
    public void A_wrong_setting_stops_the_start_by_its_name(string told, string key, string? value)
    {
        var refused = Assert.Throws<StartRefusedException>(() =>
            Senders.All(
                "Production",
                ("Mail", "smtp"),
                ("Smtp:Host", "mail.shop.test"),
                ("Smtp:From", "card@shop.test"),
                ("Smtp:User", "robot"),
                ("Smtp:Password", "hidden"),
                (key, value)
            )
        );

        Assert.StartsWith(told + " ", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", refused.Message, StringComparison.Ordinal);
    }

    private static IMessageSender SenderTo(MailServer server) =>
        Senders.Of(
            OutboxMessage.MailMedium,
            ("Mail", "smtp"),
            ("Smtp:Host", "127.0.0.1"),
            ("Smtp:Port", $"{server.Port}"),
            ("Smtp:StartTls", "false"),
            ("Smtp:From", "card@shop.test")
        );

    /// <summary>The subject as a mail program shows it: folded lines joined, encoded words decoded (RFC 2047).</summary>
    private static string SubjectOf(string mail)
    {
        var folded = Header().Match(mail).Groups["value"].Value;
        Assert.NotEqual("", folded);
        return Word()
            .Replace(
                WordGap().Replace(Fold().Replace(folded, " "), "?="),
                word =>
                    word.Groups["how"].Value.Equals("B", StringComparison.OrdinalIgnoreCase)
                        ? Encoding.UTF8.GetString(Convert.FromBase64String(word.Groups["text"].Value))
                        : Encoding.UTF8.GetString(QuotedBytes(word.Groups["text"].Value))
            );
    }

    private static byte[] QuotedBytes(string text)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < text.Length; i++)
        {
            bytes.Add(
                text[i] switch
                {
                    '_' => (byte)' ',
                    '=' => Convert.ToByte(text.Substring((i += 2) - 1, 2), 16),
                    _ => (byte)text[i],
                }
            );
        }
        return [.. bytes];
    }

    private static string BodyOf(string mail) =>
        Encoding.UTF8.GetString(Convert.FromBase64String(mail[(mail.IndexOf("\n\n", StringComparison.Ordinal) + 2)..]));

    [GeneratedRegex(@"^Subject: (?<value>.*(\n[ \t].*)*)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Header();

    [GeneratedRegex(@"\n[ \t]+", RegexOptions.None, 1000)]
    private static partial Regex Fold();

    [GeneratedRegex(@"\?=\s+(?==\?)", RegexOptions.None, 1000)]
    private static partial Regex WordGap();

    [GeneratedRegex(
        @"=\?utf-8\?(?<how>[BQbq])\?(?<text>[^?]*)\?=",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Word();
}
