using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Tain.Transports;

/// <summary>
/// The network's side of a shared port: does to the inner endpoint what the worlds asked for, and gives each of them what concerns its connections. It is the only one that
/// touches the inner endpoint between start and end.
/// </summary>
/// <remarks>It never waits for a world. A queue that is full costs the connection that fills it, because leaving packets in the network would make all worlds wait.</remarks>
internal sealed partial class SharedHub : IPump
{
    private readonly TransportServer _inner;
    private readonly SharedTransport _shared;
    private readonly InnerFailures _failures;
    private readonly ILogger _logger;
    private readonly SharedMeters _meters;
    private readonly ConcurrentQueue<SharedPort> _calls = new();
    private readonly List<SharedPort> _called = [];
    private readonly List<SharedPort> _closed = [];
    private readonly List<SharedPort> _told = [];
    private readonly UnsettledLevels _unsettled;
    private readonly Dictionary<int, SharedConnection> _connections = [];
    private readonly int _maxBytesPerConnection;
    private int _lastSession;
    private volatile bool _hasFailed;

    public SharedHub(TransportServer inner, SharedTransport shared)
    {
        _inner = inner;
        _shared = shared;
        _logger = shared.Logger;
        _failures = new InnerFailures(_logger, "server");
        _unsettled = new UnsettledLevels(inner);
        _meters = new SharedMeters(shared.Inner.Meters);
        _maxBytesPerConnection = shared.MaxReceiveQueueBytesPerConnection;
        End = new EndOfInner(inner);
    }

    public EndOfInner End { get; }

    /// <summary>True when the inner endpoint was given up.</summary>
    public bool HasFailed => _hasFailed;

    /// <summary>World's side: its port wants something.</summary>
    public void Call(SharedPort port) => _calls.Enqueue(port);

    public PumpState Tick()
    {
        // Asked once, before the calls are taken: what the worlds sent before the end was asked for is among them then.
        bool isEnding = End.IsAskedFor;
        try
        {
            TakeCalls();
            if (!isEnding) PullEvents();
            _inner.Flush();
            _unsettled.Settle();
            _failures.Clear();
        }
        catch (Exception problem)
        {
            // What was left of their calls is looked at again.
            foreach (SharedPort port in _called) Call(port);
            if (_failures.Add(problem) is { } text) TellAll(text);
        }
        Publish();
        _meters.Report(_connections.Count);
        if (!isEnding && !_failures.AreTooMany) return PumpState.Working;
        _meters.Report(0);
        End.Finish(_inner.Stop, _logger);
        if (_failures.AreTooMany) Fail();
        return PumpState.Ended;
    }

    // Everything that was sent first, so that one flush brings it out before anything ends.
    private void TakeCalls()
    {
        _called.Clear();
        for (int left = _calls.Count; left > 0 && _calls.TryDequeue(out SharedPort? port); left--)
        {
            port.TakeCall();
            _called.Add(port);
            if (port.IsClosed) _closed.Add(port);
        }
        foreach (SharedPort port in _called) TakeRequests(port);
        bool isFlushed = false;
        foreach (SharedPort port in _called) TakeKicks(port, ref isFlushed);
        foreach (SharedPort port in _closed) Empty(port, ref isFlushed);
        _closed.Clear();
    }

    private void TakeRequests(SharedPort port)
    {
        ThreadedQueue requests = port.Box.Requests;
        for (int left = requests.Published; left > 0 && requests.TryPeek(out ThreadedRecord request); left--)
        {
            try
            {
                if (!_connections.TryGetValue(request.ConnectionId, out SharedConnection? connection) || !connection.Belongs(port, request.Session)) continue;
                if (request.Kind == ThreadedRecordKind.HandOver) HandOver(connection, request.Text);
                else _unsettled.Send(connection.Id, connection.Level!, request.Bytes, request.Channel);
            }
            finally
            {
                requests.Drop();
            }
        }
    }

    private void TakeKicks(SharedPort port, ref bool isFlushed)
    {
        if (port.KicksDue > 0) FlushOnce(ref isFlushed);
        for (int left = port.KicksDue; left > 0 && port.Box.Kicks.TryTake(out int connectionId, out int session); left--)
        {
            if (_connections.TryGetValue(connectionId, out SharedConnection? connection) && connection.Belongs(port, session)) _inner.Disconnect(connectionId);
        }
    }

    private void Empty(SharedPort port, ref bool isFlushed)
    {
        FlushOnce(ref isFlushed);
        foreach (SharedConnection connection in _connections.Values)
        {
            if (!ReferenceEquals(connection.Port, port)) continue;
            connection.Leave();
            _inner.Disconnect(connection.Id);
        }
    }

    // What the worlds had flushed before they ended connections shall leave too. It comes before an end is noted anywhere: if it throws, the next tick finds the end still to be done.
    private void FlushOnce(ref bool isFlushed)
    {
        if (isFlushed) return;
        _inner.Flush();
        isFlushed = true;
    }

    private void PullEvents()
    {
        while (_inner.TryReceive(out TransportEvent received))
        {
            if (received.Kind == TransportEventKind.Connected) Greet(received);
            else if (received.ConnectionId == 0) TellAll(received.Text ?? "", received.ErrorCode);
            else if (_connections.TryGetValue(received.ConnectionId, out SharedConnection? connection)) Forward(connection, received);
        }
    }

    private void Forward(SharedConnection connection, in TransportEvent received)
    {
        if (received.Kind == TransportEventKind.Disconnected) _connections.Remove(connection.Id);
        if (connection.Port is not { } port) return;
        switch (received.Kind)
        {
            case TransportEventKind.Data when !connection.IsCut:
                if (!TryForwardData(port, connection, received)) Cut(port, connection);
                break;
            case TransportEventKind.Disconnected:
                TellEnd(port, connection);
                connection.Leave();
                break;
            case TransportEventKind.Error when !port.Box.Events.IsFull:
                port.Box.Events.TryAppendText(ThreadedRecordKind.Error, connection.Id, connection.Session, (byte)received.ErrorCode, received.Text ?? "");
                Tell(port);
                break;
        }
    }

    // False when the connection cannot go on: a reliable packet must not be missing.
    private bool TryForwardData(SharedPort port, SharedConnection connection, in TransportEvent received)
    {
        ThreadedQueue events = port.Box.Events;
        bool hasRoom = !events.IsFull && events.PacketBytes(connection.Session) + received.Data.Length <= _maxBytesPerConnection;
        if (hasRoom && events.TryAppend(new ThreadedRecord(ThreadedRecordKind.Packet, connection.Id, connection.Session, (byte)received.Channel, received.Data)))
        {
            Tell(port);
            return true;
        }
        if (received.Channel == Channel.Reliable) return false;
        port.Box.CountDropped();
        _meters.CountDropped();
        return true;
    }

    private void Cut(SharedPort port, SharedConnection connection)
    {
        connection.IsCut = true;
        string reason = port.Box.Events.IsFull ? "its world does not take what comes" : $"more than {_maxBytesPerConnection} bytes of it wait for its world";
        LogCut(connection.Id, port.World, reason);
        _meters.CountCut();
        port.Box.Events.TryAppendText(ThreadedRecordKind.Error, connection.Id, connection.Session, (byte)TransportError.Congestion, reason);
        Tell(port);
        _inner.Disconnect(connection.Id);
    }

    private void TellEnd(SharedPort port, SharedConnection connection)
    {
        port.Box.Events.TryAppend(new ThreadedRecord(ThreadedRecordKind.Disconnected, connection.Id, connection.Session, 0, []));
        Tell(port);
    }

    private void TellAll(string text, TransportError error = TransportError.Unexpected)
    {
        _shared.Ports.CopyTo(_called);
        foreach (SharedPort port in _called)
        {
            if (port.Box.Events.IsFull) continue;
            port.Box.Events.TryAppendText(ThreadedRecordKind.Error, 0, 0, (byte)error, text);
            Tell(port);
        }
    }

    private void Tell(SharedPort port)
    {
        if (port.HasNews) return;
        port.HasNews = true;
        _told.Add(port);
    }

    private void Publish()
    {
        foreach (SharedPort port in _told)
        {
            port.HasNews = false;
            port.Box.Events.Publish();
        }
        _told.Clear();
    }

    private void Fail()
    {
        _hasFailed = true;
        _shared.Ports.FailAll();
    }

    [LoggerMessage(LogLevel.Information, "Connection {connection} of world {world} ends: {reason}")]
    private partial void LogCut(int connection, string world, string reason);
}
