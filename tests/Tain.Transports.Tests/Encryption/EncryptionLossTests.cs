using Tain.Transports.Contract;
using Tain.Transports.Kit;

namespace Tain.Transports.Encryption;

/// <summary>Lines that lose, repeat and reorder, from many seeds: the handshake comes to its end, and what is delivered is right.</summary>
public class EncryptionLossTests
{
    private static readonly EncryptionServerKey s_key = EncryptionServerKey.Generate();

    [Fact]
    public void TheHandshakeComesToItsEndOnLinesThatLoseAThirdRepeatAndReorder()
    {
        for (int seed = 0; seed < 400; seed++)
        {
            using var line = new LossyPeers(seed, lossPercent: 33);
            Assert.True(line.RunUntilBothReady(limitMs: 6_000), $"Seed {seed}: the client is {line.Pair.Client.State} {line.Pair.Client.ErrorReason}, the server {line.Pair.Server.State} {line.Pair.Server.ErrorReason}.");
        }
    }

    [Fact]
    public void OnALineThatLosesNearlyAllItSucceedsOrTimesOutAndNothingElse()
    {
        int ready = 0;
        for (int seed = 1_000; seed < 1_300; seed++)
        {
            using var line = new LossyPeers(seed, lossPercent: 93);
            if (line.RunUntilBothReady(limitMs: 12_000)) ready++;
            foreach (EncryptionPeer peer in (EncryptionPeer[])[line.Pair.Client, line.Pair.Server])
                Assert.True(peer.State != EncryptionPeerState.Failed || peer.Refusal == EncryptionRefusal.Timeout, $"Seed {seed}: {peer.Refusal} {peer.ErrorReason}");
        }
        Assert.InRange(ready, 1, 299);
    }

    [Fact]
    public void OverKcpOnBadLinesEveryReliablePacketComesOnceInOrderAndUnreliableOnesAtMostOnce()
    {
        for (int seed = 0; seed < 25; seed++) Converse(seed);
    }

    /// <summary>The replay window must not cost packets: what the inner transport delivers of the unreliable ones, however reordered, is handed up.</summary>
    [Fact]
    [Trait("Attack", "E-02")]
    public void LossAndReorderingOnTheUnreliableChannelCostNothingMore()
    {
        var random = new Random(2);
        using PeerPair pair = new PeerPair().InState(isClient: true, EncryptionPeerState.Ready);
        List<byte[]> sent = [.. Enumerable.Range(0, 5_000).Select(i => pair.Seal(byClient: true, (byte)i, (byte)(i >> 8)))];
        byte[][] arriving = [.. sent.Where(_ => random.Next(100) >= 5).Select((packet, i) => (packet, place: i + random.Next(100))).OrderBy(one => one.place).Select(one => one.packet)];
        foreach (byte[] packet in arriving)
        {
            Assert.Equal(PeerOutcome.Data, pair.Give(toClient: false, packet));
            if (random.Next(10) == 0) Assert.Equal(PeerOutcome.None, pair.Give(toClient: false, packet));
        }
    }

    private static void Converse(int seed)
    {
        var random = new Random(seed);
        var wire = new Wire(new ManualClock()) { DelayMs = 20 };
        wire.Script = _ => new Fate(random.Next(100) < 20 ? 0 : random.Next(100) < 10 ? 2 : 1, random.Next(60));
        var transport = new EncryptionTransport(new KcpTransport { Sockets = wire, TimeProvider = wire.Clock }) { ServerKey = s_key, TrustedFingerprints = [s_key.Fingerprint] };
        using var server = new ServerProbe(transport.CreateServer());
        using var client = new ClientProbe(transport.CreateClient());
        server.Server.Start();
        client.Client.Connect("10.0.0.1");
        int sent = 0;
        for (int tick = 0; tick < 1_500; tick++)
        {
            // The server speaks first: it answers the connection, and then whatever comes.
            if (server.Connected.Any() && sent < 200)
            {
                byte[] packet = [(byte)sent, (byte)(sent >> 8)];
                foreach (Channel channel in Enum.GetValues<Channel>())
                {
                    server.Server.Send(server.Connected.Single(), packet, channel);
                    if (client.Client.IsConnected) client.Client.Send(packet, channel);
                }
                sent++;
            }
            client.Tick();
            server.Tick();
            wire.AdvanceMs(10);
        }

        string context = $"Seed {seed}";
        Assert.True(client.Client.IsConnected, $"{context}: {string.Join("; ", client.Events.TakeLast(3))} | {string.Join("; ", server.Events.TakeLast(3))}");
        Assert.Empty(client.Of(TransportEventKind.Error));
        Assert.Empty(server.Of(TransportEventKind.Error));
        foreach (IEnumerable<PulledEvent> received in (IEnumerable<PulledEvent>[])[client.Data, server.Of(TransportEventKind.Data)])
        {
            int[] reliable = [.. received.Where(pulled => pulled.Channel == Channel.Reliable).Select(Number)];
            int[] unreliable = [.. received.Where(pulled => pulled.Channel == Channel.Unreliable).Select(Number)];
            Assert.Equal(Enumerable.Range(200 - reliable.Length, reliable.Length), reliable);
            Assert.InRange(reliable.Length, 100, 200);
            Assert.Equal(unreliable.Distinct().Count(), unreliable.Length);
            Assert.InRange(unreliable.Length, 60, 200);
        }
    }

    private static int Number(PulledEvent pulled) => pulled.Data[0] | (pulled.Data[1] << 8);

    /// <summary>The two state machines with a line between them that does to each packet what the seed says.</summary>
    private sealed class LossyPeers(int seed, int lossPercent) : IDisposable
    {
        private readonly Random _random = new(seed);
        private readonly PriorityQueue<(bool ToClient, byte[] Packet), (long DueMs, int Order)> _underWay = new();
        private long _nowMs;
        private int _order;
        private bool _serverSpoke;

        public PeerPair Pair { get; } = new(seed);

        public bool RunUntilBothReady(int limitMs)
        {
            for (; _nowMs < limitMs; _nowMs += 10)
            {
                Do(isClient: true, Pair.Client.Tick(_nowMs));
                Do(isClient: false, Pair.Server.Tick(_nowMs));
                while (_underWay.TryPeek(out (bool ToClient, byte[] Packet) arriving, out (long DueMs, int) due) && due.DueMs <= _nowMs)
                {
                    _underWay.Dequeue();
                    Do(arriving.ToClient, Pair.Give(arriving.ToClient, arriving.Packet));
                }
                // A server pings ten times a second, and some of that gets through.
                if (_serverSpoke && _nowMs % 100 == 0 && Pair.Server.State == EncryptionPeerState.Ready) Post(toClient: true, Pair.Seal(byClient: false, 1));
                if (Pair.Client.State == EncryptionPeerState.Ready && Pair.Server.State == EncryptionPeerState.Ready) return true;
            }
            return false;
        }

        public void Dispose() => Pair.Dispose();

        private void Do(bool isClient, PeerOutcome outcome)
        {
            if ((outcome & PeerOutcome.Send) != 0) Post(!isClient, Pair.Peer(isClient).HandshakePacket.ToArray());
            if (!isClient && (outcome & PeerOutcome.BecameReady) != 0) _serverSpoke = true;
        }

        private void Post(bool toClient, byte[] packet)
        {
            int copies = _random.Next(100) < 10 ? 2 : 1;
            for (int i = 0; i < copies; i++)
            {
                if (_random.Next(100) >= lossPercent) _underWay.Enqueue((toClient, packet), (_nowMs + 10 + _random.Next(120), _order++));
            }
        }
    }
}
