using Tain.Messages;

namespace Tain;

/// <summary>Fills the batches of the connections that are ready: the time of this tick, then what each sees of what changed. Many connections are filled side by side.</summary>
internal sealed class StateDelivery
{
    // A client that was sent more than it may pays for it in the next ticks, but not for ever.
    private const int MaxOverdraftTicks = 4;

    // The time of the tick, and what a batch on each channel begins with.
    private const int OverheadBytes = 12 + (2 * Batcher.TimestampSize);

    private readonly TickWorkers _workers;
    private readonly DebtWriter _debts;
    private readonly ByteBudget _budget;
    private readonly List<NetworkConnectionToClient> _receivers = [];
    private readonly NetworkWriter _time = new();
    private readonly Action<int> _fillShare;
    private int _shares;

    public StateDelivery(TickWorkers workers, DebtWriter debts, ByteBudget budget)
    {
        _workers = workers;
        _debts = debts;
        _budget = budget;
        _fillShare = share => Fill(_receivers.Count * share / _shares, _receivers.Count * (share + 1) / _shares);
    }

    /// <summary>Whether the time goes with what is reliable when there is nothing else.</summary>
    public bool ClockRidesAlong { get; init; }

    /// <summary>Copies this tick's frames behind the calls and spawns that were sent in this frame.</summary>
    /// <param name="connections">All of the server.</param>
    /// <param name="time">The game's time that the tick shows, in seconds.</param>
    public void Deliver(ConnectionTable<NetworkConnectionToClient> connections, double time)
    {
        _time.Reset();
        NetworkMessages.Pack(new TimeSnapshotMessage(time), _time);
        foreach (NetworkConnectionToClient connection in connections.Values)
        {
            if (!connection.isReady)
            {
                // A script that was asked for state just now may have changed it.
                connection.Sight.ClearFrames();
                continue;
            }
            _receivers.Add(connection);
            if (connection.maxBytesPerTick > 0 || connection.Sight.Debts.Count > 0) Settle(connection);
        }
        _shares = Math.Clamp(_receivers.Count / _workers.smallestShare, 1, _workers.count);
        if (_shares == 1) _fillShare(0);
        else _workers.Run(_shares, _fillShare);
        _receivers.Clear();
        _debts.Clear();
    }

    // One after the other, because what is owed is written here.
    private void Settle(NetworkConnectionToClient connection)
    {
        _debts.IsInUse = true;
        ConnectionSight sight = connection.Sight;
        int budget = connection.maxBytesPerTick;
        if (budget == 0)
        {
            _budget.Settle(connection, int.MaxValue);
            return;
        }
        int allowance = budget - sight.Overdraft - connection.GetPendingSendBytes(Channels.Reliable) - connection.GetPendingSendBytes(Channels.Unreliable) - OverheadBytes;
        int bytes = sight[Channels.Reliable].Bytes + sight[Channels.Unreliable].Bytes;
        int left = bytes <= allowance && sight.Debts.Count == 0 ? allowance - bytes : _budget.Settle(connection, allowance);
        sight.Overdraft = (int)Math.Clamp(-(long)left, 0, (long)budget * MaxOverdraftTicks);
    }

    private static int ChannelFor(NetworkConnectionToClient connection) => ClockChannel.For(
        hasReliable: !connection.Sight[Channels.Reliable].IsEmpty || connection.GetPendingSendBytes(Channels.Reliable) > 0,
        hasUnreliable: !connection.Sight[Channels.Unreliable].IsEmpty || connection.HasOpenPacket(Channels.Unreliable));

    private void Fill(int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            NetworkConnectionToClient connection = _receivers[i];
            connection.SendRaw(_time.ToSpan(), ClockRidesAlong ? ChannelFor(connection) : Channels.Unreliable);
            connection.Sight.CopyFrames(connection);
        }
    }
}
