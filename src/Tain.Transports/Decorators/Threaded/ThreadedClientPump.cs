using Microsoft.Extensions.Logging;

namespace Tain.Transports;

/// <summary>
/// The network's side of a threaded client; what <see cref="ThreadedServerPump"/> is for a server. It lives as long as the client, through as many connections as that makes,
/// and rests while there is none.
/// </summary>
internal sealed class ThreadedClientPump : IPump
{
    private readonly TransportClient _inner;
    private readonly ThreadedQueue _requests;
    private readonly ThreadedQueue _events;
    private readonly InnerFailures _failures;
    private readonly ILogger _logger;
    private readonly EndOfInner _end;
    private int _session;
    private bool _isBusy;
    private volatile int _endedSession;

    public ThreadedClientPump(TransportClient inner, ThreadedQueue requests, ThreadedQueue events, ILogger logger)
    {
        _inner = inner;
        _requests = requests;
        _events = events;
        _logger = logger;
        _failures = new InnerFailures(logger, "client");
        _end = new EndOfInner(inner);
    }

    public EndOfInner End => _end;

    /// <summary>What is on its way; of one session after the other.</summary>
    public SendLevel Level { get; } = new();

    /// <summary>Game's side: the last session that is of no interest any more. It ends as soon as what was sent in it is on its way.</summary>
    public void EndSession(int session) => _endedSession = session;

    public PumpState Tick()
    {
        // Asked once, before the requests are looked at: what the game sent before it asked for the end is among them then.
        bool isEnding = _end.IsAskedFor;
        try
        {
            TakeRequests(isEnding);
            PullEvents();
            _inner.Flush();
            Level.Settle(_isBusy ? _inner.GetSendQueueBytes() : 0);
            _failures.Clear();
        }
        catch (Exception problem)
        {
            if (_failures.Add(problem) is { } text) _events.TryAppendText(ThreadedRecordKind.Error, 0, _session, (byte)TransportError.Unexpected, text);
            if (_failures.AreTooMany) GiveUp();
        }
        _events.Publish();
        if (isEnding)
        {
            _end.Finish(_inner.Disconnect, _logger);
            return PumpState.Ended;
        }
        return _isBusy || _requests.Published > 0 ? PumpState.Working : PumpState.Idle;
    }

    private void TakeRequests(bool isEnding)
    {
        int ended = _endedSession;      // before the requests, for the same reason
        for (int left = _requests.Published; left > 0 && _requests.TryPeek(out ThreadedRecord request); left--)
        {
            // The next connection begins when the inner endpoint is done with the one before.
            if (request.Kind != ThreadedRecordKind.Packet && _isBusy) break;
            try
            {
                if (request.Kind != ThreadedRecordKind.Packet) Connect(request);
                else if (_isBusy && request.Session == _session) Send(request);
                else Level.Drop(request.Bytes.Length);
            }
            finally
            {
                _requests.Drop();
            }
        }
        if (!_isBusy || (ended < _session && !isEnding)) return;
        // What the game had flushed before it left shall leave too.
        _inner.Flush();
        _inner.Disconnect();
    }

    private void Send(in ThreadedRecord request)
    {
        _inner.Send(request.Bytes, request.Channel);
        Level.HandOn(request.Bytes.Length);
    }

    private void Connect(in ThreadedRecord request)
    {
        if (_endedSession >= request.Session) return;
        _session = request.Session;
        try
        {
            if (request.Kind == ThreadedRecordKind.ConnectToUri) _inner.Connect(new Uri(request.Text));
            else _inner.Connect(request.Text);
            _isBusy = true;
        }
        catch (Exception problem)
        {
            _logger.LogError(problem, "A threaded client cannot connect to {Address}", request.Text);
            _events.TryAppendText(ThreadedRecordKind.Error, 0, _session, (byte)TransportError.Unexpected, problem.Message);
            _events.TryAppend(new ThreadedRecord(ThreadedRecordKind.Disconnected, 0, _session, 0, []));
        }
    }

    // A full queue leaves what comes in the inner endpoint and so in the network: the sender has to wait. An ended session has nothing to wait for.
    private void PullEvents()
    {
        while ((_endedSession >= _session || !_events.IsFull) && _inner.TryReceive(out TransportEvent received))
        {
            if (received.Kind == TransportEventKind.Disconnected) _isBusy = false;
            if (_endedSession < _session) Forward(received);
        }
    }

    private void Forward(TransportEvent received)
    {
        switch (received.Kind)
        {
            case TransportEventKind.Data:
                _events.TryAppend(new ThreadedRecord(ThreadedRecordKind.Packet, 0, _session, (byte)received.Channel, received.Data));
                break;
            case TransportEventKind.Error:
                _events.TryAppendText(ThreadedRecordKind.Error, 0, _session, (byte)received.ErrorCode, received.Text ?? "");
                break;
            case TransportEventKind.Connected:
                _events.TryAppendText(ThreadedRecordKind.Connected, 0, _session, 0, received.Text ?? "");
                break;
            default:
                _events.TryAppend(new ThreadedRecord(ThreadedRecordKind.Disconnected, 0, _session, 0, []));
                break;
        }
    }

    private void GiveUp()
    {
        _failures.Clear();
        _isBusy = false;
        _events.TryAppend(new ThreadedRecord(ThreadedRecordKind.Disconnected, 0, _session, 0, []));
    }
}
