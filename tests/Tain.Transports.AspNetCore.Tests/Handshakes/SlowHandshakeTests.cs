using System.Security.Cryptography.X509Certificates;
using Tain.Transports.Contract;
using Tain.Transports.Kit;
using Tain.Transports.WebSockets;

namespace Tain.Transports.Handshakes;

/// <summary>Strangers who begin and do not go on (W-02): with TLS and without, one by one and a thousand at once.</summary>
[Trait("Attack", "W-02")]
[Collection(CrowdCollection.Name)]
public class SlowHandshakeTests
{
    private const int Slow = 1000;

    // The first record of a TLS handshake, announced and not sent.
    private static readonly byte[] HalfARecord = [0x16, 0x03, 0x01, 0x02, 0x00, 0x01];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AThousandSlowOnesNeitherKeepARealClientOutNorStay(bool tls)
    {
        using var authority = new TestAuthority();
        using X509Certificate2? certificate = tls ? authority.Sign("127.0.0.1") : null;
        using var rig = new WebSocketRig(usual => new WebSocketTransport
        {
            Port = 0,
            ListenAddress = usual.ListenAddress,
            LoggerFactory = usual.LoggerFactory,
            TimeProvider = usual.TimeProvider,
            HandshakeTimeout = TimeSpan.FromSeconds(3),
            Certificate = certificate,
        });
        var slow = new List<RawPeer>();
        for (int i = 0; i < Slow; i++)
        {
            RawPeer peer = RawPeer.Connect(rig.Port);
            if (i % 3 > 0) peer.Send(tls ? HalfARecord[..(i % 3 * 3)] : "GET / HTTP/1.1\r\nHos"u8[..(i % 3 * 9)].ToArray());
            slow.Add(peer);
        }

        long begun = TimeProvider.System.GetTimestamp();
        using var client = new ClientProbe(new WebSocketClientTransport { TrustedRoots = [authority.Root] }.CreateClient());
        rig.Bench.Ticked.Add(client);
        client.Client.Connect(new Uri($"{(tls ? "wss" : "ws")}://127.0.0.1:{rig.Port}/"));
        rig.Bench.WaitUntil(() => client.Events.Count > 0 && rig.Server.Connected.Any(), "the real client has a result");
        double seconds = TimeProvider.System.GetElapsedTime(begun).TotalSeconds;

        Assert.Equal(TransportEventKind.Connected, client.Events[0].Kind);
        // The defence asks for one second; on a machine that runs other tests beside, ten times that still shows that nobody waits for the slow ones' deadline and queue.
        Assert.InRange(seconds, 0, 10);
        rig.Bench.WaitUntil(() => CountClosed(slow) == Slow, "all slow handshakes are closed");
        client.ServerId = rig.Server.Connected.Single();
        rig.Bench.Settle(client);
        rig.Clock.Advance(TimeSpan.FromSeconds(11));
        client.Client.Send([1], Channel.Reliable);
        rig.Bench.Settle(client);
        Assert.InRange(rig.Log.Lines.Length, 1, 3);
        Assert.All(rig.Log.Lines, line => Assert.Contains("WebSocket refused connections: ", line, StringComparison.Ordinal));
        slow.ForEach(peer => peer.Dispose());
    }

    [Fact]
    public void ATrickleOfOneByteDoesNotExtendTheDeadline()
    {
        using var rig = new WebSocketRig(usual => new WebSocketTransport { Port = 0, ListenAddress = usual.ListenAddress, HandshakeTimeout = TimeSpan.FromSeconds(1) });
        using RawPeer peer = RawPeer.Connect(rig.Port);
        byte[] request = System.Text.Encoding.ASCII.GetBytes(Wire.HttpHead.Request());
        int sent = 0;
        long nextAt = 0;
        rig.Bench.WaitUntil(
            () =>
            {
                // One byte each 50 ms would take 8 s in all.
                long now = TimeProvider.System.GetTimestamp();
                if (now >= nextAt && sent < request.Length - 4)
                {
                    peer.Send([request[sent++]]);
                    nextAt = now + (TimeProvider.System.TimestampFrequency / 20);
                }
                peer.Pump();
                return peer.IsClosed;
            },
            "it is cut off");
        Assert.InRange(sent, 1, 100);
        Assert.Empty(rig.Server.Connected);
    }

    [Fact]
    public void AConnectionThatIsOpenHasNoDeadlineAnyMore()
    {
        using var rig = new WebSocketRig(usual => new WebSocketTransport { Port = 0, ListenAddress = usual.ListenAddress, HandshakeTimeout = TimeSpan.FromMilliseconds(200) });
        using RawPeer slow = RawPeer.Connect(rig.Port);
        ClientProbe client = rig.Bench.AddConnectedClient();
        rig.Bench.WaitUntil(() => CountClosed([slow]) == 1, "the deadline has passed");
        rig.Bench.Settle(client);
    }

    private static int CountClosed(List<RawPeer> peers) => peers.Count(peer =>
    {
        if (!peer.IsClosed) peer.Pump();
        return peer.IsClosed;
    });
}
