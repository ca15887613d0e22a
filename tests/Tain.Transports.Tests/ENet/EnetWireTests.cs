using System.Net;
using System.Net.Sockets;
using Tain.Transports.Contract;

namespace Tain.Transports.ENet;

/// <summary>What travels, seen by a program that uses libenet directly: the packet is the batch, the channel is Mirror's, and nothing is put around it.</summary>
public class EnetWireTests
{
    [Fact]
    public void AForeignClientSeesTheBareBatchOnMirrorsChannels()
    {
        using var rig = new EnetRig(new EnetTransport { Port = 0 });
        ForeignEnet foreign = rig.AddConnectedForeigner();
        int id = rig.Server.Connected.Single();

        foreign.Send(0, ForeignEnet.Reliable, [1, 2, 3]);
        foreign.Send(1, ForeignEnet.Unsequenced, [4, 5]);
        rig.WaitUntil(() => rig.Server.DataFrom(id).Count() == 2, "both packets are there");
        Assert.True(rig.Server.Server.Send(id, [6], Channel.Reliable));
        Assert.True(rig.Server.Server.Send(id, [7, 8], Channel.Unreliable));
        rig.WaitUntil(() => foreign.Received.Count == 2, "both answers are there");

        PulledEvent reliable = rig.Server.DataFrom(id).Single(pulled => pulled.Channel == Channel.Reliable);
        PulledEvent unreliable = rig.Server.DataFrom(id).Single(pulled => pulled.Channel == Channel.Unreliable);
        Assert.Equal([1, 2, 3], reliable.Data);
        Assert.Equal([4, 5], unreliable.Data);
        Assert.Contains(foreign.Received, received => received is { Channel: 0, Flags: ForeignEnet.Reliable, Data: [6] });
        Assert.Contains(foreign.Received, received => received is { Channel: 1, Flags: ForeignEnet.Unsequenced, Data: [7, 8] });
    }

    [Fact]
    public void AForeignServerIsJoinedAndLeft()
    {
        using ForeignEnet foreign = ListenSomewhere(out int port);
        using var client = new ClientProbe(new EnetTransport { Port = (ushort)port }.CreateClient());
        client.Client.Connect("127.0.0.1");
        Wait(() => foreign.IsConnected && client.Client.IsConnected, client, foreign);

        Assert.True(client.Client.Send([9, 9], Channel.Reliable));
        Wait(() => foreign.Received.Count == 1, client, foreign);
        Assert.Equal([9, 9], foreign.Received[0].Data);

        client.Client.Disconnect();
        Wait(() => foreign.GoodbyeData is not null && client.Of(TransportEventKind.Disconnected).Any(), client, foreign);
        Assert.Equal(0u, foreign.GoodbyeData);
    }

    [Fact]
    public void AServerThatSaysGoodbyeIsNoTimeout()
    {
        using ForeignEnet foreign = ListenSomewhere(out int port);
        using var client = new ClientProbe(new EnetTransport { Port = (ushort)port }.CreateClient());
        client.Client.Connect("127.0.0.1");
        Wait(() => foreign.IsConnected && client.Client.IsConnected, client, foreign);
        foreign.Goodbye();
        Wait(() => client.Of(TransportEventKind.Disconnected).Any(), client, foreign);
        Assert.Empty(client.Of(TransportEventKind.Error));
    }

    [Theory]
    [InlineData(EnetUnreliableMode.Unsequenced, 2u)]
    [InlineData(EnetUnreliableMode.Sequenced, 0u)]
    [InlineData(EnetUnreliableMode.Fragmented, 8u)]
    public void TheUnreliableChannelIsSentAsAsked(EnetUnreliableMode mode, uint flags)
    {
        using var rig = new EnetRig(new EnetTransport { Port = 0, UnreliableMode = mode });
        ForeignEnet foreign = rig.AddConnectedForeigner();
        int size = rig.Server.Server.GetMaxPacketBytes(Channel.Unreliable);
        byte[] packet = new byte[Math.Min(size, 20_000)];
        Assert.True(rig.Server.Server.Send(rig.Server.Connected.Single(), packet, Channel.Unreliable));
        rig.WaitUntil(() => foreign.Received.Count == 1, "the packet is there");
        Assert.Equal((1, packet.Length), (foreign.Received[0].Channel, foreign.Received[0].Data.Length));

        // A sequenced packet that needs no pieces carries no flag on the other side; one in pieces carries its own.
        Assert.Equal(flags, foreign.Received[0].Flags);
    }

    [Theory]
    [InlineData(true, 2u)]
    [InlineData(false, 0u)]
    public void TheOtherSideIsToldNotToThrottle(bool throttle, uint expected)
    {
        using var rig = new EnetRig(new EnetTransport { Port = 0, Throttle = throttle });
        ForeignEnet foreign = rig.AddConnectedForeigner();

        // What was sent before it is there: the setting travels on the same reliable way.
        Assert.True(rig.Server.Server.Send(1, [1], Channel.Reliable));
        rig.WaitUntil(() => foreign.Received.Count == 1 && foreign.ThrottleStepDown == expected, "the packet and the setting are there");
        Assert.Equal(expected, foreign.ThrottleStepDown);
    }

    [Fact]
    public void IdsAreEnetsPlusOneAndAKickCarriesZero()
    {
        using var rig = new EnetRig(new EnetTransport { Port = 0 });
        ForeignEnet first = rig.AddConnectedForeigner();
        ForeignEnet second = rig.AddConnectedForeigner();
        Assert.Equal([1, 2], rig.Server.Connected);

        rig.Server.Server.Disconnect(1);
        rig.WaitUntil(() => first.GoodbyeData is not null, "the first is told");
        Assert.Equal(0u, first.GoodbyeData);
        Assert.True(second.IsConnected);
    }

    [Fact]
    public void HigherChannelsAreUnreliable()
    {
        using var rig = new EnetRig(new EnetTransport { Port = 0, ChannelCount = 4 });
        ForeignEnet foreign = rig.AddForeigner(channels: 4);
        rig.WaitUntil(() => foreign.IsConnected && rig.Server.Connected.Any(), "the foreign peer is connected");
        foreign.Send(3, ForeignEnet.Reliable, [1]);
        rig.WaitUntil(() => rig.Server.DataFrom(1).Any(), "the packet is there");
        Assert.Equal(Channel.Unreliable, rig.Server.DataFrom(1).Single().Channel);
    }

    private static ForeignEnet ListenSomewhere(out int port)
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        port = ((IPEndPoint)probe.LocalEndPoint!).Port;
        probe.Dispose();
        return ForeignEnet.ListenOn(port);
    }

    private static void Wait(Func<bool> condition, ClientProbe client, ForeignEnet foreign)
    {
        long stopAt = TimeProvider.System.GetTimestamp() + (20 * TimeProvider.System.TimestampFrequency);
        while (!condition())
        {
            client.Tick();
            foreign.Tick();
            Thread.Yield();
            Assert.True(TimeProvider.System.GetTimestamp() < stopAt, $"Waited in vain; the client saw {string.Join("; ", client.Events)}.");
        }
    }
}
