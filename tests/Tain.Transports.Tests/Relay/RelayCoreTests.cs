using System.Buffers.Binary;
using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Tain.Kit;

namespace Tain.Transports.Relay;

/// <summary>The relay itself: who gets through, and what it holds and answers.</summary>
public class RelayCoreTests : IRelayOutput
{
    private const uint Session = 7;
    private const uint ServerUser = 100;
    private const uint Alice = 201;
    private const uint Bob = 202;

    private readonly SocketAddress _server = At(1);
    private readonly List<(SocketAddress To, byte[] Bytes)> _toServer = [];
    private readonly List<(SocketAddress To, byte[] Bytes)> _toClient = [];
    private RelayCore _core;
    private long _nowMs = 1_000;

    public RelayCoreTests() => _core = Create(new RelayLimits());

    void IRelayOutput.SendToServer(ReadOnlySpan<byte> datagram, SocketAddress to) => _toServer.Add((DatagramAddress.Copy(to), datagram.ToArray()));

    void IRelayOutput.SendToClient(ReadOnlySpan<byte> datagram, SocketAddress to) => _toClient.Add((DatagramAddress.Copy(to), datagram.ToArray()));

    [Fact]
    public void DataGoesBothWaysBetweenAServerAndEachOfItsPlayers()
    {
        ServerPings();
        FromClient(Alice, At(2), 1, 2, 3);
        FromClient(Bob, At(3), 4);
        Assert.Equal(["02010000000" + "10203", "02020000000" + "4"], _toServer.Skip(1).Select(sent => Convert.ToHexString(sent.Bytes)));
        Assert.All(_toServer, sent => Assert.True(DatagramAddress.Comparer.Equals(_server, sent.To)));

        FromServer(2, 9, 8);
        FromServer(1, 7);
        Assert.Equal([("3", "020908"), ("2", "0207")], _toClient.Select(sent => (PortOf(sent.To), Convert.ToHexString(sent.Bytes))));
        Assert.Equal(4, _core.Counters.ForwardedPackets);
        Assert.Equal(7, _core.Counters.ForwardedBytes);
    }

    [Fact]
    public void PingsAreAnsweredWithTheState()
    {
        ServerPings();
        Assert.Equal("0102", Convert.ToHexString(_toServer.Single().Bytes));
        Client(Alice, Session, 1, At(2), []);
        Client(Alice, Session + 1, 1, At(2), []);
        Client(999, Session, 1, At(2), []);
        Client(Alice, Session, 1, At(3), []);
        Assert.Equal(["0102", "0103", "0103", "0103"], _toClient.Select(sent => Convert.ToHexString(sent.Bytes)));
        _core.CloseSession(Session, _nowMs);
        Client(Alice, Session, 1, At(2), []);
        Assert.Equal("0104", Convert.ToHexString(_toClient.Last().Bytes));
        _nowMs += 61_000;
        _core.Tick(_nowMs);
        Client(Alice, Session, 1, At(2), []);
        Assert.Equal("0103", Convert.ToHexString(_toClient.Last().Bytes));
    }

    [Fact]
    public void OnlyWhoIsLetInIsForwarded()
    {
        ServerPings();
        _toServer.Clear();
        Client(Alice, 8, 2, At(2), [1]);
        Client(999, Session, 2, At(2), [1]);
        Client(ServerUser, Session, 2, At(2), [1]);
        Server(Alice, Session, 2, At(9), [1, 0, 0, 0, 1]);
        Server(ServerUser, 8, 2, At(9), [1, 0, 0, 0, 1]);
        Assert.Empty(_toServer);
        Assert.Empty(_toClient);
        Assert.Equal(2, _core.Counters.GetRefused(RelayRefusal.UnknownSession));
        Assert.Equal(3, _core.Counters.GetRefused(RelayRefusal.UnknownUser));

        FromClient(Alice, At(2), 1);
        Assert.Equal(RelayAdmission.Ok, _core.RemoveUser(Session, Alice));
        FromServer(1, 1);
        FromClient(Alice, At(2), 1);
        Assert.Single(_toServer);
        Assert.Empty(_toClient);
    }

    [Fact]
    public void AUserInUseCannotBeTakenOverFromAnotherAddressUntilItIsSilent()
    {
        ServerPings();
        FromClient(Alice, At(2), 1);
        _nowMs += 1_999;
        FromClient(Alice, At(66), 6);
        Server(ServerUser, Session, 2, At(67), [1, 0, 0, 0, 6]);
        Assert.Equal(2, _core.Counters.GetRefused(RelayRefusal.WrongAddress));
        Assert.Equal(2, _toServer.Count);
        FromClient(Alice, At(2), 1);
        _nowMs += 1_999;
        FromClient(Alice, At(66), 6);
        Assert.Equal(3, _core.Counters.GetRefused(RelayRefusal.WrongAddress));
    }

    [Fact]
    public void ANewAddressIsANewConnectionAndTheOldOneIsGone()
    {
        ServerPings();
        FromClient(Alice, At(2), 1);
        _nowMs += 2_000;
        FromClient(Alice, At(3), 1);
        Assert.Equal("0202000000" + "01", Convert.ToHexString(_toServer.Last().Bytes));
        FromServer(1, 5);
        Assert.Empty(_toClient);
        Assert.Equal(1, _core.Counters.GetRefused(RelayRefusal.UnknownConnection));
        FromServer(2, 5);
        Assert.Equal("3", PortOf(_toClient.Single().To));
    }

    [Fact]
    public void ConnectionZeroAndUnknownOnesReachNobody()
    {
        ServerPings();
        FromClient(Alice, At(2), 1);
        foreach (int connection in (int[])[0, 2, -1, int.MaxValue]) FromServer(connection, 1);
        Assert.Empty(_toClient);
        Assert.Equal(4, _core.Counters.GetRefused(RelayRefusal.UnknownConnection));
    }

    [Fact]
    public void ASessionsNumbersMeanNothingInAnother()
    {
        Assert.Equal(RelayAdmission.Ok, _core.OpenSession(8, ServerUser, _nowMs));
        ServerPings();
        FromClient(Alice, At(2), 1);
        Server(ServerUser, 8, 2, At(5), [1, 0, 0, 0, 1]);
        Client(Alice, 8, 2, At(2), [1]);
        Assert.Empty(_toClient);
        Assert.Equal(2, _toServer.Count);
    }

    [Fact]
    public void APlayersRateIsLimitedAndTheOthersPlayOn()
    {
        _core = Create(new RelayLimits { UserPacketsPerSecond = 100 });
        ServerPings();
        _toServer.Clear();
        for (int i = 0; i < 1_000; i++) FromClient(Alice, At(2), 1);
        FromClient(Bob, At(3), 1);
        Assert.Equal(101, _toServer.Count);
        Assert.Equal(900, _core.Counters.GetRefused(RelayRefusal.UserRate));
        // What a flooding player is sent counts too, in both directions: nobody is flooded through the relay.
        FromServer(1, 1);
        Assert.Empty(_toClient);
        _nowMs += 500;
        for (int i = 0; i < 1_000; i++) FromClient(Alice, At(2), 1);
        Assert.Equal(151, _toServer.Count);
        _nowMs += 3_600_000;
        for (int i = 0; i < 1_000; i++) FromClient(Alice, At(2), 1);
        Assert.Equal(251, _toServer.Count);
    }

    [Fact]
    public void BytesAreLimitedPerPlayerAndPerSession()
    {
        _core = Create(new RelayLimits { UserBytesPerSecond = 2_000, SessionBytesPerSecond = 3_000 });
        ServerPings();
        _toServer.Clear();
        for (int i = 0; i < 10; i++) FromClient(Alice, At(2), new byte[1_000]);
        for (int i = 0; i < 10; i++) FromClient(Bob, At(3), new byte[1_000]);
        Assert.Equal(3, _toServer.Count);
        Assert.Equal(8, _core.Counters.GetRefused(RelayRefusal.UserRate));
        Assert.Equal(9, _core.Counters.GetRefused(RelayRefusal.SessionRate));
    }

    [Fact]
    public void StrangersAreAnsweredSoManyTimesPerSecond()
    {
        _core = Create(new RelayLimits { RefusalsPerSecond = 10 });
        for (int i = 0; i < 1_000; i++) Client(999, 999, 1, At(i), []);
        Assert.Equal(10, _toClient.Count);
        ServerPings();
        Assert.Single(_toServer);
    }

    [Fact]
    public void ASessionInWhichNobodyIsHeardEnds()
    {
        ServerPings();
        _nowMs += 119_000;
        _core.Tick(_nowMs);
        Assert.Equal(1, _core.SessionCount);
        ServerPings();
        _nowMs += 119_000;
        _core.Tick(_nowMs);
        Assert.Equal(1, _core.SessionCount);
        _nowMs += 10_000;
        _core.Tick(_nowMs);
        Assert.Equal(0, _core.SessionCount);
        Assert.Equal(RelayAdmission.UnknownSession, _core.AddUser(Session, 300));
    }

    [Fact]
    public void ASilentPlayerLosesItsConnectionAndMayComeAgain()
    {
        ServerPings();
        FromClient(Alice, At(2), 1);
        _nowMs += 31_000;
        _core.Tick(_nowMs);
        Assert.True(_core.TryGetSession(Session, out RelaySessionInfo info));
        Assert.Equal(0, info.Connections);
        FromServer(1, 1);
        Assert.Empty(_toClient);
        FromClient(Alice, At(2), 1);
        Assert.Equal("0202000000" + "01", Convert.ToHexString(_toServer.Last().Bytes));
    }

    [Fact]
    public void TheTablesAreBounded()
    {
        _core = Create(new RelayLimits { MaxSessions = 3, MaxUsersPerSession = 4 });
        Assert.Equal(RelayAdmission.Ok, _core.OpenSession(8, 1, _nowMs));
        Assert.Equal(RelayAdmission.Taken, _core.OpenSession(8, 1, _nowMs));
        Assert.Equal(RelayAdmission.Taken, _core.OpenSession(0, 1, _nowMs));
        Assert.Equal(RelayAdmission.Ok, _core.OpenSession(9, 1, _nowMs));
        Assert.Equal(RelayAdmission.Full, _core.OpenSession(10, 1, _nowMs));
        Assert.Equal(RelayAdmission.Taken, _core.AddUser(Session, Alice));
        Assert.Equal(RelayAdmission.Ok, _core.AddUser(Session, 301));
        Assert.Equal(RelayAdmission.Ok, _core.AddUser(Session, 302));
        Assert.Equal(RelayAdmission.Full, _core.AddUser(Session, 303));
        Assert.Equal(RelayAdmission.UnknownSession, _core.AddUser(99, 1));
        Assert.Equal(RelayAdmission.UnknownUser, _core.RemoveUser(Session, 999));
        Assert.Equal(RelayAdmission.Ok, _core.CloseSession(8, _nowMs));
        Assert.Equal(RelayAdmission.Ok, _core.OpenSession(10, 1, _nowMs));
    }

    [Fact]
    [Trait("Attack", "R-02")]
    public void RandomBytesAndChangedDatagramsMakeNothingLongerAndNothingIsKept()
    {
        var random = new Random(4);
        ServerPings();
        FromClient(Alice, At(2), 1);
        for (int i = 0; i < 20_000; i++)
        {
            byte[] datagram = new byte[random.Next(0, 40)];
            random.NextBytes(datagram);
            if (i % 2 == 0 && datagram.Length >= 9)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(datagram, (uint)random.Next(100, 210));
                BinaryPrimitives.WriteUInt32LittleEndian(datagram.AsSpan(4), (uint)random.Next(0, 10));
                datagram[8] = (byte)random.Next(0, 4);
            }
            _toServer.Clear();
            _toClient.Clear();
            if (random.Next(2) == 0) _core.ReceiveFromServer(datagram.ToArray(), At(random.Next(50, 60_000)), _nowMs);
            else _core.ReceiveFromClient(datagram.ToArray(), At(random.Next(50, 60_000)), _nowMs);
            Assert.InRange(_toServer.Count + _toClient.Count, 0, 1);
            Assert.All(_toServer.Concat(_toClient), sent => Assert.InRange(sent.Bytes.Length, 1, datagram.Length));
        }
        Assert.Equal(1, _core.SessionCount);
        _core.TryGetSession(Session, out RelaySessionInfo info);
        Assert.InRange(info.Connections, 1, 2);
    }

    [Fact]
    public void StrangersDatagramsAllocateNothing()
    {
        byte[] junk = new byte[60];
        SocketAddress from = At(9);
        new Random(1).NextBytes(junk);
        for (int i = 0; i < 200; i++) _core.ReceiveFromClient(junk, from, _nowMs);
        Assert.Equal(0, Allocations.Of(() =>
        {
            for (int i = 0; i < 100_000; i++)
            {
                BinaryPrimitives.WriteInt32LittleEndian(junk, i);
                _core.ReceiveFromClient(junk, from, _nowMs);
            }
        }));
        Assert.Equal(1, _core.SessionCount);
    }

    [Fact]
    public void ForwardingAllocatesNothing()
    {
        var sink = new Sink();
        _core = new RelayCore(new RelayLimits { UserPacketsPerSecond = 1_000_000, SessionPacketsPerSecond = 1_000_000 }, sink, NullLogger.Instance);
        _core.OpenSession(Session, ServerUser, 0);
        _core.AddUser(Session, Alice);
        byte[] ping = Datagram(ServerUser, Session, 1, []);
        byte[] data = new byte[100];
        _core.ReceiveFromServer(ping, _server, 0);
        SocketAddress from = At(2);
        void Round(long now)
        {
            RelayWire.WriteIdentity(data, Alice, Session, RelayWire.Data);
            _core.ReceiveFromClient(data, from, now);
            RelayWire.WriteIdentity(data, ServerUser, Session, RelayWire.Data);
            BinaryPrimitives.WriteInt32LittleEndian(data.AsSpan(9), 1);
            _core.ReceiveFromServer(data, _server, now);
            _core.Tick(now);
        }
        for (int i = 0; i < 6_000; i++) Round(i);
        Assert.Equal(0, Allocations.Of(() =>
        {
            for (int i = 6_000; i < 26_000; i++) Round(i);
        }));
        Assert.Equal(1 + 6_000 + 6_000 + 40_000, sink.Sent);
    }

    [Fact]
    public void DatagramsLongerThanAllowedAreDropped()
    {
        ServerPings();
        FromClient(Alice, At(2), new byte[1_192]);
        Assert.Single(_toServer);
        Assert.Equal(1, _core.Counters.GetRefused(RelayRefusal.TooLong));
        FromClient(Alice, At(2), new byte[1_191]);
        Assert.Equal(2, _toServer.Count);
    }

    [Theory]
    [InlineData(nameof(RelayLimits.MaxSessions), 0)]
    [InlineData(nameof(RelayLimits.UserBytesPerSecond), 10)]
    [InlineData(nameof(RelayLimits.MaxDatagramBytes), 64)]
    public void ALimitOutsideItsRangeIsNamed(string name, int value)
    {
        RelayLimits limits = name switch
        {
            nameof(RelayLimits.MaxSessions) => new RelayLimits { MaxSessions = value },
            nameof(RelayLimits.UserBytesPerSecond) => new RelayLimits { UserBytesPerSecond = value },
            _ => new RelayLimits { MaxDatagramBytes = value },
        };
        Assert.Contains(name, Assert.Throws<ArgumentOutOfRangeException>(() => Create(limits)).Message, StringComparison.Ordinal);
    }

    private static SocketAddress At(int port) => new IPEndPoint(IPAddress.Loopback, port).Serialize();

    private static string PortOf(SocketAddress address) => ((address.Buffer.Span[2] << 8) | address.Buffer.Span[3]).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static byte[] Datagram(uint user, uint session, byte type, byte[] rest)
    {
        byte[] datagram = new byte[9 + rest.Length];
        RelayWire.WriteIdentity(datagram, user, session, type);
        rest.CopyTo(datagram, 9);
        return datagram;
    }

    private RelayCore Create(RelayLimits limits)
    {
        var core = new RelayCore(limits, this, NullLogger.Instance);
        Assert.Equal(RelayAdmission.Ok, core.OpenSession(Session, ServerUser, _nowMs));
        Assert.Equal(RelayAdmission.Ok, core.AddUser(Session, Alice));
        Assert.Equal(RelayAdmission.Ok, core.AddUser(Session, Bob));
        return core;
    }

    private void ServerPings() => Server(ServerUser, Session, 1, _server, []);

    private void FromClient(uint user, SocketAddress from, params byte[] data) => Client(user, Session, 2, from, data);

    private void FromServer(int connection, params byte[] data)
    {
        byte[] rest = new byte[4 + data.Length];
        BinaryPrimitives.WriteInt32LittleEndian(rest, connection);
        data.CopyTo(rest, 4);
        Server(ServerUser, Session, 2, _server, rest);
    }

    private void Client(uint user, uint session, byte type, SocketAddress from, byte[] rest) => _core.ReceiveFromClient(Datagram(user, session, type, rest), from, _nowMs);

    private void Server(uint user, uint session, byte type, SocketAddress from, byte[] rest) => _core.ReceiveFromServer(Datagram(user, session, type, rest), from, _nowMs);

    private sealed class Sink : IRelayOutput
    {
        public int Sent { get; private set; }

        public void SendToServer(ReadOnlySpan<byte> datagram, SocketAddress to) => Sent++;

        public void SendToClient(ReadOnlySpan<byte> datagram, SocketAddress to) => Sent++;
    }
}
