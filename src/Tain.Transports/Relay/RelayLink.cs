using System.Net;
using Microsoft.Extensions.Logging;

namespace Tain.Transports;

/// <summary>
/// One end's line to its relay: puts the header in front of what goes out, takes it off what comes in, pings, and keeps what the relay says of itself.
/// Pings are answered and counted here, and never reach the protocol above: there they would look like a client with the number 0.
/// </summary>
internal sealed class RelayLink : IDisposable
{
    // Pings and rubbish that one call steps over. Then the caller gets an empty datagram, which costs it one of those it reads per tick.
    private const int MaxSkippedPerReceive = 32;
    private const int SilentPings = 10;
    private const long LogIntervalMs = 5_000;

    // A jumbo frame, so that KCP's Mtu is the only limit.
    private const int BufferBytes = 9_000;

    private readonly IDatagramSocket _socket;
    private readonly SocketAddress _relay;
    private readonly SocketAddress _from = DatagramAddress.CreateEmpty();
    private readonly TickClock _clock;
    private readonly long _pingIntervalMs;
    private readonly ILogger _logger;
    private readonly byte[] _sendBuffer = new byte[BufferBytes];
    private readonly byte[] _receiveBuffer = new byte[BufferBytes];
    private readonly byte[] _ping = new byte[RelayWire.IdentityBytes];
    private readonly RelayLinkCounters _counters;
    private long _nextPingMs;
    private long _heardMs;
    private long? _loggedMs;

    public RelayLink(IDatagramSocket socket, EndPoint relay, RelaySocketFactory factory)
    {
        _socket = socket;
        _relay = relay.Serialize();
        _clock = new TickClock(factory.TimeProvider);
        _pingIntervalMs = (long)factory.PingInterval.TotalMilliseconds;
        _logger = factory.LoggerFactory.CreateLogger<RelayLink>();
        _counters = new RelayLinkCounters(new TransportMeter(factory.Meters));
        RelayWire.WriteIdentity(_sendBuffer, factory.UserId, factory.SessionId, RelayWire.Data);
        RelayWire.WriteIdentity(_ping, factory.UserId, factory.SessionId, RelayWire.Ping);
    }

    public EndPoint? LocalEndPoint => _socket.LocalEndPoint;

    public long UnsentDatagrams => _socket.UnsentDatagrams;

    public RelayState State { get; private set; } = RelayState.Checking;

    /// <summary>Whether it pings; from then on silence counts.</summary>
    public bool IsPinging { get; private set; }

    public void StartPinging()
    {
        if (IsPinging) return;
        IsPinging = true;
        _nextPingMs = _heardMs = _clock.NowMs;
    }

    /// <summary>The next datagram's payload, borrowed until the next call; empty for one that was none of the protocol's above.</summary>
    public DatagramResult Receive(out ReadOnlySpan<byte> payload)
    {
        payload = default;
        for (int skipped = 0; skipped < MaxSkippedPerReceive; skipped++)
        {
            DatagramResult result = _socket.Receive(_receiveBuffer, _from, out int bytes);
            if (result == DatagramResult.Unreachable) Enter(RelayState.Disconnected);
            if (result != DatagramResult.Datagram) return result;
            ReadOnlySpan<byte> datagram = _receiveBuffer.AsSpan(0, bytes);
            byte type = bytes > 0 ? datagram[0] : (byte)0;
            if (bytes == 0) Drop(RelayDropReason.TooShort);
            else if (type == RelayWire.Ping) Hear(datagram);
            else if (type != RelayWire.Data) Drop(RelayDropReason.UnknownType);
            else
            {
                payload = datagram[sizeof(byte)..];
                return DatagramResult.Datagram;
            }
        }
        return DatagramResult.Datagram;
    }

    /// <summary>Sends a datagram behind the header, and behind what only a server puts in between: the receiver's connection.</summary>
    public void Send(ReadOnlySpan<byte> connection, ReadOnlySpan<byte> datagram)
    {
        int start = RelayWire.IdentityBytes + connection.Length;
        if (start + datagram.Length > BufferBytes) return;
        connection.CopyTo(_sendBuffer.AsSpan(RelayWire.IdentityBytes));
        datagram.CopyTo(_sendBuffer.AsSpan(start));
        _socket.Send(_sendBuffer.AsSpan(0, start + datagram.Length), _relay);
    }

    /// <summary>Once per tick: pings when it is time.</summary>
    public void Flush()
    {
        if (IsPinging) PingIfDue(_clock.NowMs);
        _socket.Flush();
        _counters.Report();
    }

    public void Drop(RelayDropReason reason) => _counters.Count(reason);

    public void Dispose()
    {
        State = RelayState.Disconnected;
        IsPinging = false;
        _counters.Report();
        _socket.Dispose();
    }

    private void PingIfDue(long nowMs)
    {
        if (nowMs < _nextPingMs) return;
        _nextPingMs = nowMs + _pingIntervalMs;
        _counters.Pings++;
        _socket.Send(_ping, _relay);
        if (nowMs - _heardMs > SilentPings * _pingIntervalMs) Enter(RelayState.Disconnected);
    }

    private void Hear(ReadOnlySpan<byte> ping)
    {
        if (ping.Length < RelayWire.PingAnswerBytes)
        {
            Drop(RelayDropReason.TooShort);
            return;
        }
        _heardMs = _clock.NowMs;
        var state = (RelayState)ping[sizeof(byte)];
        Enter(state <= RelayState.Error ? state : RelayState.Error);
    }

    private void Enter(RelayState state)
    {
        if (state == State) return;
        State = state;
        // The other side chooses how often it changes its mind.
        long now = _clock.NowMs;
        if (now - _loggedMs < LogIntervalMs) return;
        _loggedMs = now;
        _logger.LogInformation("The relay's answer: {State}", state);
    }
}
