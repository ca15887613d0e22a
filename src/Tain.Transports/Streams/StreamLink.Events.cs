namespace Tain.Transports;

// What the pulling thread sees of the connection, in this order: Connected, packets, an error, Disconnected.
internal abstract partial class StreamLink
{
    /// <inheritdoc/>
    public void BeginTurn()
    {
        Volatile.Write(ref _isScheduled, 0);
        _budget = Math.Min(_inbox.Count, _limits.MaxPacketsPerTurn);
    }

    /// <inheritdoc/>
    public bool TryTake(out TransportEvent taken)
    {
        EndLoan();
        // Read before the queue: data is queued first and the end is noted after it, so an end seen here has no data behind it.
        bool isOver = IsOver;
        if (TryTakeConnected(out taken)) return true;
        if (_budget > 0 && _inbox.TryPeek(out ReadOnlyMemory<byte> data, out Channel channel))
        {
            _budget--;
            _isBorrowed = true;
            taken = TransportEvent.Received(ConnectionId, data.Span, channel);
            return true;
        }
        return TryTakeError(out taken) || (isOver && TryTakeDisconnected(out taken));
    }

    /// <inheritdoc/>
    public void EndTurn()
    {
        bool hasMore;
        lock (_gate) hasMore = _disconnectedDue;
        if (hasMore || _inbox.Count > 0) Schedule();
    }

    private void EndLoan()
    {
        if (!_isBorrowed) return;
        _isBorrowed = false;
        // The time in which we did not read was no silence of the peer.
        if (_inbox.Drop()) Volatile.Write(ref _heardAt, Now());
    }

    private bool TryTakeConnected(out TransportEvent taken)
    {
        taken = default;
        lock (_gate)
        {
            if (!_connectedDue) return false;
            _connectedDue = false;
        }
        taken = TransportEvent.Connected(ConnectionId, Address);
        return true;
    }

    private bool TryTakeError(out TransportEvent taken)
    {
        taken = default;
        lock (_gate)
        {
            if (_errorReason == null) return false;
            // The error of an ending waits for the data before it, so that the two stay together.
            if (_isOver && _inbox.Count > 0) return false;
            taken = TransportEvent.Error(ConnectionId, _errorCode, _errorReason);
            _errorReason = null;
        }
        return true;
    }

    private bool TryTakeDisconnected(out TransportEvent taken)
    {
        taken = default;
        lock (_gate)
        {
            if (!_disconnectedDue || _inbox.Count > 0) return false;
            _disconnectedDue = false;
        }
        taken = TransportEvent.Disconnected(ConnectionId);
        return true;
    }
}
