using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Tain.Transports;

/// <summary>
/// The game's half of a threaded server. It knows the connections as the game has pulled them, which is later than they are: what was on its way when the game
/// ended a connection is dropped here.
/// </summary>
internal sealed class ThreadedGameSide(ThreadedLimits limits, int[] maxPacketBytes)
{
    private readonly Dictionary<int, Connection> _connections = [];
    private readonly TransportEventQueue _ownEvents = new();
    private ThreadedMailbox? _box;
    private Action _wake = static () => { };
    private bool _isInTick;
    private bool _isBorrowed;
    private int _eventsLeft;

    /// <summary>True from <see cref="Open"/> to <see cref="Close"/>, or until the network's side has failed and all that it said is pulled.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Begins anew, with another network's side.</summary>
    /// <param name="box">What passes between the two.</param>
    /// <param name="wake">Tells the network's side that there is work.</param>
    public void Open(ThreadedMailbox box, Action wake)
    {
        Forget();
        _box = box;
        _wake = wake;
        _isInTick = _isBorrowed = false;
        IsOpen = true;
    }

    /// <summary>Lets the network's side have what was sent, and takes part in nothing any more.</summary>
    public void Close()
    {
        IsOpen = _isBorrowed = false;
        _box?.Requests.Publish();
    }

    /// <summary>Drops everything that it knows and that waits for the game.</summary>
    public void Forget()
    {
        _connections.Clear();
        _ownEvents.Clear();
        _box?.Events.Clear();
    }

    public bool TryReceive(out TransportEvent received)
    {
        if (_isBorrowed) _box!.Events.Drop();
        _isBorrowed = false;
        if (_ownEvents.TryTake(out received)) return true;
        if (!IsOpen || _box is not { } box) return false;
        if (!_isInTick) BeginTick(box);
        while (_eventsLeft > 0 && box.Events.TryPeek(out ThreadedRecord record))
        {
            _eventsLeft--;
            if (Accept(box, record))
            {
                _isBorrowed = true;
                received = record.ToEvent();
                return true;
            }
            box.Events.Drop();
        }
        _isInTick = false;
        return _ownEvents.TryTake(out received);
    }

    public bool Send(int connectionId, ReadOnlySpan<byte> data, Channel channel)
    {
        if (!IsOpen || _box is not { } box) return false;
        if (!_connections.TryGetValue(connectionId, out Connection connection) || connection.IsEnding) return false;
        int most = maxPacketBytes[channel == Channel.Reliable ? 0 : 1];
        if (data.IsEmpty || data.Length > most)
        {
            _ownEvents.AddError(connectionId, TransportError.InvalidSend, $"a packet of {data.Length} bytes was not sent; 1 to {most} bytes fit");
            return false;
        }
        if (!box.Requests.IsFull && box.Requests.TryAppend(new ThreadedRecord(ThreadedRecordKind.Packet, connectionId, connection.Session, (byte)channel, data)))
        {
            connection.Level.Ask(data.Length);
            return true;
        }
        if (channel == Channel.Unreliable) return true;   // lost, as it may be
        _ownEvents.AddError(connectionId, TransportError.Congestion, $"more than {limits.MaxSendQueueBytes} bytes wait for the thread of the server");
        Disconnect(connectionId);
        return false;
    }

    /// <summary>What waits for the thread, and what the inner endpoint had after the thread's last tick.</summary>
    public int GetSendQueueBytes(int connectionId) =>
        _connections.TryGetValue(connectionId, out Connection connection) && !connection.IsEnding ? connection.Level.Bytes : 0;

    public void Disconnect(int connectionId)
    {
        if (!IsOpen || !TryEnd(connectionId, out int session)) return;
        _box!.Kicks.Add(connectionId, session);
        _wake();
    }

    /// <summary>Asks the network's side for something that ends a connection here, behind everything that was sent to it.</summary>
    /// <returns>False when the connection is unknown or ending, or too much waits.</returns>
    public bool EndWith(ThreadedRecordKind kind, int connectionId, string text)
    {
        if (!IsOpen || !IsLiving(connectionId, out int session)) return false;
        if (!_box!.Requests.TryAppendText(kind, connectionId, session, 0, text)) return false;
        TryEnd(connectionId, out _);
        _box.Requests.Publish();
        _wake();
        return true;
    }

    public void Flush()
    {
        _isInTick = false;
        if (!IsOpen || _box is not { } box) return;
        box.Requests.Publish();
        if (box.Requests.Published > 0) _wake();
    }

    public string GetAddress(int connectionId) =>
        _connections.TryGetValue(connectionId, out Connection connection) && !connection.IsEnding ? connection.Address : "";

    private bool IsLiving(int connectionId, out int session)
    {
        bool isLiving = _connections.TryGetValue(connectionId, out Connection connection) && !connection.IsEnding;
        session = connection.Session;
        return isLiving;
    }

    private bool TryEnd(int connectionId, out int session)
    {
        session = 0;
        ref Connection connection = ref CollectionsMarshal.GetValueRefOrNullRef(_connections, connectionId);
        if (Unsafe.IsNullRef(ref connection) || connection.IsEnding) return false;
        session = connection.Session;
        connection = connection with { IsEnding = true };
        return true;
    }

    private void BeginTick(ThreadedMailbox box)
    {
        _isInTick = true;
        bool hasFailed = box.HasFailed;
        _eventsLeft = box.Events.Published;
        if (!hasFailed || _eventsLeft > 0) return;
        // All that it had to say has been pulled.
        IsOpen = false;
        foreach (int connectionId in _connections.Keys) _ownEvents.AddDisconnected(connectionId);
        _connections.Clear();
    }

    // Whether the game is to see it. Nothing of a connection that the game has ended, except that it is gone (attack M-05).
    private bool Accept(ThreadedMailbox box, in ThreadedRecord record)
    {
        switch (record.Kind)
        {
            case ThreadedRecordKind.Connected:
                if (!box.TryTakeLevel(record.Session, out SendLevel? level)) return false;
                _connections[record.ConnectionId] = new Connection(record.Session, record.Text, level, IsEnding: false);
                return true;
            case ThreadedRecordKind.Disconnected:
                return IsCurrent(record, out _) && _connections.Remove(record.ConnectionId);
            case ThreadedRecordKind.Error when record.ConnectionId == 0:
                return true;
            default:
                return IsCurrent(record, out Connection connection) && !connection.IsEnding;
        }
    }

    private bool IsCurrent(in ThreadedRecord record, out Connection connection) =>
        _connections.TryGetValue(record.ConnectionId, out connection) && connection.Session == record.Session;

    private readonly record struct Connection(int Session, string Address, SendLevel Level, bool IsEnding);
}
