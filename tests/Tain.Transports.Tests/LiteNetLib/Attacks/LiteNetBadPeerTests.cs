using Tain.Transports.Contract;
using Tain.Transports.Kit;

namespace Tain.Transports.LiteNetLib.Attacks;

/// <summary>What a connected player can do, and what others can do in a player's name. Another player must not notice.</summary>
public class LiteNetBadPeerTests
{
    public static TheoryData<string, byte[][]> BrokenFragments => new()
    {
        { "it does not begin at 0", [LiteNetTable.Fragment(0, 1, 1, 3, 1)] },
        { "no parts at all", [LiteNetTable.Fragment(0, 1, 0, 0, 1)] },
        { "no data", [LiteNetTable.Fragment(0, 1, 0, 2)] },
        { "cut header", [LiteNetTable.Fragment(0, 1, 0, 2)[..7]] },
        { "a part is missing", [LiteNetTable.Fragment(0, 1, 0, 3, 1), LiteNetTable.Fragment(1, 1, 2, 3, 1)] },
        { "a part twice", [LiteNetTable.Fragment(0, 1, 0, 3, 1), LiteNetTable.Fragment(1, 1, 0, 3, 1)] },
        { "another id", [LiteNetTable.Fragment(0, 1, 0, 3, 1), LiteNetTable.Fragment(1, 2, 1, 3, 1)] },
        { "another total", [LiteNetTable.Fragment(0, 1, 0, 3, 1), LiteNetTable.Fragment(1, 1, 1, 9, 1)] },
        { "another length", [LiteNetTable.Fragment(0, 1, 0, 3, 1), LiteNetTable.Fragment(1, 1, 1, 3, 1, 2)] },
        { "a whole packet between", [LiteNetTable.Fragment(0, 1, 0, 3, 1), LiteNetTable.Reliable(1, 1)] },
        { "more than a packet may have", [LiteNetTable.Fragment(0, 1, 0, 65_535, new byte[500])] },
    };

    [Theory]
    [Trait("Attack", "L-10")]
    [MemberData(nameof(BrokenFragments))]
    public void FragmentsThatAreNoneEndTheConnection(string what, byte[][] packets)
    {
        using var table = new LiteNetTable();
        RawLiteNetPeer bad = table.AddRaw().Connect();
        foreach (byte[] packet in packets) bad.Send(packet);
        AssertEnds(table, bad, TransportError.InvalidReceive, what);
    }

    [Fact]
    [Trait("Attack", "L-10")]
    public void APacketThatIsNeverContinuedEndsTheConnection()
    {
        using var table = new LiteNetTable();
        RawLiteNetPeer bad = table.AddRaw().Connect();
        bad.Send(LiteNetTable.Fragment(0, 1, 0, 3, 1));
        int ms = 0;
        for (; !table.Server.Of(TransportEventKind.Disconnected).Any() && ms < 20_000; ms += 100)
        {
            bad.AnswerPings();
            bad.Send(0, 1);
            table.RunMs(100);
        }
        Assert.InRange(ms, 4_900, 5_300);
        Assert.Contains("continued", Assert.Single(table.Server.Of(TransportEventKind.Error)).Text);
    }

    [Fact]
    [Trait("Attack", "L-11")]
    public void AnEndlessPacketIsCutOffAtTheLimit()
    {
        using var table = new LiteNetTable(plain => new LiteNetLibTransport { Sockets = plain.Sockets, TimeProvider = plain.TimeProvider, MaxReliableBytes = 10_000 });
        RawLiteNetPeer bad = table.AddRaw().Connect();
        // 19 parts of 501 bytes could still be within the limit; the last one shows that it is not.
        for (int part = 0; part < 20; part++)
        {
            bad.Send(LiteNetTable.Fragment(part, 1, part, 20, new byte[501]));
            if (part == 18) table.Step();
        }
        AssertEnds(table, bad, TransportError.InvalidReceive, "20 parts of 501 bytes");
    }

    [Theory]
    [Trait("Attack", "L-09")]
    [InlineData(false)]
    [InlineData(true)]
    public void EmptyPacketsReachNobody(bool isReliable)
    {
        using var table = new LiteNetTable();
        RawLiteNetPeer bad = table.AddRaw().Connect();
        bad.Send(isReliable ? LiteNetTable.Reliable(0) : [0]);
        bad.Send(0, 7);
        table.RunMs(50);
        // On the reliable channel it is no slip but a broken peer.
        Assert.Equal(isReliable, table.Server.Of(TransportEventKind.Disconnected).Any());
        Assert.Equal(isReliable ? 0 : 1, table.Server.DataFrom(bad.ServerId).Count());
    }

    [Fact]
    [Trait("Attack", "L-12")]
    public void EveryPropertyAndChannelOutsideTheTransportIsIgnored()
    {
        using var table = new LiteNetTable();
        RawLiteNetPeer bad = table.AddRaw().Connect(connectTime: 9);
        for (int header = 0; header < 256; header++)
        {
            if (LiteNetHeader.From((byte)header) is { Property: LiteNetProperty.Unreliable, ConnectionNumber: 0 }) continue;
            bad.Send([(byte)header, .. new byte[20]]);
        }
        for (int channel = 0; channel < 256; channel++)
        {
            if (channel == LiteNetWire.ReliableOrderedChannel) continue;
            bad.Send(1, 0, 0, (byte)channel, 1);
            bad.Send([2, 0, 0, (byte)channel, .. new byte[9]]);
        }
        table.RunMs(50);
        Assert.Equal(TransportEventKind.Connected, Assert.Single(table.Server.Events).Kind);
        bad.Send(LiteNetTable.Reliable(0, 5));
        table.Step();
        Assert.Equal([5], Assert.Single(table.Server.DataFrom(bad.ServerId)).Data);
    }

    [Fact]
    [Trait("Attack", "L-14")]
    public void DuplicatesBetweenTwoFlushesAreAcknowledgedOnce()
    {
        using var table = new LiteNetTable(plain => new LiteNetLibTransport { Sockets = plain.Sockets, TimeProvider = plain.TimeProvider, MaxDatagramsPerTick = 5_000 });
        RawLiteNetPeer bad = table.AddRaw().Connect();
        for (int i = 0; i < 5_000; i++) bad.Send(LiteNetTable.Reliable(0, 1));
        table.Server.Tick();
        table.Wire.AdvanceMs(50);
        Assert.Single(bad.TakeBesidesPings());
        Assert.Single(table.Server.DataFrom(bad.ServerId));
    }

    [Fact]
    [Trait("Attack", "L-15")]
    public void APeerThatAnswersPingsButNeverAcknowledgesIsGivenUp()
    {
        using var table = new LiteNetTable();
        RawLiteNetPeer bad = table.AddRaw().Connect();
        ClientProbe other = table.AddConnectedClient();
        Assert.True(table.Server.Server.Send(bad.ServerId, new byte[5_000], Channel.Reliable));
        int ms = 0, bytes = 0;
        table.Wire.Script = datagram =>
        {
            if (DatagramAddress.Comparer.Equals(datagram.To, bad.Address)) bytes += datagram.Bytes.Length;
            return Fate.Ok;
        };
        for (; !table.Server.Of(TransportEventKind.Disconnected).Any() && ms < 20_000; ms += 100)
        {
            bad.AnswerPings();
            table.RunMs(100);
        }
        Assert.InRange(ms, 4_900, 5_300);
        Assert.InRange(bytes, 5_000, 100_000);
        Assert.True(other.Client.IsConnected);
    }

    [Fact]
    [Trait("Attack", "L-15")]
    public void MoreThanTheSendQueueHoldsEndsTheConnectionAndGivesTheMemoryBack()
    {
        using var table = new LiteNetTable(plain => new LiteNetLibTransport { Sockets = plain.Sockets, TimeProvider = plain.TimeProvider, MaxSendQueueBytes = 600_000 });
        RawLiteNetPeer bad = table.AddRaw().Connect();
        int accepted = 0;
        while (table.Server.Server.Send(bad.ServerId, new byte[10_000], Channel.Reliable)) accepted++;
        table.RunMs(50);
        Assert.InRange(accepted, 55, 60);
        AssertEnds(table, bad, TransportError.Congestion, "a full queue");
    }

    [Fact]
    [Trait("Attack", "L-16")]
    public void PongsThatNobodyAskedForDoNotStretchTheResends()
    {
        using var table = new LiteNetTable();
        RawLiteNetPeer bad = table.AddRaw().Connect();
        for (int i = 0; i < 20; i++)
        {
            bad.AnswerPings();
            table.RunMs(200);
        }
        int before = table.PeerOf(bad.ServerId).RoundTrip.ResendDelayMs;
        for (int number = 0; number < 65_536; number += 7) bad.Send(LiteNetTable.Pong(number));
        table.Step();
        Assert.InRange(table.PeerOf(bad.ServerId).RoundTrip.ResendDelayMs, 0, before + 500);

        // One that is really late stretches them, but not without end.
        for (int i = 0; i < 200; i++) table.PeerOf(bad.ServerId).RoundTrip.Sample(60_000);
        Assert.Equal(1_000, table.PeerOf(bad.ServerId).RoundTrip.ResendDelayMs);
    }

    [Fact]
    [Trait("Attack", "L-08")]
    public void AfterADisconnectNothingMoreOfTheSameDatagramIsDelivered()
    {
        using var table = new LiteNetTable();
        RawLiteNetPeer bad = table.AddRaw().Connect();
        table.Server.OnData = pulled => table.Server.Server.Disconnect(pulled.ConnectionId);
        bad.Send(LiteNetTable.Merged(LiteNetTable.Reliable(0, 1), LiteNetTable.Reliable(1, 2), [0, 3]));
        bad.Send(0, 4);
        table.Step();
        Assert.Equal([1], Assert.Single(table.Server.DataFrom(bad.ServerId)).Data);
        Assert.Equal(TransportEventKind.Disconnected, table.Server.Events[^1].Kind);
    }

    [Fact]
    [Trait("Attack", "L-18")]
    public void PlayersBehindOneAddressAreToldApart()
    {
        using var table = new LiteNetTable();
        RawLiteNetPeer[] players = [.. Enumerable.Range(1, 20).Select(port => table.AddRaw(1, 6_000 + port).Connect())];
        Assert.Equal(20, players.Select(player => player.ServerId).Distinct().Count());
        for (int i = 0; i < players.Length; i++)
        {
            players[i].Send(0, (byte)i);
            table.Server.Server.Send(players[i].ServerId, [(byte)(100 + i)], Channel.Unreliable);
        }
        table.RunMs(50);
        for (int i = 0; i < players.Length; i++)
        {
            Assert.Equal([(byte)i], Assert.Single(table.Server.DataFrom(players[i].ServerId)).Data);
            Assert.Equal([0, (byte)(100 + i)], Assert.Single(players[i].TakeBesidesPings()));
        }
    }

    [Fact]
    [Trait("Attack", "L-20")]
    public void ADatagramThatIsTooLongIsDroppedAndTheNextOneRead()
    {
        using var table = new LiteNetTable();
        RawLiteNetPeer client = table.AddRaw().Connect();
        client.Send(new byte[1_433]);
        client.Send(0, 9);
        table.Server.Tick();
        Assert.Equal([9], Assert.Single(table.Server.DataFrom(client.ServerId)).Data);
        Assert.Equal(1, table.Endpoint.Drops[LiteNetDropReason.TooLong]);
    }

    public static TheoryData<string, byte[]> Expulsions => new()
    {
        { "a disconnect of another time", LiteNetTable.Disconnect(6) },
        { "a disconnect of another number", [0x27, .. BitConverter.GetBytes(5L)] },
        { "a disconnect cut short", LiteNetTable.Disconnect(5)[..8] },
        { "a newer request", LiteNetTable.Request(connectTime: long.MaxValue) },
        { "an older request", LiteNetTable.Request(connectTime: 4) },
        { "a request with another key", LiteNetTable.Request(connectTime: 9, key: "x") },
        { "who are you", [14] },
        { "I do not know another connection", [14, 1, .. BitConverter.GetBytes(6L)] },
        { "a claim", [14, 0, .. BitConverter.GetBytes(5L)] },
        { "shutdown confirmed", [13] },
        { "another protocol", [15] },
        { "another number", [0x20, 1] },
    };

    [Theory]
    [Trait("Attack", "L-21")]
    [Trait("Attack", "L-01")]
    [MemberData(nameof(Expulsions))]
    public void NobodyIsThrownOutInAnothersNameWithoutItsConnectTime(string what, byte[] forged)
    {
        using var table = new LiteNetTable();
        RawLiteNetPeer player = table.AddRaw().Connect(connectTime: 5);
        for (int i = 0; i < 100; i++)
        {
            player.AnswerPings();
            player.Send(forged);
            table.RunMs(100);
        }
        Assert.True(table.Server.Events.Count == 1, what);
        player.Send(LiteNetTable.Reliable(0, 1));
        table.Step();
        Assert.Single(table.Server.DataFrom(player.ServerId));
    }

    [Fact]
    [Trait("Attack", "L-26")]
    public void PingsAndProbesAreAnsweredAFewTimesPerTick()
    {
        using var table = new LiteNetTable();
        RawLiteNetPeer bad = table.AddRaw().Connect();
        byte[] probe = new byte[1_432];
        MtuPacket.Write(probe, LiteNetProperty.MtuCheck, 0);
        for (int i = 0; i < 1_000; i++) bad.Send(i % 2 == 0 ? probe : LiteNetTable.Ping(i + 1));
        table.Server.Tick();
        table.Wire.AdvanceMs(50);
        Assert.Equal(8, bad.TakeBesidesPings().Count);
    }

    [Fact]
    [Trait("Attack", "L-26")]
    public void ClaimsAreSentRarely()
    {
        using var table = new LiteNetTable();
        RawLiteNetPeer bad = table.AddRaw().Connect();
        for (int i = 0; i < 1_000; i++) bad.Send(14);
        table.RunMs(100);
        Assert.Single(bad.TakeBesidesPings());
    }

    public static TheoryData<string, byte[]> BrokenMerges => new()
    {
        { "a length of 0", [12, 0, 0, 1, 0, 7] },
        { "a length beyond the end", [12, 2, 0, 0, 7, 9, 0, 0] },
        { "half a length", [12, 2, 0, 0, 7, 9] },
        { "nothing", [12] },
        { "merged in merged", LiteNetTable.Merged(LiteNetTable.Merged([0, 7])) },
        { "a disconnect inside", LiteNetTable.Merged(LiteNetTable.Disconnect(5)) },
        { "a request inside", LiteNetTable.Merged(LiteNetTable.Request()) },
        { "another number inside", LiteNetTable.Merged([0x20, 7]) },
    };

    [Theory]
    [Trait("Attack", "L-27")]
    [MemberData(nameof(BrokenMerges))]
    public void BrokenMergesCountUpToTheBreak(string what, byte[] merged)
    {
        using var table = new LiteNetTable();
        RawLiteNetPeer bad = table.AddRaw().Connect(connectTime: 5);
        bad.Send(merged);
        bad.Send(0, 9);
        table.Step();
        byte[][] data = [.. table.Server.DataFrom(bad.ServerId).Select(pulled => pulled.Data)];
        Assert.True(data is [.., [9]] && data.Length <= 2 && table.Server.Events.Count == 1 + data.Length, what);
    }

    [Fact]
    [Trait("Attack", "L-27")]
    public void AThousandLevelsOfMergingAreNoRecursion()
    {
        using var table = new LiteNetTable();
        RawLiteNetPeer bad = table.AddRaw().Connect();
        byte[] nested = [0, 7];
        while (nested.Length < 1_400) nested = LiteNetTable.Merged(nested);
        bad.Send(nested);
        table.Step();
        Assert.Empty(table.Server.DataFrom(bad.ServerId));
        Assert.Single(table.Server.Events);
    }

    [Fact]
    [Trait("Attack", "L-23")]
    public void PacketsThatWaitForOneThatNeverComesAreBounded()
    {
        using var table = new LiteNetTable();
        RawLiteNetPeer bad = table.AddRaw().Connect();
        for (int number = 1; number < 32_768; number++)
        {
            bad.Send(LiteNetTable.Reliable(number, new byte[1_000]));
            if (number % 2_000 == 0) table.Server.Tick();
        }
        table.Server.Tick();
        Assert.Equal(63, table.PeerOf(bad.ServerId).Receiver.Count);
        Assert.Equal(63, table.Endpoint.Pool.Rented);
        bad.Send(LiteNetTable.Reliable(0, 1));
        table.Step();
        Assert.Equal(64, table.Server.DataFrom(bad.ServerId).Count());
    }

    [Fact]
    [Trait("Attack", "L-25")]
    public void DataThatOvertakesTheHandshakeIsIgnored()
    {
        using var table = new LiteNetTable(plain => new LiteNetLibTransport { Sockets = plain.Sockets, TimeProvider = plain.TimeProvider, ConfirmAddresses = false });
        table.Wire.Script = sent => sent.Bytes[0] == 6 ? new Fate(1, ExtraDelayMs: 50) : Fate.Ok;
        ClientProbe client = table.AddClient();
        for (int i = 0; i < 30; i++)
        {
            foreach (int id in table.Server.Connected.ToArray()) table.Server.Server.Send(id, [1, 2, 3], Channel.Unreliable);
            table.Step();
        }
        Assert.True(client.Client.IsConnected);
        Assert.NotEmpty(client.Data);
        Assert.Equal(TransportEventKind.Connected, client.Events[0].Kind);
    }

    private static void AssertEnds(LiteNetTable table, RawLiteNetPeer bad, TransportError error, string what)
    {
        table.RunMs(50);
        PulledEvent reported = Assert.Single(table.Server.Of(TransportEventKind.Error));
        Assert.True(reported.ErrorCode == error && reported.ConnectionId == bad.ServerId, $"{what}: {reported}");
        Assert.Equal(bad.ServerId, Assert.Single(table.Server.Of(TransportEventKind.Disconnected)).ConnectionId);
        Assert.Empty(table.Server.DataFrom(bad.ServerId));
        Assert.Equal(0, table.Endpoint.Pool.Rented);
    }
}
