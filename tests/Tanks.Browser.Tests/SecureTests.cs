using Microsoft.Playwright;
using Tain.Transports;

namespace Tanks.Browser.Tests;

/// <summary>Browsers over TLS that ends in the server's own process.</summary>
public sealed class SecureTests(SecureBrowser browser) : IClassFixture<SecureBrowser>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task TheGameIsPlayedOverWssAndAClosedTabFreesItsPlaceAtOnce()
    {
        using ServerProcess server = await ServerProcess.StartAsync(
            "--arena", "duel", "--bots", "0", "--max-players", "1", "--certificate", browser.Certificate.CertificatePath, "--certificate-key", browser.Certificate.KeyPath);
        Assert.Equal("https", server.Page.Scheme);
        Tab ada = await browser.OpenAsync(server.Page);
        await ada.WaitForTanksAsync(1);
        Tab bob = await browser.OpenAsync(server.Page);
        await bob.WaitForAsync("() => tain.state === 'full'");

        await ada.Page.CloseAsync();
        await bob.WaitForTanksAsync(1);

        Assert.Empty(ada.Problems);
        Assert.Empty(bob.Problems);
    }

    [Fact]
    public async Task ATransportsOwnCertificateServesAPagesSocketAndAClosedTabIsSeenAtOnce()
    {
        var transport = new WebSocketTransport { Port = 0, Path = "/play", CertificatePath = browser.Certificate.CertificatePath, CertificateKeyPath = browser.Certificate.KeyPath };
        using TransportServer server = transport.CreateServer();
        server.Start();
        // Some page of this machine, because a browser lets no other connect to it; that it is a 404 does not matter.
        Tab tab = await browser.OpenAsync(new Uri($"https://localhost:{server.Uri.Port}/"));
        await OpenSocketAsync(tab, $"wss://localhost:{server.Uri.Port}/play");
        int id = await PullAsync(server, TransportEventKind.Connected);

        await tab.Page.EvaluateAsync("() => socket.send(new Uint8Array([1, 2, 3]))");
        await PullAsync(server, TransportEventKind.Data);
        Assert.True(server.Send(id, [4, 5], Channel.Reliable));
        server.Flush();
        await tab.Page.WaitForFunctionAsync("() => heard === '4,5'");

        long closed = TimeProvider.System.GetTimestamp();
        await tab.Page.CloseAsync();
        Assert.Equal(id, await PullAsync(server, TransportEventKind.Disconnected));
        // Long before the idle timeout of 20 s: the browser says goodbye for the tab.
        Assert.InRange(TimeProvider.System.GetElapsedTime(closed).TotalSeconds, 0, 15);
    }

    [Fact]
    public async Task ABrowserRefusesACertificateThatItDoesNotTrust()
    {
        using var stranger = new CertificateFiles();
        using TransportServer server = new WebSocketTransport { Port = 0, CertificatePath = stranger.CertificatePath, CertificateKeyPath = stranger.KeyPath }.CreateServer();
        using TransportServer trusted = new WebSocketTransport
        {
            Port = 0,
            CertificatePath = browser.Certificate.CertificatePath,
            CertificateKeyPath = browser.Certificate.KeyPath,
        }.CreateServer();
        server.Start();
        trusted.Start();
        Tab tab = await browser.OpenAsync(new Uri($"https://localhost:{trusted.Uri.Port}/page"));
        await OpenSocketAsync(tab, $"wss://localhost:{trusted.Uri.Port}/");
        await Assert.ThrowsAsync<PlaywrightException>(() => OpenSocketAsync(tab, $"wss://localhost:{server.Uri.Port}/"));
        Assert.False(server.TryReceive(out _));
    }

    private static Task OpenSocketAsync(Tab tab, string address) => tab.Page.EvaluateAsync(
        """
        address => new Promise((opened, failed) => {
          window.socket = new WebSocket(address);
          socket.binaryType = 'arraybuffer';
          socket.onmessage = message => { window.heard = new Uint8Array(message.data).join(','); };
          socket.onopen = () => opened();
          socket.onerror = () => failed(new Error('refused'));
        })
        """,
        address);

    // Ticks until an event of a kind comes, and says whose it was.
    private static async Task<int> PullAsync(TransportServer server, TransportEventKind kind)
    {
        long begun = TimeProvider.System.GetTimestamp();
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (TimeProvider.System.GetElapsedTime(begun) < Patience)
        {
            while (server.TryReceive(out TransportEvent received))
            {
                if (received.Kind == kind) return received.ConnectionId;
            }
            server.Flush();
            await ticks.WaitForNextTickAsync();
        }
        throw new TimeoutException($"The server never saw {kind}.");
    }
}
