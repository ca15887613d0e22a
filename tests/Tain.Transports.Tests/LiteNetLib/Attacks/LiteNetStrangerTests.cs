using System.Net;
using Microsoft.Extensions.Logging;
using Tain.Kit;
using Tain.Tests;
using Tain.Transports.Contract;
using Tain.Transports.Kit;

namespace Tain.Transports.LiteNetLib.Attacks;

/// <summary>What somebody without a connection can do. The ids are those of docs/litenetlib-wire.md.</summary>
public class LiteNetStrangerTests
{
    [Fact]
    [Trait("Attack", "L-02")]
    public void RequestsFromForgedAddressesTakeNoPlacesAndARealClientStillConnects()
    {
        using var table = new LiteNetTable(plain => With(plain, maxConnections: 8, maxHalfOpen: 64));
        for (int i = 0; i < 10_000; i++) table.Inject(LiteNetTable.Request(), LiteNetTable.Stranger(i));
        table.Step();
        Assert.InRange(table.Listener.HalfOpenCount, 1, 64);

        ClientProbe real = table.AddConnectedClient();

        Assert.Single(table.Server.Events);
        Assert.True(real.Client.IsConnected);
        table.RunMs(4_000);
        Assert.Equal(0, table.Listener.HalfOpenCount);
        Assert.Equal(1, table.Listener.ConnectionCount);
    }

    [Fact]
    [Trait("Attack", "L-02")]
    public void OneSourceFillsOnlyItsOwnShare()
    {
        using var table = new LiteNetTable(plain => new LiteNetLibTransport { Sockets = plain.Sockets, TimeProvider = plain.TimeProvider, MaxHalfOpenPerSource = 10 });
        for (int port = 1_000; port < 2_000; port++) table.Inject(LiteNetTable.Request(), LiteNetTable.Stranger(1, port));
        table.Inject(LiteNetTable.Request(), LiteNetTable.Stranger(2));
        table.RunMs(100);

        Assert.Equal(11, table.Listener.HalfOpenCount);
        Assert.True(table.AddConnectedClient().Client.IsConnected);
    }

    // A place is held for a second at most, so with 400 places and 800 forged requests a second every other request of a real client finds one; and a client asks eleven times.
    [Fact]
    [Trait("Attack", "L-02")]
    public void AFloodThatKeepsAllPlacesTakenDoesNotKeepRealClientsOut()
    {
        using var table = new LiteNetTable(plain => new LiteNetLibTransport { Sockets = plain.Sockets, TimeProvider = plain.TimeProvider, MaxHalfOpenConnections = 400 });
        int number = 0;
        void Flood()
        {
            for (int i = 0; i < 8; i++) table.Inject(LiteNetTable.Request(), LiteNetTable.Stranger(number++ % 60_000));
            table.Step();
        }
        for (int i = 0; i < 200; i++) Flood();
        Assert.InRange(table.Listener.HalfOpenCount, 350, 400);

        ClientProbe[] clients = [.. Enumerable.Range(0, 10).Select(_ => table.AddClient())];
        for (int ms = 0; ms < 5_500 && table.Server.Connected.Count() < 10; ms += LiteNetTable.StepMs) Flood();
        Assert.Equal(10, table.Server.Connected.Count());
        Assert.All(clients, client => Assert.True(client.Client.IsConnected));
        Assert.Empty(table.Server.Of(TransportEventKind.Disconnected));
    }

    [Fact]
    [Trait("Attack", "L-02")]
    public void OneAddressHasOnlyItsShareOfTheConnections()
    {
        using var table = new LiteNetTable(plain => new LiteNetLibTransport { Sockets = plain.Sockets, TimeProvider = plain.TimeProvider, MaxConnectionsPerAddress = 3 });
        for (int port = 0; port < 3; port++) table.AddRaw(1, 6_000 + port).Connect();
        RawLiteNetPeer fourth = table.AddRaw(1, 7_000);
        fourth.Send(LiteNetTable.Request(connectTime: 9));
        table.RunMs(50);
        Assert.Equal("070900000000000000", Convert.ToHexString(Assert.Single(fourth.Take())));
        table.AddRaw(2).Connect();
        table.Server.Server.Disconnect(table.Server.Connected.First());
        table.RunMs(50);
        fourth.Connect(connectTime: 10);
    }

    // Who cannot see the ping can only guess its number, and is sent away soon.
    [Fact]
    [Trait("Attack", "L-02")]
    public void GuessedPongsConfirmNobody()
    {
        using var table = new LiteNetTable();
        for (int i = 0; i < 2_000; i++)
        {
            table.Inject(LiteNetTable.Request(), LiteNetTable.Stranger(i));
            for (int guess = 0; guess < 20; guess++) table.Inject(LiteNetTable.Pong(guess), LiteNetTable.Stranger(i));
            if (i % 100 == 0) table.Step();
        }
        table.RunMs(100);
        Assert.Empty(table.Server.Events);
    }

    [Fact]
    [Trait("Attack", "L-02")]
    public void NewHandshakesPerTickAreLimitedAndTheRestComesLater()
    {
        using var table = new LiteNetTable(plain => new LiteNetLibTransport { Sockets = plain.Sockets, TimeProvider = plain.TimeProvider, MaxHandshakesPerTick = 3 });
        ClientProbe[] clients = [.. Enumerable.Range(0, 10).Select(_ => table.AddClient())];
        int most = 0;
        for (int ms = 0; ms < 5_000; ms += LiteNetTable.StepMs)
        {
            int before = table.Listener.HalfOpenCount + table.Listener.ConnectionCount;
            table.Step();
            most = Math.Max(most, table.Listener.HalfOpenCount + table.Listener.ConnectionCount - before);
        }
        Assert.Equal(3, most);
        Assert.All(clients, client => Assert.True(client.Client.IsConnected));
    }

    [Theory]
    [Trait("Attack", "L-03")]
    [InlineData(true, 1)]
    [InlineData(false, 3)]
    public void ARequestThatIsNeverAnsweredBringsFewBytes(bool confirm, int most)
    {
        using var table = new LiteNetTable(plain => new LiteNetLibTransport { Sockets = plain.Sockets, TimeProvider = plain.TimeProvider, ConfirmAddresses = confirm });
        byte[] request = LiteNetTable.Request();
        int sent = 0;
        table.Wire.Script = datagram =>
        {
            sent += datagram.Bytes.Length;
            return Fate.Ok;
        };
        table.Inject(request, LiteNetTable.Stranger(1));
        table.RunMs(15_000);
        Assert.InRange(sent, 1, most * request.Length);
    }

    // Nothing that a stranger sends brings more bytes than it has, whatever it is.
    [Fact]
    [Trait("Attack", "L-03")]
    public void NoFirstPacketOfAnyKindIsAnsweredWithMoreThanItself()
    {
        using var table = new LiteNetTable();
        int sent = 0;
        table.Wire.Script = datagram =>
        {
            sent += datagram.Bytes.Length;
            return Fate.Ok;
        };
        byte[][] forms =
        [
            .. Enumerable.Range(0, 256).SelectMany(header => new[] { 1, 2, 5, 9, 10, 13, 600 }.Select(length => (byte[])[(byte)header, .. new byte[length - 1]])),
            LiteNetTable.Request(key: "another"), LiteNetTable.Request(protocol: 13), LiteNetTable.Request()[..20], LiteNetTable.Merged([0, 1], [0, 2]),
        ];
        for (int i = 0; i < forms.Length; i++)
        {
            sent = 0;
            table.Inject(forms[i], LiteNetTable.Stranger(i));
            table.RunMs(50);
            Assert.True(sent <= forms[i].Length, $"{Convert.ToHexString(forms[i].AsSpan(0, Math.Min(20, forms[i].Length)))} brought {sent} bytes");
        }
        Assert.Empty(table.Server.Events);
    }

    [Fact]
    [Trait("Attack", "L-03")]
    public void AnswersToStrangersAreLimitedPerTick()
    {
        using var table = new LiteNetTable();
        int sent = 0;
        table.Wire.Script = _ =>
        {
            sent++;
            return Fate.Ok;
        };
        for (int i = 0; i < 10_000; i++) table.Inject(LiteNetTable.Ping(1), LiteNetTable.Stranger(i));
        table.Server.Tick();
        Assert.Equal(256, sent);
    }

    [Fact]
    [Trait("Attack", "L-03")]
    public void TwoServersThatAreSetOnEachOtherFallSilent()
    {
        using var table = new LiteNetTable();
        RawLiteNetPeer mirror = table.AddRaw();
        byte[][] forms = [LiteNetTable.Request(), LiteNetTable.Request(key: "x"), LiteNetTable.Request(protocol: 1), LiteNetTable.Ping(3), LiteNetTable.Disconnect(3), [14], [14, 0, .. new byte[8]], LiteNetTable.Reliable(0, 1)];
        foreach (byte[] form in forms) mirror.Send(form);
        int rounds = 0;
        for (; rounds < 1_000; rounds++)
        {
            table.RunMs(50);
            List<byte[]> answers = mirror.Take();
            // What our own server would answer to its own answers.
            foreach (byte[] answer in answers) mirror.Send(answer);
            if (answers.Count == 0 && table.Listener.HalfOpenCount == 0) break;
        }
        Assert.InRange(rounds, 1, 100);
    }

    [Fact]
    [Trait("Attack", "L-04")]
    public void RandomDatagramsAreDroppedWithoutAllocation()
    {
        using var table = new LiteNetTable();
        var random = new Random(1);
        byte[] datagram = new byte[1_490];
        SocketAddress[] addresses = [.. Enumerable.Range(0, 100).Select(number => LiteNetTable.Stranger(number))];

        void Flood(int count)
        {
            for (int i = 0; i < count; i++)
            {
                random.NextBytes(datagram);
                table.Wire.Inject(datagram.AsSpan(0, random.Next(datagram.Length)), addresses[i % addresses.Length], table.ServerAddress);
                if (i % 500 != 499) continue;
                table.Server.Tick();
                table.Wire.AdvanceMs(30);
            }
        }

        Flood(5_000);
        Assert.Equal(0, Allocations.Of(() => Flood(100_000)));
        Assert.Empty(table.Server.Events);
        Assert.Equal(0, table.Endpoint.Pool.Rented);
    }

    [Fact]
    [Trait("Attack", "L-05")]
    public void NothingThatAStrangerSendsMakesAnEvent()
    {
        using var table = new LiteNetTable();
        byte[][] forms =
        [
            [], [0], [0, 1], LiteNetTable.Reliable(0, 1), LiteNetTable.Ack(0, 1), LiteNetTable.Ping(1), LiteNetTable.Pong(1), LiteNetTable.Disconnect(1), [13], [14], [15],
            [6, .. new byte[10]], LiteNetTable.Merged(LiteNetTable.Reliable(0, 1)), [8, 1, 2], [11, 1], [16, 1], [17], LiteNetTable.Request(key: "wrong"),
        ];
        foreach (byte[] form in forms)
        {
            table.Inject(form, LiteNetTable.Stranger(1));
            table.RunMs(50);
        }
        // The same from a client that has asked and not proved its address.
        table.Inject(LiteNetTable.Request(), LiteNetTable.Stranger(2));
        foreach (byte[] form in forms)
        {
            table.Inject(form, LiteNetTable.Stranger(2));
            table.RunMs(50);
        }
        Assert.Empty(table.Server.Events);
    }

    [Fact]
    [Trait("Attack", "L-05")]
    public void AKickedClientMakesExactlyOneDisconnectedEvent()
    {
        using var table = new LiteNetTable();
        ClientProbe client = table.AddConnectedClient();
        table.Server.Server.Disconnect(client.ServerId);
        table.RunMs(500);

        Assert.Single(table.Server.Of(TransportEventKind.Disconnected));
        Assert.Empty(table.Server.Of(TransportEventKind.Error));
        Assert.Single(client.Of(TransportEventKind.Disconnected));
    }

    [Fact]
    [Trait("Attack", "L-06")]
    public void AFloodIsLoggedInAFewLines()
    {
        using var lines = new RecordedLog(LogLevel.Trace);
        using var table = new LiteNetTable(plain => new LiteNetLibTransport { Sockets = plain.Sockets, TimeProvider = plain.TimeProvider, LoggerFactory = lines });
        for (int i = 0; i < 10_000; i++)
        {
            table.Inject(LiteNetTable.Ping(1), LiteNetTable.Stranger(i));
            if (i % 200 == 0) table.Step();
        }
        table.RunMs(1_000);
        Assert.InRange(lines.Lines.Count, 1, 10);
    }

    [Fact]
    [Trait("Attack", "L-07")]
    public void ATickReadsNoMoreDatagramsThanItsBudget()
    {
        using var table = new LiteNetTable(plain => new LiteNetLibTransport { Sockets = plain.Sockets, TimeProvider = plain.TimeProvider, MaxDatagramsPerTick = 100 });
        WireSocket socket = table.Wire.SocketAt(Wire.ServerAt(LiteNetTable.Port));
        for (int i = 0; i < 1_000; i++) table.Inject([1, 2, 3], LiteNetTable.Stranger(1));

        table.Server.Tick();
        Assert.Equal(900, socket.Inbox.Count);
        table.Server.Tick();
        Assert.Equal(800, socket.Inbox.Count);
    }

    [Fact]
    [Trait("Attack", "L-28")]
    public void AnotherKeyIsRefusedAtOnce()
    {
        using var table = new LiteNetTable();
        RawLiteNetPeer client = table.AddRaw();
        client.Send(LiteNetTable.Request(connectTime: 5, key: "MIRROR_LITENETLIX"));
        client.Send(LiteNetTable.Request(connectTime: 6, key: "MIRROR"));
        table.RunMs(50);
        Assert.Equal(["070500000000000000", "070600000000000000"], client.Take().Select(Convert.ToHexString));
        Assert.Equal(0, table.Listener.HalfOpenCount);
    }

    [Fact]
    public void AFullServerRefusesAtOnce()
    {
        using var table = new LiteNetTable(plain => With(plain, maxConnections: 1, maxHalfOpen: 64));
        table.AddConnectedClient();
        ClientProbe late = table.AddClient();
        table.RunMs(100);
        Assert.Equal([TransportEventKind.Error, TransportEventKind.Disconnected], late.Events.Select(pulled => pulled.Kind));
        Assert.Equal(TransportError.Refused, late.Events[0].ErrorCode);
        Assert.Single(table.Server.Events);
    }

    [Theory]
    [Trait("Attack", "L-19")]
    [InlineData("0F")]
    [InlineData("0600000000000000000000")]
    [InlineData("070000000000000000")]
    [InlineData("0E")]
    [InlineData("0001")]
    [InlineData("0CFFFF00")]
    public void ForgedAnswersDoNotSpoilAConnect(string answer)
    {
        using var table = new LiteNetTable();
        ClientProbe client = table.AddClient();
        for (int i = 0; i < 20; i++) table.Wire.Inject(Convert.FromHexString(answer), table.ServerAddress, LiteNetTable.AddressOfClient(1));
        client.Tick();
        table.RunUntil(() => client.Client.IsConnected && table.Server.Connected.Any(), 2_000);
        Assert.Equal(TransportEventKind.Connected, Assert.Single(client.Events).Kind);
    }

    [Fact]
    public void AServerOfAnotherProtocolEndsTheAttemptWithThatReason()
    {
        using var table = new LiteNetTable();
        table.Server.Server.Stop();
        ClientProbe client = table.AddClient();
        table.Wire.Inject([15], table.ServerAddress, LiteNetTable.AddressOfClient(1));
        client.Tick();
        Assert.Empty(client.Events);
        table.Wire.AdvanceMs(600);
        client.Tick();
        Assert.Equal([TransportEventKind.Error, TransportEventKind.Disconnected], client.Events.Select(pulled => pulled.Kind));
        Assert.Contains("protocol 11", client.Events[0].Text);
    }


    private static LiteNetLibTransport With(LiteNetLibTransport plain, int maxConnections, int maxHalfOpen) => new()
    {
        Sockets = plain.Sockets,
        TimeProvider = plain.TimeProvider,
        MaxConnections = maxConnections,
        MaxHalfOpenConnections = maxHalfOpen,
    };
}
