using Tain.Transports.Contract;
using Tain.Transports.Kit;
using Tain.Transports.Metering;

namespace Tain.Transports.LiteNetLib;

/// <summary>The description: defaults, limits, instruments.</summary>
public class LiteNetLibTransportTests
{
    public static TheoryData<LiteNetLibTransport, string> OutOfRange => new()
    {
        { new LiteNetLibTransport { ConnectKey = "" }, "ConnectKey" },
        { new LiteNetLibTransport { ConnectKey = new string('x', 257) }, "ConnectKey" },
        { new LiteNetLibTransport { Mtu = 507 }, "Mtu" },
        { new LiteNetLibTransport { Mtu = 1_433 }, "Mtu" },
        { new LiteNetLibTransport { Mtu = 515, Sockets = new Wrapped(13) }, "Mtu" },
        { new LiteNetLibTransport { DisconnectTimeoutMs = 99 }, "DisconnectTimeoutMs" },
        { new LiteNetLibTransport { PingIntervalMs = 5_000 }, "PingIntervalMs" },
        { new LiteNetLibTransport { PingIntervalMs = 49 }, "PingIntervalMs" },
        { new LiteNetLibTransport { ConnectRetryMs = 0 }, "ConnectRetryMs" },
        { new LiteNetLibTransport { ConnectRetries = -1 }, "ConnectRetries" },
        { new LiteNetLibTransport { MaxReliableBytes = 1_431 }, "MaxReliableBytes" },
        { new LiteNetLibTransport { MaxReliableBytes = 16_777_217 }, "MaxReliableBytes" },
        { new LiteNetLibTransport { MaxSendQueueBytes = 524_287 }, "MaxSendQueueBytes" },
        { new LiteNetLibTransport { MaxConnections = 0 }, "MaxConnections" },
        { new LiteNetLibTransport { MaxConnectionsPerAddress = -1 }, "MaxConnectionsPerAddress" },
        { new LiteNetLibTransport { MaxHalfOpenConnections = 0 }, "MaxHalfOpenConnections" },
        { new LiteNetLibTransport { MaxHalfOpenPerSource = 0 }, "MaxHalfOpenPerSource" },
        { new LiteNetLibTransport { MaxHandshakesPerTick = 0 }, "MaxHandshakesPerTick" },
        { new LiteNetLibTransport { MaxDatagramsPerTick = 0 }, "MaxDatagramsPerTick" },
        { new LiteNetLibTransport { ReceiveBufferBytes = 0 }, "ReceiveBufferBytes" },
        { new LiteNetLibTransport { SendBufferBytes = 0 }, "SendBufferBytes" },
    };

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void ASettingOutOfRangeIsNamed(LiteNetLibTransport transport, string name)
    {
        Assert.Contains(name, Assert.Throws<ArgumentOutOfRangeException>(transport.CreateServer).Message);
        Assert.Contains(name, Assert.Throws<ArgumentOutOfRangeException>(transport.CreateClient).Message);
    }

    [Fact]
    public void TheDefaultsAreMirrors()
    {
        var transport = new LiteNetLibTransport();
        Assert.Equal(("litenet", 8888, "MIRROR_LITENETLIB", 5_000, 10), (transport.Scheme, transport.Port, transport.ConnectKey, transport.DisconnectTimeoutMs, transport.ConnectRetries));
        Assert.True(transport.Accepts(new Uri("litenet://host")));
        Assert.False(transport.Accepts(new Uri("kcp://host")));
    }

    [Theory]
    [InlineData(508, 0, 507, 504)]
    [InlineData(1_024, 0, 1_023, 1_020)]
    [InlineData(1_432, 13, 1_418, 1_415)]
    public void ThePacketsThatFitFollowFromTheMtu(int mtu, int overheadBytes, int unreliable, int batch)
    {
        using TransportServer server = new LiteNetLibTransport { Mtu = mtu, Sockets = new Wrapped(overheadBytes) }.CreateServer();
        Assert.Equal(unreliable, server.GetMaxPacketBytes(Channel.Unreliable));
        Assert.Equal(batch, server.GetBatchThresholdBytes(Channel.Reliable));
        Assert.Equal(262_144, server.GetMaxPacketBytes(Channel.Reliable));
    }

    [Fact]
    public void BothEndsFindTheLongestDatagramUnlessTheyAreToldNotTo()
    {
        using var table = new LiteNetTable();
        ClientProbe client = table.AddConnectedClient();
        table.RunMs(8_000);
        Assert.Equal(1_432, table.PeerOf(client.ServerId).Mtu);
        Assert.Equal(1_432, ((LiteNetLibClient)client.Client).Peer!.Mtu);

        using var plain = new LiteNetTable(transport => new LiteNetLibTransport { Sockets = transport.Sockets, TimeProvider = transport.TimeProvider, DiscoverMtu = false, Mtu = 600 });
        client = plain.AddConnectedClient();
        plain.RunMs(8_000);
        Assert.Equal(600, plain.PeerOf(client.ServerId).Mtu);
    }

    [Fact]
    public void WhatHasNotArrivedIsTold()
    {
        using var table = new LiteNetTable();
        ClientProbe client = table.AddConnectedClient();
        Assert.True(client.Client.Send(new byte[1_000], Channel.Reliable));
        Assert.True(table.Server.Server.Send(client.ServerId, new byte[5_000], Channel.Reliable));
        Assert.Equal(1_004, client.Client.GetSendQueueBytes());
        Assert.InRange(table.Server.Server.GetSendQueueBytes(client.ServerId), 5_000, 5_050);
        table.RunMs(30);
        Assert.Equal(1_004, client.Client.GetSendQueueBytes());
        table.RunMs(100);
        Assert.Equal(0, client.Client.GetSendQueueBytes());
        Assert.Equal(0, table.Server.Server.GetSendQueueBytes(client.ServerId));
    }

    [Fact]
    public void TheRoundTripIsMeasured()
    {
        using var table = new LiteNetTable(delayMs: 40);
        ClientProbe client = table.AddConnectedClient();
        table.RunMs(5_000);
        Assert.InRange(table.PeerOf(client.ServerId).RoundTrip.SmoothedMs, 80, 100);
        Assert.InRange(((LiteNetLibClient)client.Client).Peer!.RoundTrip.SmoothedMs, 80, 110);
    }

    [Fact]
    public void ConnectionsResendsAndDropsAreCounted()
    {
        using var meters = new TestMeters();
        using (var table = new LiteNetTable(plain => new LiteNetLibTransport { Sockets = plain.Sockets, TimeProvider = plain.TimeProvider, Meters = meters }))
        {
            ClientProbe client = table.AddConnectedClient();
            table.RunMs(50);
            Assert.Equal(2, meters["tain.litenet.connections"]);
            Assert.Equal(1, meters["tain.litenet.connections:server"]);
            table.Wire.Script = sent => Fate.Lost;
            client.Client.Send([1], Channel.Reliable);
            table.RunMs(300);
            Assert.InRange(meters["tain.litenet.resends:client"], 2, 6);
            for (int i = 0; i < 7; i++) table.Inject(LiteNetTable.Ping(1), LiteNetTable.Stranger(1));
            table.Inject(LiteNetTable.Request(), LiteNetTable.Stranger(2));
            table.Step();
            Assert.Equal(7, meters["tain.litenet.drops:Stranger"]);
            Assert.Equal(1, meters["tain.litenet.half_open"]);
        }
        Assert.Equal(0, meters["tain.litenet.connections"]);
        Assert.Equal(0, meters["tain.litenet.half_open"]);
    }

    /// <summary>Sockets that add a header; never opened here.</summary>
    private sealed class Wrapped(int overheadBytes) : DatagramSocketFactory
    {
        public override int OverheadBytes => overheadBytes;

        public override IDatagramSocket Bind(ushort port, DatagramSocketOptions options) => throw new NotSupportedException("These are only asked for their overhead.");

        public override IDatagramSocket Open(System.Net.EndPoint remote, DatagramSocketOptions options) => throw new NotSupportedException("These are only asked for their overhead.");

        public override ValueTask<System.Net.EndPoint> ResolveAsync(string host, int port, CancellationToken cancellation) =>
            throw new NotSupportedException("These are only asked for their overhead.");
    }
}
