using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Messages.Support;

/// <summary>
/// Debian's Exim on a loopback port, with a configuration, a queue and a mailbox of its own in a temporary folder. It is
/// started for each connection, as inetd does, so nothing stays behind. It keeps its queue only as root.
/// </summary>
internal sealed class MailServer : IAsyncDisposable
{
    private const string Exim = "/usr/sbin/exim4";

    private static readonly bool IsRoot = Environment.UserName == "root";

    private readonly string folder = Directory.CreateTempSubdirectory("loyalty-mail-").FullName;
    private readonly List<Task> connections = [];
    private CancellationTokenSource? stopping;
    private Task? listening;

    private MailServer() { }

    /// <summary>The port; the same after a pause.</summary>
    public int Port { get; private set; }

    private string Configuration => Path.Combine(folder, "exim.conf");

    private string Box => Path.Combine(folder, "box", "new");

    /// <summary>A server that listens; skips the test where there is none.</summary>
    public static async Task<MailServer> StartAsync()
    {
        if (!File.Exists(Exim))
        {
            Assert.Skip("There is no SMTP server here: install exim4-daemon-light, as ./test does.");
        }
        if (!IsRoot && await RunAsync("sudo", "-n", "true") != 0)
        {
            Assert.Skip("Exim keeps its queue only as root, and sudo asks for a password.");
        }
        var server = new MailServer();
        // Exim leaves root behind when it writes to the mailbox.
        Assert.Equal(0, await RunAsync("chmod", "0777", server.folder));
        await File.WriteAllTextAsync(server.Configuration, server.Words());
        Assert.Equal(0, await RunAsync("chmod", "0644", server.Configuration));
        await AsRootAsync("chown", "0:0", server.Configuration);
        server.Listen();
        return server;
    }

    /// <summary>Listens, on the same port as before where there was one.</summary>
    public void Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, Port);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        stopping = new CancellationTokenSource();
        listening = ServeAsync(listener, stopping.Token);
    }

    /// <summary>Goes down.</summary>
    public async Task PauseAsync()
    {
        await stopping!.CancelAsync();
        await listening!;
        await Task.WhenAll(connections);
        stopping.Dispose();
    }

    /// <summary>The mails delivered so far, as they lie in the mailbox.</summary>
    public async Task<IReadOnlyList<string>> MailsAsync()
    {
        var mails = new List<string>();
        if (Directory.Exists(Box))
        {
            foreach (var file in Directory.EnumerateFiles(Box).Order(StringComparer.Ordinal))
            {
                mails.Add(await File.ReadAllTextAsync(file));
            }
        }
        return mails;
    }

    /// <summary>Waits until so many mails were delivered.</summary>
    public async Task<IReadOnlyList<string>> DeliversAsync(int count)
    {
        var start = TimeProvider.System.GetTimestamp();
        while ((await MailsAsync()).Count < count)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(30), "No mail came.");
            await Task.Delay(50);
        }
        return await MailsAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (stopping is { IsCancellationRequested: false })
        {
            await PauseAsync();
        }
        await AsRootAsync("rm", "-rf", folder);
    }

    private async Task ServeAsync(TcpListener listener, CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(cancellation);
                connections.Add(TalkAsync(client));
            }
        }
        catch (OperationCanceledException)
        {
            listener.Dispose();
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var connection = client;
        await using var stream = client.GetStream();
        var start = IsRoot ? new ProcessStartInfo(Exim) : new ProcessStartInfo("sudo", ["-n", Exim]);
        foreach (var word in new[] { "-C", Configuration, "-bs" })
        {
            start.ArgumentList.Add(word);
        }
        start.UseShellExecute = false;
        start.RedirectStandardInput = start.RedirectStandardOutput = true;
        using var exim = Process.Start(start)!;
        var heard = HearAsync(stream, exim);
        try
        {
            await exim.StandardOutput.BaseStream.CopyToAsync(stream);
            client.Client.Shutdown(SocketShutdown.Send);
        }
        catch (Exception hungUp) when (hungUp is IOException or SocketException)
        {
            // The other side goes as soon as it has what it came for; Exim then hears the end too.
        }
        await heard;
        await exim.WaitForExitAsync();
    }

    private static async Task HearAsync(NetworkStream stream, Process exim)
    {
        try
        {
            var input = exim.StandardInput.BaseStream;
            var buffer = new byte[8192];
            for (int length; (length = await stream.ReadAsync(buffer)) > 0; )
            {
                await input.WriteAsync(buffer.AsMemory(0, length));
                await input.FlushAsync();
            }
        }
        catch (IOException)
        {
            // Either side has hung up.
        }
        finally
        {
            await exim.StandardInput.BaseStream.DisposeAsync();
        }
    }

    private static async Task AsRootAsync(string command, params string[] words)
    {
        var code = IsRoot ? await RunAsync(command, words) : await RunAsync("sudo", ["-n", command, .. words]);
        Assert.Equal(0, code);
    }

    private static async Task<int> RunAsync(string command, params string[] words)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(command, words) { UseShellExecute = false, RedirectStandardError = true }
            )!;
            await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return -1;
        }
    }

    /// <summary>It knows everybody at shop.test but nobody@, has no time for busy@ at first, and delivers at once.</summary>
    private string Words() =>
        $$$"""
            primary_hostname = mail.shop.test
            spool_directory = {{{folder}}}/spool
            log_file_path = {{{folder}}}/spool/%slog
            tls_advertise_hosts =
            host_lookup =
            rfc1413_query_timeout = 0s
            no_message_logs
            check_spool_space = 0
            check_spool_inodes = 0
            deliver_drop_privilege = true
            keep_environment =
            acl_smtp_rcpt = recipient

            begin acl
            recipient:
              deny   condition = ${if eq{$local_part}{nobody}}
                     message = no such person
              defer  condition = ${if eq{$local_part}{busy}}
                     message = later
              accept domains = shop.test
              deny   message = not a relay

            begin routers
            here:
              driver = accept
              transport = box

            begin transports
            box:
              driver = appendfile
              directory = {{{folder}}}/box
              maildir_format
              mode = 0644
              directory_mode = 0755

            """;
}
