using System.Globalization;
using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Security.Authentication;
using System.Text;
using LoyaltyPortal.Data.Model;

namespace LoyaltyPortal.Web.Platform.Messages;

/// <summary>
/// Hands mail to an SMTP server. By System.Net.Mail, which is no longer developed: MailKit, which its own documentation
/// recommends, is not on the registry this project restores from. It does what is needed here: STARTTLS with checked
/// certificates, a sign-in, UTF-8.
/// </summary>
internal sealed class SmtpMail(MailSettings settings) : IMessageSender
{
    public bool StaysHere => false;

    public async Task<Sending> SendAsync(OutboxMessage message, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(message);
        // The client's own timeout does not hold for asynchronous calls. The machine's time, as for the gateway.
        using var limit = new CancellationTokenSource(settings.Timeout);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            using var mail = MailOf(message);
            using var client = new SmtpClient(settings.Host, settings.Port) { EnableSsl = settings.StartTls };
            if (settings.User is { } user)
            {
                client.Credentials = new NetworkCredential(user, settings.Password);
            }
            await client.SendMailAsync(mail, both.Token).WaitAsync(both.Token);
            return new Sending.Sent();
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Sending.ForNow("smtp-timeout");
        }
        catch (FormatException)
        {
            return Sending.ForGood("smtp-bad-address");
        }
        catch (SmtpException refused)
        {
            return FailureOf(refused);
        }
        catch (Exception broken) when (broken is IOException or AuthenticationException)
        {
            return Sending.ForNow("smtp-broken");
        }
    }

    /// <summary>What begins with 4 is for now, what begins with 5 for good (RFC 5321, 4.2.1).</summary>
    private static Sending.Failed FailureOf(SmtpException refused)
    {
        var status = (int)refused.StatusCode;
        var fault = string.Create(CultureInfo.InvariantCulture, $"smtp-{status}");
        return status switch
        {
            >= 500 and <= 599 => Sending.ForGood(fault),
            >= 400 and <= 499 => Sending.ForNow(fault),
            _ when refused.InnerException is AuthenticationException => Sending.ForNow("smtp-no-trust"),
            _ => Sending.ForNow("smtp-unreachable"),
        };
    }

    private MailMessage MailOf(OutboxMessage message)
    {
        var mail = new MailMessage(settings.From, new MailAddress(message.Recipient))
        {
            // A line break would begin another header.
            Subject = string.Concat(
                (message.Subject ?? string.Empty).Select(each => char.IsControl(each) ? ' ' : each)
            ),
            SubjectEncoding = Encoding.UTF8,
            Body = message.Text,
            BodyEncoding = Encoding.UTF8,
            BodyTransferEncoding = TransferEncoding.Base64,
            HeadersEncoding = Encoding.UTF8,
        };
        // The same at each try, so that a mail program shows a mail that was sent twice once.
        mail.Headers.Add("Message-ID", $"<{message.Id:N}@{settings.From.Host}>");
        // No machine answers it, and no "out of office" comes back (RFC 3834).
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        if (message.StopLink is { } stop)
        {
            // The button of mail programs that ends such mail at once (RFC 2369, RFC 8058).
            mail.Headers.Add("List-Unsubscribe", $"<{stop}>");
            mail.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        return mail;
    }
}
