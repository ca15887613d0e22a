using System.Runtime.CompilerServices;

namespace Tain.Transports;

/// <summary>
/// Packets on their way from the loop that reads a socket to the thread that pulls. When it is full the loop waits instead of reading on,
/// so that a flood fills the peer's buffers and not our memory.
/// </summary>
internal sealed class ReceiveQueue(int maxBytes, int maxPackets = int.MaxValue)
{
    private readonly Lock _gate = new();
    private readonly PacketRing _packets = new(maxBytes);
    private readonly AsyncSignal _room = new();
    private bool _isAwaitingRoom;
    private bool _isCompleted;

    /// <summary>Bytes that wait to be pulled.</summary>
    public int Bytes
    {
        get
        {
            lock (_gate) return _packets.UsedBytes;
        }
    }

    /// <summary>Packets that can be pulled now.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _packets.Published;
        }
    }

    /// <summary>True while the reading loop waits for the pulling thread.</summary>
    public bool IsAwaitingRoom
    {
        get
        {
            lock (_gate) return _isAwaitingRoom;
        }
    }

    /// <summary>Adds a packet, waiting until there is room. Called by the reading loop.</summary>
    /// <returns>False when the queue was completed and the packet was dropped.</returns>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> AppendAsync(ReadOnlyMemory<byte> data, Channel channel)
    {
        while (true)
        {
            lock (_gate)
            {
                if (_isCompleted) return false;
                if (_packets.Count < maxPackets && _packets.TryAppend(data.Span, channel))
                {
                    _packets.Publish();
                    return true;
                }
                _isAwaitingRoom = true;
            }
            await _room.WaitAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Borrows the oldest packet until <see cref="Drop"/>. Called by the pulling thread.</summary>
    public bool TryPeek(out ReadOnlyMemory<byte> data, out Channel channel)
    {
        lock (_gate) return _packets.TryPeek(out data, out channel);
    }

    /// <summary>Removes the packet that was peeked, if <see cref="Discard"/> did not do so.</summary>
    /// <returns>True when the reading loop had been waiting for room.</returns>
    public bool Drop()
    {
        lock (_gate)
        {
            if (_packets.Published > 0) _packets.Drop();
            return WakeReader();
        }
    }

    /// <summary>Takes no more packets; those that wait can still be pulled.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _isCompleted = true;
            WakeReader();
        }
    }

    /// <summary>Takes no more packets and forgets those that wait.</summary>
    public void Discard()
    {
        lock (_gate)
        {
            _isCompleted = true;
            _packets.Clear();
            WakeReader();
        }
    }

    private bool WakeReader()
    {
        if (!_isAwaitingRoom) return false;
        _isAwaitingRoom = false;
        _room.Set();
        return true;
    }
}
