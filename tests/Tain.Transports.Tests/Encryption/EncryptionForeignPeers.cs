using Tain.Transports.Contract;

namespace Tain.Transports.Encryption;

/// <summary>Peers that speak the inner transport properly and the encryption not.</summary>
internal sealed class EncryptionForeignPeers(Transport inner, Func<Transport, EncryptionTransport> describe, Action<TransportClient, TransportServer> connect) : ForeignPeers
{
    public override IForeignPeer BeginHandshake(TransportServer server)
    {
        using EncryptionIdentity identity = EncryptionIdentity.Generate();
        return Connect(server, [[EncryptionWire.HandshakeStart, .. identity.PublicKey.Encoded]]);
    }

    public override IForeignPeer SendGarbage(TransportServer server, int seed)
    {
        var random = new Random(seed);
        return Connect(server, [.. Enumerable.Range(0, 5).Select(_ => Noise(random, random.Next(1, 400)))]);
    }

    public override IForeignPeer ConnectThenSendGarbage(TransportServer server, int seed)
    {
        var garbling = new Garbling(inner, seed);
        var peer = new Garbler(garbling, describe(garbling).CreateClient());
        connect(peer.Client, server);
        return peer;
    }

    private static byte[] Noise(Random random, int length)
    {
        byte[] noise = new byte[length];
        random.NextBytes(noise);
        return noise;
    }

    private Stranger Connect(TransportServer server, byte[][] packets)
    {
        TransportClient client = inner.CreateClient();
        connect(client, server);
        return new Stranger(client, packets);
    }

    private sealed class Stranger(TransportClient client, byte[][] packets) : IForeignPeer
    {
        public bool IsGivenUp { get; private set; }

        public void Pump()
        {
            while (client.TryReceive(out TransportEvent received))
            {
                IsGivenUp |= received.Kind == TransportEventKind.Disconnected;
                if (received.Kind != TransportEventKind.Connected) continue;
                foreach (byte[] packet in packets) client.Send(packet, Channel.Reliable);
            }
            client.Flush();
        }

        public void Dispose() => client.Dispose();
    }

    private sealed class Garbler(Garbling garbling, TransportClient client) : IForeignPeer
    {
        private bool _wasConnected;

        public TransportClient Client => client;

        public bool IsGivenUp => _wasConnected && !client.IsConnected;

        public void Pump()
        {
            while (client.TryReceive(out TransportEvent received)) _wasConnected |= received.Kind == TransportEventKind.Connected;
            if (client.IsConnected) client.Send([1, 2, 3], Channel.Reliable);
            client.Flush();
            garbling.IsGarbling |= _wasConnected;
        }

        public void Dispose() => client.Dispose();
    }

    /// <summary>Replaces what its clients send by noise, once told to.</summary>
    private sealed class Garbling(Transport inner, int seed) : MiddlewareTransport(inner)
    {
        private readonly Random _random = new(seed);

        public bool IsGarbling { get; set; }

        public override TransportClient CreateClient() => new Client(this, Inner.CreateClient());

        private sealed class Client(Garbling owner, TransportClient inner) : MiddlewareClient(inner)
        {
            public override bool Send(ReadOnlySpan<byte> data, Channel channel)
            {
                if (!owner.IsGarbling || data.IsEmpty) return Inner.Send(data, channel);
                byte[] noise = Noise(owner._random, data.Length);
                noise[0] = 0xFF;   // no packet of the encryption begins so
                return Inner.Send(noise, channel);
            }
        }
    }
}
