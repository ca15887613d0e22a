using Microsoft.Extensions.Logging;
using Tain.Tests;
using Tain.Transports.Contract;
using Tain.Transports.Kit;

namespace Tain.Transports.Kcp.Attacks;

/// <summary>What a connected player can do with datagrams that carry his own cookie. Another player must not notice.</summary>
public class BadPeerTests
{
    public static TheoryData<string, int[]> BrokenFragments => new()
    {
        { "the count stays", [5, 5, 5] },
        { "the count skips", [2, 0] },
        { "the count rises", [1, 2, 0] },
        { "more fragments than a message may have", [254] },
        { "never an end", [.. Enumerable.Repeat(1, 300)] },
    };

    [Trait("Attack", "K-10")]
    [Trait("Attack", "K-11")]
    [Theory]
    [MemberData(nameof(BrokenFragments))]
    public void FragmentsThatDoNotCountDownEndTheConnection(string what, int[] counts)
    {
        using var table = new KcpTable();
        (ClientProbe bad, uint cookie) = Connect(table);
        for (int i = 0; i < counts.Length; i++)
        {
            table.Inject(KcpTable.Reliable(cookie, KcpTable.Push((uint)i + 1, [KcpWire.Data, 1], (byte)counts[i])), KcpTable.AddressOfClient(1));
        }
        AssertEndsWith(table, bad, TransportError.InvalidReceive, what);
    }

    [Trait("Attack", "K-10")]
    [Fact]
    public void AMessageThatIsNeverContinuedEndsTheConnection()
    {
        using var table = new KcpTable();
        (ClientProbe bad, uint cookie) = Connect(table);
        table.Silence(bad);
        table.Inject(KcpTable.Reliable(cookie, KcpTable.Push(1, [KcpWire.Data, 1], 3), KcpTable.Acknowledge(0, 1)), KcpTable.AddressOfClient(1));

        // Unreliable data keeps the connection from falling silent.
        for (int i = 0; i < 1_100; i++)
        {
            table.Inject(KcpTable.Unreliable(cookie, KcpWire.UnreliableData, 1), KcpTable.AddressOfClient(1));
            for (uint ping = 0; ping < 20; ping++) table.Inject(KcpTable.Reliable(cookie, KcpTable.Acknowledge(ping, ping + 1)), KcpTable.AddressOfClient(1));
            table.Step();
        }
        PulledEvent error = Assert.Single(table.Server.Of(TransportEventKind.Error));
        Assert.Equal((bad.ServerId, TransportError.Timeout), (error.ConnectionId, error.ErrorCode));
        Assert.Contains("continued", error.Text);
    }

    [Trait("Attack", "K-10")]
    [Fact]
    public void TheLargestMessageOf254FragmentsPasses()
    {
        using var table = new KcpTable();
        (ClientProbe client, uint cookie) = Connect(table);
        for (uint number = 1; number <= 254; number++)
        {
            byte[] payload = new byte[1_171];
            if (number == 1) payload[0] = KcpWire.Data;
            table.Inject(KcpTable.Reliable(cookie, KcpTable.Push(number, payload, (byte)(254 - number))), KcpTable.AddressOfClient(1));
        }
        table.RunMs(50);
        Assert.Equal(297_433, Assert.Single(table.Server.DataFrom(client.ServerId)).Data.Length);
        Assert.Empty(table.Server.Of(TransportEventKind.Error));
    }

    // Whoever connects and misbehaves in a loop gets a line per connection, but not without end.
    [Trait("Attack", "K-06")]
    [Fact]
    public void ManyConnectionsThatEndBadlyAreLoggedUpToALimit()
    {
        var lines = new RecordedLog(LogLevel.Trace);
        using var table = new KcpTable(
            plain => new KcpTransport { Sockets = plain.Sockets, TimeProvider = plain.TimeProvider, LoggerFactory = lines }, new Wire(new ManualClock()) { DelayMs = 1 });
        for (int i = 0; i < 200; i++)
        {
            (ClientProbe bad, uint cookie) = Connect(table);
            table.Inject(KcpTable.Unreliable(cookie, 77), KcpTable.AddressOfClient(i + 1));
            table.Step();
            table.Silence(bad);
        }
        Assert.Equal(200, table.Server.Of(TransportEventKind.Error).Count());
        Assert.InRange(lines.Lines.Count, 50, 60);
    }

    [Trait("Attack", "K-12")]
    [Theory]
    [InlineData(Channel.Reliable)]
    [InlineData(Channel.Unreliable)]
    public void EveryHeaderOutsideTheProtocolEndsTheConnection(Channel channel)
    {
        byte[] allowed = channel == Channel.Reliable ? [KcpWire.Ping, KcpWire.Data, KcpWire.Pong] : [KcpWire.UnreliableData];
        using var table = new KcpTable(delayMs: 0);
        for (int header = 0; header < 256; header++)
        {
            ClientProbe bad = table.AddConnectedClient();
            uint cookie = table.CookieOf(bad);
            table.Inject(
                channel == Channel.Reliable ? KcpTable.Reliable(cookie, KcpTable.Push(1, [(byte)header, 1])) : KcpTable.Unreliable(cookie, (byte)header, 1),
                KcpTable.AddressOfClient(header + 1));
            table.RunMs(30);

            Assert.True(allowed.Contains((byte)header) == bad.Client.IsConnected, $"{channel} header {header}");
            bool isData = header == (channel == Channel.Reliable ? KcpWire.Data : KcpWire.UnreliableData);
            Assert.Equal(isData, table.Server.DataFrom(bad.ServerId).Any());
            table.Silence(bad);
        }
    }

    [Trait("Attack", "K-14")]
    [Fact]
    public void DuplicatesBetweenTwoFlushesAreAcknowledgedUpToALimit()
    {
        using var table = new KcpTable(plain => new KcpTransport { Sockets = plain.Sockets, TimeProvider = plain.TimeProvider, MaxDatagramsPerTick = 200_000 });
        (ClientProbe bad, uint cookie) = Connect(table);
        table.RunMs(100);
        long sent = 0, received = 0;
        table.Wire.Script = datagram =>
        {
            if (DatagramAddress.Comparer.Equals(datagram.From, table.ServerAddress)) sent += datagram.Bytes.Length;
            return Fate.Ok;
        };
        byte[] duplicate = KcpTable.Reliable(cookie, KcpTable.Push(1, [KcpWire.Ping]));
        for (int i = 0; i < 100_000; i++)
        {
            table.Inject(duplicate, KcpTable.AddressOfClient(1));
            received += duplicate.Length;
        }
        table.Server.Tick();

        Assert.InRange(sent, 1, received / 10);
        Assert.True(Find(table, bad).Core.Receiver.Acknowledgements.Count <= 2 * table.Transport.ReceiveWindowSize);
    }

    [Trait("Attack", "K-15")]
    [Fact]
    public void APeerThatPingsButNeverAcknowledgesIsGivenUp()
    {
        using var table = new KcpTable();
        (ClientProbe bad, uint cookie) = Connect(table);
        ClientProbe other = table.AddConnectedClient();
        table.Silence(bad);
        Assert.True(table.Server.Server.Send(bad.ServerId, new byte[5_000], Channel.Reliable));
        int ms = 0;
        for (uint number = 1; !table.Server.Of(TransportEventKind.Disconnected).Any() && ms < 20_000; ms += KcpTable.StepMs)
        {
            if (ms % 500 == 0) table.Inject(KcpTable.Reliable(cookie, KcpTable.Push(number++, [KcpWire.Ping])), KcpTable.AddressOfClient(1));
            table.Step();
        }

        Assert.InRange(ms, 9_900, 10_500);
        Assert.True(other.Client.IsConnected);
    }

    [Trait("Attack", "K-16")]
    [Fact]
    public void EchoedClocksThatWereNeverSentDoNotStretchTheResends()
    {
        using var table = new KcpTable();
        (ClientProbe bad, uint cookie) = Connect(table);
        for (uint i = 0; i < 25; i++)
        {
            table.RunMs(1_000);
            table.Server.Server.Send(bad.ServerId, [1], Channel.Reliable);
        }
        int before = Find(table, bad).Core.RoundTrip.ResendTimeoutMs;
        for (uint i = 0; i < 10; i++) table.Inject(KcpTable.Reliable(cookie, KcpTable.Acknowledge(1, 2, timestamp: i)), KcpTable.AddressOfClient(1));
        table.Step();

        Assert.Equal(before, Find(table, bad).Core.RoundTrip.ResendTimeoutMs);
    }

    [Trait("Attack", "K-20")]
    [Fact]
    public void ADatagramThatIsTooLongIsDroppedAndTheNextOneRead()
    {
        using var table = new KcpTable();
        (ClientProbe client, uint cookie) = Connect(table);
        table.Inject(KcpTable.Unreliable(cookie, [KcpWire.UnreliableData, .. new byte[1_300]]), KcpTable.AddressOfClient(1));
        table.Inject(KcpTable.Unreliable(cookie, KcpWire.UnreliableData, 9), KcpTable.AddressOfClient(1));
        table.Server.Tick();

        Assert.Equal([9], Assert.Single(table.Server.DataFrom(client.ServerId)).Data);
        Assert.Equal(1, table.Endpoint.Drops[KcpDropReason.TooLong]);
    }

    [Trait("Attack", "K-25")]
    [Fact]
    public void UnreliableDataThatOvertakesTheHandshakeIsIgnored()
    {
        using var table = new KcpTable(plain => new KcpTransport { Sockets = plain.Sockets, TimeProvider = plain.TimeProvider, ConfirmAddresses = false });
        table.Wire.Script = sent => sent.Bytes[0] == KcpWire.ReliableChannel ? new Fate(1, ExtraDelayMs: 50) : Fate.Ok;
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

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void MutatedDatagramsOfAPlayerDisturbNobodyElse(int seed)
    {
        var random = new Random(seed);
        using var table = new KcpTable();
        ClientProbe other = table.AddConnectedClient();
        var expected = new List<byte[]>();
        for (int round = 0; round < 60; round++)
        {
            ClientProbe bad = table.AddConnectedClient();
            uint cookie = table.CookieOf(bad);
            for (int step = 0; step < 10; step++)
            {
                for (int i = 0; i < 5; i++) table.Inject(Mutated(random, cookie), KcpTable.AddressOfClient(round + 2));
                expected.Add([(byte)round, (byte)step]);
                Assert.True(other.Client.Send(expected[^1], Channel.Reliable));
                table.Step();
            }
            bad.Client.Disconnect();
        }
        table.RunMs(12_000);

        Assert.Equal(expected, table.Server.DataFrom(table.Server.Connected.First()).Select(pulled => pulled.Data));
        Assert.True(other.Client.IsConnected);
        Assert.Equal(1, table.Listener.ConnectionCount);
        Assert.Equal(0, table.Endpoint.Pool.Rented);
    }

    private static byte[] Mutated(Random random, uint cookie)
    {
        byte[] payload = new byte[random.Next(40)];
        random.NextBytes(payload);
        byte[] datagram = random.Next(4) == 0
            ? KcpTable.Unreliable(cookie, payload)
            : KcpTable.Reliable(cookie, KcpTable.Push((uint)random.Next(1, 20), payload, (byte)random.Next(4)), KcpTable.Acknowledge((uint)random.Next(9), (uint)random.Next(9)));
        for (int flips = random.Next(4); flips > 0; flips--)
        {
            int at = random.Next(datagram.Length);
            if (at is 0 or > 4) datagram[at] = (byte)random.Next(256);
        }
        return datagram[..random.Next(datagram.Length / 2, datagram.Length + 1)];
    }

    private static (ClientProbe Client, uint Cookie) Connect(KcpTable table)
    {
        ClientProbe client = table.AddConnectedClient();
        return (client, table.CookieOf(client));
    }

    private static KcpServerPeer Find(KcpTable table, ClientProbe client)
    {
        Assert.True(table.Listener.TryFind(client.ServerId, out KcpServerPeer? peer));
        return peer;
    }

    private static void AssertEndsWith(KcpTable table, ClientProbe bad, TransportError error, string what)
    {
        table.RunMs(50);
        PulledEvent reported = Assert.Single(table.Server.Of(TransportEventKind.Error));
        Assert.True(reported.ErrorCode == error, $"{what}: {reported}");
        Assert.False(bad.Client.IsConnected);
        Assert.Equal(0, table.Endpoint.Pool.Rented);
    }
}
