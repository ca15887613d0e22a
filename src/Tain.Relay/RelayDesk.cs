using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Tain.Transports;

namespace Tain.Relay;

/// <summary>The one lock around the relay: the threads of its ports and the requests of its owners take turns here. It reads the clock.</summary>
internal sealed class RelayDesk
{
    private readonly Lock _turn = new();
    private readonly RelayCore _core;
    private readonly TimeProvider _time;
    private readonly long _start;

    public RelayDesk(IOptions<RelayOptions> options, RelaySockets sockets, TimeProvider time, ILogger<RelayCore> logger)
    {
        _time = time;
        _start = time.GetTimestamp();
        _core = new RelayCore(options.Value.Limits, sockets, logger);
        Counters = _core.Counters;
        foreach (RelayOptions.FixedSession session in options.Value.Sessions) Open(session);
    }

    public RelayCounters Counters { get; }

    public int SessionCount
    {
        get
        {
            lock (_turn) return _core.SessionCount;
        }
    }

    private long NowMs => (long)_time.GetElapsedTime(_start).TotalMilliseconds;

    public void Receive(bool isServerSide, Span<byte> datagram, SocketAddress from)
    {
        lock (_turn)
        {
            if (isServerSide) _core.ReceiveFromServer(datagram, from, NowMs);
            else _core.ReceiveFromClient(datagram, from, NowMs);
        }
    }

    public void Tick()
    {
        lock (_turn) _core.Tick(NowMs);
    }

    /// <summary>Opens a session under a number that nobody can guess before it is told.</summary>
    public RelayAdmission TryOpen(uint serverUserId, IReadOnlyList<uint> users, out uint sessionId)
    {
        lock (_turn)
        {
            sessionId = 0;
            RelayAdmission result;
            do
            {
                sessionId = RandomNumber();
                result = _core.OpenSession(sessionId, serverUserId, NowMs);
            }
            while (result == RelayAdmission.Taken);
            for (int i = 0; i < users.Count && result == RelayAdmission.Ok; i++)
            {
                result = _core.AddUser(sessionId, users[i]);
                if (result != RelayAdmission.Ok) _core.CloseSession(sessionId, NowMs);
            }
            return result;
        }
    }

    public RelayAdmission Close(uint sessionId)
    {
        lock (_turn) return _core.CloseSession(sessionId, NowMs);
    }

    public RelayAdmission AddUser(uint sessionId, uint userId)
    {
        lock (_turn) return _core.AddUser(sessionId, userId);
    }

    public RelayAdmission RemoveUser(uint sessionId, uint userId)
    {
        lock (_turn) return _core.RemoveUser(sessionId, userId);
    }

    public bool TryGet(uint sessionId, out RelaySessionInfo info)
    {
        lock (_turn) return _core.TryGetSession(sessionId, out info);
    }

    private static uint RandomNumber()
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        RandomNumberGenerator.Fill(bytes);
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }

    private void Open(RelayOptions.FixedSession session)
    {
        RelayAdmission result = _core.OpenSession(session.SessionId, session.ServerUserId, NowMs, isPermanent: true);
        for (int i = 0; i < session.UserIds.Count && result == RelayAdmission.Ok; i++) result = _core.AddUser(session.SessionId, session.UserIds[i]);
        if (result != RelayAdmission.Ok) throw new InvalidOperationException($"Relay:Sessions: session {session.SessionId} cannot be opened ({result}): numbers must be different, and within Relay:Limits.");
    }
}
