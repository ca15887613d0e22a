using System.Runtime.CompilerServices;

namespace Tain.Transports;

/// <summary>Packets on their way from the pulling thread to the one loop that writes to a socket.</summary>
internal sealed class SendQueue(int maxBytes, int maxPackets = int.MaxValue)
{
    private readonly Lock _gate = new();
    private readonly PacketRing _packets = new(maxBytes);
    private readonly AsyncSignal _wake = new();
    private bool _isCompleted;

    /// <summary>Bytes that wait, with eight or a few more per packet.</summary>
    public int Bytes
    {
        get
        {
            lock (_gate) return _packets.UsedBytes;
        }
    }

    /// <summary>Copies a packet into the queue; it goes out after <see cref="Publish"/>.</summary>
    /// <returns>False when the queue is full or completed.</returns>
    public bool TryAppend(ReadOnlySpan<byte> data, Channel channel)
    {
        lock (_gate) return !_isCompleted && _packets.Count < maxPackets && _packets.TryAppend(data, channel);
    }

    /// <summary>Lets the loop have what was appended. Called once per tick.</summary>
    public void Publish()
    {
        lock (_gate)
        {
            if (_packets.Published == _packets.Count) return;
            _packets.Publish();
        }
        _wake.Set();
    }

    /// <summary>Takes no more packets. The loop sends what is there and ends.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            if (_isCompleted) return;
            _isCompleted = true;
            _packets.Publish();
        }
        _wake.Set();
    }

    /// <summary>Waits for packets. Called by the loop, after it has taken all there were.</summary>
    /// <returns>False when there will be none: the queue is completed and empty.</returns>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]   // it is waited for once per tick and connection
    public async ValueTask<bool> WaitAsync()
    {
        while (true)
        {
            lock (_gate)
            {
                if (_packets.Published > 0) return true;
                if (_isCompleted) return false;
            }
            await _wake.WaitAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Borrows the oldest published packet until <see cref="Drop"/>.</summary>
    public bool TryPeek(out ReadOnlyMemory<byte> data)
    {
        lock (_gate) return _packets.TryPeek(out data, out _);
    }

    /// <summary>Removes the packet that was peeked.</summary>
    public void Drop()
    {
        lock (_gate) _packets.Drop();
    }
}
