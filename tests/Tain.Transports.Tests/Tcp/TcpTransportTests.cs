using System.Net;
using System.Net.Sockets;
using Tain.Kit;
using Tain.Transports.Contract;

namespace Tain.Transports.Tcp;

public class TcpTransportTests
{
    [Fact]
    public void TheDefaultsAreMirrors()
    {
        var transport = new TcpTransport();
        using TransportServer server = transport.CreateServer();
        Assert.Equal(7777, transport.Port);
        Assert.Equal("tcp4", transport.Scheme);
        Assert.True(transport.NoDelay);
        Assert.Equal(TimeSpan.FromSeconds(5), transport.SendTimeout);
        Assert.Equal(TimeSpan.FromSeconds(30), transport.ReceiveTimeout);
        Assert.Equal(10_000, transport.MaxSendQueueMessages);
        Assert.Equal(10_000, transport.MaxReceiveQueueMessages);
        Assert.Equal(10_000, transport.MaxReceivesPerTick);
        Assert.Equal(1_000, transport.MaxReceivesPerTickAndConnection);
        Assert.Equal(16_384, server.GetMaxPacketBytes(Channel.Reliable));
        Assert.Equal(16_384, server.GetBatchThresholdBytes(Channel.Unreliable));
    }

    [Fact]
    public void SettingsOutOfRangeAreNamed()
    {
        var failure = Assert.Throws<ArgumentOutOfRangeException>(new TcpTransport { MaxMessageBytes = 0 }.CreateServer);
        Assert.Contains("TcpTransport.MaxMessageBytes", failure.Message, StringComparison.Ordinal);
        failure = Assert.Throws<ArgumentOutOfRangeException>(new TcpTransport { SendTimeout = TimeSpan.Zero }.CreateClient);
        Assert.Contains("TcpTransport.SendTimeout", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void IdsBeginAtOneAgainAfterARestartOnTheSamePort()
    {
        using var rig = new TcpRig();
        int port = rig.Port;
        var transport = new TcpTransport { Port = (ushort)port };
        rig.Dispose();
        using var subject = new TcpSubject(transport);
        using TransportBench bench = TransportBench.Started(subject);

        for (int round = 0; round < 3; round++)
        {
            ClientProbe first = bench.AddConnectedClient();
            ClientProbe second = bench.AddConnectedClient();
            Assert.Equal((1, 2), (first.ServerId, second.ServerId));
            Assert.Equal(port, bench.Server.Server.Uri.Port);
            bench.Server.Server.Stop();
            bench.Server.Events.Clear();
            bench.WaitUntil(() => first.Of(TransportEventKind.Disconnected).Any() && second.Of(TransportEventKind.Disconnected).Any(), "the clients see that the server stopped");
            bench.Server.Server.Start();
        }
        using TransportServer other = transport.CreateServer();
        var failure = Assert.Throws<InvalidOperationException>(other.Start);
        Assert.Contains($"TCP port {port}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void IPv4AndIPv6ClientsReachADualServerAndReadAsWhatTheyAre()
    {
        using var rig = new TcpRig();
        foreach ((string host, string text) in (ReadOnlySpan<(string, string)>)[("127.0.0.1", "127.0.0.1"), ("[::1]", "::1")])
        {
            if (text == "::1" && !Socket.OSSupportsIPv6) continue;
            ClientProbe client = rig.Bench.AddClient();
            int before = rig.Server.Connected.Count();
            client.Client.Connect(new Uri($"tcp4://{host}:{rig.Port}"));
            rig.Bench.WaitUntil(() => client.Client.IsConnected && rig.Server.Connected.Count() > before, $"{host} is connected");
            Assert.Equal(text, rig.Server.Server.GetAddress(rig.Server.Connected.Last()));
        }
    }

    [Fact]
    public void AHostNameLeadsThereWithTheConfiguredPort()
    {
        using var rig = new TcpRig();
        using var client = new ClientProbe(new TcpTransport { Port = (ushort)rig.Port }.CreateClient());
        client.Client.Connect("localhost");
        rig.Bench.Ticked.Add(client);
        rig.Bench.WaitUntil(() => client.Client.IsConnected, "the client is connected");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4 * 1024 * 1024)]
    public void MessagesUpToAnyLimitPass(int limit)
    {
        using var subject = new TcpSubject(new TcpTransport { Port = 0, MaxMessageBytes = limit });
        using TransportBench bench = TransportBench.Started(subject);
        ClientProbe client = bench.AddConnectedClient();
        byte[] packet = new byte[limit];
        new Random(1).NextBytes(packet);

        for (int i = 0; i < 3; i++)
        {
            Assert.True(client.Client.Send(packet, Channel.Reliable));
            Assert.True(bench.Server.Server.Send(client.ServerId, packet, Channel.Reliable));
            bench.WaitUntil(() => client.Data.Count() > i && bench.Server.DataFrom(client.ServerId).Count() > i, "the packet is there");
        }
        Assert.All(client.Data.Concat(bench.Server.DataFrom(client.ServerId)), pulled => Assert.True(packet.AsSpan().SequenceEqual(pulled.Data)));
        Assert.False(client.Client.Send(new byte[limit + 1], Channel.Reliable));
    }

    [Fact]
    public void WhatWasSentBeforeADisconnectStillArrives()
    {
        using var rig = new TcpRig();
        ClientProbe client = rig.Bench.AddConnectedClient();

        for (int i = 0; i < 100; i++) Assert.True(rig.Server.Server.Send(client.ServerId, new byte[1_000], Channel.Reliable));
        rig.Server.Server.Disconnect(client.ServerId);
        rig.Bench.WaitUntil(() => client.Of(TransportEventKind.Disconnected).Any(), "the client sees the end");

        Assert.Equal(100, client.Data.Count());
        Assert.Empty(client.Of(TransportEventKind.Error));
    }

    [Fact]
    [Trait("Attack", "T-07")]
    public void APeerThatResetsIsReportedOnce()
    {
        using var rig = new TcpRig();
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { LingerState = new LingerOption(true, 0) };
        socket.Connect(IPAddress.Loopback, rig.Port);
        rig.Bench.WaitUntil(() => rig.Server.Connected.Any(), "the server reports the connection");

        socket.Dispose();
        rig.Bench.WaitUntil(() => rig.Server.Of(TransportEventKind.Disconnected).Any(), "the server sees the reset");
        rig.Bench.Settle(rig.Bench.AddConnectedClient());

        Assert.Single(rig.Server.Of(TransportEventKind.Disconnected));
        Assert.Empty(rig.Server.Of(TransportEventKind.Error));
    }

    [Fact]
    [Trait("Attack", "T-07")]
    public void BothSidesEndingAtOnceIsOneEndForEach()
    {
        using var rig = new TcpRig();
        ClientProbe other = rig.Bench.AddConnectedClient();
        ClientProbe client = rig.Bench.AddConnectedClient();

        client.Client.Disconnect();
        rig.Server.Server.Disconnect(client.ServerId);
        rig.Bench.WaitUntil(() => client.Of(TransportEventKind.Disconnected).Any() && rig.Server.Of(TransportEventKind.Disconnected).Any(), "both sides see the end");
        rig.Bench.Settle(other);

        Assert.Single(client.Of(TransportEventKind.Disconnected));
        Assert.Single(rig.Server.Of(TransportEventKind.Disconnected));
    }

    [Fact]
    [Trait("Attack", "T-07")]
    public void AnAttemptThatIsGivenUpEndsOnceAndTheNextOneConnects()
    {
        using var rig = new TcpRig();
        ClientProbe client = rig.Bench.AddClient();
        client.Client.Connect(new Uri($"tcp4://127.0.0.1:{rig.Port}"));
        client.Client.Disconnect();
        client.Client.Connect(new Uri($"tcp4://127.0.0.1:{rig.Port}"));
        rig.Bench.WaitUntil(() => client.Client.IsConnected, "the second attempt connects");
        Assert.Equal([TransportEventKind.Disconnected, TransportEventKind.Connected], client.Events.Select(pulled => pulled.Kind));
    }

    [Fact]
    public void AnUnknownHostAndAClosedPortAreToldApart()
    {
        foreach ((string uri, TransportError expected) in (ReadOnlySpan<(string, TransportError)>)
            [("tcp4://no-such-host.invalid", TransportError.DnsResolve), ("tcp4://127.0.0.1:1", TransportError.Refused)])
        {
            using var subject = new TcpSubject();
            using var client = new ClientProbe(subject.Transport.CreateClient());
            client.Client.Connect(new Uri(uri));
            subject.BeginWait();
            do client.Tick();
            while (!client.Of(TransportEventKind.Disconnected).Any() && subject.Step());
            Assert.Equal([TransportEventKind.Error, TransportEventKind.Disconnected], client.Events.Select(pulled => pulled.Kind));
            Assert.Equal(expected, client.Events[0].ErrorCode);
        }
    }

    [Fact]
    public void APullingThreadAllocatesNothingOnceWarm()
    {
        using var subject = new TcpSubject();
        using TransportServer server = subject.Transport.CreateServer();
        using TransportClient client = subject.Transport.CreateClient();
        server.Start();
        subject.Connect(client, server);
        byte[] packet = new byte[700];
        int sent = 0;
        int echoes = 0;

        void Tick()
        {
            while (server.TryReceive(out TransportEvent received))
            {
                if (received.Kind == TransportEventKind.Data) server.Send(received.ConnectionId, received.Data, received.Channel);
            }
            server.Flush();
            while (client.TryReceive(out TransportEvent received))
            {
                if (received.Kind == TransportEventKind.Data) echoes++;
            }
            // A few are on their way at any time, so that the queues reach their size during the warm-up.
            while (sent < echoes + 20 && client.Send(packet, Channel.Reliable)) sent++;
            client.Flush();
        }

        void RunUntil(int target)
        {
            subject.BeginWait();
            while (echoes < target && subject.Step()) Tick();
            Assert.True(echoes >= target, "The echoes stopped.");
        }

        RunUntil(5_000);
        long allocated = Allocations.Of(() => RunUntil(15_000));
        Assert.True(allocated < 10_000, $"10000 echoes cost {allocated} bytes; only the growth of a queue is allowed.");
    }
}
