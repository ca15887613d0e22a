using System.Net;
using System.Net.Sockets;
using Tain.Transports.Contract;
using Tain.Transports.Metering;

namespace Tain.Transports.ENet;

public class EnetTransportTests
{
    public static TheoryData<string, EnetTransport> OutOfRange => new()
    {
        { nameof(EnetTransport.MaxConnections), new EnetTransport { MaxConnections = 0 } },
        { nameof(EnetTransport.MaxConnections), new EnetTransport { MaxConnections = 4_095 } },
        { nameof(EnetTransport.MaxHalfOpenConnections), new EnetTransport { MaxConnections = 4_000, MaxHalfOpenConnections = 96 } },
        { nameof(EnetTransport.MaxHalfOpenConnections), new EnetTransport { MaxHalfOpenConnections = 0 } },
        { nameof(EnetTransport.HandshakeTimeoutMs), new EnetTransport { HandshakeTimeoutMs = 99 } },
        { nameof(EnetTransport.MaxConnectionsPerAddress), new EnetTransport { MaxConnectionsPerAddress = 4_096 } },
        { nameof(EnetTransport.ChannelCount), new EnetTransport { ChannelCount = 1 } },
        { nameof(EnetTransport.UnreliableMode), new EnetTransport { UnreliableMode = (EnetUnreliableMode)3 } },
        { nameof(EnetTransport.MaxPacketBytes), new EnetTransport { MaxPacketBytes = 1_199 } },
        { nameof(EnetTransport.MaxReceiveQueueBytes), new EnetTransport { MaxReceiveQueueBytes = 1_000 } },
        { nameof(EnetTransport.MaxSendQueueBytes), new EnetTransport { MaxSendQueueBytes = 1_000 } },
        { nameof(EnetTransport.TimeoutLimit), new EnetTransport { TimeoutLimit = 0 } },
        { nameof(EnetTransport.TimeoutMinimumMs), new EnetTransport { TimeoutMinimumMs = 99 } },
        { nameof(EnetTransport.TimeoutMaximumMs), new EnetTransport { TimeoutMaximumMs = 4_999 } },
        { nameof(EnetTransport.PingIntervalMs), new EnetTransport { PingIntervalMs = 9 } },
        { nameof(EnetTransport.ConnectTimeoutMs), new EnetTransport { ConnectTimeoutMs = 0 } },
        { nameof(EnetTransport.MaxDatagramsPerTick), new EnetTransport { MaxDatagramsPerTick = 0 } },
        { nameof(EnetTransport.IncomingBandwidth), new EnetTransport { IncomingBandwidth = -1 } },
        { nameof(EnetTransport.OutgoingBandwidth), new EnetTransport { OutgoingBandwidth = -1 } },
        { nameof(EnetTransport.ReceiveBufferBytes), new EnetTransport { ReceiveBufferBytes = 0 } },
        { nameof(EnetTransport.SendBufferBytes), new EnetTransport { SendBufferBytes = 0 } },
    };

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void ASettingOutOfRangeIsNamed(string name, EnetTransport transport)
    {
        Assert.Contains($"EnetTransport.{name}", Assert.Throws<ArgumentOutOfRangeException>(transport.CreateServer).Message);
        Assert.Contains($"EnetTransport.{name}", Assert.Throws<ArgumentOutOfRangeException>(transport.CreateClient).Message);
    }

    [Fact]
    public void TheDefaultsAreIgnorances()
    {
        var transport = new EnetTransport();
        Assert.Equal(("enet", (ushort)7777, 64, 2), (transport.Scheme, transport.Port, transport.MaxConnections, transport.ChannelCount));
        using TransportServer server = transport.CreateServer();
        Assert.Equal(1_200, server.GetMaxPacketBytes(Channel.Unreliable));
        Assert.Equal(32 * 1024 * 1024, new EnetTransport { MaxPacketBytes = 33_554_432, MaxReceiveQueueBytes = 33_554_432, MaxSendQueueBytes = 40_000_000 }.CreateServer().GetMaxPacketBytes(Channel.Reliable));
    }

    [Fact]
    public void WithoutTheLibraryTheFirstUseSaysWhatToInstall()
    {
        var transport = new EnetTransport { LibraryPath = "/nowhere/libenet.so" };
        using TransportServer server = transport.CreateServer();
        using TransportClient client = transport.CreateClient();
        Assert.False(transport.IsAvailable);
        string message = Assert.Throws<InvalidOperationException>(server.Start).Message;
        Assert.Contains("/nowhere/libenet.so", message);
        Assert.Contains("libenet7", message);
        Assert.Equal(message, Assert.Throws<InvalidOperationException>(() => client.Connect("127.0.0.1")).Message);
        Assert.False(server.IsActive);
        Assert.False(client.TryReceive(out _));
    }

    [Fact]
    public void AnotherLibraryOfTheNameIsRefused()
    {
        using TransportServer server = new EnetTransport { LibraryPath = "libc.so.6" }.CreateServer();
        Assert.Contains("enet_linked_version", Assert.Throws<InvalidOperationException>(server.Start).Message);
    }

    [Theory]
    [InlineData(0x020408, "ENet-CSharp")]
    [InlineData(0x010308, "limits")]
    [InlineData(0x010205, "1.2.5")]
    public void OtherVersionsAreRefused(int version, string word) =>
        Assert.Contains(word, Assert.Throws<InvalidOperationException>(() => EnetLibrary.CheckVersion(version)).Message);

    [Theory]
    [InlineData(0x010309)]
    [InlineData(0x010311)]
    [InlineData(0x010312)]
    public void Stock13IsTaken(int version) => EnetLibrary.CheckVersion(version);

    [Fact]
    public void APortInUseIsNamed()
    {
        using var rig = new EnetRig(new EnetTransport { Port = 0 });
        using TransportServer second = new EnetTransport { Port = (ushort)rig.Port }.CreateServer();
        Assert.Contains($"UDP port {rig.Port}", Assert.Throws<InvalidOperationException>(second.Start).Message);
        rig.Bench.Settle(rig.Bench.AddConnectedClient());
    }

    [Fact]
    public void TwoServersInOneProcessDoNotNoticeEachOther()
    {
        using var first = new EnetRig(new EnetTransport { Port = 0 });
        using var second = new EnetRig(new EnetTransport { Port = 0 });
        ClientProbe ofFirst = first.Bench.AddConnectedClient();
        ClientProbe ofSecond = second.Bench.AddConnectedClient();
        second.Server.Server.Stop();
        first.Bench.Settle(ofFirst);
        second.Bench.WaitUntil(() => ofSecond.Of(TransportEventKind.Disconnected).Any() || !second.Server.Server.IsActive, "the second stops");
        Assert.Single(first.Server.Connected);
    }

    [Fact]
    public void AHostNameIsResolvedWithoutBlocking()
    {
        using var rig = new EnetRig(new EnetTransport { Port = 0 });
        ClientProbe client = rig.Bench.AddClient();
        client.Client.Connect(new Uri($"enet://localhost:{rig.Port}"));
        rig.WaitUntil(() => client.Client.IsConnected, "the client is connected");
        Assert.Equal("127.0.0.1", client.Of(TransportEventKind.Connected).Single().Text);
    }

    [Theory]
    [InlineData("no-such-host.invalid", TransportError.DnsResolve)]
    [InlineData("::1", TransportError.Unexpected)]
    public void AHostThatCannotBeReachedIsAnErrorAndADisconnect(string host, TransportError error)
    {
        using var rig = new EnetRig(new EnetTransport { Port = 0, ConnectTimeoutMs = 3_000 });
        ClientProbe client = rig.Bench.AddClient();
        client.Client.Connect(host);
        rig.WaitUntil(() => client.Events.Count == 2, "the attempt ends");
        Assert.Equal([TransportEventKind.Error, TransportEventKind.Disconnected], client.Events.Select(pulled => pulled.Kind));
        Assert.Equal(error, client.Events[0].ErrorCode);
    }

    [Fact]
    public void AnAttemptCanBeGivenUpAndTriedAgain()
    {
        using var rig = new EnetRig(new EnetTransport { Port = 0 });
        ClientProbe client = rig.Bench.AddClient();
        client.Client.Connect(new Uri("enet://127.0.0.1:9"));
        client.Client.Disconnect();
        rig.WaitUntil(() => client.Events.Count == 1, "the attempt ends");
        Assert.Equal(TransportEventKind.Disconnected, client.Events[0].Kind);
        rig.Bench.ConnectAndWait(client);
    }

    [Fact]
    public void AClientThatIsDisposedIsMissedAtOnce()
    {
        using var rig = new EnetRig(new EnetTransport { Port = 0 });
        ClientProbe client = rig.Bench.AddConnectedClient();
        rig.Bench.Ticked.Remove(client);
        client.Dispose();
        rig.WaitUntil(() => rig.Server.Of(TransportEventKind.Disconnected).Any(), "the server knows");
        Assert.Empty(rig.Server.Of(TransportEventKind.Error));
    }

    [Fact]
    public void WhatIsAcknowledgedNoLongerCounts()
    {
        using var rig = new EnetRig(new EnetTransport { Port = 0, MaxSendQueueBytes = 1_100_000 });
        ClientProbe client = rig.Bench.AddConnectedClient();
        for (int i = 1; i <= 30; i++)
        {
            Assert.True(rig.Server.Server.Send(client.ServerId, new byte[500_000], Channel.Reliable));
            int expected = i;
            rig.WaitUntil(() => client.Data.Count(pulled => pulled.Data.Length > 1_000) == expected, "the packet is there");
            rig.Bench.Settle(client);
        }
    }

    [Fact]
    public void OnANetworkOfItsOwnPortTheServerTellsItsUri()
    {
        using var rig = new EnetRig(new EnetTransport { Port = 0 });
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        Assert.InRange(rig.Port, 1, ushort.MaxValue);
        Assert.Equal(SocketError.AddressAlreadyInUse, Assert.Throws<SocketException>(() => probe.Bind(new IPEndPoint(IPAddress.Any, rig.Port))).SocketErrorCode);
    }

    [Fact]
    public void TheInstrumentsCountConnectionsDatagramsAndFaults()
    {
        using var meters = new TestMeters();
        using (var rig = new EnetRig(new EnetTransport { Port = 0, MaxConnections = 1, Meters = meters }))
        {
            ClientProbe client = rig.Bench.AddConnectedClient();
            rig.Bench.Settle(client);
            ForeignEnet refused = rig.AddForeigner();
            rig.WaitUntil(() => refused.GoodbyeData is not null, "the second is refused");
            rig.Bench.Tick();

            // Both ends report into the same factory.
            Assert.Equal(2, meters["tain.enet.connections"]);
            Assert.Equal(1, meters["tain.enet.faults:ServerFull"]);
            Assert.InRange(meters["tain.enet.datagrams.received"], 4, 1_000_000);
            Assert.InRange(meters["tain.enet.datagrams.sent"], 4, 1_000_000);
        }
        Assert.Equal(0, meters["tain.enet.connections"]);
    }
}
