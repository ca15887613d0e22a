using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Tain.Transports.Kit;

namespace Tain.Transports.Relay;

/// <summary>A relay at 10.0.0.1 of a wire in memory, with Mirror's ports.</summary>
internal sealed class WireRelay : IRelayOutput, IDisposable
{
    public const uint Session = 22_222_222;
    public const uint ServerUser = 11_111_111;
    public const uint FirstPlayer = 1_000;
    public const ushort ServerPort = 8_888;
    public const ushort ClientPort = 9_999;

    private readonly byte[] _buffer = new byte[10_000];
    private readonly SocketAddress _from = DatagramAddress.CreateEmpty();
    private readonly IDatagramSocket _serverSide;
    private readonly IDatagramSocket _clientSide;
    private readonly Wire _wire;

    public WireRelay(Wire wire, RelayLimits? limits = null, int players = 200)
    {
        _wire = wire;
        _serverSide = wire.Bind(ServerPort, default);
        _clientSide = wire.Bind(ClientPort, default);
        Core = new RelayCore(limits ?? new RelayLimits(), this, NullLogger.Instance);
        Assert.Equal(RelayAdmission.Ok, Core.OpenSession(Session, ServerUser, wire.Clock.NowMs, isPermanent: true));
        for (uint player = 0; player < players; player++) Assert.Equal(RelayAdmission.Ok, Core.AddUser(Session, FirstPlayer + player));
    }

    public RelayCore Core { get; }

    /// <summary>The game server's side of the session.</summary>
    public RelayTransport ForServer(uint user = ServerUser, uint session = Session) => Transport(user, session);

    /// <summary>One player's side of it.</summary>
    public RelayTransport ForPlayer(uint index, uint session = Session) => Transport(FirstPlayer + index, session);

    public void Tick()
    {
        while (_serverSide.Receive(_buffer, _from, out int bytes) == DatagramResult.Datagram) Core.ReceiveFromServer(_buffer.AsSpan(0, bytes), _from, _wire.Clock.NowMs);
        while (_clientSide.Receive(_buffer, _from, out int bytes) == DatagramResult.Datagram) Core.ReceiveFromClient(_buffer.AsSpan(0, bytes), _from, _wire.Clock.NowMs);
        Core.Tick(_wire.Clock.NowMs);
    }

    public void SendToServer(ReadOnlySpan<byte> datagram, SocketAddress to) => _serverSide.Send(datagram, to);

    public void SendToClient(ReadOnlySpan<byte> datagram, SocketAddress to) => _clientSide.Send(datagram, to);

    public void Dispose()
    {
        _serverSide.Dispose();
        _clientSide.Dispose();
    }

    private RelayTransport Transport(uint user, uint session) =>
        new() { RelayHost = "10.0.0.1", Sockets = _wire, TimeProvider = _wire.Clock, UserId = user, SessionId = session };
}
