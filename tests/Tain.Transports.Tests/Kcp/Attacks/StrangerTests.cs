using Microsoft.Extensions.Logging;
using Tain.Kit;
using Tain.Tests;
using Tain.Transports.Contract;
using Tain.Transports.Kit;

namespace Tain.Transports.Kcp.Attacks;

/// <summary>What somebody without a connection can do to a server. The numbers are those of docs/mirror/transport-security.md.</summary>
public class StrangerTests
{
    [Trait("Attack", "K-02")]
    [Fact]
    public void HellosFromForgedAddressesTakeNoPlacesAndARealClientStillConnects()
    {
        using var table = new KcpTable(plain => new KcpTransport
        {
            Sockets = plain.Sockets,
            TimeProvider = plain.TimeProvider,
            MaxConnections = 8,
            MaxHalfOpenConnections = 64,
        });
        for (int i = 0; i < 10_000; i++) table.Inject(KcpTable.Hello(), KcpTable.Stranger(i));
        table.Step();
        Assert.InRange(table.Listener.HalfOpenCount, 1, 64);

        ClientProbe real = table.AddConnectedClient();

        Assert.Single(table.Server.Events);
        Assert.True(real.Client.IsConnected);
        table.RunMs(4_000);
        Assert.Equal(0, table.Listener.HalfOpenCount);
        Assert.Equal(1, table.Listener.ConnectionCount);
    }

    [Trait("Attack", "K-02")]
    [Fact]
    public void OneSourceFillsOnlyItsOwnShare()
    {
        using var table = new KcpTable(plain => new KcpTransport { Sockets = plain.Sockets, TimeProvider = plain.TimeProvider, MaxHalfOpenPerSource = 10 });
        for (int port = 1_000; port < 2_000; port++) table.Inject(KcpTable.Hello(), KcpTable.Stranger(1, port));
        table.Inject(KcpTable.Hello(), KcpTable.Stranger(2));
        table.RunMs(100);

        Assert.Equal(11, table.Listener.HalfOpenCount);
        Assert.True(table.AddConnectedClient().Client.IsConnected);
    }

    [Fact]
    public void NewHandshakesPerTickAreLimitedAndTheRestComesLater()
    {
        using var table = new KcpTable(plain => new KcpTransport { Sockets = plain.Sockets, TimeProvider = plain.TimeProvider, MaxHandshakesPerTick = 3 });
        ClientProbe[] clients = [.. Enumerable.Range(0, 10).Select(_ => table.AddClient())];
        int most = 0;
        for (int ms = 0; ms < 5_000; ms += KcpTable.StepMs)
        {
            int before = table.Listener.HalfOpenCount + table.Listener.ConnectionCount;
            table.Step();
            most = Math.Max(most, table.Listener.HalfOpenCount + table.Listener.ConnectionCount - before);
        }

        Assert.Equal(3, most);
        Assert.All(clients, client => Assert.True(client.Client.IsConnected));
    }

    [Trait("Attack", "K-03")]
    [Fact]
    public void AHelloThatIsNeverAnsweredBringsAtMostThreeTimesItsBytes()
    {
        using var table = new KcpTable();
        int bytes = 0, datagrams = 0;
        table.Wire.Script = sent =>
        {
            datagrams++;
            bytes += sent.Bytes.Length;
            return Fate.Ok;
        };
        byte[] hello = KcpTable.Hello();
        table.Inject(hello, KcpTable.Stranger(1));
        table.RunMs(15_000);

        Assert.InRange(bytes, 1, 3 * hello.Length);
        Assert.InRange(datagrams, 1, 3);
    }

    [Trait("Attack", "K-04")]
    [Fact]
    public void RandomDatagramsAreDroppedWithoutAllocation()
    {
        using var table = new KcpTable();
        var random = new Random(1);
        byte[] datagram = new byte[1_300];
        var addresses = Enumerable.Range(0, 100).Select(number => KcpTable.Stranger(number)).ToArray();

        void Flood(int count)
        {
            for (int i = 0; i < count; i++)
            {
                random.NextBytes(datagram);
                int length = random.Next(datagram.Length);
                if (length > 0) datagram[0] = (byte)random.Next(4);
                table.Wire.Inject(datagram.AsSpan(0, length), addresses[i % addresses.Length], table.ServerAddress);
                if (i % 500 == 499) table.Server.Tick();
            }
        }

        Flood(5_000);
        Assert.Equal(0, Allocations.Of(() => Flood(100_000)));
        Assert.Empty(table.Server.Events);
        Assert.Equal(0, table.Endpoint.Pool.Rented);
    }

    // What the real server takes for a first Hello is found with its own algorithm, so that the quick look refuses no real client.
    [Trait("Attack", "K-04")]
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void TheQuickLookAgreesWithTheWholeProtocolAboutFirstHellos(int seed)
    {
        var random = new Random(seed);
        byte[] good = KcpTable.Reliable(0, KcpTable.Push(0, [KcpWire.Hello, 7], expected: 0), KcpTable.Push(1, [KcpWire.Ping], expected: 0));
        int accepted = 0;
        for (int i = 0; i < 20_000; i++)
        {
            byte[] datagram = [.. good];
            for (int flips = random.Next(3); flips > 0; flips--) datagram[random.Next(datagram.Length)] = (byte)random.Next(random.Next(2) == 0 ? 4 : 256);
            if (random.Next(10) == 0) datagram = datagram[..random.Next(datagram.Length)];
            bool expected = IsHelloByTheWholeProtocol(datagram);
            Assert.True(expected == KcpWire.IsFirstHello(datagram), $"{expected}: {Convert.ToHexString(datagram)}");
            if (expected) accepted++;
        }
        Assert.InRange(accepted, 5_000, 19_000);
    }

    [Trait("Attack", "K-05")]
    [Fact]
    public void NothingThatAStrangerSendsMakesAnEventOrAnAnswerButAHello()
    {
        using var table = new KcpTable();
        int answers = 0;
        table.Wire.Script = _ =>
        {
            answers++;
            return Fate.Ok;
        };
        byte[][] forms =
        [
            [], [1], KcpTable.Unreliable(0, 5), KcpTable.Unreliable(0, 4, 1), KcpTable.Unreliable(0, 9), KcpTable.Reliable(0, KcpTable.Push(0, [3, 1])),
            KcpTable.Reliable(0, KcpTable.Push(0, [2])), KcpTable.Reliable(0, KcpTable.Push(0, [4])), KcpTable.Reliable(0, KcpTable.Push(1, [1])),
            KcpTable.Reliable(0, KcpTable.Push(0, [1], fragmentsAfter: 1)), KcpTable.Reliable(0, KcpTable.Acknowledge(0, 1)), KcpTable.Reliable(0, KcpTable.Push(0, [])),
        ];
        foreach (byte[] form in forms)
        {
            table.Inject(form, KcpTable.Stranger(1));
            table.RunMs(50);
        }

        Assert.Empty(table.Server.Events);
        Assert.Equal(0, answers);
        Assert.Equal(0, table.Listener.HalfOpenCount);
    }

    [Trait("Attack", "K-05")]
    [Fact]
    public void AKickedClientMakesExactlyOneDisconnectedEvent()
    {
        using var table = new KcpTable();
        ClientProbe client = table.AddConnectedClient();
        table.Server.Server.Disconnect(client.ServerId);
        table.RunMs(500);

        Assert.Single(table.Server.Of(TransportEventKind.Disconnected));
        Assert.Empty(table.Server.Of(TransportEventKind.Error));
    }

    [Trait("Attack", "K-06")]
    [Fact]
    public void AFloodIsLoggedInAFewLines()
    {
        var lines = new RecordedLog(LogLevel.Trace);
        using var table = new KcpTable(plain => new KcpTransport { Sockets = plain.Sockets, TimeProvider = plain.TimeProvider, LoggerFactory = lines });
        for (int i = 0; i < 10_000; i++)
        {
            table.Inject(KcpTable.Unreliable(0, 5), KcpTable.Stranger(i));
            if (i % 200 == 0) table.Step();
        }
        table.RunMs(1_000);

        Assert.InRange(lines.Lines.Count, 1, 10);
    }

    [Trait("Attack", "K-07")]
    [Fact]
    public void ATickReadsNoMoreDatagramsThanItsBudget()
    {
        using var table = new KcpTable(plain => new KcpTransport { Sockets = plain.Sockets, TimeProvider = plain.TimeProvider, MaxDatagramsPerTick = 100 });
        WireSocket socket = table.Wire.SocketAt(Wire.ServerAt(7777));
        for (int i = 0; i < 1_000; i++) table.Inject([1, 2, 3], KcpTable.Stranger(1));

        table.Server.Tick();
        Assert.Equal(900, socket.Inbox.Count);
        table.Server.Tick();
        Assert.Equal(800, socket.Inbox.Count);
    }

    [Fact]
    public void AFullServerRefusesAtOnce()
    {
        using var table = new KcpTable(plain => new KcpTransport { Sockets = plain.Sockets, TimeProvider = plain.TimeProvider, MaxConnections = 1 });
        table.AddConnectedClient();
        ClientProbe late = table.AddClient();
        table.RunMs(100);

        Assert.Equal([TransportEventKind.Disconnected], late.Events.Select(pulled => pulled.Kind));
        Assert.Single(table.Server.Events);
    }

    private static bool IsHelloByTheWholeProtocol(byte[] datagram)
    {
        if (datagram.Length <= KcpWire.EnvelopeBytes || datagram[0] != KcpWire.ReliableChannel) return false;
        var settings = new KcpSettings();
        var core = new KcpCore(settings, new KcpSegmentPool(settings.MaxPayloadBytes), new NoOutput());
        core.Input(datagram.AsSpan(KcpWire.EnvelopeBytes));
        if (core.Receiver.NextMessageBytes <= 0) return false;
        byte[] message = new byte[core.Receiver.NextMessageBytes];
        core.Receive(message);

        // A Hello in fragments, which no real client sends, is the one form that the quick look leaves out.
        return message[0] == KcpWire.Hello && datagram[KcpWire.EnvelopeBytes + 5] == 0 && BitConverter.ToUInt32(datagram, KcpWire.EnvelopeBytes + 12) == 0;
    }

    private sealed class NoOutput : IKcpOutput
    {
        public void Output(Span<byte> datagram)
        {
        }
    }
}
