using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;

namespace Tain.Transports;

/// <summary>
/// The network's side of a threaded server: does to the inner endpoint what the game asked for, and hands its events over. It is the only one that touches the
/// inner endpoint between start and end, so that one needs no locks.
/// </summary>
internal sealed class ThreadedServerPump : IPump
{
    private readonly TransportServer _inner;
    private readonly ThreadedMailbox _box;
    private readonly ThreadedQueue _requests;
    private readonly ThreadedQueue _events;
    private readonly ThreadedKicks _kicks;
    private readonly int _maxBytesPerConnection;
    private readonly InnerFailures _failures;
    private readonly ILogger _logger;
    private readonly Dictionary<int, Connection> _connections = [];
    private readonly UnsettledLevels _unsettled;
    private readonly EndOfInner _end;
    private int _lastSession;

    public ThreadedServerPump(TransportServer inner, ThreadedMailbox box, int maxBytesPerConnection, ILogger logger)
    {
        _inner = inner;
        _box = box;
        _requests = box.Requests;
        _events = box.Events;
        _kicks = box.Kicks;
        _maxBytesPerConnection = maxBytesPerConnection;
        _logger = logger;
        _failures = new InnerFailures(logger, "server");
        _unsettled = new UnsettledLevels(inner);
        _end = new EndOfInner(inner);
    }

    public EndOfInner End => _end;

    public PumpState Tick()
    {
        // Asked once, before the requests are looked at: what the game sent before it asked for the end is among them then.
        bool isEnding = _end.IsAskedFor;
        try
        {
            TakeRequests();
            if (!isEnding) PullEvents();
            _inner.Flush();
            _unsettled.Settle();
            _failures.Clear();
        }
        catch (Exception problem)
        {
            if (_failures.Add(problem) is { } text) _events.TryAppendText(ThreadedRecordKind.Error, 0, 0, (byte)TransportError.Unexpected, text);
        }
        _events.Publish();
        if (!isEnding && !_failures.AreTooMany) return PumpState.Working;
        _end.Finish(_inner.Stop, _logger);
        if (_failures.AreTooMany) _box.Fail();
        return PumpState.Ended;
    }

    private void TakeRequests()
    {
        int kicks = _kicks.Count;
        for (int left = _requests.Published; left > 0 && _requests.TryPeek(out ThreadedRecord request); left--)
        {
            try
            {
                if (IsLiving(request.ConnectionId, request.Session)) _unsettled.Send(request.ConnectionId, _connections[request.ConnectionId].Level, request.Bytes, request.Channel);
            }
            finally
            {
                _requests.Drop();
            }
        }
        // What the game had flushed before it ended the connections shall leave too.
        if (kicks > 0) _inner.Flush();
        for (; kicks > 0 && _kicks.TryTake(out int connectionId, out int session); kicks--)
        {
            if (IsLiving(connectionId, session)) _inner.Disconnect(connectionId);
        }
    }

    private bool IsLiving(int connectionId, int session) => _connections.TryGetValue(connectionId, out Connection connection) && connection.Session == session;

    // A full queue leaves what comes in the inner endpoint and so in the network: the senders have to wait.
    private void PullEvents()
    {
        while (!_events.IsFull && _inner.TryReceive(out TransportEvent received))
        {
            if (received.Kind == TransportEventKind.Connected) Admit(received);
            else Forward(received);
        }
    }

    private void Admit(TransportEvent connected)
    {
        int session = ++_lastSession;
        _connections[connected.ConnectionId] = new Connection(session, _box.AddLevel(session), IsCut: false);
        string address = connected.Text ?? _inner.GetAddress(connected.ConnectionId);
        _events.TryAppendText(ThreadedRecordKind.Connected, connected.ConnectionId, session, 0, address);
    }

    private void Forward(TransportEvent received)
    {
        int id = received.ConnectionId;
        ref Connection connection = ref CollectionsMarshal.GetValueRefOrNullRef(_connections, id);
        bool isKnown = !Unsafe.IsNullRef(ref connection);
        int session = isKnown ? connection.Session : 0;
        switch (received.Kind)
        {
            case TransportEventKind.Data when isKnown && !connection.IsCut:
                if (!TryForwardData(received, session) && received.Channel == Channel.Reliable) Cut(id, ref connection);
                break;
            case TransportEventKind.Disconnected when isKnown:
                connection.Level.End();
                _connections.Remove(id);
                _events.TryAppend(new ThreadedRecord(ThreadedRecordKind.Disconnected, id, session, 0, []));
                break;
            case TransportEventKind.Error when isKnown || id == 0:
                _events.TryAppendText(ThreadedRecordKind.Error, id, session, (byte)received.ErrorCode, received.Text ?? "");
                break;
        }
    }

    private bool TryForwardData(TransportEvent received, int session)
    {
        bool hasShare = _events.PacketBytes(session) + received.Data.Length <= _maxBytesPerConnection;
        if (hasShare && _events.TryAppend(new ThreadedRecord(ThreadedRecordKind.Packet, received.ConnectionId, session, (byte)received.Channel, received.Data))) return true;
        if (received.Channel != Channel.Reliable) _box.CountDropped();
        return false;
    }

    // It sends more than the game takes. The others shall not wait for it, and a reliable packet must not be missing.
    private void Cut(int connectionId, ref Connection connection)
    {
        connection = connection with { IsCut = true };
        string reason = $"more than {_maxBytesPerConnection} bytes of it wait for the game";
        _logger.LogInformation("Connection {Connection} ends: {Reason}", connectionId, reason);
        _events.TryAppendText(ThreadedRecordKind.Error, connectionId, connection.Session, (byte)TransportError.Congestion, reason);
        _inner.Disconnect(connectionId);
    }

    private readonly record struct Connection(int Session, SendLevel Level, bool IsCut);
}
