using Tain.Messages;

namespace Tain;

/// <summary>Fills the batches of the connections that are ready: the time of this tick, then what each sees of what changed. Many connections are filled side by side.</summary>
internal sealed class StateDelivery
{
    private const int MinConnectionsPerShare = 64;

    private readonly TickWorkers _workers;
    private readonly List<NetworkConnectionToClient> _receivers = [];
    private readonly NetworkWriter _time = new();
    private readonly Action<int> _fillShare;
    private int _shares;

    public StateDelivery(TickWorkers workers)
    {
        _workers = workers;
        _fillShare = share => Fill(_receivers.Count * share / _shares, _receivers.Count * (share + 1) / _shares);
    }

    /// <summary>Copies this tick's frames behind the calls and spawns that were sent in this frame.</summary>
    /// <param name="connections">All of the server.</param>
    /// <param name="time">The game's time that the tick shows, in seconds.</param>
    public void Deliver(ConnectionTable<NetworkConnectionToClient> connections, double time)
    {
        _time.Reset();
        NetworkMessages.Pack(new TimeSnapshotMessage(time), _time);
        foreach (NetworkConnectionToClient connection in connections.Values)
        {
            if (connection.isReady) _receivers.Add(connection);
            // A script that was asked for state just now may have changed it.
            else connection.Sight.ClearFrames();
        }
        _shares = Math.Clamp(_receivers.Count / MinConnectionsPerShare, 1, _workers.count);
        if (_shares == 1) _fillShare(0);
        else _workers.Run(_shares, _fillShare);
        _receivers.Clear();
    }

    private void Fill(int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            NetworkConnectionToClient connection = _receivers[i];
            connection.SendRaw(_time.ToSpan(), Channels.Unreliable);
            connection.Sight.CopyFrames(connection);
        }
    }
}
