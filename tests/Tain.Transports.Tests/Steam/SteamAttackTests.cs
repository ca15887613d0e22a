using Tain.Transports.Contract;

namespace Tain.Transports.Steam;

/// <summary>What a peer that Valve's library lets in can put into a message, and how it can come and go.</summary>
public class SteamAttackTests
{
    [Theory]
    [Trait("Attack", "X-01")]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2_002)]
    [InlineData(500_000)]
    public void AMessageWithoutABatchOrOverTheLimitEndsItsConnectionOnly(int bytes)
    {
        var log = new LogBook();
        using var rig = new SteamRig(steam => new SteamTransport { Sockets = steam, MaxPacketBytes = 2_000, LoggerFactory = log });
        ClientProbe other = rig.Bench.AddConnectedClient();
        uint foreigner = rig.ConnectForeigner();
        int id = rig.Server.Connected.Last();
        for (int i = 0; i < 3; i++) rig.SendAs(foreigner, new byte[bytes]);
        rig.Bench.WaitUntil(() => rig.Server.Of(TransportEventKind.Disconnected).Any(), "the bad peer is ended");
        rig.Bench.Settle(other);

        PulledEvent error = Assert.Single(rig.Server.Of(TransportEventKind.Error));
        Assert.Equal((id, TransportError.InvalidReceive), (error.ConnectionId, error.ErrorCode));
        Assert.Equal(id, Assert.Single(rig.Server.Of(TransportEventKind.Disconnected)).ConnectionId);
        Assert.Empty(rig.Server.DataFrom(id));
        Assert.Equal((SteamConnectionState.ClosedByPeer, SteamEnd.Misbehaved), (rig.StatusOf(foreigner).State, rig.StatusOf(foreigner).EndReason));
        Assert.Contains("InvalidPacket 1", Assert.Single(log.Lines));
    }

    [Theory]
    [Trait("Attack", "X-01")]
    [InlineData(0, true, Channel.Reliable)]
    [InlineData(1, false, Channel.Unreliable)]
    [InlineData(1, true, Channel.Unreliable)]
    [InlineData(2, true, Channel.Reliable)]
    [InlineData(255, true, Channel.Reliable)]
    public void TheLastByteIsTheChannel(byte channel, bool isReliable, Channel expected)
    {
        using var rig = new SteamRig();
        uint foreigner = rig.ConnectForeigner();
        rig.SendAs(foreigner, [7, 8, channel], isReliable);
        rig.Bench.WaitUntil(() => rig.Server.DataFrom(1).Any(), "the packet is there");
        Assert.Equal([7, 8], rig.Server.DataFrom(1).Single().Data);
        Assert.Equal(expected, rig.Server.DataFrom(1).Single().Channel);
    }

    [Fact]
    [Trait("Attack", "X-01")]
    public void AForeignChannelThatWasNotSentReliablyIsDropped()
    {
        using var rig = new SteamRig();
        uint foreigner = rig.ConnectForeigner();
        rig.SendAs(foreigner, [7, 8, 2], isReliable: false);
        rig.SendAs(foreigner, [9, 0]);
        rig.Bench.WaitUntil(() => rig.Server.DataFrom(1).Any(), "the packet behind it is there");
        Assert.Equal([9], Assert.Single(rig.Server.DataFrom(1)).Data);
        Assert.Empty(rig.Server.Of(TransportEventKind.Disconnected));
    }

    [Theory]
    [Trait("Attack", "X-01")]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void RandomMessagesAreDataOrTheEndAndNothingElse(int seed)
    {
        using var rig = new SteamRig();
        ClientProbe other = rig.Bench.AddConnectedClient();
        var random = new Random(seed);
        for (int peer = 0; peer < 20; peer++)
        {
            uint foreigner = rig.ConnectForeigner();
            for (int i = 0; i < 20; i++)
            {
                byte[] noise = new byte[random.Next(0, 40)];
                random.NextBytes(noise);
                if (rig.Steam.Send(foreigner, noise, random.Next(2) == 0) != SteamResult.OK) break;
            }
            rig.Steam.Flush(foreigner);
        }
        rig.Bench.Settle(other);
        Assert.All(rig.Server.Of(TransportEventKind.Error), error => Assert.Equal(TransportError.InvalidReceive, error.ErrorCode));
        Assert.Equal(rig.Server.Of(TransportEventKind.Error).Select(error => error.ConnectionId), rig.Server.Of(TransportEventKind.Disconnected).Select(gone => gone.ConnectionId));
        Assert.All(rig.Server.Of(TransportEventKind.Data), data => Assert.InRange(data.Data.Length, 1, 38));
    }

    [Fact]
    public void AFullServerClosesWithAReason()
    {
        var log = new LogBook();
        using var rig = new SteamRig(steam => new SteamTransport { Sockets = steam, MaxConnections = 1, LoggerFactory = log });
        ClientProbe first = rig.Bench.AddConnectedClient();
        ClientProbe[] others = [.. Enumerable.Range(0, 5).Select(_ => rig.Bench.AddClient())];
        foreach (ClientProbe other in others) other.Client.Connect(rig.Server.Server.Uri);
        rig.Bench.WaitUntil(() => others.All(other => other.Of(TransportEventKind.Disconnected).Any()), "the others are refused");
        rig.Bench.Settle(first);

        Assert.All(others, other => Assert.Equal(TransportError.Refused, Assert.Single(other.Of(TransportEventKind.Error)).ErrorCode));
        Assert.All(others, other => Assert.Contains("The server is full", other.Of(TransportEventKind.Error).Single().Text));
        Assert.Single(rig.Server.Connected);
        Assert.Equal(5, rig.Endpoint.Faults[PeerFault.ServerFull]);
        Assert.Single(log.Lines);
        Assert.Equal(2, rig.Steam.LivingLines);
    }

    [Fact]
    public void AConnectionThatDiesBeforeItIsLetInIsFreedAndNotReported()
    {
        using var rig = new SteamRig();
        uint foreigner = rig.Steam.Connect(SteamAddress.OfPeer(FakeSteam.OwnId, 0), new SteamSettings(1, 1, 1, false), new SteamInbox());
        rig.Steam.Close(foreigner, 0, "", linger: false);
        rig.Bench.Settle(rig.Bench.AddConnectedClient());
        Assert.Equal([1], rig.Server.Connected);
        Assert.Empty(rig.Server.Of(TransportEventKind.Disconnected));
        Assert.Equal(2, rig.Steam.LivingLines);
    }

    [Fact]
    public void AConnectionThatStopsHalfWayHoldsItsPlaceUntilTheLibraryGivesItUp()
    {
        using var rig = new SteamRig(steam => new SteamTransport { Sockets = steam, MaxConnections = 2 });
        rig.Steam.HoldsHandshakes = true;
        uint foreigner = rig.Steam.Connect(SteamAddress.OfPeer(FakeSteam.OwnId, 0), new SteamSettings(1, 1, 1, false), new SteamInbox());
        rig.Bench.Tick();
        rig.Bench.Tick();
        Assert.Empty(rig.Server.Events);
        rig.Steam.HoldsHandshakes = false;
        ClientProbe player = rig.Bench.AddConnectedClient();

        rig.Steam.Break(rig.Steam.ServerLines[0], SteamEnd.RemoteTimeout, "Timed out");
        rig.Steam.Close(foreigner, 0, "", linger: false);
        rig.Bench.Tick();
        rig.Bench.AddConnectedClient();
        rig.Bench.Settle(player);
        Assert.Equal(2, rig.Server.Connected.Count());
        Assert.Empty(rig.Server.Of(TransportEventKind.Disconnected));
    }

    [Fact]
    public void AnAcceptThatFailsIsCounted()
    {
        using var rig = new SteamRig();
        rig.Steam.RefusesToAccept = true;
        ClientProbe client = rig.Bench.AddClient();
        client.Client.Connect(rig.Server.Server.Uri);
        rig.Bench.WaitUntil(() => client.Of(TransportEventKind.Disconnected).Any(), "the client is refused");
        Assert.Empty(rig.Server.Events);
        Assert.Equal(1, rig.Endpoint.Faults[PeerFault.LibraryFailed]);
    }

    [Fact]
    public void MoreChangesThanTheInboxHoldsAreAskedForAgain()
    {
        using var rig = new SteamRig();
        ClientProbe staying = rig.Bench.AddConnectedClient();
        ClientProbe leaving = rig.Bench.AddConnectedClient();
        for (int i = 0; i < 3_000; i++)
        {
            uint passing = rig.Steam.Connect(SteamAddress.OfPeer(FakeSteam.OwnId, 0), new SteamSettings(1, 1, 1, false), new SteamInbox());
            rig.Steam.Close(passing, 0, "", linger: false);
        }
        leaving.Client.Disconnect();
        rig.Bench.WaitUntil(() => rig.Server.Of(TransportEventKind.Disconnected).Any(), "the server sees the one that left");
        Assert.Equal(leaving.ServerId, Assert.Single(rig.Server.Of(TransportEventKind.Disconnected)).ConnectionId);
        rig.Bench.Settle(staying);
    }

    [Fact]
    public void WhatAPeerWritesAsItsReasonIsPlainText()
    {
        Assert.Equal("ab?? c", SteamText.Read("ab\n\u001b c\0secret"u8));
        Assert.Equal("", SteamText.Read([]));
        Assert.Equal(128, SteamText.Read(Enumerable.Repeat((byte)'x', 128).ToArray()).Length);
        byte[] written = new byte[4];
        SteamText.Write("abcdef", written);
        Assert.Equal("abc\0"u8.ToArray(), written);
    }
}
