using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Tain.Kit;
using Tain.Transports;

namespace Tain.Simulation.Tests.Network;

public class SimulatedNetworkTests
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    [Fact]
    public void DatagramsGoThereAndBack()
    {
        var net = new SimulatedNetwork(1);
        using var server = Peer.Listening(net);
        using var client = Peer.To(net, server);

        client.Send(server, "hello");
        server.Poll();
        Assert.Equal(["hello"], server.Received);
        server.Send(server.LastFrom!, "welcome");
        client.Poll();
        Assert.Equal(["welcome"], client.Received);
        Assert.Equal(server.LocalEndPoint, client.LastFrom);
    }

    [Fact]
    public void ADatagramTakesItsTime()
    {
        var net = new SimulatedNetwork(1, LinkProfile.Perfect with { Delay = TimeSpan.FromMilliseconds(50) });
        using var server = Peer.Listening(net);
        using var client = Peer.To(net, server);
        client.Send(server, "hello");
        net.RunFor(TimeSpan.FromMilliseconds(49));
        server.Poll();
        Assert.Empty(server.Received);
        net.RunFor(TimeSpan.FromMilliseconds(1));
        server.Poll();
        Assert.Single(server.Received);
    }

    [Theory, InlineData(1UL), InlineData(2UL), InlineData(3UL)]
    public void TheSameSeedGivesTheSameRun(ulong seed)
    {
        (ulong Fingerprint, List<string> Received) first = Chatter(seed);
        (ulong Fingerprint, List<string> Received) second = Chatter(seed);
        Assert.Equal(first.Fingerprint, second.Fingerprint);
        Assert.Equal(first.Received, second.Received);
        Assert.NotEqual(first.Fingerprint, Chatter(seed + 100).Fingerprint);
    }

    // Frozen: if it changes, the seeds in other tests (and in users' tests) have changed their meaning. Do so knowingly.
    [Fact]
    public void WhatASeedMeansNeverChanges() => Assert.Equal(FrozenFingerprint, Chatter(42).Fingerprint);

    private const ulong FrozenFingerprint = 1818151409938407055;

    [Fact]
    public void OneMoreClientDoesNotChangeWhatHappensToTheOthers()
    {
        Assert.Equal(Arrivals(withStranger: false), Arrivals(withStranger: true));

        static List<string> Arrivals(bool withStranger)
        {
            var net = new SimulatedNetwork(9, LinkProfile.BadMobile);
            using var server = Peer.Listening(net);
            using var alice = Peer.To(net.Host("alice"), server);
            using var bob = Peer.To(net.Host("bob"), server);
            for (int i = 0; i < 300; i++)
            {
                alice.Send(server, $"alice {i}");
                if (withStranger) bob.Send(server, $"bob {i}");
                net.RunFor(TimeSpan.FromMilliseconds(20));
                server.Poll();
            }

            return [.. server.Received.Where(r => r.StartsWith("alice", StringComparison.Ordinal))];
        }
    }

    [Fact]
    public void EveryDatagramIsAccountedFor()
    {
        for (ulong seed = 0; seed < 5; seed++)
        {
            var net = new SimulatedNetwork(seed, LinkProfile.BadMobile);
            using var server = Peer.Listening(net, receiveBufferBytes: 4_000);
            using var client = Peer.To(net, server);
            for (int i = 0; i < 3_000; i++)
            {
                for (int j = net.Random.Next(8); j > 0; j--) client.Send(server, new string('x', net.Random.Next(1, 1500)));
                net.RunFor(TimeSpan.FromMilliseconds(10));
                if (i % 5 == 0) server.Poll();
                if (i == 300) net.Cut(net.Server, net.Host("client-1"));
                if (i == 350) net.Heal(net.Server, net.Host("client-1"));
            }

            net.RunFor(TimeSpan.FromSeconds(60));
            server.Poll();
            LinkStatistics up = net.Link(net.Host("client-1"), net.Server).Statistics;
            Assert.Equal(0, net.InFlight);
            Assert.Equal(up.Sent + up.Duplicated, up.Delivered + up.TotalLost);
            Assert.Equal(up.Delivered, server.Received.Count);
            Assert.Equal(up.DeliveredBytes, server.Received.Sum(r => r.Length));
            Assert.All([up.Lost, up.LostInBursts, up.LostToQueue, up.LostToSize, up.LostToCut, up.LostAtReceiver, up.Duplicated, up.HeldBack], n => Assert.True(n > 0));
        }
    }

    [Fact]
    public void ACutPairHearsNothingAndOthersDo()
    {
        var net = new SimulatedNetwork(1, LinkProfile.Lan);
        using var server = Peer.Listening(net);
        using var alice = Peer.To(net.Host("alice"), server);
        using var bob = Peer.To(net.Host("bob"), server);

        alice.Send(server, "under way");
        net.Cut(net.Server, net.Host("alice"));
        alice.Send(server, "cut");
        bob.Send(server, "bob");
        net.RunFor(s_second);
        server.Poll();
        Assert.Equal(["bob"], server.Received);

        net.Heal(net.Server, net.Host("alice"));
        alice.Send(server, "healed");
        net.RunFor(s_second);
        server.Poll();
        Assert.Equal(["bob", "healed"], server.Received);
        Assert.Equal(2, net.Link(net.Host("alice"), net.Server).Statistics.LostToCut);
    }

    [Fact]
    public void OneDirectionCanBeCutAlone()
    {
        var net = new SimulatedNetwork(1);
        using var server = Peer.Listening(net);
        using var client = Peer.To(net.Host("alice"), server);
        net.Link(net.Server, net.Host("alice")).IsCut = true;
        client.Send(server, "heard");
        server.Poll();
        server.Send(server.LastFrom!, "not heard");
        client.Poll();
        Assert.Equal(["heard"], server.Received);
        Assert.Empty(client.Received);
    }

    [Fact]
    public void AnIsolatedHostHearsNobody()
    {
        var net = new SimulatedNetwork(1);
        using var server = Peer.Listening(net);
        using var client = Peer.To(net.Host("alice"), server);
        net.Host("alice").IsIsolated = true;
        client.Send(server, "lost");
        net.Host("alice").IsIsolated = false;
        client.Send(server, "heard");
        server.Poll();
        Assert.Equal(["heard"], server.Received);
    }

    [Fact]
    public void AReboundHostSendsFromElsewhereAndItsOldAddressIsDead()
    {
        var net = new SimulatedNetwork(1);
        using var server = Peer.Listening(net);
        using var client = Peer.To(net.Host("alice"), server);
        client.Send(server, "one");
        server.Poll();
        EndPoint before = server.LastFrom!;

        net.Host("alice").Rebind();
        server.Send(before, "to the old address");
        client.Send(server, "two");
        server.Poll();
        server.Send(server.LastFrom!, "to the new address");
        client.Poll();

        Assert.NotEqual(before, server.LastFrom);
        Assert.Equal(["to the new address"], client.Received);
        Assert.Equal(1, net.Link(net.Server, net.Host("alice")).Statistics.LostAtReceiver);
    }

    [Fact]
    public void AClientLearnsThatNobodyListens()
    {
        var net = new SimulatedNetwork(1, LinkProfile.Lan);
        var server = Peer.Listening(net);
        using var client = Peer.To(net, server);
        server.Dispose();
        client.Send(server, "anybody?");
        net.RunFor(s_second);
        client.Poll();      // the datagram arrives and is answered
        net.RunFor(s_second);
        client.Poll();
        Assert.Equal(1, client.Unreachable);
        Assert.Empty(client.Received);
    }

    [Fact]
    public void AConnectedSocketHearsItsPeerOnly()
    {
        var net = new SimulatedNetwork(1);
        using var server = Peer.Listening(net);
        using var stranger = Peer.Listening(net.Host("stranger"));
        using var client = Peer.To(net, server);
        stranger.Send(client, "psst");
        server.Send(client, "hello");
        client.Poll();
        Assert.Equal(["hello"], client.Received);
    }

    [Fact]
    public void EachDirectionHasItsProfileAndUpstreamIsSlower()
    {
        var net = new SimulatedNetwork(1, LinkProfile.Dsl);
        using var server = Peer.Listening(net);
        using var client = Peer.To(net.Host("alice"), server);
        SimulatedLink up = net.Link(net.Host("alice"), net.Server);
        SimulatedLink down = net.Link(net.Server, net.Host("alice"));
        Assert.Equal((1_250_000, 6_250_000), (up.Profile.BytesPerSecond, down.Profile.BytesPerSecond));

        up.Profile = LinkProfile.Satellite;
        net.Profile = LinkProfile.Perfect;
        Assert.Equal((LinkProfile.Satellite, LinkProfile.Perfect), (up.Profile, down.Profile));
    }

    [Fact]
    public async Task NamesAreResolved()
    {
        var net = new SimulatedNetwork(1);
        IPAddress alice = net.Host("Alice").Address;
        Assert.Equal(new IPEndPoint(alice, 5), await net.ResolveAsync("alice", 5, default));
        Assert.Equal(new IPEndPoint(net.Server.Address, 5), await net.Host("alice").ResolveAsync("localhost", 5, default));
        Assert.Equal(new IPEndPoint(net.Server.Address, 5), await net.ResolveAsync("127.0.0.1", 5, default));
        Assert.Equal(new IPEndPoint(alice, 5), await net.ResolveAsync(alice.ToString(), 5, default));
        await Assert.ThrowsAsync<SocketException>(async () => await net.ResolveAsync("nobody", 5, default));
    }

    [Fact]
    public void ATakenPortIsRefusedAndAFreedOneIsNot()
    {
        var net = new SimulatedNetwork(1);
        var first = Peer.Listening(net, 7777);
        Assert.Throws<InvalidOperationException>(() => Peer.Listening(net, 7777));
        using var elsewhere = Peer.Listening(net.Host("other"), 7777);
        first.Dispose();
        using var second = Peer.Listening(net, 7777);
        using var chosen = Peer.Listening(net, 0);
        Assert.InRange(chosen.LocalEndPoint.Port, 49152, 65535);
    }

    [Fact]
    public void WarmItAllocatesNothing()
    {
        var net = new SimulatedNetwork(3, LinkProfile.BadMobile);
        using IDatagramSocket server = net.Bind(7777, default);
        using IDatagramSocket client = net.Open(server.LocalEndPoint!, default);
        SocketAddress to = server.LocalEndPoint!.Serialize();
        SocketAddress from = new IPEndPoint(IPAddress.IPv6Any, 0).Serialize();
        byte[] buffer = new byte[1500];
        using IDisposable sending = net.Every(TimeSpan.FromMilliseconds(5), () =>
        {
            client.Send(buffer.AsSpan(0, 300), to);
            while (server.Receive(buffer, from, out int bytes) == DatagramResult.Datagram) server.Send(buffer.AsSpan(0, bytes), from);
            while (client.Receive(buffer, from, out _) == DatagramResult.Datagram)
            {
            }
        });

        net.RunFor(TimeSpan.FromMinutes(3));
        Assert.Equal(0, Allocations.Of(() => net.RunFor(TimeSpan.FromMinutes(1))));
        Assert.True(net.Link(net.Server, net.Host("client-1")).Statistics.Delivered > 10_000);
    }

    private static (ulong Fingerprint, List<string> Received) Chatter(ulong seed)
    {
        var net = new SimulatedNetwork(seed, LinkProfile.BadMobile);
        using var server = Peer.Listening(net);
        using var alice = Peer.To(net.Host("alice"), server);
        using var bob = Peer.To(net.Host("bob"), server);
        int said = 0;
        net.Every(TimeSpan.FromMilliseconds(7), () => alice.Send(server, string.Create(CultureInfo.InvariantCulture, $"alice {said++}")));
        net.Every(TimeSpan.FromMilliseconds(11), () => bob.Send(server, string.Create(CultureInfo.InvariantCulture, $"bob {said++}")));
        net.Every(TimeSpan.FromMilliseconds(16), server.Poll);
        net.After(TimeSpan.FromSeconds(3), net.Host("bob").Rebind);
        net.RunFor(TimeSpan.FromSeconds(6));
        return (net.RunFingerprint, server.Received);
    }
}
