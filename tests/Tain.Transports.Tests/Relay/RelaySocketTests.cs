using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Tain.Kit;
using Tain.Transports.Contract;
using Tain.Transports.Kit;
using Tain.Transports.Metering;

namespace Tain.Transports.Relay;

/// <summary>What an endpoint does with what comes from its relay's address, whoever sent it.</summary>
public class RelaySocketTests : IDisposable
{
    private static readonly byte[] Hello = Convert.FromHexString("0100000000" + "00000000" + "51000010" + "00000000" + "00000000" + "00000000" + "01000000" + "01");

    private readonly Wire _wire = new(new ManualClock());
    private readonly SocketAddress _relay = Wire.ServerAt(8_888).Serialize();
    private readonly SocketAddress _serverAddress = new IPEndPoint(new IPAddress([10, 1, 0, 1]), 5_000).Serialize();
    private readonly RelaySocketFactory _factory;
    private readonly KcpServer _server;

    public RelaySocketTests()
    {
        _factory = new RelaySocketFactory { RelayHost = "10.0.0.1", Inner = _wire, TimeProvider = _wire.Clock };
        _server = (KcpServer)new KcpTransport { Sockets = _factory, TimeProvider = _wire.Clock }.CreateServer();
        _server.Start();
    }

    public void Dispose()
    {
        _server.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    [Trait("Attack", "R-02")]
    public void AFloodOfConnectionIdsHoldsNoMoreThanTheHalfOpenCap()
    {
        var most = 0;
        for (int tick = 0; tick < 40; tick++)
        {
            for (int i = 1; i <= 1_000; i++) InjectData((tick * 1_000) + i, Hello);
            Assert.Empty(Tick());
            most = Math.Max(most, _server.Listener!.HalfOpenCount);
            Assert.Equal(0, _server.Listener!.ConnectionCount);
        }
        Assert.InRange(most, 1, 1_024);
        Assert.Equal(1_024, most);
    }

    [Fact]
    [Trait("Attack", "R-02")]
    public void ARealPlayerConnectsInTheMiddleOfAFloodOfConnectionIds()
    {
        int answers = 0;
        uint cookie = 0;
        _wire.Script = datagram =>
        {
            // The answer to connection 7 shows its cookie, which only the real player sees.
            ReadOnlySpan<byte> bytes = datagram.Bytes;
            if (bytes.Length <= 18 || bytes[8] != 2 || BinaryPrimitives.ReadInt32LittleEndian(bytes[9..]) != 7) return Fate.Ok;
            answers++;
            cookie = BinaryPrimitives.ReadUInt32LittleEndian(bytes[14..]);
            return Fate.Ok;
        };
        InjectData(7, Hello);
        for (int i = 0; i < 100; i++) InjectData(1_000 + i, Hello);
        Assert.Empty(Tick());
        Assert.True(answers > 0);
        byte[] ping = [2, 0, 0, 0, 0, 4, 42];
        BinaryPrimitives.WriteUInt32LittleEndian(ping.AsSpan(1), cookie);
        InjectData(7, ping);
        PulledEvent[] events = Tick();
        Assert.Equal([TransportEventKind.Connected, TransportEventKind.Data], events.Select(pulled => pulled.Kind));
        Assert.Equal("0.0.0.0", _server.GetAddress(events[0].ConnectionId));
    }

    [Fact]
    [Trait("Attack", "R-02")]
    public void TheConnectionZeroIsRefused()
    {
        InjectData(0, Hello);
        Assert.Empty(Tick());
        Assert.Equal(0, _server.Listener!.HalfOpenCount);
        InjectData(1, Hello);
        Assert.Empty(Tick());
        Assert.Equal(1, _server.Listener!.HalfOpenCount);
    }

    [Fact]
    [Trait("Attack", "R-03")]
    public void PingsMakeNoConnectionAndAllocateNothing()
    {
        byte[] valid = [1, 2];
        void Round()
        {
            for (int i = 0; i < 200; i++) _wire.Inject(valid, _relay, _serverAddress);
            while (_server.TryReceive(out _)) Assert.Fail("A ping is no event.");
            _server.Flush();
            _wire.AdvanceMs(10);
        }
        for (int i = 0; i < 100; i++) Round();
        Assert.Equal(0, Allocations.Of(() =>
        {
            for (int i = 0; i < 500; i++) Round();
        }));
        Assert.Equal(0, _server.Listener!.HalfOpenCount);
        Assert.Equal(RelayState.Valid, _factory.State);
    }

    [Fact]
    public void UnknownTypesAndStumpsDoNotEndTheTicksReading()
    {
        for (int i = 0; i < 500; i++)
        {
            _wire.Inject([(byte)(3 + (i % 250))], _relay, _serverAddress);
            _wire.Inject([2, 1, 0, 0, 0], _relay, _serverAddress);
            _wire.Inject([1], _relay, _serverAddress);
            _wire.Inject([], _relay, _serverAddress);
        }
        InjectData(5, Hello);
        Assert.Empty(Tick());
        Assert.Equal(1, _server.Listener!.HalfOpenCount);
    }

    [Theory]
    [InlineData(0, RelayState.Disconnected)]
    [InlineData(1, RelayState.Checking)]
    [InlineData(2, RelayState.Valid)]
    [InlineData(3, RelayState.Invalid)]
    [InlineData(4, RelayState.SessionTimeout)]
    [InlineData(5, RelayState.Error)]
    [InlineData(6, RelayState.Error)]
    [InlineData(255, RelayState.Error)]
    public void TheRelaysStateIsShown(byte wire, RelayState expected)
    {
        Assert.Equal(RelayState.Checking, _factory.State);
        _wire.Inject([1, wire], _relay, _serverAddress);
        Assert.Empty(Tick());
        Assert.Equal(expected, _factory.State);
    }

    [Fact]
    public void ARelayThatFallsSilentReadsAsDisconnectedUntilItAnswersAgain()
    {
        _wire.Inject([1, 2], _relay, _serverAddress);
        Assert.Empty(Tick());
        for (int i = 0; i < 540; i++) Assert.Empty(Tick());
        Assert.Equal(RelayState.Valid, _factory.State);
        for (int i = 0; i < 70; i++) Assert.Empty(Tick());
        Assert.Equal(RelayState.Disconnected, _factory.State);
        _wire.Inject([1, 2], _relay, _serverAddress);
        Assert.Empty(Tick());
        Assert.Equal(RelayState.Valid, _factory.State);
    }

    [Fact]
    public void ARelayThatChangesItsMindAllTheTimeFillsNoLog()
    {
        using var log = new LogBook();
        var factory = new RelaySocketFactory { RelayHost = "10.0.0.1", Inner = _wire, TimeProvider = _wire.Clock, LoggerFactory = log };
        using IDatagramSocket socket = factory.Bind(0, default);
        var at = new IPEndPoint(new IPAddress([10, 1, 0, 2]), 5_000).Serialize();
        byte[] buffer = new byte[1_200];
        SocketAddress from = DatagramAddress.CreateEmpty();
        for (int i = 0; i < 1_000; i++)
        {
            _wire.Inject([1, (byte)(i % 6)], _relay, at);
            Assert.Equal(DatagramResult.Empty, socket.Receive(buffer, from, out _));
            _wire.AdvanceMs(10);
        }
        Assert.InRange(log.Lines.Length, 1, 3);
    }

    [Fact]
    public void PingsAndWhatIsIgnoredAreCounted()
    {
        using var meters = new TestMeters();
        var factory = new RelaySocketFactory { RelayHost = "10.0.0.1", Inner = _wire, TimeProvider = _wire.Clock, Meters = meters };
        using IDatagramSocket socket = factory.Bind(0, default);
        var at = new IPEndPoint(new IPAddress([10, 1, 0, 2]), 5_000).Serialize();
        foreach (byte[] datagram in (byte[][])[[], [1], [9], [9], [2, 0, 0, 0, 0, 1], [2, 1, 0, 0, 0]]) _wire.Inject(datagram, _relay, at);
        byte[] buffer = new byte[1_200];
        SocketAddress from = DatagramAddress.CreateEmpty();
        while (socket.Receive(buffer, from, out int bytes) != DatagramResult.Empty) Assert.Equal(0, bytes);
        socket.Flush();
        _wire.AdvanceMs(500);
        socket.Flush();
        Assert.Equal(2, meters["tain.relay.pings"]);
        Assert.Equal(3, meters["tain.relay.ignored:TooShort"]);
        Assert.Equal(2, meters["tain.relay.ignored:UnknownType"]);
        Assert.Equal(1, meters["tain.relay.ignored:NoConnection"]);
    }

    [Fact]
    public void EachConnectionOfTheRelayIsAnAddressOfItsOwn()
    {
        using IDatagramSocket socket = _factory.Bind(0, default);
        var at = new IPEndPoint(new IPAddress([10, 1, 0, 2]), 5_000).Serialize();
        var seen = new HashSet<SocketAddress>(DatagramAddress.Comparer);
        byte[] buffer = new byte[1_200];
        SocketAddress from = DatagramAddress.CreateEmpty();
        foreach (int id in (int[])[1, 2, 256, int.MaxValue, -1])
        {
            byte[] datagram = [2, 0, 0, 0, 0, 99];
            BinaryPrimitives.WriteInt32LittleEndian(datagram.AsSpan(1), id);
            _wire.Inject(datagram, _relay, at);
            Assert.Equal(DatagramResult.Datagram, socket.Receive(buffer, from, out int bytes));
            Assert.Equal([99], buffer[..bytes]);
            Assert.Equal(AddressFamily.Unspecified, from.Family);
            Assert.True(seen.Add(DatagramAddress.Copy(from)));
        }
    }

    private void InjectData(int connection, ReadOnlySpan<byte> datagram)
    {
        byte[] bytes = new byte[5 + datagram.Length];
        bytes[0] = 2;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(1), connection);
        datagram.CopyTo(bytes.AsSpan(5));
        _wire.Inject(bytes, _relay, _serverAddress);
    }

    private PulledEvent[] Tick()
    {
        List<PulledEvent> events = [];
        while (_server.TryReceive(out TransportEvent received)) events.Add(PulledEvent.From(received));
        _server.Flush();
        _wire.AdvanceMs(10);
        return [.. events];
    }
}
