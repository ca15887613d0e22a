using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using Microsoft.Extensions.Logging;

namespace Tain.Transports;

/// <summary>
/// A relay without its sockets: datagrams and the time go in, datagrams come out. It forwards between a session's game server and its players, who are let in beforehand;
/// a datagram of anybody else changes nothing here. Nothing that it sends is longer than what made it send. Used by one thread at a time.
/// </summary>
/// <remarks>
/// A player's first datagram ties its number to its address, and gives it a connection id, which the game server knows it by; a new address is a new id.
/// Datagrams are rewritten in place: in both directions the new header is shorter than the old one and ends where the payload begins.
/// </remarks>
public sealed class RelayCore
{
    private const int CheckIntervalMs = 5_000;

    private readonly Dictionary<uint, RelaySession> _sessions = [];
    private readonly PriorityQueue<RelaySession, long> _checks = new();
    private readonly EndedSessions _ended;
    private readonly RelayLimits _limits;
    private readonly IRelayOutput _output;
    private readonly ILogger _logger;
    private readonly byte[] _answer = new byte[RelayWire.PingAnswerBytes];
    private readonly long _sessionTimeoutMs;
    private RateLimit _refusals;

    /// <summary>Makes a relay without sessions.</summary>
    /// <param name="limits">How much it holds and forwards.</param>
    /// <param name="output">Where its datagrams go.</param>
    /// <param name="logger">Hears of sessions that begin and end.</param>
    /// <exception cref="ArgumentOutOfRangeException">A limit is outside its range.</exception>
    public RelayCore(RelayLimits limits, IRelayOutput output, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(logger);
        limits.Validate();
        _limits = limits;
        _output = output;
        _logger = logger;
        _ended = new EndedSessions(limits.MaxSessions);
        _refusals = new RateLimit(limits.RefusalsPerSecond);
        _sessionTimeoutMs = (long)limits.SessionTimeout.TotalMilliseconds;
    }

    /// <summary>What was forwarded and refused so far.</summary>
    public RelayCounters Counters { get; } = new();

    /// <summary>Sessions that are open.</summary>
    public int SessionCount => _sessions.Count;

    /// <summary>Opens a session for a game server. Players are let in by <see cref="AddUser"/>.</summary>
    /// <param name="sessionId">Its number, not 0.</param>
    /// <param name="serverUserId">The game server's number.</param>
    /// <param name="nowMs">The time.</param>
    /// <param name="isPermanent">True: silence does not end it.</param>
    /// <returns>Whether it was opened.</returns>
    public RelayAdmission OpenSession(uint sessionId, uint serverUserId, long nowMs, bool isPermanent = false)
    {
        if (sessionId == 0 || _sessions.ContainsKey(sessionId)) return RelayAdmission.Taken;
        if (_sessions.Count >= _limits.MaxSessions) return RelayAdmission.Full;
        var session = new RelaySession(sessionId, serverUserId, _limits, isPermanent, nowMs);
        _sessions.Add(sessionId, session);
        _ended.Remove(sessionId);
        _checks.Enqueue(session, nowMs + CheckIntervalMs);
        _logger.LogInformation("Relay session opened; {Count} now", _sessions.Count);
        return RelayAdmission.Ok;
    }

    /// <summary>Lets a player into a session.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="userId">The player's number.</param>
    /// <returns>Whether it was let in.</returns>
    public RelayAdmission AddUser(uint sessionId, uint userId)
    {
        if (!_sessions.TryGetValue(sessionId, out RelaySession? session)) return RelayAdmission.UnknownSession;
        if (session.TryAdd(userId)) return RelayAdmission.Ok;
        return session.TryFindPlayer(userId, out _) ? RelayAdmission.Taken : RelayAdmission.Full;
    }

    /// <summary>Shuts a player out of a session.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="userId">The player's number.</param>
    /// <returns>Whether it was there.</returns>
    public RelayAdmission RemoveUser(uint sessionId, uint userId)
    {
        if (!_sessions.TryGetValue(sessionId, out RelaySession? session)) return RelayAdmission.UnknownSession;
        return session.Remove(userId) ? RelayAdmission.Ok : RelayAdmission.UnknownUser;
    }

    /// <summary>Ends a session.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="nowMs">The time.</param>
    /// <returns>Whether it was there.</returns>
    public RelayAdmission CloseSession(uint sessionId, long nowMs)
    {
        if (!_sessions.Remove(sessionId, out _)) return RelayAdmission.UnknownSession;
        _ended.Add(sessionId, nowMs);
        _logger.LogInformation("Relay session closed; {Count} left", _sessions.Count);
        return RelayAdmission.Ok;
    }

    /// <summary>Looks at a session.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="info">What is known of it.</param>
    /// <returns>False when it is not there.</returns>
    public bool TryGetSession(uint sessionId, out RelaySessionInfo info)
    {
        bool found = _sessions.TryGetValue(sessionId, out RelaySession? session);
        info = session is null ? default : new RelaySessionInfo(sessionId, session.PlayerCount, session.ConnectionCount, session.Server.IsBound);
        return found;
    }

    /// <summary>Takes a datagram that came to the port of game servers.</summary>
    /// <param name="datagram">The bytes; they are rewritten.</param>
    /// <param name="from">The sender; copied where it is kept.</param>
    /// <param name="nowMs">The time.</param>
    public void ReceiveFromServer(Span<byte> datagram, SocketAddress from, long nowMs)
    {
        if (!TryIdentify(datagram, from, nowMs, isServer: true, out RelaySession? session, out RelayUser? server, out byte type)) return;
        if (type == RelayWire.Ping) Answer(server, isServer: true, nowMs);
        else if (datagram.Length <= RelayWire.FromServerBytes) Refuse(RelayRefusal.TooShort);
        else if (!session.TryFindConnection(BinaryPrimitives.ReadInt32LittleEndian(datagram[RelayWire.IdentityBytes..]), out RelayUser? player) || !player.IsBound)
            Refuse(RelayRefusal.UnknownConnection);
        else if (TryCharge(session, player, datagram.Length - RelayWire.FromServerBytes, nowMs))
        {
            Span<byte> forwarded = datagram[(RelayWire.FromServerBytes - RelayWire.ToClientBytes)..];
            forwarded[0] = RelayWire.Data;
            _output.SendToClient(forwarded, player.Address);
        }
    }

    /// <summary>Takes a datagram that came to the port of players.</summary>
    /// <param name="datagram">The bytes; they are rewritten.</param>
    /// <param name="from">The sender; copied where it is kept.</param>
    /// <param name="nowMs">The time.</param>
    public void ReceiveFromClient(Span<byte> datagram, SocketAddress from, long nowMs)
    {
        if (!TryIdentify(datagram, from, nowMs, isServer: false, out RelaySession? session, out RelayUser? player, out byte type)) return;
        if (type == RelayWire.Ping) Answer(player, isServer: false, nowMs);
        else if (datagram.Length <= RelayWire.IdentityBytes) Refuse(RelayRefusal.TooShort);
        else if (!session.Server.IsBound) Refuse(RelayRefusal.NoServer);
        else if (TryCharge(session, player, datagram.Length - RelayWire.IdentityBytes, nowMs))
        {
            Span<byte> forwarded = datagram[(RelayWire.IdentityBytes - RelayWire.ToServerBytes)..];
            forwarded[0] = RelayWire.Data;
            BinaryPrimitives.WriteInt32LittleEndian(forwarded[sizeof(byte)..], player.ConnectionId);
            _output.SendToServer(forwarded, session.Server.Address);
        }
    }

    /// <summary>Ends what has been silent for too long. A few times per second is enough; it visits only sessions whose check is due.</summary>
    /// <param name="nowMs">The time.</param>
    public void Tick(long nowMs)
    {
        _ended.Tick(nowMs);
        while (_checks.TryPeek(out RelaySession? session, out long dueMs) && dueMs <= nowMs)
        {
            _checks.Dequeue();
            // Closed meanwhile, and perhaps another one opened under its number.
            if (!_sessions.TryGetValue(session.Id, out RelaySession? current) || current != session) continue;
            if (!session.IsPermanent && nowMs - session.HeardMs >= _sessionTimeoutMs)
            {
                CloseSession(session.Id, nowMs);
                continue;
            }
            session.UnbindSilent(nowMs);
            _checks.Enqueue(session, nowMs + CheckIntervalMs);
        }
    }

    private bool TryIdentify(
        ReadOnlySpan<byte> datagram,
        SocketAddress from,
        long nowMs,
        bool isServer,
        [NotNullWhen(true)] out RelaySession? session,
        [NotNullWhen(true)] out RelayUser? user,
        out byte type)
    {
        session = null;
        user = null;
        RelayRefusal? refusal = Identify(datagram, isServer, out uint sessionId, out type, ref session, ref user);
        if (refusal is null && session is not null && user is not null)
        {
            if (user.TryHear(from, nowMs, out bool moved))
            {
                session.HeardMs = nowMs;
                if (moved && !isServer) session.Connect(user);
                return true;
            }
            refusal = RelayRefusal.WrongAddress;
        }
        Refuse(refusal ?? RelayRefusal.UnknownUser);
        if (type == RelayWire.Ping) AnswerStranger(sessionId, from, isServer, nowMs);
        return false;
    }

    private RelayRefusal? Identify(ReadOnlySpan<byte> datagram, bool isServer, out uint sessionId, out byte type, ref RelaySession? session, ref RelayUser? user)
    {
        bool isWhole = RelayWire.TryReadIdentity(datagram, out uint userId, out sessionId, out type);
        if (datagram.Length > _limits.MaxDatagramBytes)
        {
            type = 0;
            return RelayRefusal.TooLong;
        }
        if (!isWhole) return RelayRefusal.TooShort;
        if (type is not (RelayWire.Ping or RelayWire.Data)) return RelayRefusal.UnknownType;
        if (!_sessions.TryGetValue(sessionId, out session)) return RelayRefusal.UnknownSession;
        if (!isServer) return session.TryFindPlayer(userId, out user) ? null : RelayRefusal.UnknownUser;
        user = session.Server;
        return user.Id == userId ? null : RelayRefusal.UnknownUser;
    }

    private bool TryCharge(RelaySession session, RelayUser player, int bytes, long nowMs)
    {
        RelayRefusal? refusal = !player.Allowance.Has(bytes, nowMs) ? RelayRefusal.UserRate : !session.Allowance.Has(bytes, nowMs) ? RelayRefusal.SessionRate : null;
        if (refusal is { } reason)
        {
            Refuse(reason);
            return false;
        }
        player.Allowance.Take(bytes);
        session.Allowance.Take(bytes);
        Counters.CountForwarded(bytes);
        return true;
    }

    private void Answer(RelayUser user, bool isServer, long nowMs)
    {
        if (!user.Allowance.Has(RelayWire.PingAnswerBytes, nowMs))
        {
            Refuse(RelayRefusal.UserRate);
            return;
        }
        user.Allowance.Take(RelayWire.PingAnswerBytes);
        Counters.CountPing();
        SendState(RelayState.Valid, user.Address!, isServer);
    }

    private void AnswerStranger(uint sessionId, SocketAddress from, bool isServer, long nowMs)
    {
        if (!_refusals.Has(1, nowMs)) return;
        _refusals.Take(1);
        SendState(_ended.Contains(sessionId) ? RelayState.SessionTimeout : RelayState.Invalid, from, isServer);
    }

    private void SendState(RelayState state, SocketAddress to, bool isServer)
    {
        _answer[0] = RelayWire.Ping;
        _answer[1] = (byte)state;
        if (isServer) _output.SendToServer(_answer, to);
        else _output.SendToClient(_answer, to);
    }

    private void Refuse(RelayRefusal reason) => Counters.CountRefused(reason);
}
